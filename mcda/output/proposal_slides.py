"""What a call for proposals brought, for the hall: the most supported first, in pages that fit its screen."""

from collections.abc import Iterator, Sequence
from math import ceil

from mcda.output.hall import Slide
from mcda.output.labels import width
from mcda.output.pictures import Bar, Bars, Numbers
from mcda.output.wording import listed
from mcda.text import Language, say

MOST_PAGES = 8
MOST_ROWS, MOST_LINES = 6, 11
"""So many proposals, and lines of theirs, stand under each other on one slide."""
TITLE_WIDTH, BODY_WIDTH = 38, 24
"""Latin letters of a title and of a body's name on one line."""
Proposal = tuple[str, int, str]


def proposal_slides(proposals: Sequence[Proposal], language: Language) -> tuple[Slide, ...]:
    """By support: title, supporters, the author's body; after the last page they are counted."""
    if not proposals:
        return (Slide(say("hall.no_proposals", language)),)
    pages = list(_pages(proposals))
    left = len(proposals) - sum(map(len, pages[:MOST_PAGES]))
    made, first = [], 1
    for place, page in enumerate(pages[:MOST_PAGES]):
        last = first + len(page) - 1
        title = (
            say("hall.proposals_from_to", language, first=first, last=last, all=len(proposals))
            if place
            else _finding(proposals, language)
        )
        note = say("hall.more", language, n=left) if left and place == MOST_PAGES - 1 else ""
        made.append(Slide(title, _picture(title, page, proposals[0][1], language), note=note))
        first = last + 1
    return tuple(made)


def _pages(proposals: Sequence[Proposal]) -> Iterator[list[Proposal]]:
    page: list[Proposal] = []
    lines = 0
    for proposal in proposals:
        title, _, body = proposal
        needed = max(ceil(width(title) / TITLE_WIDTH), ceil(width(body) / BODY_WIDTH))
        if page and (lines + needed > MOST_LINES or len(page) == MOST_ROWS):
            yield page
            page, lines = [], 0
        page.append(proposal)
        lines += needed
    yield page


def _finding(proposals: Sequence[Proposal], language: Language) -> str:
    title, most, _ = proposals[0]
    if not most:
        return say("hall.proposals_alone", language, n=len(proposals))
    tied = sum(supports == most for _, supports, _ in proposals)
    if tied > 1:
        return say("hall.proposals_tied", language, tied=tied, n=most)
    return say("hall.proposals", language, proposal=title, n=most)


def _picture(title: str, page: Sequence[Proposal], most: int, language: Language) -> Bars:
    bars = tuple(
        Bar(name, float(supports), body, strong=0 < supports == most, lead=str(supports))
        for name, supports, body in page
    )
    heads = tuple(say(f"hall.head_{head}", language) for head in ("proposal", "supporters", "from"))
    alt = f"{title} {listed((f'{bar.label} {bar.lead}' for bar in bars), language)}"
    return Bars(title, alt, Numbers(heads, tuple(page)), bars, float(most))
