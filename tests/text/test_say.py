"""Sentences with their blanks filled, in the singular and the plural."""

import pytest

from mcda.cooperation.study import Wording
from mcda.text import preferred, say


def test_one_and_many_are_said_differently_in_english_and_alike_in_chinese():
    assert say("report.people", "en", n=1) == "One person took part in the study and its workshops."
    assert say("report.people", "en", n=3) == "3 people took part in the study and its workshops."
    assert say("report.people", "zh", n=1) == "共有 1 人参与了研究和研讨。"


def test_names_are_said_in_the_language_of_the_sentence():
    wording = Wording(en="Wuxi", zh="无锡")
    assert "无锡" in say("file.missing", "zh", file=wording)
    assert "Wuxi" in say("file.missing", "en", file=wording)


def test_a_key_without_a_sentence_is_a_mistake():
    with pytest.raises(LookupError, match="no_such_key"):
        say("no_such_key", "en")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.5", "en"),
        ("fr, zh;q=0.3", "zh"),
        ("fr", "en"),
        ("zh_Hans_CN", "zh"),
        ("en;q=x", "en"),
        (None, "en"),
        ("", "en"),
    ],
)
def test_the_browser_s_wishes_choose_the_language(header, language):
    assert preferred(header) == language
