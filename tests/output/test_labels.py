"""Names as labels."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mcda.output.labels import ALONE, clean, lines_of, width
from mcda.output.spread import spread
from tests.output.hostile import names


def test_a_name_breaks_between_words() -> None:
    assert lines_of("Water-environment treatment of the basin") == [
        "Water-environment",
        "treatment of the basin",
    ]


def test_chinese_breaks_anywhere_but_not_before_a_closing_mark() -> None:
    # Thirteen letters of width two fill a line of 26; the comma stays with the letter before it.
    first, second = lines_of("一二三四五六七八九十百千万，再来四个字")
    assert first == "一二三四五六七八九十百千"
    assert second == "万，再来四个字"


def test_an_opening_bracket_stays_with_what_it_opens() -> None:
    assert lines_of("江苏省水利厅（河长办）", 14) == ["江苏省水利厅", "（河长办）"]


def test_one_letter_is_not_left_alone_on_a_line() -> None:
    assert lines_of("环湖城市水利工作联席会议处室") == ["环湖城市水利工作联席会议处室"]


def test_marks_that_turn_the_text_and_control_characters_are_dropped() -> None:
    assert clean("\u202eevil\u202c\x00\u2066x\u2069\n y") == "evilx y"


def test_an_emoji_joined_from_several_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert any(family in line for line in lines_of("a" * 25 + " " + family))


@given(names, st.integers(4, 40), st.integers(1, 4))
def test_a_label_has_few_short_lines_of_harmless_letters(name: str, widest: int, most: int) -> None:
    lines = lines_of(name, widest, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert width(line) <= max(widest * ALONE, 40) + 2
        assert "\n" not in line
        assert all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in line)


@given(st.lists(st.floats(-1e6, 1e6), max_size=20), st.floats(0.01, 100))
def test_spread_labels_keep_their_order_and_their_distance(values: list[float], gap: float) -> None:
    places = spread(values, gap)
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    for before, after in pairwise(order):
        assert places[after] - places[before] >= gap * (1 - 1e-6) - 1e-6


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([1.0, 5.0, 3.0], 1.0) == [1.0, 5.0, 3.0]


def test_two_labels_in_one_place_part_evenly() -> None:
    assert spread([2.0, 2.0], 1.0) == [1.5, 2.5]
