"""The comprehensive comparison of a step: other methods, judges and weights, in words and figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from mcda.cooperation.firmness import SAMPLES, SEED, Drawn, Firmness, arguments, drawn_ranks, firmness, leader
from mcda.cooperation.intuition import intuition
from mcda.cooperation.judges import (
    Agreement,
    OwnRanking,
    agreement,
    judges_remarks,
    own_rankings,
    under_voices,
)
from mcda.cooperation.leaving_out import Reordering, reorderings
from mcda.cooperation.remark import Remark
from mcda.cooperation.rivals import Turn, turns
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.cooperation.zero import zero_remark
from mcda.core.similarity import weighted_spearman


@dataclass(frozen=True)
class Methods:
    """Ranks by method, TOPSIS among them; how like TOPSIS each is; why a method cannot take these scores."""

    ranks: Mapping[str, Mapping[str, int]]
    likeness: Mapping[str, float | None]
    refused: Mapping[str, Remark]


@dataclass(frozen=True)
class Comparison:
    """Everything that stands beside a ranking; `remarks` says it in sentences, the most important first."""

    firmness: Firmness
    turns: tuple[Turn, ...]
    drawn: Drawn | None
    own: Mapping[str, OwnRanking]
    voices: Mapping[str, Mapping[str, int]]
    agreement: Mapping[str, Agreement]
    methods: Methods
    reorderings: tuple[Reordering, ...]
    remarks: tuple[Remark, ...]


def comparison(study: Study, result: StepResult, seed: int = SEED, samples: int = SAMPLES) -> Comparison:
    """The comprehensive comparison of a step's result; the same for the same seed."""
    firm = firmness(study, result, seed, samples)
    drawn = drawn_ranks(study, result, seed, samples)
    methods = other_methods(result)
    voices = under_voices(study, result)
    said = [
        *firm.remarks,
        *(drawn.remarks if drawn else ()),
        *judges_remarks(study, result),
        *_voices_remark(study, result, voices),
        *_methods_remark(study, result, methods),
        zero_remark(study, result),
        intuition(study, result),
    ]
    return Comparison(
        firmness=firm,
        turns=turns(study, result),
        drawn=drawn,
        own=own_rankings(study, result),
        voices=voices,
        agreement=agreement(study, result),
        methods=methods,
        reorderings=reorderings(result),
        remarks=tuple(remark for remark in said if remark is not None),
    )


def other_methods(result: StepResult) -> Methods:
    """The ranks that other methods give the same scores and weights, beside the step's own (M53 to M56)."""
    from mcda.core.crosscheck import STANDARD, compare_methods

    given, keys = arguments(result), list(result.ranks)
    weights = list(result.weights.leaves.values())
    others = [method for method in STANDARD if method != "TOPSIS"]
    frame = compare_methods(given["scores"], weights, given["directions"], others)
    # The step's own ranks, as only they take its normalisation: the others' is part of each method.
    ranks, refused = {"TOPSIS": dict(result.ranks)}, {}
    for method, row in zip(others, frame.to_dict("records"), strict=True):
        if row["reason"] is not None:
            refused[method] = Remark(str(row["reason"]))
        else:
            ranks[method] = {key: int(row[i]) for i, key in enumerate(keys)}
    own = list(result.ranks.values())
    likeness = {method: weighted_spearman(own, list(row.values())) for method, row in ranks.items()}
    return Methods(ranks, likeness, refused)


def _methods_remark(study: Study, result: StepResult, methods: Methods) -> list[Remark]:
    others = {method: ranks for method, ranks in methods.ranks.items() if method != "TOPSIS"}
    winner = leader(result)
    agree = [method for method, ranks in others.items() if ranks[winner] == 1]
    values = {
        "winner": study.step(result.step).candidates[winner].name,
        "agree": len(agree),
        "methods": len(others),
        "others": [method for method in others if method not in agree],
    }
    if not others or len(result.ranks) < 2:
        return []
    return [Remark("methods.all_agree" if len(agree) == len(others) else "methods.some_agree", values)]


def _voices_remark(study: Study, result: StepResult, voices: Mapping[str, Mapping[str, int]]) -> list[Remark]:
    if len(voices) < 2:
        return []
    winner, candidates = leader(result), study.step(result.step).candidates
    otherwise = {
        voice: min(ranks, key=lambda key: ranks[key]) for voice, ranks in voices.items() if ranks[winner] > 1
    }
    if not otherwise:
        return [Remark("voices.same", {"winner": candidates[winner].name})]
    return [
        Remark("voices.other", {"voice": Remark(f"voice.{voice}"), "candidate": candidates[key].name})
        for voice, key in otherwise.items()
    ]
