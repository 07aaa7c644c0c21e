"""Every sentence a person reads, in English and 简体中文, from gettext catalogues.

A catalogue file `<language>/<domain>.po` maps a key to its sentence with {blanks}. Language is an argument,
never a global.
"""

import gettext
import io
import string
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "zh": "简体中文"}
LOCALES: dict[Language, str] = {"en": "en", "zh": "zh_Hans"}
HTML_LANGUAGES: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}

_JOINED: dict[Language, tuple[tuple[str, str], tuple[str, str]]] = {
    "en": ((", ", " and "), ("; ", "; and ")),
    "zh": (("、", "、"), ("；", "；")),
}
"""Between the parts of a list and before its last; then the same where a part looks like a list itself."""
_LISTS_WITHIN: dict[Language, tuple[str, ...]] = {"en": (", ", "; "), "zh": ("、", "，", "；", ", ")}


class _Speaker(string.Formatter):
    """Fills the blanks of a sentence: lists are joined, numbers written short, names said in its language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec or isinstance(value, str | int):
            return str(format(value, format_spec))
        if isinstance(value, float):
            return f"{value:.6g}"
        if hasattr(value, "say"):
            return str(value.say(self._language))
        if isinstance(value, Sequence | set | frozenset):
            return joined((self.format_field(item, "") for item in value), self._language)
        return str(value)


@cache
def _catalogue(language: Language) -> gettext.GNUTranslations:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = Catalog(locale=LOCALES[language], fuzzy=False)
    folder = files("mcda.text").joinpath(LOCALES[language])
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".po"):
            continue
        part = read_po(io.BytesIO(entry.read_bytes()), locale=LOCALES[language], abort_invalid=True)
        for message in part:
            if message.id:
                whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def keys(language: Language) -> frozenset[str]:
    """All keys that have a sentence in `language`."""
    catalogue: dict[Any, str] = _catalogue(language)._catalog  # type: ignore[attr-defined]
    return frozenset(key if isinstance(key, str) else key[0] for key in catalogue if key)


def say(key: str, language: Language, /, **values: Any) -> str:
    """The sentence for `key`, its blanks filled with `values`; `n` chooses between singular and plural.

    Raises LookupError for a key without a sentence: a test keeps that from happening.
    """
    catalogue = _catalogue(language)
    template = catalogue.ngettext(key, key, values["n"]) if "n" in values else key
    if template == key:
        template = catalogue.gettext(key)
    if template == key:
        raise LookupError(f"no sentence for {key!r} in {language!r}")
    return _Speaker(language).vformat(template, (), values)


def joined(parts: Iterable[str], language: Language) -> str:
    """Several names as one phrase, in which each can be told from the next, whatever stands in it."""
    known = list(parts)
    if len(known) < 2:
        return "".join(known)
    lists_within = any(mark in part for part in known for mark in _LISTS_WITHIN[language])
    between, last = _JOINED[language][lists_within]
    return last.join((between.join(known[:-1]), known[-1]))


def preferred(accept_language: str | None) -> Language:
    """The language to start with for a browser's `Accept-Language` (or a single locale like zh-CN)."""
    wishes = []
    for position, part in enumerate((accept_language or "").split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((-float(quality or 1), position, tag.lower()))
        except ValueError:
            continue
    for _, _, tag in sorted(wishes):
        for language in LANGUAGES:
            if tag.split("-")[0].split("_")[0] == language:
                return language
    return "en"
