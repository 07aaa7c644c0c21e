"""Lines through columns (bump, slope) and ranges on an axis, in Plotly."""

from collections.abc import Sequence

from mcda.output.canvas import (
    Figure,
    Look,
    blank,
    labelled_rows,
    pixels,
    plot_escape,
    plot_label,
    row_height,
    texts_at,
)
from mcda.output.palette import DASHES, MARKERS, OKABE_ITO, ink_on
from mcda.output.pictures import Lines, Ranges
from mcda.output.spread import spread

NAME_WIDTH = 22


def lines_figure(picture: Lines, title: str, view: Look) -> Figure:
    """One line a candidate, its name at both ends; strong ones have a colour and a dash of their own."""
    import plotly.graph_objects as go

    labels = [plot_label(line.label, NAME_WIDTH, 3) for line in picture.lines]
    step = row_height(labels, view, 2.7)
    height = step * max(len(labels), 4)
    room = pixels([part for label in labels for part in label.split("<br>")], view.size) + round(
        view.size * 1.6
    )
    room += 0 if picture.ranked else pixels(["0.000"], view.size)
    figure = blank(title, view, height, right=room, top=round(view.size * 3.2))
    figure.update_layout(margin={"l": room})
    strong = [line for line in picture.lines if line.strong]
    for line in sorted(picture.lines, key=lambda line: line.strong):
        place = strong.index(line) if line.strong else 0
        colour = OKABE_ITO[place % len(OKABE_ITO)] if line.strong else view.muted
        figure.add_trace(
            go.Scatter(
                x=list(range(len(picture.columns))),
                y=list(line.values),
                mode="lines+markers+text" if picture.ranked else "lines+markers",
                text=list(line.texts),
                textfont={
                    "size": round(view.size * 0.85),
                    "color": ink_on(colour) if line.strong else view.ink,
                },
                line={
                    "color": colour,
                    "width": view.size / (3.5 if line.strong else 9),
                    "dash": "solid" if picture.ranked or not line.strong else DASHES[place % len(DASHES)],
                },
                marker={
                    "symbol": "circle" if picture.ranked else MARKERS[place % len(MARKERS)],
                    "size": view.size
                    * (1.7 if picture.ranked and line.strong else 1.3 if picture.ranked else 0.8),
                    "color": colour if line.strong or not picture.ranked else view.ground,
                    "line": {"color": colour, "width": 1},
                },
                cliponaxis=False,
                hoverinfo="text",
                hovertext=[f"{plot_label(line.label, 60, 5)}: {plot_escape(text)}" for text in line.texts],
            )
        )
    every = [value for line in picture.lines for value in line.values]
    low, high = min(every), max(every)
    edge = 0.5 if picture.ranked else 0.2 * (high - low or 1.0)
    bottom_up = [low - edge, high + edge]
    figure.update_yaxes(range=bottom_up[::-1] if picture.ranked else bottom_up)
    figure.update_xaxes(
        visible=True,
        side="top",
        tickvals=list(range(len(picture.columns))),
        ticktext=[plot_label(column, 14, 2) for column in picture.columns],
        tickfont={"size": view.size, "color": view.muted},
        tickangle=0,
        range=[-0.05, len(picture.columns) - 0.95],
        showline=False,
    )
    _name_ends(figure, picture, labels, view, gap=0.92 * step * (high - low + 2 * edge) / height)
    return figure


def ranges_figure(picture: Ranges, title: str, view: Look) -> Figure:
    """A bar from lowest to highest on an axis from 0 to 100 %, a mark where the value is now."""
    import plotly.graph_objects as go

    labels = [plot_label(one.label) for one in picture.ranges]
    rows = list(range(len(labels)))
    room = pixels([one.text for one in picture.ranges], view.size)
    figure = blank(title, view, row_height(labels, view) * len(labels) + 2 * view.size, right=room + 16)
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[one.lowest for one in picture.ranges],
            x=[one.highest - one.lowest for one in picture.ranges],
            y=rows,
            width=0.42,
            marker={
                "color": [view.accent if one.strong else view.pale for one in picture.ranges],
                "line": {
                    "color": [view.accent if one.strong else view.muted for one in picture.ranges],
                    "width": 1,
                },
            },
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[one.now for one in picture.ranges],
            y=rows,
            mode="markers",
            marker={
                "symbol": "line-ns-open",
                "size": view.size * 1.7,
                "color": view.ink,
                "line": {"width": view.size / 4.5, "color": view.ink},
            },
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[f"{one.now * 100:.1f} %" for one in picture.ranges],
        )
    )
    figure.add_trace(
        texts_at([1.0] * len(rows), rows, [plot_escape(one.text) for one in picture.ranges], view)
    )
    quarters = [0, 0.25, 0.5, 0.75, 1]
    figure.update_xaxes(
        visible=True,
        range=[0, 1],
        tickvals=quarters,
        ticktext=[f"{quarter:.0%}" for quarter in quarters],
        tickfont={"size": round(view.size * 0.85), "color": view.muted},
        showgrid=True,
        gridcolor=view.pale,
    )
    figure.update_yaxes(**labelled_rows(labels, view))
    return figure


def _name_ends(figure: Figure, picture: Lines, labels: Sequence[str], view: Look, gap: float) -> None:
    colours = [view.ink if line.strong else view.muted for line in picture.lines]
    for column, right in ((0, False), (len(picture.columns) - 1, True)):
        places = spread([line.values[column] for line in picture.lines], gap)
        beside = labels
        if not picture.ranked:
            values = [plot_escape(line.texts[column]) for line in picture.lines]
            beside = [
                f"{value}\u2002{label}" if right else f"{label}\u2002{value}"
                for value, label in zip(values, labels, strict=True)
            ]
        figure.add_trace(texts_at([column] * len(labels), places, beside, view, right=right, colours=colours))
