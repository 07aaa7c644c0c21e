"""The weights of one group of sibling criteria, as the people who compare them see them."""

from collections.abc import Mapping

from mcda.cooperation.study import StepName, Study
from mcda.output.numbers import largest, percent_texts
from mcda.output.pictures import Bar, Bars, Numbers
from mcda.output.wording import heaviest_title, name_of
from mcda.text import Language, say


def group_picture(study: Study, step: StepName, local: Mapping[str, float], language: Language) -> Bars:
    """Local weights, criterion -> weight among its siblings, heaviest on top."""
    criteria = study.step(step).criteria
    order = sorted(local, key=lambda key: -local[key])
    names = {key: name_of(criteria[key].name, language) for key in order}
    shown = dict(zip(order, percent_texts((local[key] for key in order), language), strict=True))
    first = largest(local)
    bars = tuple(Bar(names[key], local[key], shown[key], strong=key in first) for key in order)
    title = heaviest_title("group_picture.title", names, local, shown[order[0]], language)
    heads = (say("working.criterion", language), say("working.weight", language))
    rows = tuple((names[key], local[key]) for key in order)
    return Bars(title, title, Numbers(heads, rows), bars)
