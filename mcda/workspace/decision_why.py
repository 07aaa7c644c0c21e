"""Why the decision is so, step by step, and what keeps it from being finished."""

from collections.abc import Iterable
from functools import reduce

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.judges import judges_remarks
from mcda.cooperation.open_points import OpenPoint, open_points
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study, found_in_a_round
from mcda.cooperation.tree import TOP
from mcda.output.consistency import consistency_texts, worst_judge, worst_of_all
from mcda.output.numbers import percent
from mcda.output.wording import candidate_name, headline, heaviest_title, name_of, remark_text
from mcda.workspace import state
from mcda.workspace.firm_part import firm
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md

AGREEING = ("judges.all_agree", "judges.some_agree", "judges.none_agree")
ABOVE = ("register.ask", "register.ask_whom", "open.agree_payments", "open.payments_short")


def why_part(revision: Revision) -> None:
    """Draw the finding of each step, how firm it is, and how far the bodies agree, in words."""
    study, language = revision.study, state.language()
    st.markdown(f"#### {line('decision_page.why')}")
    rows = []
    for step in STEPS:
        now = state.result(step)
        if not isinstance(now, StepResult):
            continue
        sentences = [
            headline(study, now, language),
            _heaviest(study, now),
            *_firmness(revision, step, now),
            *_agreement(revision, step, now),
            *_consistency(study, now),
            *_found(study, step),
        ]
        rows.append(f"**{line(f'step.{step}')}**{t('decision_page.colon')}{md(reduce(and_then, sentences))}")
    small_lines(rows)


def open_part(revision: Revision) -> None:
    """Draw what keeps the decision from being finished."""
    points = _open_points(state.database().place, revision.study_id, revision.number, revision.study)
    st.markdown(f"#### {line('decision_page.open', n=len(points))}")
    if not points:
        st.caption(line("decision_page.nothing_open"))
        return
    below = [point for point in points if point.remark.key not in ABOVE]
    said = [md(remark_text(point.remark, state.language())) for point in below]
    half = -(-len(said) // 2)
    for column, rows in zip(st.columns(2, gap="medium"), (said[:half], said[half:]), strict=True):
        with column:
            small_lines(rows)
    if len(below) < len(points):
        st.caption(line("decision_page.above", count=len(points) - len(below)))


def small_lines(rows: Iterable[str]) -> None:
    """Draw lines of Markdown as a list in small type, so that a decision fits a screen."""
    text = "\n".join(f"- :small[{row}]" for row in rows)
    if text:
        st.markdown(text)


def _firmness(revision: Revision, step: StepName, now: StepResult) -> list[str]:
    """The smallest change of one weight that unseats the winner, and in how many weightings it is first."""
    return [remark_text(remark, state.language()) for remark in firm(revision, step, now).remarks]


def _agreement(revision: Revision, step: StepName, now: StepResult) -> list[str]:
    """How many bodies would put the same candidate first alone, and how alike they weigh."""
    place = state.database().place
    said = []
    for remark in _judges(place, revision.study_id, revision.number, step, revision.study, now):
        if remark.key in AGREEING:
            said.append(t("decision_page.alone", **remark.values))
        elif remark.key == "judges.consensus":
            said.append(remark_text(remark, state.language()))
    return said


def and_then(first: str, second: str) -> str:
    """Two sentences one after the other, as the language joins them."""
    return t("decision_page.and_then", first=first, second=second)


def _heaviest(study: Study, now: StepResult) -> str:
    local, criteria = now.weights.local[TOP], study.step(now.step).criteria
    names = {key: name_of(criteria[key].name, state.language()) for key in local}
    weight = percent(max(local.values()), state.language())
    return heaviest_title("decision_page.heaviest", names, local, weight, state.language())


def _consistency(study: Study, now: StepResult) -> list[str]:
    together, single, language = worst_of_all(now), worst_judge(now), state.language()
    if together is None:
        return []
    named = None
    if single is not None:
        named = candidate_name(study, "bodies", single.judge, language), single.ratio
    return consistency_texts(together.ratio, together.random_index, named, language)


def _found(study: Study, step: StepName) -> list[str]:
    weighting = study.step(step).weighting
    return [t("decision_page.found", round=weighting.note)] if found_in_a_round(weighting) else []


@st.cache_resource(max_entries=64, show_spinner=False)
def _judges(
    place: str, study_id: str, number: int, step: StepName, _study: Study, _now: StepResult
) -> tuple[Remark, ...]:
    return judges_remarks(_study, _now)


@st.cache_resource(max_entries=64, show_spinner=False)
def _open_points(place: str, study_id: str, number: int, _study: Study) -> tuple[OpenPoint, ...]:
    return open_points(_study)
