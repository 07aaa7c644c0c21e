"""Numbers as people read them."""

import pytest

from mcda.output.numbers import amount, closeness_texts, figure, money, percent, percent_texts, signed
from mcda.text import Language


def test_closeness_has_two_decimals_and_more_only_to_keep_unequal_ones_apart() -> None:
    assert closeness_texts([0.712, 0.634]) == ["0.71", "0.63"]
    assert closeness_texts([0.712, 0.708]) == ["0.712", "0.708"]
    assert closeness_texts([0.5, 0.5]) == ["0.50", "0.50"]
    assert closeness_texts([0.310921, 0.310503]) == ["0.3109", "0.3105"]
    assert closeness_texts([0.31092149, 0.31092148]) == ["0.310921", "0.310921"]  # six are enough for anybody
    assert closeness_texts([]) == []


@pytest.mark.parametrize(
    ("share", "language", "said"),
    [
        (0.125, "en", "12%"),
        (0, "en", "0%"),
        (1, "zh", "100%"),
        (0.001, "en", "under 1%"),
        (0.001, "zh", "不到 1%"),
        (0.9999, "en", "over 99%"),
        (0.9999, "zh", "超过 99%"),
        (-0.05, "en", "\u22125%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_everything(
    share: float, language: Language, said: str
) -> None:
    assert percent(share, language) == said


def test_amounts_mark_thousands_and_drop_decimals_that_say_nothing() -> None:
    assert [amount(value) for value in (1234567.0, 0.25, -3.04, -0.001)] == [
        "1,234,567",
        "0.2",
        "\u22123",
        "0",
    ]


def test_a_change_shows_which_way_it_goes() -> None:
    assert [signed(value) for value in (2.5, -2.5, 0.0)] == ["+2.5", "\u22122.5", "0"]


def test_a_unit_stands_apart_in_english_and_close_in_chinese() -> None:
    assert money(12.5, "million CNY") == "12.5\u00a0million CNY"
    assert money(12.5, "百万元") == "12.5百万元"
    assert money(12.5, "") == "12.5"


def test_money_has_up_to_two_decimals_wherever_it_stands() -> None:
    assert [money(value) for value in (0.421875, 1.546875, 4.5, 1200.0)] == ["0.42", "1.55", "4.5", "1,200"]
    assert money(0.421875, "million CNY") == "0.42\u00a0million CNY"
    assert signed(-0.421875) == "\u22120.42"


def test_thirty_weights_of_about_three_percent_are_told_apart() -> None:
    assert percent_texts([0.0421, 0.0384, 0.0012], "en") == ["4.2%", "3.8%", "0.1%"]
    assert percent_texts([0.62, 0.038], "en") == ["62%", "4%"]
    assert percent_texts([], "en") == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (12.34, "12.34"),
        (1 / 3, "0.333333"),
        (-2.5, "\u22122.5"),
        (999999.7, "1,000,000"),
        (1234567.0, "1,234,567"),
        (1e13, "10,000,000,000,000"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_a_figure_in_a_sentence_has_all_its_whole_digits_and_no_exponent(value: float, said: str) -> None:
    assert figure(value) == said


def test_a_figure_has_no_more_digits_than_asked_for_behind_the_point() -> None:
    assert figure(3.45678, 4) == "3.457"
