"""What a person gave that cannot be answered, ready to be said in any language."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar


class InvalidInput(ValueError):
    """Input that cannot be answered: a code, and the values that name the place and the remedy.

    The sentence for each code stands in `text/`, in every language. Scoring cannot reach up to it, so
    `mcda` lends a voice when it is loaded; without one the error shows its code and values.
    """

    voice: ClassVar[Callable[[str, Mapping[str, Any]], str] | None] = None

    def __init__(self, code: str, /, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        if InvalidInput.voice is None:
            return f"{self.code} {self.values}"
        return InvalidInput.voice(self.code, self.values)
