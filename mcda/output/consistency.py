"""Whether the comparisons of a step hang together, in words: those of all, and the worst of one judge."""

from collections.abc import Iterable
from dataclasses import dataclass

from mcda.cooperation.judges import CONSISTENT
from mcda.cooperation.steps import StepResult
from mcda.core.results import Priorities
from mcda.text import Language, say


@dataclass(frozen=True, slots=True)
class Worst:
    """The largest consistency ratio of several, its random index, and which judge and node it is of."""

    ratio: float
    random_index: str
    judge: str
    node: str


def worst_of_all(result: StepResult) -> Worst | None:
    """The largest ratio of the comparisons that weigh; None where nothing can contradict."""
    return _largest(("", node, found) for node, found in result.weights.priorities.items())


def worst_judge(result: StepResult) -> Worst | None:
    """The largest ratio of one of several judges; None where one judge weighs, or none can contradict."""
    judges = result.weights.by_judge
    if len(judges) < 2:
        return None
    return _largest((judge, node, found) for judge, nodes in judges.items() for node, found in nodes.items())


def consistency_texts(
    ratio: float, random_index: str, single: tuple[str, float] | None, language: Language
) -> list[str]:
    """Whether comparisons agree, by their largest ratio; `single` is the worst judge's name and ratio.

    A judge without a name is not named, so that a publication can tell the ratio alone.
    """
    key = "consistency.agree" if ratio <= CONSISTENT else "consistency.contradict"
    said = [say(key, language, ratio=ratio_text(ratio), index=random_index)]
    if single is not None:
        judge, own = single
        key = "consistency.worst_judge" if judge else "consistency.worst_unnamed"
        said.append(say(key, language, ratio=ratio_text(own), judge=judge))
    return said


def ratio_text(ratio: float) -> str:
    """A ratio with two decimals; with more where two would bring it down to the usual limit."""
    shown = f"{ratio:.2f}"
    return f"{ratio:.4f}" if ratio > CONSISTENT >= float(shown) else shown


def _largest(found: Iterable[tuple[str, str, Priorities]]) -> Worst | None:
    known = [
        Worst(float(each.consistency_ratio), each.random_index, judge, node)
        for judge, node, each in found
        if each.consistency_ratio is not None
    ]
    return max(known, key=lambda worst: worst.ratio, default=None)
