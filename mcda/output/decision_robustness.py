"""The section of a decision on robustness: the comprehensive comparison of each step."""

from collections.abc import Mapping

from mcda.cooperation.among_chosen import AmongChosen
from mcda.cooperation.comparison import Comparison, comparison
from mcda.cooperation.judges import Agreement
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study
from mcda.output.plain import Json, sentence
from mcda.text import Language


def robustness_section(
    study: Study, results: Mapping[StepName, StepResult], language: Language | None
) -> Json:
    """For each step with a result, how firm it is and what others would say."""
    return {
        step: _plain(comparison(study, results[step]), results[step], language)
        for step in STEPS
        if step in results
    }


def _plain(found: Comparison, result: StepResult, language: Language | None) -> Json:
    firm, keys = found.firmness, list(result.closeness)
    shares = firm.acceptability.rank_acceptability.tolist()
    return {
        "winner": firm.winner,
        "samples": firm.samples,
        "seed": firm.seed,
        "first": dict(firm.first),
        "rank_acceptability": dict(zip(keys, shares, strict=True)),
        "among_chosen": _among(firm.among),
        "stability": {
            leaf: {
                "weight": result.weights.leaves[leaf],
                "lowest": low,
                "highest": high,
                "leads_below": firm.takes_over[leaf][0],
                "leads_above": firm.takes_over[leaf][1],
            }
            for leaf, (low, high) in firm.intervals.items()
        },
        "rivals": [
            {
                "id": turn.rival,
                "by": turn.by,
                "criterion": turn.leaf or None,
                "now": turn.now if turn.leaf else None,
                "needed": turn.needed if turn.leaf else None,
                **sentence(turn.remark, language),
            }
            for turn in found.turns
        ],
        "unknown_scores": None
        if found.drawn is None
        else {
            "samples": found.drawn.samples,
            "seed": found.drawn.seed,
            "rank_acceptability": {key: list(row) for key, row in found.drawn.ranks.items()},
            "not_drawn": list(found.drawn.undrawable),
        },
        "each_body": {
            body: {
                "winner": own.winner,
                "ranks": dict(own.ranks),
                "weights": dict(own.weights),
                "weighed_as_all": list(own.borrowed),
            }
            for body, own in found.own.items()
        },
        "voices": {voice: dict(ranks) for voice, ranks in found.voices.items()},
        "consensus": {node: _agreement(each) for node, each in found.agreement.items()},
        "methods": {
            method: {"ranks": dict(ranks), "likeness": found.methods.likeness[method]}
            for method, ranks in found.methods.ranks.items()
        },
        "rank_reversals": [
            {"left_out": each.left_out, "overtaken": each.overtaken, "overtaking": each.overtaking}
            for each in found.reorderings
        ],
        "remarks": [sentence(remark, language) for remark in found.remarks],
    }


def _among(found: AmongChosen | None) -> Json | None:
    if found is None:
        return None
    border = found.border
    return {
        "places": found.places,
        "by_rank": found.by_rank,
        "shares": dict(found.shares),
        "border": border
        and {
            "last_chosen": border.last_chosen,
            "first_left_out": border.first_left_out,
            "turned": border.turned,
        },
    }


def _agreement(found: Agreement) -> Json:
    return {
        "consensus": found.consensus,
        "level": found.level,
        "disagreement": dict(found.disagreement),
        "spread": {key: list(ends) for key, ends in found.spread.items()},
    }
