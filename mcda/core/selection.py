"""Choosing a set under conditions: the best one and why others fell, and how much hangs on it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike

from mcda.core.cells import Array
from mcda.core.clashes import smallest_clash
from mcda.core.conditions import (
    FINE,
    SLACK,
    Budgets,
    Condition,
    Conditions,
    Groups,
    Minimums,
    read_amounts,
    read_conditions,
)
from mcda.core.errors import InvalidInput
from mcda.core.programme import best_set, deadline, other_than
from mcda.core.results import NearSet, Selection, ZeroShift

CHUNK = 16
"""Candidates whose ties one programme settles: the powers of two stay well apart in it."""


def choose(
    values: ArrayLike,
    *,
    at_most: int | None = None,
    at_least: int | None = None,
    required: Iterable[int] = (),
    excluded: Iterable[int] = (),
    costs: ArrayLike | None = None,
    budget: float | None = None,
    budgets: Budgets | None = None,
    groups: Groups | None = None,
    minimum_per_group: Minimums | None = None,
    requires: Iterable[Sequence[int]] = (),
    conflicts: Iterable[Sequence[int]] = (),
) -> Selection:
    """The set with the largest sum of `values` (n,) under the conditions. Rules M75 to M79.

    `groups` is a label a candidate or label -> candidates; `minimum_per_group` one number for every group or
    label -> number. `budgets` holds further ones, label -> (costs, budget). `requires` (a, b): a only with b;
    `conflicts` (a, b): not both. Of sets worth the same, the one with fewer candidates is taken, then the one
    with the smaller indices.

    `reasons` says for each candidate left out what kept it out: `excluded`; `requires:b`, `conflict:b`;
    `at_most`, `budget`, `budget:label` when adding it breaks them; `required:b`, `minimum:label`, … when it
    is worth more than a chosen candidate that a condition keeps in; `lower_value` when no chosen candidate is
    worth less; `tie` when one is worth the same; `adds_nothing` when it could be added and would not raise
    the sum.

    Raises InvalidInput: selection.impossible with the fewest conditions that clash, (name, detail) each.
    """
    worth = read_amounts(values, "values")
    conditions = read_conditions(
        len(worth),
        at_most=at_most,
        at_least=at_least,
        required=required,
        excluded=excluded,
        costs=costs,
        budget=budget,
        budgets=budgets,
        groups=groups,
        minimum_per_group=minimum_per_group,
        requires=requires,
        conflicts=conflicts,
    )
    chosen = _by_value(worth, conditions)
    if chosen is None:
        ends = deadline()
        chosen = _first_of_the_best(worth, _best(worth, conditions, ends), conditions, ends)
    reasons = {int(row): _reasons(int(row), worth, chosen, conditions) for row in np.flatnonzero(chosen == 0)}
    return Selection(_rows(chosen), float(worth @ chosen), reasons)


def near_optimal_sets(
    values: ArrayLike, within: float = 0.01, limit: int = 20, **conditions: Unpack[Conditions]
) -> list[NearSet]:
    """Sets worth at least (1 - `within`) of the best under the same conditions, best first. Rule M80."""
    if not 0 <= within <= 1:
        raise InvalidInput("selection.within", given=within)
    worth = read_amounts(values, "values")
    found = read_conditions(len(worth), **conditions)
    ends = deadline()
    best = float(worth @ _best(worth, found, ends))
    enough = Condition("worth", None, worth, best - within * abs(best), np.inf, FINE)
    sets = [
        NearSet(_rows(x), float(worth @ x))
        for _, x in zip(range(limit), _sets(worth, [*found, enough], ends), strict=False)
    ]
    return sorted(sets, key=lambda near: (-round(near.value, 12), len(near.chosen), near.chosen))


def zero_shift(values: ArrayLike, **conditions: Unpack[Conditions]) -> ZeroShift:
    """How far the zero of the values may move before another set is best, exactly. Rule M81."""
    worth = read_amounts(values, "values")
    found = read_conditions(len(worth), **conditions)
    ends = deadline()
    chosen = _first_of_the_best(worth, _best(worth, found, ends), found, ends)
    best, size = float(worth @ chosen), int(chosen.sum())
    lowest: tuple[float, Array] | None = None
    highest: tuple[float, Array] | None = None
    for other in range(len(worth) + 1):
        rival = None if other == size else best_set(worth, [*found, _size(len(worth), other)], ends)
        if rival is None:
            continue
        shift = (best - float(worth @ rival)) / (size - other)
        # Where several sets take over at the same point, the one furthest in size leads beyond it.
        if other < size and (highest is None or shift < highest[0] - SLACK):
            highest = (shift, rival)
        if other > size and (lowest is None or shift >= lowest[0] - SLACK):
            lowest = (shift, rival)
    return ZeroShift(
        chosen=_rows(chosen),
        lowest=lowest and lowest[0],
        highest=highest and highest[0],
        below=lowest and _rows(lowest[1]),
        above=highest and _rows(highest[1]),
    )


def _by_value(worth: Array, conditions: Sequence[Condition]) -> Array | None:
    """The same set without a programme, where nothing binds but how many, who must and who may not."""
    bounds: dict[str, float] = {"at_least": 0, "at_most": len(worth)}
    rows: dict[str, set[int]] = {"required": set(), "excluded": set()}
    for each in conditions:
        if each.name in bounds:
            bounds[each.name] = each.detail
        elif each.name in rows:
            rows[each.name].add(each.detail)
        else:
            return None
    chosen = set(rows["required"])
    free = [row for row in range(len(worth)) if row not in chosen | rows["excluded"]]
    for row in sorted(free, key=lambda row: (-round(float(worth[row]), 12), row)):
        wanted = worth[row] > SLACK and len(chosen) < bounds["at_most"]
        if wanted or len(chosen) < bounds["at_least"]:
            chosen.add(row)
    fits = bounds["at_least"] <= len(chosen) <= bounds["at_most"] and not chosen & rows["excluded"]
    return np.isin(np.arange(len(worth)), list(chosen)).astype(np.float64) if fits else None


def _best(worth: Array, conditions: Sequence[Condition], ends: float) -> Array:
    best = best_set(worth, conditions, ends)
    if best is None:
        clash = smallest_clash(len(worth), conditions, ends)
        raise InvalidInput(
            "selection.impossible",
            clashing=[(each.name, each.detail) for each in clash],
            conditions=[each.said() for each in clash],
        )
    return best


def _first_of_the_best(worth: Array, best: Array, conditions: Sequence[Condition], ends: float) -> Array:
    """Of the sets worth as much as `best`: the fewest candidates, then the smallest indices."""
    n = len(worth)
    kept = [*conditions, Condition("worth", None, worth, float(worth @ best), np.inf, FINE)]
    chosen = best_set(-np.ones(n), kept, ends)
    chosen = best if chosen is None else chosen
    kept.append(_size(n, int(chosen.sum())))
    for start in range(0, n, CHUNK):
        part = slice(start, start + CHUNK)
        ladder = np.zeros(n)
        ladder[part] = 2.0 ** np.arange(CHUNK, 0, -1)[: len(ladder[part])]
        first = best_set(ladder, kept, ends)
        chosen = chosen if first is None else first
        inside = np.zeros(n)
        inside[part] = 2 * chosen[part] - 1
        settled = float(chosen[part].sum())
        kept.append(Condition("settled", None, inside, settled, settled))
    return chosen


def _sets(worth: Array, conditions: Sequence[Condition], ends: float) -> Iterator[Array]:
    found = list(conditions)
    while (best := best_set(worth, found, ends)) is not None:
        yield best
        found.append(other_than(best))


def _reasons(row: int, worth: Array, chosen: Array, conditions: Sequence[Condition]) -> tuple[str, ...]:
    added = chosen.copy()
    added[row] = 1
    broken = [_said(each, row) for each in conditions if not each.met_by(added)]
    if not broken:
        return ("adds_nothing",)
    if "excluded" in broken:
        return ("excluded",)
    rivals = [int(other) for other in np.flatnonzero(chosen) if worth[other] < worth[row]]
    for rival in rivals:
        swapped = added.copy()
        swapped[rival] = 0
        broken += [_said(each, row) for each in conditions if not each.met_by(swapped)]
    if not rivals:
        equal = any(worth[other] == worth[row] for other in np.flatnonzero(chosen))
        broken.append("tie" if equal else "lower_value")
    return tuple(dict.fromkeys(broken))


def _said(condition: Condition, row: int) -> str:
    match condition.name, condition.detail:
        case "requires", (a, b):
            return f"requires:{b if a == row else a}"
        case "conflicts", (a, b):
            return f"conflict:{b if a == row else a}"
        case "minimum_per_group", (label, _):
            return f"minimum:{label}"
        case "required", other:
            return f"required:{other}"
        case name, _:
            return str(name)


def _size(n: int, size: int) -> Condition:
    return Condition("size", size, np.ones(n), size, size)


def _rows(chosen: Array) -> tuple[int, ...]:
    return tuple(int(row) for row in np.flatnonzero(chosen))
