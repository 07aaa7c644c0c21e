"""What a picture shows, before it is drawn: its finding, its marks, and the same numbers as a table.

Texts are as people typed them; whoever draws escapes them: Plotly (`charts`) or SVG (`svg`).
"""

from dataclasses import dataclass, replace

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a picture as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a value only its note is shown. `lead` stands before the label, `strong` is filled."""

    label: str
    value: float | None
    text: str
    strong: bool = False
    note: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero, the first on top; `longest` is a value beyond which no bar goes."""

    title: str
    alt: str
    numbers: Numbers
    bars: tuple[Bar, ...]
    longest: float = 0.0

    def __post_init__(self) -> None:
        values = (bar.value for bar in self.bars if bar.value is not None)
        object.__setattr__(self, "longest", max(self.longest, *values, 0.0))


@dataclass(frozen=True, slots=True)
class Stack:
    """Horizontal bars made of parts: `values[i][j]` is part j of bar i; no bar is longer than `longest`."""

    title: str
    alt: str
    numbers: Numbers
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    note: str = ""
    longest: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(self.longest, *map(sum, self.values), 0.0))


@dataclass(frozen=True, slots=True)
class Line:
    """One line through all columns; `texts` are written at its points, `strong` lines are coloured."""

    label: str
    values: tuple[float, ...]
    texts: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines through columns: a bump of ranks (`ranked`: 1 on top), or a slope between two columns."""

    title: str
    alt: str
    numbers: Numbers
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A heat map with its texts: `shades[i][j]` from 0 (pale) to 1 (dark), None for nothing known."""

    title: str
    alt: str
    numbers: Numbers
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shades: tuple[tuple[float | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where something may move, and where it is now."""

    label: str
    lowest: float
    highest: float
    now: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges on an axis from 0 to 1, the first on top."""

    title: str
    alt: str
    numbers: Numbers
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of one thing, and what follows from them in words."""

    label: str
    values: tuple[float, float]
    texts: tuple[str, str]
    verdict: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two values a row under the same two names, in one unit, as bars or as joined dots.

    All values lie within `span`, which reaches to zero.
    """

    title: str
    alt: str
    numbers: Numbers
    names: tuple[str, str]
    pairs: tuple[Pair, ...]
    unit: str = ""
    dots: bool = False
    span: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        values = [*self.span, *(value for pair in self.pairs for value in pair.values)]
        object.__setattr__(self, "span", (min(values), max(values)))


Picture = Bars | Stack | Lines | Grid | Ranges | Pairs


def rows(picture: Picture) -> int:
    """How many rows stand under each other; lines all share one."""
    match picture:
        case Bars():
            return len(picture.bars)
        case Stack():
            return len(picture.labels)
        case Grid():
            return len(picture.rows)
        case Ranges():
            return len(picture.ranges)
        case Pairs():
            return len(picture.pairs)
        case Lines():
            return 1


def part_of(picture: Picture, start: int, stop: int) -> Picture:
    """The rows from `start` to before `stop`, on the scale of the whole; its numbers stay whole."""
    here = slice(start, stop)
    match picture:
        case Bars():
            return replace(picture, bars=picture.bars[here])
        case Stack():
            labels, values, texts = picture.labels[here], picture.values[here], picture.texts[here]
            return replace(picture, labels=labels, values=values, texts=texts)
        case Grid():
            names, shades, texts = picture.rows[here], picture.shades[here], picture.texts[here]
            return replace(picture, rows=names, shades=shades, texts=texts)
        case Ranges():
            return replace(picture, ranges=picture.ranges[here])
        case Pairs():
            return replace(picture, pairs=picture.pairs[here])
        case Lines():
            return picture
