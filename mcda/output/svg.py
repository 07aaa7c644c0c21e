"""Pictures as inline SVG for light pages and reports: no script, no style, the page's own text colour.

Places are percentages and there is no viewBox: bars stretch with the page while text keeps its size, so that
the same drawing reads at 320 pixels, on a desk and on paper. Names stand above their bars.
"""

from collections.abc import Sequence
from itertools import pairwise

from mcda.output.labels import clean, lines_of, width
from mcda.output.palette import FONTS, OKABE_ITO, ink_on
from mcda.output.pictures import Bars, Grid, Lines, Ranges
from mcda.output.spread import spread

BLUE = OKABE_ITO[0]
LINE = 18
BAR = 14
GAP = 10
WIDEST = 38
LONGEST_BAR = 66.0
_DASHES = ("", "8 4", "2 4", "10 4 2 4", "14 4")
_FILLED = f'fill="{BLUE}"'
_OUTLINED = 'fill="currentColor" fill-opacity=".12" stroke="currentColor" stroke-opacity=".5"'
_QUIET = 'fill-opacity=".72"'


def svg(picture: Bars | Ranges | Lines | Grid) -> str:
    """The picture as one `<svg>` element, its title and description for those who do not see it."""
    match picture:
        case Bars():
            body, height = _bars(picture)
        case Ranges():
            body, height = _ranges(picture)
        case Lines():
            body, height = _lines(picture)
        case Grid():
            body, height = _grid(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}" font-size="14" '
        f'font-family="{svg_escape(FONTS)}" fill="currentColor">'
        f"<title>{svg_escape(picture.title)}</title><desc>{svg_escape(picture.alt, 2000)}</desc>{body}</svg>"
    )


