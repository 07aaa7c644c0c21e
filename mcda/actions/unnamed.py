"""Under which name stands what somebody did who gave none."""

from mcda.text import LANGUAGES, say

SHELL = "shell"


def is_unnamed(author: str) -> bool:
    """Whether a change stands under the name that pages or shell write where a person gave none.

    Two such changes may be one person's or two people's: nobody can tell.
    """
    return author == SHELL or author in {say("who.planner", language) for language in LANGUAGES}
