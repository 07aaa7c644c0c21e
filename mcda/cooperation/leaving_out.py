"""Whether leaving one candidate out would reorder the others: TOPSIS's ideals move with the candidates."""

from dataclasses import dataclass

from mcda.cooperation.steps import StepResult
from mcda.core.robustness import rank_reversals


@dataclass(frozen=True)
class Reordering:
    """Without `left_out`, `overtaken` would no longer stand above `overtaking`."""

    left_out: str
    overtaken: str
    overtaking: str


def reorderings(result: StepResult) -> tuple[Reordering, ...]:
    """The candidates whose leaving would reorder others, each with the highest pair that changes places."""
    if result.ranking is None or len(result.closeness) < 3:
        return ()
    ranking = result.ranking
    keys = list(result.closeness)
    found = rank_reversals(
        ranking.table.scores, ranking.weights, ranking.table.directions, ranking.normalisation, ranking.bounds
    )
    out = []
    for reversal in found:
        others = [key for i, key in enumerate(keys) if i != reversal.left_out]
        order = sorted(range(len(others)), key=lambda i: reversal.before[i])
        pair = next(
            (
                (above, below)
                for position, above in enumerate(order)
                for below in order[position + 1 :]
                if reversal.after[above] > reversal.after[below]
            ),
            None,
        )
        if pair is not None:
            out.append(Reordering(keys[reversal.left_out], others[pair[0]], others[pair[1]]))
    return tuple(out)
