"""A small study to save again and again, and the edit of one of its cells."""

from collections.abc import Callable
from datetime import UTC, datetime

from mcda.cooperation.study import Candidate, Criterion, Score, Step, Study, Wording

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def study(candidates: int = 3, criteria: int = 2, title: str = "Two lakes") -> Study:
    """Bodies `body-0` … scored 1 on `criterion-0` …"""
    leaves = {
        f"criterion-{j}": Criterion(name=Wording(en=f"Criterion {j}", zh=f"准则{j}")) for j in range(criteria)
    }
    bodies = {f"body-{i}": Candidate(name=Wording(en=f"Body {i}", zh=f"主体{i}")) for i in range(candidates)}
    scores = {body: {leaf: Score(value=1) for leaf in leaves} for body in bodies}
    step = Step(criteria=leaves, candidates=bodies, scores=scores)
    return Study(title=Wording(en=title, zh="两湖"), bodies=step)


def score(
    value: float | None, body: str = "body-0", leaf: str = "criterion-0", reason: str = ""
) -> Callable[[Study], Study]:
    """The edit that scores a body on a criterion."""

    def edit(before: Study) -> Study:
        step = before.bodies
        scored = Score(value=value, reason=Wording(en=reason))
        scores = {**step.scores, body: {**step.scores.get(body, {}), leaf: scored}}
        return before.model_copy(update={"bodies": step.model_copy(update={"scores": scores})})

    return edit


def value(of: Study, body: str = "body-0", leaf: str = "criterion-0") -> float | None:
    """The score of a body on a criterion."""
    return of.bodies.scores[body][leaf].value
