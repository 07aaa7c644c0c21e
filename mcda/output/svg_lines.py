"""Bumps and slopes in SVG."""

from itertools import pairwise

from mcda.output.labels import lines_of
from mcda.output.palette import OKABE_ITO, ink_on
from mcda.output.pictures import Line, Lines
from mcda.output.spread import spread
from mcda.output.svg_parts import QUIET, column_heads, percent, text

STEP = 34
LEFT, RIGHT, NAMES = 5.0, 51.0, "57%"
_DASHES = ("", "8 4", "2 4", "10 4 2 4", "14 4")


def draw_lines(picture: Lines) -> tuple[str, int]:
    """One line a candidate with its name at the right end, and the height they take."""
    columns = len(picture.columns)
    across = [LEFT + (RIGHT - LEFT) * column / max(columns - 1, 1) for column in range(columns)]
    heads, top = column_heads(picture.columns, across)
    values = [value for line in picture.lines for value in line.values]
    low, high = min(values, default=0.0), max(values, default=0.0)
    inside = STEP * max(len(picture.lines) - 1, 1)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return top + 18 + inside * (share if picture.ranked else 1 - share)

    strong = [line for line in picture.lines if line.strong]
    out = [heads]
    for line in sorted(picture.lines, key=lambda line: line.strong):
        points = list(zip(across, map(down, line.values), strict=True))
        place = strong.index(line) if line.strong else None
        out.append(_strong(line, points, place, picture.ranked) if place is not None else _weak(points))
    ends = spread([down(line.values[-1]) for line in picture.lines], STEP - 2)
    out += [_end(line, at, picture.ranked) for line, at in zip(picture.lines, ends, strict=True)]
    return "".join(out), round(max([top + inside + 20, *ends]) + 20)


def _strong(line: Line, points: list[tuple[float, float]], place: int, ranked: bool) -> str:
    colour = OKABE_ITO[place % len(OKABE_ITO)]
    dash = _DASHES[place % len(_DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    size = 11 if ranked else 6
    drawn = f'<g stroke="{colour}" stroke-width="4"{dashed}>{_strokes(points)}</g>'
    drawn += f'<g fill="{colour}">{_dots(points, size)}</g>'
    if not ranked:
        return drawn
    said = "".join(
        text(percent(x), round(y) + 4, told) for (x, y), told in zip(points, line.texts, strict=True)
    )
    return f'{drawn}<g text-anchor="middle" font-size="12" fill="{ink_on(colour)}">{said}</g>'


def _weak(points: list[tuple[float, float]]) -> str:
    lines = f'<g stroke="currentColor" stroke-opacity=".4" stroke-width="1.5">{_strokes(points)}</g>'
    return f'{lines}<g fill-opacity=".5">{_dots(points, 3)}</g>'


def _strokes(points: list[tuple[float, float]]) -> str:
    return "".join(
        f'<line x1="{percent(x1)}" y1="{y1:.0f}" x2="{percent(x2)}" y2="{y2:.0f}"/>'
        for (x1, y1), (x2, y2) in pairwise(points)
    )


def _dots(points: list[tuple[float, float]], size: int) -> str:
    return "".join(f'<circle cx="{percent(x)}" cy="{y:.0f}" r="{size}"/>' for x, y in points)


def _end(line: Line, at: float, ranked: bool) -> str:
    label = line.label if ranked else f"{line.texts[-1]}\u2002{line.label}"
    lines = lines_of(label, 18, 2)
    first = round(at - 7 * (len(lines) - 1)) + 4
    said = "".join(text(NAMES, first + 14 * place, part) for place, part in enumerate(lines))
    paint = 'font-weight="600"' if line.strong else QUIET
    return f'<g font-size="13" {paint}>{said}</g>'
