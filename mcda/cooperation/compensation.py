"""What a solution brings each chosen body: who gains, who loses, who would pay whom so that none loses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mcda.cooperation.study import Study

ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Payment:
    """What one body pays another."""

    payer: str
    payee: str
    amount: float


@dataclass(frozen=True)
class Balance:
    """A solution's net benefit by chosen body, and the smallest side payments under which none loses.

    `needed` is their total, `surplus` what the gainers have; `gap` is the part that they cannot carry and
    that must come from outside. `after` holds the net benefits once gainers have paid. `unknown`: chosen
    bodies without figures, counted nowhere. Amounts are in the study's unit.
    """

    net: Mapping[str, float]
    gainers: tuple[str, ...]
    losers: tuple[str, ...]
    unknown: tuple[str, ...]
    needed: float
    surplus: float
    gap: float
    payments: tuple[Payment, ...]
    after: Mapping[str, float]
    gini: float
    gini_after: float

    @property
    def carried(self) -> bool:
        """Whether the gainers' surplus covers the side payments."""
        return self.gap == 0


def balance(study: Study, solution: str, chosen: Collection[str]) -> Balance:
    """Gainers, losers and side payments of a solution among the chosen bodies (M108 to M110)."""
    deals = {body: study.deals.get(solution, {}).get(body) for body in chosen}
    net = {body: deal.benefit - deal.cost for body, deal in deals.items() if deal is not None}
    near = ROUNDING * max((abs(part) for d in deals.values() if d for part in (d.benefit, d.cost)), default=0)
    gains = {body: value for body, value in net.items() if value > near}
    losses = {body: -value for body, value in net.items() if value < -near}
    needed, surplus = sum(losses.values(), 0.0), sum(gains.values(), 0.0)
    gap = needed - surplus if needed - surplus > near * len(net) else 0.0
    payments = tuple(
        Payment(payer, payee, gain * loss / max(needed, surplus))
        for payer, gain in gains.items()
        for payee, loss in losses.items()
    )
    after = dict(net)
    for payment in payments:
        after[payment.payer] -= payment.amount
        after[payment.payee] += payment.amount
    return Balance(
        net=net,
        gainers=tuple(gains),
        losers=tuple(losses),
        unknown=tuple(body for body, deal in deals.items() if deal is None),
        needed=needed,
        surplus=surplus,
        gap=gap,
        payments=payments,
        after=after,
        gini=gini(list(net.values())),
        gini_after=gini(list(after.values())),
    )


def gini(values: Sequence[float]) -> float:
    """How uneven amounts are, 0 (all alike) to 1 (as uneven as gains and losses of these totals can be).

    The mean absolute difference over what it would be if one body had all the gains, another all the losses,
    and the rest nothing. One body, or nothing at all, gives 0. Rule M111. Source: Raffinetti, Siletti &
    Vernizzi 2015.
    """
    amounts = np.sort(np.asarray(values, dtype=np.float64))
    total = np.abs(amounts).sum()
    n = len(amounts)
    if n < 2 or total == 0:
        return 0.0
    # In ascending order the k-th amount stands above k others and below n - 1 - k: no need of all pairs.
    differences = float((2 * np.arange(n) - (n - 1)) @ amounts)
    return float(min(max(differences / ((n - 1) * total), 0.0), 1.0))
