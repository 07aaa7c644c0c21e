"""The scores that a step's result rests on."""

from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study


def scores_of(study: Study, result: StepResult) -> dict[str, dict[str, float | None]]:
    """Candidate -> leaf -> score, None where unknown: what was ranked, what was typed for the others."""
    here = study.step(result.step)
    leaves = tuple(result.tree.leaves)
    scores: dict[str, dict[str, float | None]] = {}
    for key in here.candidates:
        typed = here.scores.get(key, {})
        scores[key] = {leaf: typed[leaf].value if leaf in typed else None for leaf in leaves}
    if result.ranking is not None:
        table = result.ranking.table
        for key, row in zip(table.candidates, table.scores.tolist(), strict=True):
            scores[key] = dict(zip(leaves, row, strict=True))
    return scores
