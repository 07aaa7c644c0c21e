"""How firm the chosen set is: how often each candidate is among the first so many, and its border (M120)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mcda.cooperation.choosing import conditions_of
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Study
from mcda.core.acceptability import ranked_above
from mcda.core.problem import Array

OPEN_BORDER = 0.25
_NUMBERS = ("at_most", "at_least")


@dataclass(frozen=True)
class Border:
    """The last of the chosen, the first of the others, and the share of weightings that turn their order."""

    last_chosen: str
    first_left_out: str
    turned: float


@dataclass(frozen=True)
class AmongChosen:
    """Candidate -> share of weightings in which it is among the first `places`, as many as are chosen.

    `by_rank`: these are the chosen; otherwise conditions shape the choice, too. `border` is None where the
    chosen are not the first of the ranking now.
    """

    places: int
    by_rank: bool
    shares: Mapping[str, float]
    border: Border | None


def among_chosen(
    study: Study, result: StepResult, accepted: Array, weights: Array, table: Mapping[str, Any]
) -> AmongChosen | None:
    """From the shares of each rank `accepted` (n, n) over drawn `weights`; None where all are chosen or none.

    `table` is the scored table as scoring takes it.
    """
    keys, places = list(result.closeness), len(result.chosen)
    if not 0 < places < len(keys):
        return None
    shares = accepted[:, :places].sum(axis=1).clip(max=1.0)
    conditions = conditions_of(study, result.step, keys, result.scores)
    by_rank = not any(value for name, value in conditions.items() if name not in _NUMBERS)
    order = sorted(keys, key=lambda key: result.ranks[key])
    border = None
    if set(order[:places]) == set(result.chosen):
        last, out = order[places - 1], order[places]
        border = Border(
            last, out, ranked_above((keys.index(out), keys.index(last)), weights=weights, **table)
        )
    return AmongChosen(places, by_rank, dict(zip(keys, shares.tolist(), strict=True)), border)


def border_remark(study: Study, result: StepResult, found: AmongChosen | None, samples: int) -> list[Remark]:
    """That the border is not firm: its order turns in a quarter of the weightings or more."""
    if found is None or found.border is None or found.border.turned < OPEN_BORDER:
        return []
    candidates = study.step(result.step).candidates
    values = {
        "last": candidates[found.border.last_chosen].name,
        "out": candidates[found.border.first_left_out].name,
        "share": found.border.turned,
        "samples": samples,
    }
    return [Remark("firmness.border", values)]
