"""Which territories an issue affects, how much, and whether bodies speak for them."""

from collections.abc import Collection, Mapping

from mcda.cooperation.study import Study


def affected(study: Study, issue: str) -> Mapping[str, float]:
    """The territories an issue affects, each with how much (above 0 up to 1)."""
    named = study.issues.candidates[issue].territories
    return {key: share for key, share in named.items() if share > 0 and key in study.territories}


def affectedness(study: Study, body: str, issue: str) -> float:
    """The part of an issue's effect that falls on the territories a body represents, 0 to 1 (M105)."""
    return at_the_table(study, issue, (body,)) or 0.0


def at_the_table(study: Study, issue: str, chosen: Collection[str]) -> float | None:
    """The part of an issue's effect whose territories a chosen body speaks for, 0 to 1 (M104).

    A territory counts as far as the chosen body that represents most of it does: two halves may be the same
    half. None where no affected territory is named.
    """
    effect = affected(study, issue)
    if not effect:
        return None
    spoken = {key: max((represents(study, body, key) for body in chosen), default=0.0) for key in effect}
    return sum(share * spoken[key] for key, share in effect.items()) / sum(effect.values())


def represents(study: Study, body: str, territory: str) -> float:
    """How much of a territory a body represents, 0 to 1."""
    candidate = study.bodies.candidates.get(body)
    return candidate.territories.get(territory, 0.0) if candidate else 0.0
