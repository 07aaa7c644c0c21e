"""What would have to be true for another candidate to win: the least change of a weight, else of a score."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from mcda.cooperation.firmness import arguments, leaf_wording, with_scores
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.problem import Array
from mcda.core.ranks import SAME
from mcda.core.stability import first_places

SEARCHED = 16
HALVINGS = 40


@dataclass(frozen=True)
class Turn:
    """What makes `rival` lead: `leaf`'s weight, or the rival's score on it, moving from `now` to `needed`.

    At `needed` it leads together with another. By "nothing": no single change does it, and `leaf` is "".
    """

    rival: str
    by: Literal["weight", "score", "nothing"]
    leaf: str
    now: float
    needed: float
    remark: Remark


class _Change(NamedTuple):
    by: Literal["weight", "score", "nothing"]
    leaf: str
    now: float
    needed: float
    size: float


_NOTHING = _Change("nothing", "", 0.0, 0.0, float("inf"))


def turns(study: Study, result: StepResult) -> tuple[Turn, ...]:
    """For each candidate that does not lead, in the order of ranks, what would make it lead (M116).

    Of one weight the smallest change is taken, the other weights keeping their proportions; only where none
    does it, one score of the rival is moved within its criterion's range, by the smallest part of the range.
    """
    rivals = sorted((key for key, place in result.ranks.items() if place > 1), key=lambda k: result.ranks[k])
    by_weight = _by_weight(result)
    changes = {rival: by_weight.get(rival) or _by_score(result, rival) for rival in rivals}
    return tuple(
        Turn(rival, change.by, change.leaf, change.now, change.needed, _worded(study, result, rival, change))
        for rival, change in changes.items()
    )


def _by_weight(result: StepResult) -> dict[str, _Change]:
    """The smallest change of one weight for each candidate that some weight can make lead."""
    keys, weights = list(result.closeness), list(result.weights.leaves.values())
    nearest: dict[str, _Change] = {}
    for criterion, (leaf, now) in enumerate(result.weights.leaves.items()):
        for stretch in first_places(weights=weights, criterion=criterion, **arguments(result)):
            needed = min(max(now, stretch.lowest), stretch.highest)
            change = _Change("weight", leaf, now, needed, abs(needed - now))
            rival = keys[stretch.winner]
            if change.size < nearest.get(rival, _NOTHING).size:
                nearest[rival] = change
    return nearest


def _by_score(result: StepResult, rival: str) -> _Change:
    """The smallest change of one score that makes a candidate lead."""
    scores: Array = arguments(result)["scores"]
    row = list(result.closeness).index(rival)
    smallest = _NOTHING
    for column, (leaf, criterion) in enumerate(result.tree.leaves.items()):
        low = scores[:, column].min() if criterion.lowest is None else criterion.lowest
        high = scores[:, column].max() if criterion.highest is None else criterion.highest
        now, end = float(scores[row, column]), float(high if criterion.direction == "max" else low)
        needed = None if now == end else _needed(result, row, column, end)
        if needed is not None and abs(needed - now) / (high - low) < smallest.size:
            smallest = _Change("score", leaf, now, needed, abs(needed - now) / (high - low))
    return smallest


def _needed(result: StepResult, row: int, column: int, end: float) -> float | None:
    """The score on the way to `end` from which a candidate leads; None where it does not even there."""
    scores: Array = arguments(result)["scores"].copy()
    now = float(scores[row, column])

    def leads(part: float) -> bool:
        scores[row, column] = now + part * (end - now)
        values = with_scores(result, scores)
        return bool(values[row] >= values.max() - SAME)

    parts = (step / SEARCHED for step in range(1, SEARCHED + 1))
    high = next((part for part in parts if leads(part)), None)
    if high is None:
        return None
    low = high - 1 / SEARCHED
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if leads(middle) else (middle, high)
    return now + high * (end - now)


def _worded(study: Study, result: StepResult, rival: str, change: _Change) -> Remark:
    name = {"rival": study.step(result.step).candidates[rival].name}
    if change.by == "nothing":
        return Remark("rival.nothing", name)
    side = "above" if change.needed > change.now else "below"
    values = {
        "criterion": leaf_wording(study, result, change.leaf),
        "now": change.now,
        "needed": change.needed,
    }
    return Remark(f"rival.{change.by}_{side}", name | values)
