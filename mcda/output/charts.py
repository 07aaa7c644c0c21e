"""Pictures as Plotly figures, with their description and their numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcda.output.canvas import Figure, look
from mcda.output.pictures import Bars, Grid, Lines, Numbers, Pairs, Picture, Ranges, Stack
from mcda.output.plot_bars import bars_figure, pairs_figure, stack_figure
from mcda.output.plot_grid import grid_figure
from mcda.output.plot_lines import lines_figure, ranges_figure

if TYPE_CHECKING:
    from pandas import DataFrame

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg", "scale": 2},
}
"""Plotly's bar of buttons reduced to saving the picture, which the reader's own browser and fonts draw."""


@dataclass(frozen=True, eq=False, slots=True)
class Chart:
    """A figure, what it shows in words, and its numbers."""

    figure: Figure
    alt: str
    table: "DataFrame"


def draw(picture: Picture, projector: bool = False, dark: bool = False, titled: bool = True) -> Chart:
    """A picture as a chart, for a page or for a hall, on a light or a dark ground that stays the page's own.

    Without `titled` the page says the picture's title itself, which then wraps on a phone.
    """
    view = look(projector, dark)
    title = picture.title if titled else ""
    figure: Figure
    match picture:
        case Bars():
            figure = bars_figure(picture, title, view)
        case Stack():
            figure = stack_figure(picture, title, view)
        case Pairs():
            figure = pairs_figure(picture, title, view)
        case Lines():
            figure = lines_figure(picture, title, view)
        case Ranges():
            figure = ranges_figure(picture, title, view)
        case Grid():
            figure = grid_figure(picture, title, view)
    return Chart(figure, picture.alt, frame(picture.numbers))


def frame(numbers: Numbers) -> "DataFrame":
    """The numbers of a picture as a table with distinct columns."""
    from pandas import DataFrame

    from mcda.output.cells import distinct

    return DataFrame(list(numbers.rows), columns=distinct(numbers.columns))
