"""Pictures drawn by Plotly."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from mcda.output.canvas import plot_escape, plot_label
from mcda.output.charts import draw
from mcda.output.pictures import (
    Bar,
    Bars,
    Grid,
    Line,
    Lines,
    Numbers,
    Pair,
    Pairs,
    Picture,
    Range,
    Ranges,
    Stack,
)
from mcda.text import LANGUAGES, Language
from tests.output.gallery import gallery
from tests.output.hostile import HOSTILE, names

OURS = re.compile(r"</?b>|<br>|<span style=\"color:#[0-9A-F]{6}\">|</span>")
ENTITY = re.compile(r"&(amp|lt|gt);")


def texts(part: Any) -> Iterator[str]:
    """Every text of a figure."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)


def every_kind(name: str) -> list[Picture]:
    numbers = Numbers((name, name), ((name, 1.0),))
    alone = (name,)
    return [
        Bars(name, name, numbers, (Bar(name, 0.5, "0.50", True, name, "1"), Bar(name, None, "", note=name))),
        Stack(name, name, numbers, alone, (name, name), ((40.0, 10.0),), (("40", "10"),)),
        Lines(name, name, numbers, (name, name), (Line(name, (1.0, 2.0), ("1", "2"), True),)),
        Lines(name, name, numbers, (name, name), (Line(name, (0.1, 0.2), ("0.1", "0.2")),), ranked=False),
        Ranges(name, name, numbers, (Range(name, 0.1, 0.6, 0.3, name, True),)),
        Pairs(name, name, numbers, (name, name), (Pair(name, (1.0, -2.0), ("1", "2"), name, True),), name),
        Pairs(name, name, numbers, (name, name), (Pair(name, (0.2, 0.1), ("1", "2"), name),), dots=True),
        Grid(name, name, numbers, alone, (name, name), ((0.4, None),), ((name, "?"),)),
    ]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:12]))
def test_hostile_names_are_shown_letter_for_letter(name: str) -> None:
    is_literal(name)


@given(names)
@settings(max_examples=15, deadline=None)
def test_any_name_is_shown_letter_for_letter(name: str) -> None:
    is_literal(name)


def is_literal(name: str) -> None:
    for picture in every_kind(name):
        for text in texts(json.loads(draw(picture).figure.to_json())):
            bare = OURS.sub("", text)
            assert "<" not in bare
            assert "&" not in ENTITY.sub("", bare)
            assert len(text) < 1000


def test_a_name_in_tags_is_escaped_before_it_is_wrapped() -> None:
    assert plot_escape("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
    assert plot_label("Water-environment treatment of the basin") == (
        "Water-environment treatment<br>of the basin"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_example_is_drawn_for_page_and_hall(language: Language) -> None:
    for name, picture in gallery(language).items():
        for projector, dark in ((False, False), (True, True)):
            chart = draw(picture, projector, dark)
            layout = chart.figure.layout
            assert layout.template.layout.font.size == (22 if projector else 14), name
            assert layout.template.layout.paper_bgcolor == "rgba(0,0,0,0)", name
            assert "Noto Sans CJK SC" in layout.template.layout.font.family
            assert chart.alt == picture.alt
            assert chart.table.columns.is_unique
            assert len(chart.table) == len(picture.numbers.rows)


def test_the_bars_are_the_numbers_of_the_table() -> None:
    chart = draw(gallery("en")["issues ranking"])
    drawn = [value for value in chart.figure.data[0].x if value]
    assert drawn == chart.table["Closeness"].dropna().tolist()


def test_charts_need_only_bars_lines_and_heat_maps() -> None:
    kinds = {trace.type for picture in gallery("en").values() for trace in draw(picture).figure.data}
    assert kinds <= {"bar", "scatter", "heatmap"}


def test_a_page_that_says_the_title_itself_gets_a_figure_without_one() -> None:
    picture = gallery("en")["issues ranking"]
    assert draw(picture, titled=False).figure.layout.title.text is None
    assert draw(picture).figure.layout.title.text.startswith("<b>Blue-green algae")


def test_bodies_with_the_same_name_keep_a_row_each() -> None:
    bars = (Bar("Same", 0.5, "0.50"), Bar("Same", 0.25, "0.25"))
    figure = draw(Bars("Two.", "Two.", Numbers(("Name",), (("Same",), ("Same",))), bars)).figure
    assert list(figure.data[0].y) == [0, 1]
    assert figure.layout.yaxis.ticktext == ("Same", "Same")
