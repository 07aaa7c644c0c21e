"""Concord: who cooperates, on what, and how. The names a notebook needs, each loaded when first used."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mcda.core.errors import InvalidInput

if TYPE_CHECKING:
    from mcda.cooperation.participation import participation
    from mcda.core.acceptability import rank_acceptability
    from mcda.core.ahp import next_pair, priorities, reconsider
    from mcda.core.crosscheck import compare_methods
    from mcda.core.group import aggregate_comparisons, aggregate_priorities, consensus, like_minded
    from mcda.core.power import voting_power
    from mcda.core.problem import Comparisons, Criterion, Direction, Table
    from mcda.core.ranks import rank
    from mcda.core.robustness import rank_reversals
    from mcda.core.sampling import sample_weights
    from mcda.core.selection import choose
    from mcda.core.stability import stability_intervals
    from mcda.core.topsis import closeness, topsis

METHOD_VERSION = "1"
"""Stored with each result; raised whenever a rule of docs/method.md changes."""

_HOMES = {
    "mcda.cooperation.participation": ["participation"],
    "mcda.core.ahp": ["next_pair", "priorities", "reconsider"],
    "mcda.core.crosscheck": ["compare_methods"],
    "mcda.core.group": ["aggregate_comparisons", "aggregate_priorities", "consensus", "like_minded"],
    "mcda.core.power": ["voting_power"],
    "mcda.core.problem": ["Comparisons", "Criterion", "Direction", "Table"],
    "mcda.core.ranks": ["rank"],
    "mcda.core.acceptability": ["rank_acceptability"],
    "mcda.core.robustness": ["rank_reversals"],
    "mcda.core.sampling": ["sample_weights"],
    "mcda.core.selection": ["choose"],
    "mcda.core.stability": ["stability_intervals"],
    "mcda.core.topsis": ["closeness", "topsis"],
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "METHOD_VERSION",
    "Comparisons",
    "Criterion",
    "Direction",
    "InvalidInput",
    "Table",
    "aggregate_comparisons",
    "aggregate_priorities",
    "choose",
    "closeness",
    "compare_methods",
    "consensus",
    "like_minded",
    "next_pair",
    "participation",
    "priorities",
    "rank",
    "rank_acceptability",
    "rank_reversals",
    "reconsider",
    "sample_weights",
    "stability_intervals",
    "topsis",
    "voting_power",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'mcda' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _in_english(code: str, values: Mapping[str, Any]) -> str:
    from mcda.text import say

    return say(code, "en", **values)


InvalidInput.voice = _in_english