def svg_escape(text: str, longest: int = 300) -> str:
    """Text that XML shows letter for letter, in an element or in a quoted attribute."""
    kept = clean(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return kept.replace('"', "&quot;").replace("'", "&#39;")


def _bars(picture: Bars) -> tuple[str, int]:
    largest = max((bar.value for bar in picture.bars if bar.value is not None), default=0.0) or 1.0
    out, y = [], 0
    for bar in picture.bars:
        label = f"{bar.lead}\u2002{bar.label}" if bar.lead else bar.label
        text, y = _heading(label, y, strong=bar.strong)
        out.append(text)
        if bar.value is None:
            out.append(_text("0", y + BAR - 2, bar.note, _QUIET))
        else:
            share = _percent(LONGEST_BAR * max(bar.value, 0.0) / largest)
            paint = _FILLED if bar.strong else _OUTLINED
            behind = f"{bar.text} · {bar.note}" if bar.note else bar.text
            out.append(f'<rect y="{y}" width="{share}" height="{BAR}" {paint}/>')
            out.append(_text(share, y + BAR - 2, behind, 'dx="6"'))
        y += BAR + GAP
    return "".join(out), y


def _ranges(picture: Ranges) -> tuple[str, int]:
    out, y = [], 0
    for one in picture.ranges:
        text, y = _heading(f"{one.label} · {one.text}", y, strong=one.strong)
        paint = _FILLED if one.strong else _OUTLINED
        out.append(text)
        out.append(f'<rect y="{y + BAR // 2}" width="100%" height="1" fill-opacity=".3"/>')
        out.append(
            f'<rect x="{_percent(100 * one.lowest)}" y="{y + 2}" '
            f'width="{_percent(100 * (one.highest - one.lowest))}" height="{BAR - 4}" {paint}/>'
        )
        # Two pixels either side of a place in percent: only a nested drawing can mix the two.
        mark = _percent(100 * one.now)
        out.append(
            f'<svg x="{mark}" y="{y - 1}" overflow="visible">'
            f'<rect x="-1.5" width="3" height="{BAR + 2}"/></svg>'
        )
        y += BAR + GAP
    scale = "".join(
        _text(
            _percent(25 * quarter),
            y + 10,
            f"{25 * quarter} %",
            f'text-anchor="{anchor}" font-size="12" {_QUIET}',
        )
        for quarter, anchor in enumerate(("start", "middle", "middle", "middle", "end"))
    )
    return "".join(out) + scale, y + LINE


def _lines(picture: Lines) -> tuple[str, int]:
    heads, top = _column_heads(
        picture.columns, [_column(place, len(picture.columns)) for place in range(len(picture.columns))]
    )
    step = 34
    values = [value for line in picture.lines for value in line.values]
    low, high = min(values), max(values)
    inside = step * max(len(picture.lines) - 1, 1)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return top + 18 + inside * (share if picture.ranked else 1 - share)

    strong = [line for line in picture.lines if line.strong]
    out = [heads]
    for line in sorted(picture.lines, key=lambda line: line.strong):
        place = strong.index(line) if line.strong else 0
        colour = OKABE_ITO[place % len(OKABE_ITO)] if line.strong else "currentColor"
        dash = _DASHES[place % len(_DASHES)]
        points = [(_column(column, len(line.values)), y(value)) for column, value in enumerate(line.values)]
        style = f'stroke="{colour}" ' + (
            'stroke-width="4"' if line.strong else 'stroke-opacity=".4" stroke-width="1.5"'
        )
        out.append(f"<g {style}" + (f' stroke-dasharray="{dash}"' if dash else "") + ">")
        for (x1, y1), (x2, y2) in pairwise(points):
            out.append(f'<line x1="{_percent(x1)}" y1="{y1:.0f}" x2="{_percent(x2)}" y2="{y2:.0f}"/>')
        out.append("</g>")
        for (x, at), text in zip(points, line.texts, strict=True):
            if not line.strong:
                out.append(f'<circle cx="{_percent(x)}" cy="{at:.0f}" r="3" fill-opacity=".5"/>')
                continue
            size = 11 if picture.ranked else 6
            out.append(f'<circle cx="{_percent(x)}" cy="{at:.0f}" r="{size}" fill="{colour}"/>')
            if picture.ranked:
                paint = f'text-anchor="middle" font-size="12" fill="{ink_on(colour)}"'
                out.append(_text(_percent(x), round(at) + 4, text, paint))
    ends = spread([y(line.values[-1]) for line in picture.lines], step - 2)
    for line, at in zip(picture.lines, ends, strict=True):
        label = line.label if picture.ranked else f"{line.texts[-1]}\u2002{line.label}"
        out.append(_end_label(label, at, line.strong))
    return "".join(out), round(top + inside + 40)


def _grid(picture: Grid) -> tuple[str, int]:
    across = 100 / max(len(picture.columns), 1)
    middles = [across * (column + 0.5) for column in range(len(picture.columns))]
    heads, y = _column_heads(picture.columns, middles)
    out = [heads]
    for row, shades, texts in zip(picture.rows, picture.shades, picture.texts, strict=True):
        text, y = _heading(row, y)
        out.append(text)
        cells = "".join(
            f'<rect x="{_percent(across * column)}" y="{y}" width="{_percent(across * 0.97)}" height="24" '
            f'fill-opacity="{0.05 + 0.55 * shade:.2f}"/>'
            for column, shade in enumerate(shades)
            if shade is not None
        )
        out.append(f'<g fill="{BLUE}">{cells}</g>')
        said = "".join(
            _text(_percent(middle), y + 17, text) for middle, text in zip(middles, texts, strict=True) if text
        )
        out.append(f'<g text-anchor="middle" font-size="12">{said}</g>')
        y += 24 + GAP
    return "".join(out), y


def _heading(text: str, y: int, strong: bool = False) -> tuple[str, int]:
    """A label above its row, in up to three lines; returns it and the place below."""
    weight = ' font-weight="600"' if strong else ""
    lines = lines_of(text, WIDEST, 3)
    spans = "".join(_text("0", y + 14 + LINE * place, line) for place, line in enumerate(lines))
    return f"<g{weight}>{spans}</g>", y + LINE * len(lines) + 2


def _column_heads(columns: Sequence[str], middles: Sequence[float]) -> tuple[str, int]:
    """Names of columns: level where short, else upright; returns them and the place below."""
    if max(map(width, columns), default=0) * len(columns) <= WIDEST:
        flat = "".join(_text(_percent(x), 14, column) for x, column in zip(middles, columns, strict=True))
        return f'<g text-anchor="middle" font-size="12">{flat}</g>', LINE + 4
    lines = [lines_of(column, 20, 2) for column in columns]
    height = 150
    out = []
    for x, parts in zip(middles, lines, strict=True):
        first = 4 - 7 * (len(parts) - 1)
        spans = "".join(
            f'<text transform="rotate(-90)" y="{first + 14 * place}">{svg_escape(part)}</text>'
            for place, part in enumerate(parts)
        )
        out.append(f'<svg x="{_percent(x)}" y="{height}" overflow="visible">{spans}</svg>')
    return f'<g font-size="12">{"".join(out)}</g>', height + GAP


def _end_label(label: str, at: float, strong: bool) -> str:
    lines = lines_of(label, 17, 2)
    paint = 'font-size="13" font-weight="600"' if strong else f'font-size="13" {_QUIET}'
    first = round(at - 7 * (len(lines) - 1)) + 4
    return "".join(_text("60%", first + 14 * place, line, paint) for place, line in enumerate(lines))


def _column(place: int, columns: int) -> float:
    """Where a column of lines stands, in percent; what lies right of it is for the names."""
    return 5 + 49 * place / max(columns - 1, 1)


def _text(x: str, y: int, text: str, paint: str = "") -> str:
    attributes = f" {paint}" if paint else ""
    return f'<text x="{x}" y="{y}"{attributes}>{svg_escape(text)}</text>'


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
