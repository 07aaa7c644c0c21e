"""Names, remarks and headlines in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.numbers import closeness_texts, figure, largest, money, percent
from mcda.text import Language, joined, say

FEW = 3
"""So many names are listed in a sentence; more are counted."""
_NO_UNIT = "\ue000"


class _Figure(float):
    """A number that sentences say as tables do: in percent, and where they leave the notation open (`g`)."""

    language: Language

    def __format__(self, spec: str, /) -> str:
        plain = float(self)
        if spec.startswith(".") and spec.endswith("%"):
            return percent(plain, self.language, int(spec[1:-1]))
        return figure(plain, int(spec[1:-1])) if spec.endswith("g") else format(plain, spec)


def name_of(wording: Wording, language: Language) -> str:
    """A name in the reader's language, on one line; never empty."""
    return " ".join(wording.say(language).split()) or say("name.none", language)


def candidate_name(study: Study, step: StepName, candidate: str, language: Language) -> str:
    """The name of a candidate, or its id where it has been removed since."""
    found = study.step(step).candidates.get(candidate)
    return name_of(found.name, language) if found else candidate


def remark_text(remark: Remark, language: Language) -> str:
    """The sentence of a remark, its names in the reader's language."""
    return _sentence(remark.key, remark.values, language)


def problem_text(problem: InvalidInput, language: Language) -> str:
    """The sentence that tells a person what could not be answered, and the remedy."""
    return _sentence(problem.code, problem.values, language)


def listed(texts: Iterable[str], language: Language) -> str:
    """Several names as one phrase."""
    return joined(texts, language)


def heaviest_title(
    key: str,
    names: Mapping[str, str],
    weights: Mapping[str, float],
    weight: str,
    language: Language,
    **values: str,
) -> str:
    """The sentence `key` on the heaviest criterion; its like for several that weigh most, or all the same."""
    first = largest(weights)
    if len(first) > 1:
        key += "_same" if len(first) == len(weights) else "_tied"
    values |= {"criterion": names[first[0]], "criteria": listed((names[each] for each in first), language)}
    return say(key, language, weight=weight, **values)


def clauses(texts: Iterable[str], language: Language) -> str:
    """Several clauses as one, which Chinese parts otherwise than names."""
    return say("list.clauses", language).join(texts)


def headline(study: Study, result: StepResult, language: Language) -> str:
    """What a step gives now, in one sentence: who leads, and who is chosen."""
    shown = dict(zip(result.closeness, closeness_texts(result.closeness.values()), strict=True))
    leaders = [key for key, place in result.ranks.items() if place == 1]
    names = {key: candidate_name(study, result.step, key, language) for key in (*leaders, *result.chosen)}
    leads = say(
        "headline.leads" if len(leaders) == 1 else "headline.lead_together",
        language,
        leaders=listed((names[key] for key in leaders), language),
        closeness=shown[leaders[0]],
    )
    if result.chosen == tuple(leaders) and len(leaders) == 1:
        return say("headline.leader_chosen", language, leads=leads)
    if not result.chosen:
        return say("headline.none_chosen", language, leads=leads)
    if len(result.chosen) > FEW:
        return say(
            "headline.many_chosen",
            language,
            leads=leads,
            chosen=len(result.chosen),
            candidates=len(study.step(result.step).candidates),
        )
    in_order = sorted(result.chosen, key=lambda key: result.ranks[key])
    chosen = listed((names[key] for key in in_order), language)
    return say("headline.chosen", language, leads=leads, chosen=chosen)


def _sentence(key: str, values: Mapping[str, Any], language: Language) -> str:
    spoken = {blank: _spoken(value, language) for blank, value in values.items()}
    if isinstance(unit := values.get("unit"), Wording):
        spoken["unit"] = unit.say(language) or _NO_UNIT
        spoken |= {blank: money(value) for blank, value in values.items() if isinstance(value, float)}
    return say(key, language, **spoken).replace(f" {_NO_UNIT}", "")


def _spoken(value: Any, language: Language) -> Any:
    if isinstance(value, Wording):
        return name_of(value, language)
    if isinstance(value, Remark):
        return remark_text(value, language)
    if isinstance(value, list | tuple | set | frozenset):
        return [_spoken(item, language) for item in value]
    if isinstance(value, float):
        figure_said = _Figure(value)
        figure_said.language = language
        return figure_said
    return value
