"""How the say is shared among the chosen bodies."""

from collections.abc import Mapping

from mcda.core.errors import InvalidInput
from mcda.cooperation.study import Study

SUM_TOLERANCE = 1e-6


def authority_shares(study: Study, closeness: Mapping[str, float]) -> dict[str, float]:
    """The authority shares of the chosen bodies, summing to 1 (M96); `closeness` holds those chosen.

    Raises InvalidInput naming the bodies that lack the figure which the method needs.
    """
    chosen = tuple(closeness)
    bodies = study.bodies.candidates
    method = study.shares.method
    if method == "typed":
        typed = {key: study.shares.typed.get(key, 0.0) for key in chosen}
        if abs(sum(typed.values()) - 1) > SUM_TOLERANCE:
            raise InvalidInput("shares.sum", sum=sum(typed.values()))
        return typed
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
