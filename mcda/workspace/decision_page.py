"""The whole decision on one page: who, what, how, why, and what is still open."""

from collections.abc import Mapping
from functools import reduce

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.open_points import OpenPoint, open_points
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study
from mcda.cooperation.tree import TOP
from mcda.output.numbers import percent
from mcda.output.wording import headline, name_of, remark_text
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, line, md, moment, no_study

ASKED: Mapping[StepName, str] = {"bodies": "who", "issues": "what", "solutions": "how"}


def decision_page() -> None:
    """Draw the decision of the open study."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    study = revision.study
    with st.container(key="decision-head", gap="xxsmall"):
        st.subheader(md(name_of(study.title, state.language())), anchor=False)
        region = state.name(study.region)
        if region:
            st.markdown(md(region), width=READING_WIDTH)
        st.caption(line("decision_page.revision", number=revision.number, at=moment(revision.at)))
    for column, step in zip(st.columns(3, gap="large"), STEPS, strict=True):
        with column:
            _step(study, step)
    _why(study)
    _open(revision)


def _step(study: Study, step: StepName) -> None:
    """What one step decides: who or what is chosen, with its share of the say or its priority."""
    st.markdown(f"#### {line(f'decision_page.{ASKED[step]}')}")
    language, adopted, now = state.language(), study.step(step).adopted, state.result(step)
    handed_on = adopted.handed_on if adopted else now.handed_on if isinstance(now, StepResult) else {}
    if not handed_on:
        st.caption(line(f"decision_page.no_{step}"))
        return
    standing = "provisional" if adopted is None else "stale" if step in state.out_of_date() else "adopted"
    st.caption(line(f"decision_page.{standing}_{step}"))
    names = {key: candidate.name for key, candidate in study.step(step).candidates.items()}
    order = sorted(handed_on, key=lambda key: -handed_on[key])
    rows = [
        f"- **{md(name_of(names[key], language) if key in names else key)}**"
        + (f" {md(percent(handed_on[key], language))}" if len(order) > 1 else "")
        for key in order
    ]
    st.markdown("\n".join(rows))


def _why(study: Study) -> None:
    """The finding of each step in a sentence, and how well its comparisons agree."""
    st.markdown(f"#### {line('decision_page.why')}")
    language = state.language()
    for step in STEPS:
        now = state.result(step)
        if not isinstance(now, StepResult):
            continue
        sentences = [headline(study, now, language), _heaviest(study, now), *_agreement(now)]
        said = md(reduce(_and_then, sentences))
        st.markdown(f"**{line(f'step.{step}')}**{t('decision_page.colon')}{said}", width=READING_WIDTH)


def _and_then(first: str, second: str) -> str:
    return t("decision_page.and_then", first=first, second=second)


def _heaviest(study: Study, now: StepResult) -> str:
    local, criteria = now.weights.local[TOP], study.step(now.step).criteria
    heaviest = max(local, key=lambda key: local[key])
    weight = percent(local[heaviest], state.language())
    return t("decision_page.heaviest", criterion=criteria[heaviest].name, weight=weight)


def _agreement(now: StepResult) -> list[str]:
    ratios = [found.consistency_ratio for found in now.weights.priorities.values()]
    known = [float(ratio) for ratio in ratios if ratio is not None]
    if not known:
        return []
    return [t("decision_page.consistency", ratio=f"{max(known):.2f}", n=len(known))]


def _open(revision: Revision) -> None:
    """What keeps the decision from being finished."""
    points = _open_points(state.database().place, revision.study_id, revision.number, revision.study)
    st.markdown(f"#### {line('decision_page.open', n=len(points))}")
    if not points:
        st.markdown(line("decision_page.nothing_open"))
        return
    said = [md(remark_text(point.remark, state.language())) for point in points]
    st.markdown("\n".join(f"- {sentence}" for sentence in said))


@st.cache_resource(max_entries=64, show_spinner=False)
def _open_points(place: str, study_id: str, number: int, _study: Study) -> tuple[OpenPoint, ...]:
    return open_points(_study)
