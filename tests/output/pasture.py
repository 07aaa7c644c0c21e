"""A small made-up step: three bodies, two criteria, and names that a test may choose."""

from mcda.cooperation.steps import StepResult, result
from mcda.cooperation.study import Candidate, Criterion, Rule, Score, Step, Study, Weighting, Wording


def named(*names: str) -> list[Wording]:
    """The names as a study takes them: of at most 5,000 letters."""
    return [Wording(en=name[:5000], zh=name[:5000]) for name in names]


def pasture(
    bodies: tuple[str, str, str] = ("Alm", "Berg", "Cima"), criteria: tuple[str, str] = ("Benefit", "Cost")
) -> tuple[Study, StepResult]:
    """Alm (3, 4) is the worst and Berg (4, 3) the best of the ranked; Cima has no cost. Berg is chosen."""
    first, second = named(*criteria)
    scores = {"a": (3, 4.0), "b": (4.0, 3), "c": (3.5, None)}
    step = Step(
        criteria={
            "benefit": Criterion(name=first, lowest=0, highest=10),
            "cost": Criterion(name=second, direction="min", lowest=0, highest=10),
        },
        candidates={key: Candidate(name=name) for key, name in zip("abc", named(*bodies), strict=True)},
        weighting=Weighting(method="direct", direct={"benefit": 0.5, "cost": 0.5}),
        scores={
            key: {"benefit": Score(value=benefit), "cost": Score(value=cost)}
            for key, (benefit, cost) in scores.items()
        },
        rule=Rule(at_most=1),
    )
    study = Study(title=Wording(en="Pasture", zh="牧场"), bodies=step)
    return study, result(study, "bodies")
