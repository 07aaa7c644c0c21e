"""The empty figure that all charts are drawn on: our template, sizes for desk and hall, light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mcda.output.labels import clean, lines_of, width
from mcda.output.palette import ACCENT, FONTS, GROUND, INK, MUTED, OKABE_ITO, PALE, WARNING

Figure = Any


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes and colours of one way of showing a figure: widths in letters, everything else in pixels.

    `legend_width` is what a line of a legend may count on.
    """

    dark: bool
    size: int
    title_size: int
    title_width: int
    label_width: int
    label_lines: int
    legend_width: int

    @property
    def theme(self) -> str:
        """The key of the palette's colours."""
        return "dark" if self.dark else "light"

    @property
    def ink(self) -> str:
        """The colour of text."""
        return INK[self.theme]

    @property
    def muted(self) -> str:
        """The colour of what stands back."""
        return MUTED[self.theme]

    @property
    def pale(self) -> str:
        """The colour of surfaces and rules that only just show."""
        return PALE[self.theme]

    @property
    def ground(self) -> str:
        """The colour of pages, for marks that must hide the lines behind them."""
        return GROUND[self.theme]

    @property
    def accent(self) -> str:
        """The colour of what is chosen or told."""
        return ACCENT[self.theme]

    @property
    def warning(self) -> str:
        """The colour of what needs attention."""
        return WARNING[self.theme]


def look(projector: bool, dark: bool) -> Look:
    """The look of a page, or of a hall's screen."""
    return Look(dark, 22, 28, 110, 44, 2, 1200) if projector else Look(dark, 14, 17, 84, 28, 3, 340)


def plot_escape(text: str) -> str:
    """Text that Plotly shows letter for letter; it reads tags and entities otherwise."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plot_label(text: str, widest: int = 28, most: int = 3) -> str:
    """Text as a label of a few short lines, letter for letter."""
    return "<br>".join(map(plot_escape, lines_of(text, widest, most)))


def pixels(texts: Sequence[str], size: int) -> int:
    """About how wide the widest text is drawn."""
    return int(max(map(width, texts), default=0) * size * 0.56) + 8


def blank(title: str, view: Look, height: int, right: int = 16, top: int = 0) -> Figure:
    """A figure with its title at the left, no axes, nothing behind it, and `height` pixels for the marks.

    `top` keeps pixels free between title and marks; `right` keeps them free for texts behind the marks.
    """
    import plotly.graph_objects as go

    lines = lines_of(title, view.title_width, 4) if title else []
    above = round(len(lines) * view.title_size * 1.3) + (14 if lines else 4) + top
    axis = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False, "automargin": True}
    layout = go.Layout(
        template=_template(view),
        height=height + above + 8,
        margin={"l": 8, "r": right, "t": above, "b": 8},
        xaxis=axis,
        yaxis=axis,
        dragmode=False,
        hovermode="closest",
        minreducedwidth=40,  # on a phone names come first
        showlegend=False,
    )
    if lines:
        layout.title = {
            "text": "<b>" + "<br>".join(map(plot_escape, lines)) + "</b>",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            # Plotly hangs the last line at the anchor, not the first.
            "pad": {"t": 6 + round(1.3 * view.title_size * (len(lines) - 1)), "l": 4},
        }
    return go.Figure(layout=layout)


def labelled_rows(labels: Sequence[str], view: Look, font_size: int | None = None) -> dict[str, Any]:
    """A y axis with a label before each row, the first on top."""
    return {
        "visible": True,
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.5, -0.5],
        "showline": False,
        "ticks": "outside",
        "ticklen": 8,
        "tickcolor": "rgba(0,0,0,0)",
        "tickfont": {"size": font_size or view.size},
    }


def legend_above(figure: Figure, names: Sequence[str], unit: str, view: Look) -> None:
    """A legend between title and marks, in the order of the traces; makes room for its lines."""
    title = f"{plot_label(unit, 60, 1)}:" if unit else ""
    lines = 1 + pixels([title + "".join(names)], view.size) // view.legend_width + len(names) // 5
    margin = figure.layout.margin.t + round(lines * view.size * 1.7) + 6
    figure.update_layout(
        showlegend=True,
        margin={"t": margin},
        height=figure.layout.height + margin - figure.layout.margin.t,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "title": {"text": title, "font": {"size": view.size}},
        },
    )


def texts_at(
    x: Sequence[float],
    y: Sequence[float],
    texts: Sequence[str],
    view: Look,
    *,
    right: bool = True,
    colours: Sequence[str] | None = None,
) -> Figure:
    """Texts right or left of places, all as one trace: an annotation each costs ten times as long to draw."""
    import plotly.graph_objects as go

    return go.Scatter(
        x=list(x),
        y=list(y),
        text=list(texts),
        mode="markers+text",
        # An unseen marker keeps the text that far away from its place.
        marker={"size": view.size * 1.8, "opacity": 0},
        textposition="middle right" if right else "middle left",
        textfont={"size": view.size, "color": list(colours) if colours else view.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )


def row_height(labels: Sequence[str], view: Look, least: float = 2.1) -> int:
    """Pixels that a row needs for its label of one to three lines."""
    most = max((label.count("<br>") + 1 for label in labels), default=1)
    return round(max(least, 1.35 * most + 0.5) * view.size)


def _template(view: Look) -> Figure:
    import plotly.graph_objects as go

    clear = "rgba(0,0,0,0)"
    return go.layout.Template(
        layout={
            "font": {"family": FONTS, "size": view.size, "color": view.ink},
            "title": {"font": {"size": view.title_size, "color": view.ink}},
            "paper_bgcolor": clear,
            "plot_bgcolor": clear,
            "colorway": list(OKABE_ITO),
            "hoverlabel": {"font": {"family": FONTS, "size": view.size}, "align": "left"},
            "modebar": {"bgcolor": clear, "color": view.muted, "activecolor": view.ink},
        }
    )
