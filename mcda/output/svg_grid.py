"""Heat maps in SVG."""

from mcda.output.pictures import Grid
from mcda.output.svg_parts import BLUE, GAP, column_heads, heading, percent, text

CELL = 24
PALEST, DARKEST = 0.05, 0.65
"""How opaque cells are: never so much that the page's own text colour could not be read on them."""


def draw_grid(picture: Grid) -> tuple[str, int]:
    """Cells from pale to dark under the names of their rows, and the height they take."""
    across = 100 / max(len(picture.columns), 1)
    middles = [across * (column + 0.5) for column in range(len(picture.columns))]
    heads, y = column_heads(picture.columns, middles)
    out = [heads]
    for row, shades, texts in zip(picture.rows, picture.shades, picture.texts, strict=True):
        label, y = heading(row, y)
        cells = "".join(
            f'<rect x="{percent(across * column)}" width="{percent(across * 0.97)}" height="{CELL}" '
            f'fill-opacity="{PALEST + (DARKEST - PALEST) * shade:.2f}"/>'
            for column, shade in enumerate(shades)
            if shade is not None
        )
        said = "".join(text(percent(x), 17, told) for x, told in zip(middles, texts, strict=True) if told)
        out.append(
            f'{label}<g transform="translate(0,{y})"><g fill="{BLUE}">{cells}</g>'
            f'<g text-anchor="middle" font-size="12">{said}</g></g>'
        )
        y += CELL + GAP
    return "".join(out), y
