"""Pictures drawn as SVG."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from mcda.output.labels import clean
from mcda.output.pictures import Bar, Bars, Numbers, Pair, Pairs, Stack
from mcda.output.svg import svg
from mcda.text import LANGUAGES, Language
from tests.output.gallery import gallery
from tests.output.hostile import HOSTILE, names
from tests.output.test_charts import every_kind

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "text", "rect", "line", "circle")}


def drawn(picture: object) -> ET.Element:
    assert not isinstance(picture, Stack)
    return ET.fromstring(svg(picture))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_example_is_small_and_describes_itself(language: Language) -> None:
    for name, picture in gallery(language).items():
        if isinstance(picture, Stack):
            continue
        assert len(svg(picture).encode()) < 15_000, name
        element = drawn(picture)
        assert element.get("role") == "img"
        assert element[0].tag == f"{SVG}title"
        assert element[0].text == clean(picture.title)
        assert element[1].tag == f"{SVG}desc"


def test_a_ranking_keeps_its_names_and_numbers_as_text() -> None:
    said = "".join(drawn(gallery("zh")["issues ranking"]).itertext())
    assert "蓝藻监测预警" in said
    assert "0.68 · 选中" in said


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:12]))
def test_hostile_names_are_text_and_nothing_else(name: str) -> None:
    is_harmless(name)


@given(names)
@settings(max_examples=25, deadline=None)
def test_any_name_is_text_and_nothing_else(name: str) -> None:
    is_harmless(name)


def is_harmless(name: str) -> None:
    for picture in every_kind(name):
        if isinstance(picture, Stack):
            continue
        element = drawn(picture)
        assert {part.tag for part in element.iter()} <= TAGS
        attributes = {attribute for part in element.iter() for attribute in part.attrib}
        assert not any(one.startswith("on") or one in ("style", "href", "class") for one in attributes)


def test_ten_thousand_letters_make_no_large_drawing() -> None:
    longest = max(HOSTILE, key=len)
    assert all(len(svg(p)) < 12_000 for p in every_kind(longest) if not isinstance(p, Stack))


def test_bars_stretch_with_the_page_while_text_keeps_its_size() -> None:
    bars = (Bar("A", 0.5, "0.50"), Bar("B", 0.25, "0.25"))
    element = drawn(Bars("A leads.", "A leads.", Numbers(("Name",), (("A",), ("B",))), bars))
    assert element.get("viewBox") is None
    assert [rect.get("width") for rect in element.iter(f"{SVG}rect")] == ["66%", "33%"]


def test_a_loss_is_drawn_left_of_zero() -> None:
    # From -1 to 3 over 66 - 16 percent: 12.5 percent a unit, zero at 16 + 12.5.
    pair = Pair("A", (-1.0, 3.0), ("\u22121", "+3"))
    picture = Pairs("A.", "A.", Numbers(("Name",), (("A",),)), ("in", "out"), (pair,))
    _, _, loss, gain = drawn(picture).iter(f"{SVG}rect")
    assert (loss.get("x"), loss.get("width")) == ("16%", "12.5%")
    assert (gain.get("x"), gain.get("width")) == ("28.5%", "37.5%")
