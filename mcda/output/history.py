"""A change said in words: what it is about, and its value before and after."""

from collections.abc import Iterable, Iterator

from mcda.cooperation.changes import Change, Path
from mcda.cooperation.study import STEPS, Study, Wording


def names_in(changes: Iterable[Change], before: Study, after: Study) -> dict[str, Wording]:
    """What the ids in some changes are called, by path into the document, as it was when they were made."""
    found: dict[str, Wording] = {}
    for change in changes:
        for reference in references(change.path):
            key = "/".join(reference)
            if key not in found:
                name = _name(after, reference) or _name(before, reference)
                if name is not None:
                    found[key] = name
    return found


def references(path: Path) -> Iterator[Path]:
    """The named things that a path goes through, each as its path into the document."""
    match path:
        case ("territories", territory, *_):
            yield ("territories", territory)
        case (step, "candidates", candidate, "territories", territory, *_):
            yield (step, "candidates", candidate)
            yield ("territories", territory)
        case (step, "candidates" | "criteria" as kind, key, *_):
            yield (step, kind, key)
        case (step, "scores", candidate, leaf, *_):
            yield (step, "candidates", candidate)
            yield from _leaf(step, leaf)
        case (step, "weighting", "comparisons", judge, pair, *_):
            yield ("bodies", "candidates", judge)
            for item in pair.split("|"):
                yield (step, "criteria", item)
        case (step, "weighting", "direct", criterion):
            yield (step, "criteria", criterion)
        case ("participation", body, *_) | ("shares", "typed", body):
            yield ("bodies", "candidates", body)
        case ("authority_register", body, issue, *_):
            yield ("bodies", "candidates", body)
            yield ("issues", "candidates", issue)
        case ("work", issue, body):
            yield ("issues", "candidates", issue)
            yield ("bodies", "candidates", body)
        case ("conditions", condition, "met" | "reason", solution, *_):
            yield ("conditions", condition)
            yield ("solutions", "candidates", solution)
        case ("conditions", condition, *_):
            yield ("conditions", condition)
        case ("deals", solution, body, *_):
            yield ("solutions", "candidates", solution)
            yield ("bodies", "candidates", body)


def _leaf(step: str, leaf: str) -> Iterator[Path]:
    criterion, _, issue = leaf.partition("/")
    yield (step, "criteria", criterion)
    if issue:
        yield ("issues", "candidates", issue)


def _name(study: Study, reference: Path) -> Wording | None:
    match reference:
        case ("territories", key):
            territory = study.territories.get(key)
            return territory.name if territory else None
        case ("conditions", key):
            condition = study.conditions.get(key)
            return condition.name if condition else None
        case (step, kind, key) if step in STEPS:
            here = study.step(step)
            thing = here.candidates.get(key) if kind == "candidates" else here.criteria.get(key)
            return thing.name if thing else None
    return None
