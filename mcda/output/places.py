"""A place in the study document said in words, and what the ids on the way to it are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mcda.cooperation.changes import Change, Path
from mcda.cooperation.study import STEPS, TEAM, Study, Wording
from mcda.output.wording import name_of
from mcda.text import Language, keys, say

Names = Mapping[str, Wording]


def place_text(path: Sequence[str], names: Names, language: Language) -> str:
    """What a path into the document is about: `score of Wuxi on Capacity`, `population of Jiaxing`."""

    def name(*reference: str) -> str:
        return _called(reference, names, language)

    match tuple(path):
        case ("territories", key, *rest):
            thing = say("place.territory", language, name=name("territories", key))
        case ("kinds", key, *rest):
            thing = say("place.kind", language, name=name("kinds", key))
        case ("conditions", key, "met", solution):
            met = {
                "condition": name("conditions", key),
                "solution": name("solutions", "candidates", solution),
            }
            return say("place.met", language, **met)
        case ("conditions", key, "reason", solution, *rest):
            met = {
                "condition": name("conditions", key),
                "solution": name("solutions", "candidates", solution),
            }
            thing, rest = say("place.met", language, **met), ["reason", *rest]
        case ("conditions", key, *rest):
            thing = say("place.condition", language, name=name("conditions", key))
        case (step, "candidates", key, "territories", territory):
            both = {"candidate": name(step, "candidates", key), "territory": name("territories", territory)}
            return say(f"place.territory_of_{step}", language, **both)
        case (step, "candidates", key, "responsible", issue):
            both = {"candidate": name(step, "candidates", key), "issue": name("issues", "candidates", issue)}
            return say("place.responsible", language, **both)
        case (step, "candidates", key, *rest):
            thing = say(f"place.{step}", language, name=name(step, "candidates", key))
        case (step, "criteria", key, *rest):
            thing = say("place.criterion", language, name=name(step, "criteria", key))
        case (step, "scores", candidate, leaf, *rest):
            both = {
                "candidate": name(step, "candidates", candidate),
                "criterion": _leaf(step, leaf, names, language),
            }
            thing = say("place.score", language, **both)
            rest = [] if rest == ["value"] else rest
        case (step, "weighting", "comparisons", judge, pair):
            first, _, second = pair.partition("|")
            by = say("place.team", language) if judge == TEAM else name("bodies", "candidates", judge)
            pair_names = {
                "first": _leaf(step, first, names, language),
                "second": _leaf(step, second, names, language),
            }
            return say("place.comparison", language, judge=by, **pair_names)
        case (step, "weighting", "direct", criterion):
            return say("place.weight", language, criterion=_leaf(step, criterion, names, language))
        case ("participation", body, *rest):
            thing = say("place.participation", language, body=name("bodies", "candidates", body))
        case ("shares", "typed", body):
            return say("place.share", language, body=name("bodies", "candidates", body))
        case ("shares", *rest):
            thing = say("place.shares", language)
        case ("authority_register", body, issue, *rest):
            both = {"body": name("bodies", "candidates", body), "issue": name("issues", "candidates", issue)}
            thing = say("place.power", language, **both)
            rest = [] if rest == ["kind"] else rest
        case ("work", body, issue):
            both = {"body": name("bodies", "candidates", body), "issue": name("issues", "candidates", issue)}
            return say("place.role", language, **both)
        case ("deals", solution, body, *rest):
            both = {
                "solution": name("solutions", "candidates", solution),
                "body": name("bodies", "candidates", body),
            }
            thing = say("place.deal", language, **both)
        case (step, "adopted") if step in STEPS:
            return say("place.decision", language, step=say(f"step.{step}", language))
        case (step, "weighting" | "rule", *rest) if step in STEPS:
            thing = say("place.step", language, step=say(f"step.{step}", language))
        case (step, *rest) if step in STEPS:
            thing = say("place.step", language, step=say(f"step.{step}", language))
        case whole:
            thing, rest = "", list(whole)
    return _with_fields(thing, rest, names, language)


def field_text(field: str, language: Language) -> str:
    """What a field of the document is called; an anchor by its value."""
    key = f"field.{field}"
    return say(key, language) if key in keys(language) else field


def names_in(changes: Iterable[Change], before: Study, after: Study) -> dict[str, Wording]:
    """What the ids in some changes are called, by path into the document, as it was when they were made."""
    found: dict[str, Wording] = {}
    for change in changes:
        for reference in _references(change):
            key = "/".join(reference)
            if key not in found:
                name = _name(after, reference) or _name(before, reference)
                if name is not None:
                    found[key] = name
    return found


def _with_fields(thing: str, fields: Sequence[str], names: Names, language: Language) -> str:
    in_language = fields[-1] if fields and fields[-1] in ("en", "zh") else ""
    text = thing
    for field in fields[: len(fields) - bool(in_language)]:
        said = field_text(field, language)
        text = say("place.field", language, field=said, thing=text) if text else said
    return say(f"place.in_{in_language}", language, place=text) if in_language else text


def _leaf(step: str, leaf: str, names: Names, language: Language) -> str:
    criterion, _, issue = leaf.partition("/")
    shown = _called((step, "criteria", criterion), names, language)
    if not issue:
        return shown
    on = _called(("issues", "candidates", issue), names, language)
    return say("place.on_issue", language, criterion=shown, issue=on)


def _called(reference: Sequence[str], names: Names, language: Language) -> str:
    name = names.get("/".join(reference))
    return name_of(name, language) if name else reference[-1]


def _references(change: Change) -> Iterator[Path]:
    """The named things that a change goes through, each as its path into the document."""
    match change.path:
        case ("territories" | "conditions" | "kinds" as table, key, *rest):
            yield (table, key)
            if not rest:
                yield from _inside((change.before, change.after))
            if table == "conditions" and len(rest) > 1:
                yield ("solutions", "candidates", rest[1])
        case (step, "candidates" | "criteria" as kind, key, *rest):
            yield (step, kind, key)
            if not rest:
                yield from _inside((change.before, change.after))
            if rest[:1] == ["kind"]:
                yield from (("kinds", value) for value in (*_ids(change.before), *_ids(change.after)))
            if rest[:1] == ["territories"]:
                yield from (("territories", territory) for territory in rest[1:])
            if rest[:1] == ["responsible"]:
                yield from (("issues", "candidates", issue) for issue in rest[1:])
                for body in (*_ids(change.before), *_ids(change.after)):
                    yield ("bodies", "candidates", body)
        case (step, "scores", candidate, leaf, *_):
            yield (step, "candidates", candidate)
            yield from _leaves(step, leaf)
        case (step, "weighting", "comparisons", judge, pair):
            yield ("bodies", "candidates", judge)
            for item in pair.split("|"):
                yield from _leaves(step, item)
        case (step, "weighting", "direct", criterion):
            yield from _leaves(step, criterion)
        case ("participation", body, *_) | ("shares", "typed", body):
            yield ("bodies", "candidates", body)
        case ("authority_register" | "work", body, issue, *_):
            yield ("bodies", "candidates", body)
            yield ("issues", "candidates", issue)
        case ("deals", solution, body, *_):
            yield ("solutions", "candidates", solution)
            yield ("bodies", "candidates", body)
        case (step, "adopted"):
            for adopted in (change.before, change.after):
                if isinstance(adopted, Mapping):
                    yield from ((step, "candidates", key) for key in adopted.get("closeness", ()))
        case (step, "rule" | "expected", *_):
            for key in {*_ids(change.before), *_ids(change.after)}:
                yield (step, "candidates", key)
                yield (step, "criteria", key)
                yield ("kinds", key)


def _inside(things: Iterable[object]) -> Iterator[Path]:
    """What a candidate or a condition that comes or goes as a whole names."""
    for thing in things:
        if not isinstance(thing, Mapping):
            continue
        yield ("kinds", str(thing.get("kind", "")))
        yield from (("territories", territory) for territory in thing.get("territories", ()))
        for issue, body in thing.get("responsible", {}).items():
            yield from (("issues", "candidates", issue), ("bodies", "candidates", body))
        for solution in (*thing.get("met", ()), *thing.get("reason", ())):
            yield ("solutions", "candidates", solution)


def _leaves(step: str, leaf: str) -> Iterator[Path]:
    criterion, _, issue = leaf.partition("/")
    yield (step, "criteria", criterion)
    if issue:
        yield ("issues", "candidates", issue)


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _ids(item)


def _name(study: Study, reference: Path) -> Wording | None:
    match reference:
        case ("territories", key):
            territory = study.territories.get(key)
            return territory.name if territory else None
        case ("kinds", key):
            return study.kinds.get(key)
        case ("conditions", key):
            condition = study.conditions.get(key)
            return condition.name if condition else None
        case ("bodies" | "issues" | "solutions" as step, kind, key):
            here = study.step(step)
            thing = here.candidates.get(key) if kind == "candidates" else here.criteria.get(key)
            return thing.name if thing else None
    return None
