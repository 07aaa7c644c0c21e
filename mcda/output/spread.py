"""Places for labels that would fall on each other."""

from collections.abc import Sequence


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Places near the values, in their order and at least `gap` apart; alone, a label stays at its value."""
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    groups: list[tuple[float, list[int]]] = []
    for i in order:
        middle, members = values[i], [i]
        while groups and middle - groups[-1][0] < gap * (len(groups[-1][1]) + len(members)) / 2:
            other, others = groups.pop()
            whole = len(others) + len(members)
            middle = (other * len(others) + middle * len(members)) / whole
            members = others + members
        groups.append((middle, members))
    places = [0.0] * len(values)
    for middle, members in groups:
        for position, i in enumerate(members):
            places[i] = middle + (position - (len(members) - 1) / 2) * gap
    return places
