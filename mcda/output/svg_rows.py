"""Rows of bars in SVG: one value, a range, or two values."""

from mcda.output.pictures import Bars, Pairs, Ranges
from mcda.output.svg_parts import BAR, FILLED, GAP, LINE, OUTLINED, QUIET, WIDEST, heading, percent, text

LONGEST_BAR = 66.0
"""In percent of the width; the rest is for the value behind the bar."""


def draw_bars(picture: Bars) -> tuple[str, int]:
    """Bars from zero under their names, and the height they take."""
    largest = picture.longest or 1.0
    out, y = [], 0
    for bar in picture.bars:
        label, y = heading(f"{bar.lead}\u2002{bar.label}" if bar.lead else bar.label, y, bar.strong)
        out.append(label)
        if bar.value is None:
            out.append(text("0", y + BAR - 2, bar.note, QUIET))
        else:
            behind = f"{bar.text} · {bar.note}" if bar.note else bar.text
            out.append(_bar(y, 0.0, LONGEST_BAR * max(bar.value, 0.0) / largest, behind, bar.strong))
        y += BAR + GAP
    return "".join(out), y


def draw_pairs(picture: Pairs) -> tuple[str, int]:
    """Two bars a row, the first filled; bars below zero lie left of a common zero."""
    low, high = picture.span
    left = 0.0 if low == 0 else 16.0
    scale = (LONGEST_BAR - left) / ((high - low) or 1.0)
    zero = left - low * scale
    out, y = [], 0
    if picture.unit:
        out.append(text("0", 14, picture.unit, QUIET))
        y += LINE
    for name, paint in zip(picture.names, (FILLED, OUTLINED), strict=True):
        out.append(f'<rect y="{y + 3}" width="{BAR}" height="{BAR - 2}" {paint}/>')
        out.append(text("22", y + 14, name, QUIET))
        y += LINE
    for pair in picture.pairs:
        label, y = heading(pair.label, y + GAP, pair.strong)
        out.append(label)
        if pair.verdict:
            told, y = heading(pair.verdict, y - 4)
            out.append(f"<g {QUIET}>{told}</g>")
        for side, (value, said) in enumerate(zip(pair.values, pair.texts, strict=True)):
            out.append(_bar(y, zero, value * scale, said, side == 0))
            y += BAR + 2
    return "".join(out), y + GAP


def draw_ranges(picture: Ranges) -> tuple[str, int]:
    """Bars from lowest to highest on a rule from 0 to 100 %, a mark where the value is now."""
    out, y = [], 0
    for one in picture.ranges:
        out.append(text("100%", y + 14, one.text, f'text-anchor="end" {QUIET}'))
        label, y = heading(one.label, y, one.strong, WIDEST - 15)
        span = f'x="{percent(100 * one.lowest)}" width="{percent(100 * (one.highest - one.lowest))}"'
        out.append(
            f'{label}<rect y="{y + BAR // 2}" width="100%" height="1" fill-opacity=".3"/>'
            f'<rect {span} y="{y + 2}" height="{BAR - 4}" {FILLED if one.strong else OUTLINED}/>'
            # Pixels either side of a place in percent: only a nested drawing can mix the two.
            f'<svg x="{percent(100 * one.now)}" y="{y - 1}" overflow="visible">'
            f'<rect x="-1.5" width="3" height="{BAR + 2}"/></svg>'
        )
        y += BAR + GAP
    quarters = ("start", "middle", "middle", "middle", "end")
    scale = "".join(
        text(percent(25 * quarter), y + 10, f"{25 * quarter}%", f'text-anchor="{anchor}"')
        for quarter, anchor in enumerate(quarters)
    )
    return f'{"".join(out)}<g font-size="12" {QUIET}>{scale}</g>', y + LINE


def _bar(y: int, zero: float, length: float, behind: str, strong: bool) -> str:
    paint = FILLED if strong else OUTLINED
    start, end = min(zero, zero + length), max(zero, zero + length)
    place = f'x="{percent(start)}" ' if start else ""
    bar = f'<rect {place}y="{y}" width="{percent(end - start)}" height="{BAR}" {paint}/>'
    if length < 0:
        return bar + text(percent(start), y + BAR - 2, behind, 'dx="-6" text-anchor="end"')
    return bar + text(percent(end), y + BAR - 2, behind, 'dx="6"')
