"""How the say is shared among the chosen bodies, and what each share can do."""

from collections.abc import Mapping
from dataclasses import dataclass

from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Study
from mcda.core.errors import InvalidInput
from mcda.core.power import voting_power
from mcda.core.results import Power

SUM_TOLERANCE = 1e-6
EXACTLY = 30
MOST = 60


def authority_shares(study: Study, closeness: Mapping[str, float]) -> dict[str, float]:
    """The authority shares of the chosen bodies, summing to 1 (M100); `closeness` holds those chosen.

    Raises InvalidInput naming the bodies that lack the figure which the method needs.
    """
    chosen = tuple(closeness)
    bodies = study.bodies.candidates
    method = study.shares.method
    if method == "typed":
        return _typed(study, chosen)
    figures: dict[str, float | None]
    if method == "population":
        figures = {key: bodies[key].population for key in chosen}
    elif method == "cost_share":
        figures = {key: bodies[key].cost_share for key in chosen}
    elif method == "equal":
        figures = dict.fromkeys(chosen, 1.0)
    else:
        figures = dict(closeness)
    missing = [bodies[key].name for key, figure in figures.items() if figure is None]
    if missing:
        raise InvalidInput(f"shares.no_{method}", bodies=missing)
    known = {key: figure or 0.0 for key, figure in figures.items()}
    total = sum(known.values())
    if total <= 0:
        return dict.fromkeys(chosen, 1 / len(chosen)) if chosen else {}
    return {key: figure / total for key, figure in known.items()}


def _typed(study: Study, chosen: tuple[str, ...]) -> dict[str, float]:
    typed = {key: study.shares.typed[key] for key in chosen if key in study.shares.typed}
    if abs(sum(typed.values()) - 1) > SUM_TOLERANCE:
        raise InvalidInput("shares.sum", sum=sum(typed.values()))
    missing = [study.bodies.candidates[key].name for key in chosen if key not in typed]
    if missing:
        raise InvalidInput("shares.no_typed", bodies=missing)
    return typed


@dataclass(frozen=True)
class Authority:
    """The say of each chosen body: its share, and what the share can do under the quota; each sums to 1.

    `power` is in the order of `shares`; None where no body is chosen, or too many to count coalitions.
    """

    shares: Mapping[str, float]
    quota: float
    power: Power | None
    banzhaf: Mapping[str, float]
    shapley_shubik: Mapping[str, float]
    remarks: tuple[Remark, ...]


def authority(study: Study, shares: Mapping[str, float], quota: float | None = None) -> Authority:
    """The power that authority shares give under a quota, the study's by default, with warnings (M101).

    Up to EXACTLY bodies shares enter as they are, up to MOST with four decimals; above, power is not counted.
    """
    quota = study.shares.quota if quota is None else quota
    bodies = list(shares)
    if not bodies:
        return Authority({}, quota, None, {}, {}, ())
    if len(bodies) > MOST:
        uncounted = Remark("power.not_counted", {"bodies": len(bodies), "most": MOST})
        return Authority(dict(shares), quota, None, {}, {}, (uncounted,))
    counted = [share if len(bodies) <= EXACTLY else round(share, 4) for share in shares.values()]
    # Shares may miss 1 by rounding; a quota of all of them still means that everybody must agree.
    everyone = sum(counted)
    power = voting_power(counted, min(quota * everyone / (sum(shares.values()) or 1), everyone))
    name = [study.bodies.candidates[key].name for key in bodies]
    remarks = [Remark("power.dictator", {"body": name[i], "quota": quota}) for i in power.dictators]
    if not power.dictators:
        remarks += [Remark("power.veto", {"body": name[i], "quota": quota}) for i in power.vetoes]
    remarks += [
        Remark("power.powerless", {"body": name[i], "share": shares[bodies[i]], "quota": quota})
        for i in power.dummies
        if not power.dictators
    ]
    return Authority(
        shares=dict(shares),
        quota=quota,
        power=power,
        banzhaf=dict(zip(bodies, power.banzhaf.tolist(), strict=True)),
        shapley_shubik=dict(zip(bodies, power.shapley_shubik.tolist(), strict=True)),
        remarks=tuple(remarks),
    )
