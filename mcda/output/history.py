"""A change said in words: what it is about, and its value before and after.

People's own words stand in these texts as they were typed; a page escapes the whole text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from mcda.cooperation.changes import ABSENT, Change, Conflict
from mcda.cooperation.study import Wording
from mcda.output.numbers import closeness_texts, day, figure, percent_texts
from mcda.output.places import Names, field_text, place_text
from mcda.output.wording import listed, name_of
from mcda.text import Language, keys, say

SHOWN_LETTERS = 60
_NAMED = ("bodies/candidates", "issues/candidates", "solutions/candidates", "territories", "kinds")
_KEYS = {
    "territories": "territories",
    "responsible": "issues/candidates",
    "met": "solutions/candidates",
    "reason": "solutions/candidates",
}
_EMPTY: tuple[Any, ...] = (None, "", [], {}, {"en": "", "zh": ""})


def entry_text(
    kind: str,
    origin: str,
    changes: Sequence[Change],
    names: Names,
    language: Language,
    *,
    limit: int = 3,
) -> str:
    """What one revision did: how it came about, unless by an edit, and the first `limit` changes."""
    texts = change_texts(changes, names, language, limit)
    if kind == "edit":
        return texts
    where, _, number = origin.partition(" ") if kind in {"copy", "template"} else (origin, "", "")
    did = say(f"history.did.{kind}", language, origin=where, number=number)
    return say("history.did_with", language, did=did, changes=texts) if texts else did


def change_texts(changes: Sequence[Change], names: Names, language: Language, limit: int = 3) -> str:
    """The first `limit` changes in words, and how many more there are."""
    texts = [change_text(change, names, language) for change in changes[:limit]]
    if len(changes) > limit:
        texts.append(say("history.more", language, n=len(changes) - limit))
    return say("history.separator", language).join(texts)


def change_text(change: Change, names: Names, language: Language) -> str:
    """One change: `score of Wuxi on Capacity 3 → 4`."""
    place = place_text(change.path, names, language)
    before = value_text(change.before, change.path, names, language)
    after = value_text(change.after, change.path, names, language)
    if _is_thing(change.after) and change.before is ABSENT:
        return say("history.added", language, place=place)
    if _is_thing(change.before) and change.after is ABSENT:
        return say("history.removed", language, place=place)
    if change.path[-1] == "adopted":
        return say("history.adopted" if change.after else "history.not_adopted", language, place=place)
    return say("history.changed", language, place=place, before=before, after=after)


def conflict_text(conflict: Conflict, author: str, names: Names, language: Language) -> str:
    """A cell that two people changed: `score of Wuxi on Capacity: Ann has 4, you have 5`."""
    return say(
        "history.conflict",
        language,
        place=place_text(conflict.path, names, language),
        author=author,
        theirs=value_text(conflict.theirs, conflict.path, names, language),
        mine=value_text(conflict.mine, conflict.path, names, language),
    )


def value_text(
    value: Any, path: Sequence[str], names: Names, language: Language, letters: int = SHOWN_LETTERS
) -> str:
    """A value of the document as a person reads it; of a longer text only the first `letters`."""
    if value is ABSENT or value in _EMPTY:
        return say("history.nothing", language)
    if isinstance(value, bool):
        return say("history.yes" if value else "history.no", language)
    if isinstance(value, int | float):
        return figure(value)
    if isinstance(value, str):
        return _text(value, field_of(path), names, language, letters)
    if isinstance(value, Mapping):
        return _part(value, path, names, language, letters)
    return listed((value_text(item, path, names, language, letters) for item in value), language)


def choice_text(field: str, value: str, language: Language) -> str | None:
    """The words for one of a field's fixed choices, None where the field is free."""
    key = f"choice.{field}.{value}"
    return say(key, language) if key in keys(language) else None


def field_of(path: Sequence[str]) -> str:
    """The field that a value at `path` fills in, as the keys of its choices are called."""
    match tuple(path):
        case ("work", _, _):
            return "role"
        case ("authority_register", _, _, "kind"):
            return "power"
    return path[-1]


def _is_thing(value: Any) -> bool:
    return isinstance(value, Mapping) and "name" in value


def _text(value: str, field: str, names: Names, language: Language, letters: int) -> str:
    choice = choice_text(field, value, language)
    if choice is not None:
        return choice
    known = (_known(f"{kind}/{value}", names, language) for kind in _NAMED)
    if name := next(filter(None, known), None):
        return name
    words = " ".join(value.split())
    shown = words if len(words) <= letters else words[: letters - 1] + "…"
    return say("history.quoted", language, text=shown)


def _part(
    value: Mapping[str, Any], path: Sequence[str], names: Names, language: Language, letters: int
) -> str:
    if set(value) <= {"en", "zh"}:
        return _text(Wording.model_validate(value).say(language), field_of(path), names, language, letters)
    if path[-1:] == ("adopted",):
        return _decision(value, path[0], names, language)
    if "favours" in value:
        return _judgement(value, path, names, language)
    if "value" in value:
        return value_text(value["value"], path, names, language, letters)
    if "kind" in value and "name" not in value:
        return choice_text("power", value["kind"], language) or value["kind"]
    told: Iterable[tuple[str, Any]] = ((k, v) for k, v in value.items() if v not in _EMPTY)
    return listed(
        (
            say(
                "history.field_value",
                language,
                field=_known(f"{_KEYS.get(path[-1])}/{k}", names, language) or field_text(k, language),
                value=value_text(v, (*path, k), names, language, letters),
            )
            for k, v in told
        ),
        language,
    )


def _known(reference: str, names: Names, language: Language) -> str | None:
    name = names.get(reference)
    return name_of(name, language) if name else None


def _decision(value: Mapping[str, Any], step: str, names: Names, language: Language) -> str:
    """What a step decided: the chosen with closeness and what each hands on, then the others."""
    closeness, handed_on = value.get("closeness", {}), value.get("handed_on", {})
    shown = dict(zip(closeness, closeness_texts(closeness.values()), strict=True))
    nobody = say("history.nothing", language)
    shares = dict(zip(handed_on, percent_texts(handed_on.values(), language), strict=True))

    def told(key: str) -> str:
        parts = {
            "name": _known(f"{step}/candidates/{key}", names, language) or key,
            "closeness": shown.get(key, nobody),
        }
        if key in shares and step != "solutions":
            return say(f"history.chosen_{step}", language, share=shares[key], **parts)
        return say("history.candidate", language, **parts)

    chosen = sorted(value["chosen"], key=lambda key: -closeness.get(key, 0))
    others = sorted((key for key in closeness if key not in chosen), key=lambda key: -closeness[key])
    return say(
        "history.decision",
        language,
        chosen=listed(map(told, chosen), language) or nobody,
        others=listed(map(told, others), language) or nobody,
        by=value.get("by") or nobody,
        on=_on(value.get("at", ""), language) or nobody,
    )


def _on(at: str, language: Language) -> str:
    """The day of a moment; a file may bring any text in its place."""
    try:
        return day(datetime.fromisoformat(at), language)
    except ValueError:
        return at


def _judgement(value: Mapping[str, Any], path: Sequence[str], names: Names, language: Language) -> str:
    favoured = value["favours"]
    shown = _known(f"{path[0]}/criteria/{favoured}", names, language) or favoured
    key = "history.times_kept" if value.get("kept") else "history.times"
    return say(key, language, favoured=shown, times=figure(value["times"], 3))
