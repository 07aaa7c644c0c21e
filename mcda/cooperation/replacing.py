"""What the use of a round would do to a study, before it is done: what it saves, replaces and leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from mcda.cooperation.changes import ABSENT, Change, differences
from mcda.cooperation.findings import Findings
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import TEAM, StepName, Study, Wording
from mcda.cooperation.tree import TOP
from mcda.cooperation.using import unweighed, use

_BY_TEAM = ("comparisons", "team")
_NOTHING: tuple[object, ...] = (ABSENT, None, "", [], {})


@dataclass(frozen=True, slots=True)
class Use:
    """The study that a round would make, the cells in which something else stood, and both in sentences."""

    after: Study
    replaced: tuple[Change, ...]
    remarks: tuple[Remark, ...]


def use_of(study: Study, step: StepName, found: Findings, note: Wording) -> Use:
    """What `use` would do. Raises InvalidInput as it does."""
    after = use(study, step, found, note)
    replaced = tuple(
        change
        for change in differences(study, after)
        if change.before not in _NOTHING and change.path[:3] != (step, "weighting", "note")
    )
    remarks = (
        *_saved(after, step, found),
        *_replaced(study, replaced),
        *_no_longer(study, after, step),
        *_open(study, after, step, found),
    )
    return Use(after, replaced, remarks)


def _saved(after: Study, step: StepName, found: Findings) -> Iterator[Remark]:
    weighting = after.step(step).weighting
    if found.nodes:
        yield Remark(
            "use.as_weights" if weighting.method == "direct" else f"use.as_comparisons_of_{weighting.judges}"
        )
    if found.ratings:
        yield Remark("use.as_scores")
    yield Remark("use.revision")


def _replaced(study: Study, replaced: tuple[Change, ...]) -> Iterator[Remark]:
    scores = {change.path[2:4] for change in replaced if change.path[1] == "scores"}
    compared = [change.path[3] for change in replaced if change.path[1:3] == ("weighting", "comparisons")]
    weights = [change.path for change in replaced if change.path[1:3] == ("weighting", "direct")]
    if scores:
        yield Remark("use.replaces_scores", {"n": len(scores)})
    if compared:
        judges = [_judge(study, judge) for judge in dict.fromkeys(compared)]
        yield Remark("use.replaces_comparisons", {"n": len(compared), "judges": judges})
    if weights:
        yield Remark("use.replaces_weights", {"n": len(weights)})
    if not (scores or compared or weights):
        yield Remark("use.replaces_nothing")


def _no_longer(study: Study, after: Study, step: StepName) -> Iterator[Remark]:
    """What is kept and counts no more, as the step is weighed in another way."""
    before, now = study.step(step).weighting, after.step(step).weighting
    if before.method == "direct" and now.method == "comparisons" and before.direct:
        yield Remark("use.typed_rest")
    if before.method == "comparisons" and any(before.comparisons.values()):
        if now.method == "direct":
            yield Remark("use.compared_rest")
        elif before.judges == "team" and now.judges == "bodies" and before.comparisons.get(TEAM):
            yield Remark("use.team_rest")


def _open(study: Study, after: Study, step: StepName, found: Findings) -> Iterator[Remark]:
    """The groups of criteria that those who judge left open."""
    here = after.step(step)
    if step != "bodies" and found.nodes and (here.weighting.method, here.weighting.judges) == _BY_TEAM:
        by_bodies = here.model_copy(
            update={"weighting": here.weighting.model_copy(update={"judges": "bodies"})}
        )
        left = unweighed(after.model_copy(update={step: by_bodies}), step)
        if left:
            yield Remark("use.left_to_room", {"groups": [_group(study, step, node) for node in left]})
    lacking = unweighed(after, step) if found.nodes else ()
    if lacking:
        yield Remark("use.unweighed", {"groups": [_group(study, step, node) for node in lacking]})


def _judge(study: Study, judge: str) -> Wording | Remark:
    body = study.bodies.candidates.get(judge)
    return Remark("place.team") if judge == TEAM else body.name if body else Wording(en=judge, zh=judge)


def _group(study: Study, step: StepName, node: str) -> Wording | Remark:
    return Remark("open.criteria") if node == TOP else study.step(step).criteria[node].name
