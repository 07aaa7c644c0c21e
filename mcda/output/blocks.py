"""What a report is made of, before it is written as HTML, DOCX or PDF."""

from dataclasses import dataclass

from mcda.output.pictures import Bars


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section, 1 the largest; `anchor` names the section, and what questions may be about."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `strong` is what a hurried reader reads, `quiet` what a careful one looks up."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the columns named in `numeric` stand right-aligned.

    `told`: each row can be read as a sentence, so that a narrow screen needs no columns.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; writers that cannot draw leave it out, as the table after it says the same."""

    picture: Bars


Block = Heading | Paragraph | Points | Table | Drawing
