"""Every sentence stands in both languages, with the same blanks, once; every code that is raised has one."""

import ast
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import mcda
from mcda.text import LANGUAGES, LOCALES, Language

PACKAGE = Path(mcda.__file__).parent
DOMAINS = sorted(path.name for path in (PACKAGE / "text" / LOCALES["en"]).glob("*.po"))
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
RAISERS = {"InvalidInput", "Remark"}
SPEAKERS = RAISERS | {"say", "t"}
IN_TEMPLATE = re.compile(r"\b(?:say|t)\(\s*[\"']([a-z0-9_.]+)[\"']\s*(~)?")


def catalogue(language: Language, domain: str) -> dict[str, tuple[str, ...]]:
    """Key -> its sentence, or its singular and plural."""
    with (PACKAGE / "text" / LOCALES[language] / domain).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    found = {}
    for message in messages:
        key = message.id if isinstance(message.id, str) else message.id[0]
        found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


CATALOGUES: dict[Language, dict[str, dict[str, tuple[str, ...]]]] = {
    language: {domain: catalogue(language, domain) for domain in DOMAINS} for language in LANGUAGES
}
SENTENCES = {key: texts for domain in CATALOGUES["en"].values() for key, texts in domain.items()}
AREAS = {key.partition(".")[0] for key in SENTENCES}


def blanks(texts: tuple[str, ...]) -> set[str]:
    fields = (field for text in texts for _, field, _, _ in string.Formatter().parse(text))
    return {field for field in fields if field is not None}


def calls(path: Path, names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def literal_codes(code: ast.expr) -> list[str]:
    if isinstance(code, ast.Constant):
        return [str(code.value)]
    return [*literal_codes(code.body), *literal_codes(code.orelse)] if isinstance(code, ast.IfExp) else []


def values_given(call: ast.Call) -> set[str] | None:
    """The values that a call names, None where it passes some on unnamed."""
    names = {keyword.arg for keyword in call.keywords}
    for values in call.args[1:]:
        if not isinstance(values, ast.Dict):
            return None
        names |= {key.value if isinstance(key, ast.Constant) else None for key in values.keys}
    return None if None in names else {str(name) for name in names}


def pattern(code: ast.JoinedStr) -> re.Pattern[str]:
    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_.]+" for p in code.values)
    return re.compile("".join(parts))


def keys_in(path: Path) -> set[str]:
    """Every whole text in a module that looks like a key of an area that speaks."""
    nodes = list(ast.walk(parsed(path)))
    pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces}
    keys = {text for text in texts if isinstance(text, str) and KEY.fullmatch(text)}
    return {key for key in keys if key.partition(".")[0] in AREAS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_files(language: Language) -> None:
    assert sorted(path.name for path in (PACKAGE / "text" / LOCALES[language]).glob("*.po")) == DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_keys(domain: str) -> None:
    assert CATALOGUES["zh"][domain].keys() == CATALOGUES["en"][domain].keys()


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_blanks(domain: str) -> None:
    english, chinese = CATALOGUES["en"][domain], CATALOGUES["zh"][domain]
    assert {key: blanks(texts) for key, texts in chinese.items()} == {
        key: blanks(texts) for key, texts in english.items()
    }


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_and_every_blank_has_a_name(language: Language, domain: str) -> None:
    for key, texts in CATALOGUES[language][domain].items():
        assert all(text.strip() for text in texts), key
        assert all(field.isidentifier() for field in blanks(texts)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: Language) -> None:
    lines = [
        line
        for domain in DOMAINS
        for line in (PACKAGE / "text" / LOCALES[language] / domain).read_text(encoding="utf-8").splitlines()
        if line.startswith("msgid ") and line != 'msgid ""'
    ]
    assert [line for line, times in Counter(lines).items() if times > 1] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_key_that_a_module_names_has_a_sentence(path: Path) -> None:
    named = keys_in(path) | {
        code for _, call in calls(path, SPEAKERS) for code in literal_codes(call.args[0])
    }
    assert named - SENTENCES.keys() == set()


def test_every_key_that_a_template_names_has_a_sentence() -> None:
    templates = [path for path in PACKAGE.rglob("*") if path.suffix in {".html", ".xml", ".svg"}]
    for path in templates:
        for key, more in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            known = any(named.startswith(key) for named in SENTENCES) if more else key in SENTENCES
            assert known, (path.name, key)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_code_that_a_module_puts_together_fits_some_sentence(path: Path) -> None:
    for place, call in calls(path, SPEAKERS):
        code = call.args[0]
        if isinstance(code, ast.JoinedStr):
            assert any(pattern(code).fullmatch(key) for key in SENTENCES), place


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_whoever_raises_a_code_gives_the_values_that_its_sentence_names(path: Path) -> None:
    for place, call in calls(path, RAISERS):
        given = values_given(call)
        for code in literal_codes(call.args[0]):
            if given is not None:
                assert blanks(SENTENCES.get(code, ())) <= given, (place, code)


# Codes that are put together, with all that may come out of it: what `ast` cannot see.
PUT_TOGETHER = {
    "shares.no_{}": ["population", "cost_share"],
    "stale.{}": [
        "candidates",
        "criteria",
        "weighting",
        "scores",
        "rule",
        "participation",
        "shares",
        "territories",
        "authority_register",
        "representation",
        "conditions",
        "deals",
    ],
    "stale.added_{}": ["bodies", "issues"],
    "stale.dropped_{}": ["bodies", "issues"],
    "stale.shares_{}": ["bodies", "issues"],
    "stale.lost_{}": ["bodies", "issues"],
    "stale.upstream_{}": ["bodies", "issues"],
}


@pytest.mark.parametrize("code", PUT_TOGETHER)
def test_each_code_that_is_put_together_has_a_sentence(code: str) -> None:
    assert {code.format(part) for part in PUT_TOGETHER[code]} - SENTENCES.keys() == set()
