"""The small study with weights, so that its first step can be ranked and published."""

from mcda.cooperation.study import Study, Weighting
from tests.small_study import study


def ranked(title: str = "Two lakes") -> Study:
    """Three bodies, scored alike, on two criteria of equal weight."""
    plain = study(title=title)
    weighting = Weighting(method="direct", direct=dict.fromkeys(plain.bodies.criteria, 0.5))
    return plain.model_copy(update={"bodies": plain.bodies.model_copy(update={"weighting": weighting})})
