"""Texts and remarks as JSON values: in one language, or as an object with a text in each."""

from collections.abc import Callable
from typing import Any

from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Wording
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES, Language, say

Json = dict[str, Any]
Text = str | dict[str, str]


def text(wording: Wording, language: Language | None) -> Text:
    """A name or prose of a study."""
    return each(wording.say, language)


def one_line(wording: Any, language: Language) -> str:
    """A name of the frozen JSON on one line; never empty."""
    return " ".join(str(wording[language]).split()) or say("name.none", language)


def sentence(remark: Remark, language: Language | None) -> Json:
    """A remark with its code, so that a program can tell it without reading the sentence."""
    return {"code": remark.key, "text": each(lambda lang: remark_text(remark, lang), language)}


def each(told: Callable[[Language], str], language: Language | None) -> Text:
    """What is told in `language`, or in each language where none is given."""
    return told(language) if language else {lang: told(lang) for lang in LANGUAGES}


def frozen_text(frozen: Any, language: Language) -> str:
    """What `text` made of a name or prose, in one language again."""
    return str(frozen[language] if isinstance(frozen, dict) else frozen)
