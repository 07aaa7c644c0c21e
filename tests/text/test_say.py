"""Sentences with their blanks filled, in the singular and the plural."""

import pytest

from mcda.cooperation.study import Wording
from mcda.text import joined, preferred, say


def test_one_and_many_are_said_differently_in_english_and_alike_in_chinese():
    assert say("report.people", "en", n=1) == "One person took part in the study and its workshops."
    assert say("report.people", "en", n=3) == "3 people took part in the study and its workshops."
    assert say("report.people", "zh", n=1) == "共有 1 人参与了研究和研讨。"


def test_names_are_said_in_the_language_of_the_sentence():
    wording = Wording(en="Wuxi", zh="无锡")
    assert "无锡" in say("file.missing", "zh", file=wording)
    assert "Wuxi" in say("file.missing", "en", file=wording)


@pytest.mark.parametrize(
    ("language", "names", "told"),
    [
        ("en", [], ""),
        ("en", ["Wuxi, Jiangsu"], "Wuxi, Jiangsu"),
        ("en", ["Wuxi", "Suzhou"], "Wuxi and Suzhou"),
        ("en", ["Wuxi", "Suzhou", "Huzhou"], "Wuxi, Suzhou and Huzhou"),
        (
            "en",
            ["Basin Authority, Ministry", "Wuxi", "Suzhou"],
            "Basin Authority, Ministry; Wuxi; and Suzhou",
        ),
        ("en", ["East 1,200", "West 3"], "East 1,200 and West 3"),
        ("zh", ["无锡", "苏州", "湖州"], "无锡、苏州、湖州"),
        ("zh", ["苏、锡、常三市", "湖州"], "苏、锡、常三市；湖州"),
    ],
)
def test_names_in_a_list_can_be_told_apart(language, names, told):
    assert joined(names, language) == told
    assert told in say("hall.alone_first", language, candidate="X", bodies=names)


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
