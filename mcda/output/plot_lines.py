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
from mcda.output.pictures import Line, Lines, Ranges
from mcda.output.spread import spread

NAME_WIDTH = 24


def lines_figure(picture: Lines, title: str, view: Look) -> Figure:
    """One line a candidate with its name at the right end; a slope has its value at the left end too."""
    labels = [plot_label(line.label, NAME_WIDTH, 3) for line in picture.lines]
    step = row_height(labels, view, 2.7)
    height = step * max(len(labels), 4)
    shown = pixels([part for label in labels for part in label.split("<br>")], view.size)
    value = 0 if picture.ranked else pixels(["0.000"], view.size)
    room = shown + value + round(1.6 * view.size)
    figure = blank(title, view, height, right=room, top=round(3.2 * view.size))
    figure.update_layout(margin={"l": value + 2 * view.size})
    strong = [line for line in picture.lines if line.strong]
    for line in sorted(picture.lines, key=lambda line: line.strong):
        place = strong.index(line) if line.strong else None
        figure.add_trace(_line(line, place, picture.ranked, view))
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
        range=[-0.05, len(picture.columns) - 0.95],
        showline=False,
    )
    _name_ends(figure, picture, labels, view, gap=0.92 * step * (high - low + 2 * edge) / height)
    return figure


def ranges_figure(picture: Ranges, title: str, view: Look) -> Figure:
    """A bar from lowest to highest on an axis from 0 to 100 %, a mark where the value is now."""
    import plotly.graph_objects as go

    labels = [plot_label(one.label, view.label_width, view.label_lines) for one in picture.ranges]
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


def _line(line: Line, place: int | None, ranked: bool, view: Look) -> Figure:
    """One line: the strong ones, told apart by `place`, have a colour and a dash or a marker of their own."""
    import plotly.graph_objects as go

    strong = place is not None
    kind = place or 0
    colour = OKABE_ITO[kind % len(OKABE_ITO)] if strong else view.muted
    size = (1.7 if strong else 1.3) if ranked else 0.8
    return go.Scatter(
        x=list(range(len(line.values))),
        y=list(line.values),
        mode="lines+markers+text" if ranked else "lines+markers",
        text=list(line.texts),
        textfont={"size": round(0.85 * view.size), "color": ink_on(colour) if strong else view.ink},
        line={
            "color": colour,
            "width": view.size / (3.5 if strong else 9),
            "dash": DASHES[kind % len(DASHES)] if strong and not ranked else "solid",
        },
        marker={
            "symbol": "circle" if ranked else MARKERS[kind % len(MARKERS)],
            "size": size * view.size,
            "color": view.ground if ranked and not strong else colour,
            "line": {"color": colour, "width": 1},
        },
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[f"{plot_label(line.label, 60, 5)}: {plot_escape(text)}" for text in line.texts],
    )


def _name_ends(figure: Figure, picture: Lines, labels: Sequence[str], view: Look, gap: float) -> None:
    colours = [view.ink if line.strong else view.muted for line in picture.lines]
    last = len(picture.columns) - 1
    names = labels
    if not picture.ranked:
        before, after = ([plot_escape(line.texts[column]) for line in picture.lines] for column in (0, last))
        names = [f"{value}\u2002{label}" for value, label in zip(after, labels, strict=True)]
        places = spread([line.values[0] for line in picture.lines], 1.4 / 2.7 * gap)
        figure.add_trace(texts_at([0.0] * len(before), places, before, view, right=False, colours=colours))
    places = spread([line.values[-1] for line in picture.lines], gap)
    figure.add_trace(texts_at([float(last)] * len(names), places, names, view, colours=colours))
