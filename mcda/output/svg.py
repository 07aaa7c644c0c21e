"""Pictures as inline SVG for light pages and reports: no script, no style, the page's own text colour.

Places are percentages and there is no viewBox: bars stretch with the page while text keeps its size, so that
the same drawing reads at 320 pixels, on a desk and on paper. Names stand above their bars.
"""

from mcda.output.palette import FONTS
from mcda.output.pictures import Bars, Grid, Lines, Pairs, Ranges
from mcda.output.svg_grid import draw_grid
from mcda.output.svg_lines import draw_lines
from mcda.output.svg_parts import svg_escape
from mcda.output.svg_rows import draw_bars, draw_pairs, draw_ranges


def svg(picture: Bars | Pairs | Ranges | Lines | Grid) -> str:
    """The picture as one `<svg>` element, with its finding and its numbers for those who do not see it."""
    match picture:
        case Bars():
            body, height = draw_bars(picture)
        case Pairs():
            body, height = draw_pairs(picture)
        case Ranges():
            body, height = draw_ranges(picture)
        case Lines():
            body, height = draw_lines(picture)
        case Grid():
            body, height = draw_grid(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}" font-size="14" '
        f'font-family="{svg_escape(FONTS)}" fill="currentColor">'
        f"<title>{svg_escape(picture.title)}</title><desc>{svg_escape(picture.alt, 2000)}</desc>{body}</svg>"
    )
