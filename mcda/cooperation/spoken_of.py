"""Which candidates a study says something of, whether they still stand in it or were taken out."""

from collections.abc import Iterator

from mcda.cooperation.study import STEPS, Step, Study


def spoken_of(study: Study) -> set[str]:
    """The ids of all candidates that the study knows, decided on, or keeps an entry about.

    A decision names them until the step is adopted again; an entry that one planner made while another took
    its candidate out stays behind in the merge. A new candidate under such an id would take it all over.
    """
    tables = (study.authority_register, study.work, study.deals)
    rows = (key for table in tables for row, columns in table.items() for key in (row, *columns))
    conditions = (key for c in study.conditions.values() for key in (*c.met, *c.reason))
    steps = (key for step in STEPS for key in _in_step(study.step(step)))
    return {*steps, *rows, *conditions, *study.participation, *study.shares.typed}


def _in_step(step: Step) -> Iterator[str]:
    yield from (*step.candidates, *step.scores, *step.weighting.comparisons)
    yield from (leaf.partition("/")[2] for row in step.scores.values() for leaf in row)
    for candidate in step.candidates.values():
        yield from (*candidate.responsible, *candidate.responsible.values())
    if step.adopted is not None:
        yield from (*step.adopted.chosen, *step.adopted.closeness, *step.adopted.handed_on)
        for handed_on in step.adopted.upstream.values():
            yield from handed_on
