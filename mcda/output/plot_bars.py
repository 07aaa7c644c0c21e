"""Horizontal bars in Plotly: one value a row, parts of a whole, or two values beside each other."""

from mcda.output.canvas import (
    Figure,
    Look,
    blank,
    labelled_rows,
    legend_above,
    pixels,
    plot_escape,
    plot_label,
    row_height,
)
from mcda.output.palette import OKABE_ITO, PATTERNS, ink_on
from mcda.output.pictures import Bar, Bars, Pair, Pairs, Stack

HOVER_WIDTH = 60


def bars_figure(picture: Bars, title: str, view: Look) -> Figure:
    """Bars from zero with their values behind them: filled where strong, else outlined."""
    import plotly.graph_objects as go

    labels = [
        plot_label(f"{bar.lead} {bar.label}".strip(), view.label_width, view.label_lines)
        for bar in picture.bars
    ]
    behind = [_behind(bar) for bar in picture.bars]
    with_value = [bar for bar in picture.bars if bar.value is not None]
    room = pixels([f"{bar.text}  {bar.note}" for bar in with_value], view.size)
    step = row_height(labels, view)
    figure = blank(title, view, step * len(labels), right=room + 12)
    figure.add_trace(
        go.Bar(
            orientation="h",
            x=[bar.value or 0 for bar in picture.bars],
            y=list(range(len(labels))),
            width=0.62,
            text=behind,
            textposition="outside",
            textfont={"size": view.size},
            cliponaxis=False,
            marker={
                "color": [view.accent if bar.strong else view.pale for bar in picture.bars],
                "line": {
                    "color": [view.accent if bar.strong else view.muted for bar in picture.bars],
                    "width": 1,
                },
            },
            hoverinfo="text",
            hovertext=[plot_label(bar.label, HOVER_WIDTH, 5) for bar in picture.bars],
        )
    )
    figure.update_xaxes(range=[0, picture.longest or 1.0])
    figure.update_yaxes(**labelled_rows(labels, view))
    return figure


def stack_figure(picture: Stack, title: str, view: Look) -> Figure:
    """Bars of parts, each with a colour and a pattern of its own, named in a legend in the same order."""
    import plotly.graph_objects as go

    labels = [plot_label(label, view.label_width, view.label_lines) for label in picture.labels]
    step = row_height(labels, view)
    names = [plot_label(part, 22, 2) for part in picture.parts]
    figure = blank(title, view, step * len(labels))
    for position, name in enumerate(names):
        colour = OKABE_ITO[position % len(OKABE_ITO)]
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=name,
                x=[row[position] for row in picture.values],
                y=list(range(len(labels))),
                width=0.66,
                text=[row[position] for row in picture.texts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": view.size, "color": ink_on(colour)},
                marker={
                    "color": colour,
                    "line": {"color": view.ink, "width": 0.5},
                    "pattern": {
                        "shape": PATTERNS[position // len(OKABE_ITO) % len(PATTERNS)],
                        "fgcolor": ink_on(colour),
                        "size": 6,
                    },
                },
                hoverinfo="text",
                hovertext=[f"{name}: {row[position]:.1f}" for row in picture.values],
            )
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, picture.longest or 1.0])
    legend_above(figure, picture.parts, "", view)
    figure.update_yaxes(**labelled_rows(labels, view))
    return figure


def pairs_figure(picture: Pairs, title: str, view: Look) -> Figure:
    """Two values a row: as bars one above the other, or as two dots that a rule joins."""
    return _dots(picture, title, view) if picture.dots else _paired_bars(picture, title, view)


def _paired_bars(picture: Pairs, title: str, view: Look) -> Figure:
    import plotly.graph_objects as go

    labels = [_with_verdict(pair, view) for pair in picture.pairs]
    room = pixels([text for pair in picture.pairs for text in pair.texts], view.size)
    figure = blank(title, view, row_height(labels, view, 3.4) * len(labels), right=room + 12)
    fills = (view.accent, view.pale)
    for side, (name, fill) in enumerate(zip(picture.names, fills, strict=True)):
        values = [pair.values[side] for pair in picture.pairs]
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=plot_escape(name),
                x=values,
                y=[row + (side - 0.5) * 0.38 for row in range(len(labels))],
                width=0.36,
                text=[pair.texts[side] for pair in picture.pairs],
                textposition="outside",
                cliponaxis=False,
                marker={"color": fill, "line": {"color": (view.accent, view.muted)[side], "width": 1}},
                hoverinfo="skip",
            )
        )
    lowest, highest = picture.span
    span = highest - lowest or 1.0
    figure.update_xaxes(range=[lowest - (0.14 * span if lowest < 0 else 0), highest])
    figure.update_layout(barmode="overlay")
    legend_above(figure, picture.names, picture.unit, view)
    figure.update_yaxes(**labelled_rows(labels, view))
    figure.add_vline(x=0, line={"color": view.muted, "width": 1})
    return figure


def _dots(picture: Pairs, title: str, view: Look) -> Figure:
    import plotly.graph_objects as go

    labels = [_with_verdict(pair, view) for pair in picture.pairs]
    figure = blank(
        title,
        view,
        row_height(labels, view) * len(labels),
        right=pixels(["100 % "], view.size),
    )
    rows = list(range(len(labels)))
    for row, pair in enumerate(picture.pairs):
        figure.add_trace(
            go.Scatter(
                x=list(pair.values),
                y=[row, row],
                mode="lines",
                line={"color": view.muted, "width": view.size / 7},
                hoverinfo="skip",
                showlegend=False,
            )
        )
    for side, (symbol, colour) in enumerate((("circle-open", view.muted), ("circle", view.accent))):
        figure.add_trace(
            go.Scatter(
                name=plot_escape(picture.names[side]),
                x=[pair.values[side] for pair in picture.pairs],
                y=rows,
                mode="markers+text",
                text=[pair.texts[side] for pair in picture.pairs],
                textposition=[_outward(pair, side) for pair in picture.pairs],
                marker={
                    "symbol": symbol,
                    "size": view.size,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                },
                cliponaxis=False,
                hoverinfo="skip",
            )
        )
    figure.add_vline(x=0, line={"color": view.muted, "width": 1})
    highest = picture.span[1] or 1.0
    figure.update_xaxes(range=[-0.12 * highest, highest])
    legend_above(figure, picture.names, picture.unit, view)
    figure.update_yaxes(**labelled_rows(labels, view))
    return figure


def _outward(pair: Pair, side: int) -> str:
    """Texts of two dots stand on the outer sides, so that near dots stay readable."""
    ahead = pair.values[side] > pair.values[1 - side] or (pair.values[0] == pair.values[1] and side == 1)
    return "middle right" if ahead else "middle left"


def _behind(bar: Bar) -> str:
    note = plot_escape(bar.note)
    if bar.value is None:
        return f" {note}"
    text = f" {plot_escape(bar.text)}"
    return f"{text}\u2002<b>{note}</b>" if note else text


def _with_verdict(pair: Pair, view: Look) -> str:
    label = plot_label(pair.label, view.label_width, view.label_lines)
    if not pair.verdict:
        return label
    colour = view.warning if pair.strong else view.muted
    verdict = plot_label(pair.verdict, view.label_width, view.label_lines)
    return f'{label}<br><span style="color:{colour}">{verdict}</span>'
