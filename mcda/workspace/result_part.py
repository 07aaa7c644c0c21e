"""What a step gives now, why, and what is handed on once the result is adopted."""

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.leaving_out import Reordering, reorderings
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.step_pictures import ranking_picture
from mcda.output.tables import ranked_csv, weights_csv
from mcda.output.wording import headline, problem_text, remark_text
from mcda.workspace import state
from mcda.workspace.adopting import adopting
from mcda.workspace.expecting import expectation, expecting
from mcda.workspace.firm_part import firm_part
from mcda.workspace.method_line import method_line, switch_to_fixed
from mcda.workspace.pictures import picture
from mcda.workspace.why import why
from mcda.workspace.widgets import READING_WIDTH, line, md

REMARKABLE = 3


def result_part(revision: Revision, step: StepName) -> None:
    """Draw the result of a step, or what it still lacks."""
    study, now = revision.study, state.result(step)
    if not isinstance(now, StepResult):
        st.info(md(problem_text(now, state.language())), icon=":material/pending:")
        adopting(study, step, None)
        expecting(study, step, "result")
        return
    st.markdown(f"#### {md(headline(study, now, state.language()))}", width=READING_WIDTH)
    expectation(study, now)
    if now.lacking is not None:
        st.info(md(remark_text(now.lacking, state.language())), icon=":material/pending:")
    adopting(study, step, None if now.lacking else now)
    picture(ranking_picture(study, now, state.language()), f"{step}-ranking", titled=False)
    _downloads(study, step, now)
    _left_out(study, step, now)
    firm_part(revision, step, now)
    _reorderings(revision, step, now)
    why(study, step, now)
    method_line(study, step, now)


def _downloads(study: Study, step: StepName, now: StepResult) -> None:
    language = state.language()
    with st.container(horizontal=True, key=f"{step}-downloads"):
        st.download_button(
            line("result_part.ranked_csv"),
            lambda: ranked_csv(study, now, language),
            f"{step}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{step}-ranked-csv",
        )
        st.download_button(
            line("result_part.weights_csv"),
            lambda: weights_csv(study, now, language),
            f"{step}-weights.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"{step}-weights-csv",
        )


def _left_out(study: Study, step: StepName, now: StepResult) -> None:
    """Why each candidate that is not chosen is not: refused, not ranked, or fell."""
    language, candidates = state.language(), study.step(step).candidates
    reasons = {key: remark_text(remark, language) for key, remark in now.refused.items()}
    for key, leaves in now.unknown.items():
        lacking = [now.tree.leaves[leaf].name for leaf in leaves]
        reasons[key] = state.t("result_part.unknown", criteria=lacking)
    for key in sorted(now.fell, key=lambda key: now.ranks[key]):
        said = [remark_text(remark, language) for remark in now.fell[key]]
        reasons[key] = state.t("result_part.semicolon").join(said)
    if not reasons:
        return
    st.markdown(f"**{line('result_part.left_out')}**")
    colon = state.t("result_part.colon")
    said = [
        f"- **{md(state.name(candidates[key].name))}**{colon}{md(reason)}" for key, reason in reasons.items()
    ]
    st.markdown("\n".join(said), width=READING_WIDTH)


def _reorderings(revision: Revision, step: StepName, now: StepResult) -> None:
    found = _found(state.database().place, revision.study_id, revision.number, step, now)
    if not found:
        return
    names = {key: candidate.name for key, candidate in revision.study.step(step).candidates.items()}
    with st.container(border=True, width=READING_WIDTH, gap="small"):
        for change in found[:REMARKABLE]:
            st.markdown(
                line(
                    "result_part.reordering",
                    left_out=names[change.left_out],
                    overtaking=names[change.overtaking],
                    overtaken=names[change.overtaken],
                )
            )
        if len(found) > REMARKABLE:
            st.caption(line("result_part.more_reorderings", more=len(found) - REMARKABLE))
        switch_to_fixed(revision.study, step)


@st.cache_resource(max_entries=256, show_spinner=False)
def _found(
    place: str, study_id: str, number: int, step: StepName, _now: StepResult
) -> tuple[Reordering, ...]:
    return reorderings(_now)
