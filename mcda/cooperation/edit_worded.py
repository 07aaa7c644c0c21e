"""Edits of what is named in both languages at once; what is not allowed raises InvalidInput."""

from typing import Any

from mcda.cooperation.edit_step import put_candidate, put_criterion
from mcda.cooperation.kinds import kind_of
from mcda.cooperation.pasted import PastedLine
from mcda.cooperation.study import StepName, Study, Wording

LANGUAGES = ("en", "zh")


def put_worded_candidate(
    study: Study, step: StepName, key: str | None, name: Wording, **fields: Any
) -> Study:
    """The study with a candidate added (`key` None) or changed, named as given in both languages."""
    for language in _said(name):
        study = put_candidate(study, step, key, language, getattr(name, language), **fields)
        key = key or list(study.step(step).candidates)[-1]
    here = study.step(step)
    named = {k: c.model_copy(update={"name": name}) if k == key else c for k, c in here.candidates.items()}
    return study.model_copy(update={step: here.model_copy(update={"candidates": named})})


def put_worded_criterion(
    study: Study, step: StepName, key: str | None, name: Wording, **fields: Any
) -> Study:
    """The study with a criterion added (`key` None) or changed, named as given in both languages."""
    for language in _said(name):
        study = put_criterion(study, step, key, language, getattr(name, language), **fields)
        key = key or list(study.step(step).criteria)[-1]
    here = study.step(step)
    named = {k: c.model_copy(update={"name": name}) if k == key else c for k, c in here.criteria.items()}
    return study.model_copy(update={step: here.model_copy(update={"criteria": named})})


def add_candidates(study: Study, step: StepName, language: str, lines: tuple[PastedLine, ...]) -> Study:
    """The study with one candidate added for each line; those whose name is there already are passed over."""
    for line in new_lines(study, step, lines):
        description = Wording.model_validate({language: line.description})
        kind = kind_of(study, line.kind)
        study = put_candidate(study, step, None, language, line.name, kind=kind, description=description)
    return study


def new_lines(study: Study, step: StepName, lines: tuple[PastedLine, ...]) -> tuple[PastedLine, ...]:
    """The lines whose name no candidate bears yet, each name once."""
    taken = {name for c in study.step(step).candidates.values() for name in (c.name.en, c.name.zh)}
    first = {line.name: line for line in reversed(lines)}
    return tuple(line for line in lines if line.name not in taken and first[line.name] is line)


def _said(name: Wording) -> list[str]:
    """The languages in which a name was given; where in none, the first, to be refused there."""
    return [language for language in LANGUAGES if getattr(name, language).strip()] or [LANGUAGES[0]]
