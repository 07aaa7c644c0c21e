"""What SVG drawings are made of: escaped text, places in percent, labels above rows and over columns."""

from collections.abc import Sequence

from mcda.output.labels import clean, lines_of, width
from mcda.output.palette import OKABE_ITO

BLUE = OKABE_ITO[0]
LINE = 18
BAR = 14
GAP = 10
WIDEST = 38
"""Latin letters of 14 pixels that fit beside each other on the smallest phone."""
LEVEL = 44
"""Letters of 12 pixels that do."""

FILLED = f'fill="{BLUE}"'
OUTLINED = 'fill="currentColor" fill-opacity=".12" stroke="currentColor" stroke-opacity=".5"'
QUIET = 'fill-opacity=".72"'


def svg_escape(text: str, longest: int = 300) -> str:
    """Text that XML shows letter for letter, in an element or in a quoted attribute."""
    kept = clean(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return kept.replace('"', "&quot;").replace("'", "&#39;")


def percent(value: float) -> str:
    """A place or a length in percent of the drawing's width."""
    return f"{value:.1f}".rstrip("0").rstrip(".") + "%"


def text(x: str, y: int, said: str, paint: str = "") -> str:
    """One line of text with its baseline at `y`."""
    attributes = f" {paint}" if paint else ""
    return f'<text x="{x}" y="{y}"{attributes}>{svg_escape(said)}</text>'


def heading(label: str, y: int, strong: bool = False, widest: int = WIDEST) -> tuple[str, int]:
    """A label above its row, in up to three lines; returns it and the place below."""
    weight = ' font-weight="600"' if strong else ""
    lines = lines_of(label, widest, 3)
    said = "".join(text("0", y + 14 + LINE * place, line) for place, line in enumerate(lines))
    return f"<g{weight}>{said}</g>", y + LINE * len(lines) + 2


def column_heads(columns: Sequence[str], middles: Sequence[float]) -> tuple[str, int]:
    """Names of columns: level where they are short, else upright; returns them and the place below."""
    if max(map(width, columns), default=0) * len(columns) <= LEVEL:
        level = "".join(text(percent(x), 14, column) for x, column in zip(middles, columns, strict=True))
        return f'<g text-anchor="middle" font-size="12">{level}</g>', LINE + 4
    names = [lines_of(column, 20, 2) for column in columns]
    height = 12 + 7 * max(width(part) for parts in names for part in parts)
    out = []
    for x, parts in zip(middles, names, strict=True):
        first = 4 - 7 * (len(parts) - 1)
        said = "".join(
            f'<text transform="rotate(-90)" y="{first + 14 * place}">{svg_escape(part)}</text>'
            for place, part in enumerate(parts)
        )
        # Only a nested drawing can stand at a place in percent and be turned.
        out.append(f'<svg x="{percent(x)}" y="{height}" overflow="visible">{said}</svg>')
    return f'<g font-size="12">{"".join(out)}</g>', height + GAP
