"""How one candidate got its closeness: every intermediate value of the ranking, as a table."""

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.output.numbers import amount, percent
from mcda.output.pictures import Numbers
from mcda.output.step_pictures import leaf_name
from mcda.text import Language, say

HEADS = ("criterion", "score", "weight", "normalised", "weighted", "ideal", "anti_ideal")


def working(study: Study, result: StepResult, candidate: str, language: Language) -> Numbers:
    """One row a criterion: score, weight, normalised and weighted value, and the best and the worst of these.

    Raises LookupError where the candidate is not ranked.
    """
    ranking = result.ranking
    if ranking is None or candidate not in ranking.table.candidates:
        raise LookupError(candidate)
    row = ranking.table.candidates.index(candidate)
    heads = tuple(say(f"working.{head}", language) for head in HEADS)
    rows = [
        (
            leaf_name(study, result, leaf, language),
            amount(float(ranking.table.scores[row, column]), 6),
            percent(result.weights.leaves[leaf], language, 1),
            f"{ranking.normalised[row, column]:.4f}",
            f"{ranking.weighted[row, column]:.4f}",
            f"{ranking.ideal[column]:.4f}",
            f"{ranking.anti_ideal[column]:.4f}",
        )
        for column, leaf in enumerate(result.tree.leaves)
    ]
    return Numbers(heads, tuple(rows))


def closeness_sentence(result: StepResult, candidate: str, language: Language) -> str:
    """The last line of the working: both distances, and the closeness that follows."""
    ranking = result.ranking
    if ranking is None or candidate not in ranking.table.candidates:
        raise LookupError(candidate)
    row = ranking.table.candidates.index(candidate)
    return say(
        "working.closeness",
        language,
        to_ideal=f"{ranking.distance_to_ideal[row]:.4f}",
        to_anti_ideal=f"{ranking.distance_to_anti_ideal[row]:.4f}",
        closeness=f"{ranking.closeness[row]:.4f}",
    )
