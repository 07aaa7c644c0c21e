"""Why the decision is so, step by step, and what keeps it from being finished."""

from functools import reduce

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.judges import judges_remarks
from mcda.cooperation.open_points import OpenPoint, open_points
from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study
from mcda.cooperation.tree import TOP
from mcda.output.numbers import percent
from mcda.output.wording import headline, remark_text
from mcda.workspace import state
from mcda.workspace.firm_part import firm
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md

CONSENSUS = ("judges.all_agree", "judges.some_agree", "judges.none_agree", "judges.consensus")


def why_part(revision: Revision) -> None:
    """Draw the finding of each step, how firm it is, and how far the bodies agree, in words."""
    study, language = revision.study, state.language()
    st.markdown(f"#### {line('decision_page.why')}")
    rows = []
    for step in STEPS:
        now = state.result(step)
        if not isinstance(now, StepResult):
            continue
        remarks = (*firm(revision, step, now).remarks, *_agreement(revision, step, now))
        sentences = [
            headline(study, now, language),
            _heaviest(study, now),
            *(remark_text(remark, language) for remark in remarks),
            *_consistency(now),
        ]
        rows.append(
            f"- **{line(f'step.{step}')}**{t('decision_page.colon')}{md(reduce(_and_then, sentences))}"
        )
    st.caption("\n".join(rows))


def open_part(revision: Revision) -> None:
    """Draw what keeps the decision from being finished."""
    points = _open_points(state.database().place, revision.study_id, revision.number, revision.study)
    st.markdown(f"#### {line('decision_page.open', n=len(points))}")
    if not points:
        st.caption(line("decision_page.nothing_open"))
        return
    said = [md(remark_text(point.remark, state.language())) for point in points]
    st.caption("\n".join(f"- {sentence}" for sentence in said))


def _agreement(revision: Revision, step: StepName, now: StepResult) -> tuple[Remark, ...]:
    place = state.database().place
    told = _judges(place, revision.study_id, revision.number, step, revision.study, now)
    return tuple(remark for remark in told if remark.key in CONSENSUS)


def _and_then(first: str, second: str) -> str:
    return t("decision_page.and_then", first=first, second=second)


def _heaviest(study: Study, now: StepResult) -> str:
    local, criteria = now.weights.local[TOP], study.step(now.step).criteria
    heaviest = max(local, key=lambda key: local[key])
    weight = percent(local[heaviest], state.language())
    return t("decision_page.heaviest", criterion=criteria[heaviest].name, weight=weight)


def _consistency(now: StepResult) -> list[str]:
    ratios = [found.consistency_ratio for found in now.weights.priorities.values()]
    known = [float(ratio) for ratio in ratios if ratio is not None]
    return [t("decision_page.consistency", ratio=f"{max(known):.2f}", n=len(known))] if known else []


@st.cache_resource(max_entries=64, show_spinner=False)
def _judges(
    place: str, study_id: str, number: int, step: StepName, _study: Study, _now: StepResult
) -> tuple[Remark, ...]:
    return judges_remarks(_study, _now)


@st.cache_resource(max_entries=64, show_spinner=False)
def _open_points(place: str, study_id: str, number: int, _study: Study) -> tuple[OpenPoint, ...]:
    return open_points(_study)
