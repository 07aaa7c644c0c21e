"""One score with what stands behind it: the scale in words, the value, its reason and its source."""

import streamlit as st

from mcda.cooperation.computed import computed_leaves
from mcda.cooperation.edit_step import set_score
from mcda.cooperation.study import Score, StepName, Study
from mcda.workspace import state
from mcda.workspace.chain import criteria_tree
from mcda.workspace.criteria_list import scale
from mcda.workspace.dialogs import close_when_saved, dialog, wording_fields
from mcda.workspace.widgets import line, md


def score_dialog(study: Study, step: StepName, candidate: str, leaf: str) -> None:
    """Open one score at the side of the page."""
    if candidate in study.step(step).candidates and leaf in criteria_tree(study, step).leaves:
        dialog("score_dialog.title", _form, study, step, candidate, leaf, side=True)


def next_without_reason(
    study: Study, step: StepName, after: tuple[str, str] | None = None
) -> tuple[str, str] | None:
    """The next score that is typed, known and has no reason yet; from the start again at the end."""
    here = study.step(step)
    criteria = criteria_tree(study, step)
    computed = computed_leaves(step, criteria)
    leaves = [leaf for leaf in criteria.leaves if leaf not in computed]
    cells = [(candidate, leaf) for candidate in here.candidates for leaf in leaves]
    start = cells.index(after) + 1 if after in cells else 0
    for candidate, leaf in [*cells[start:], *cells[:start]]:
        score = here.scores.get(candidate, {}).get(leaf)
        if (candidate, leaf) != after and (score is None or not (score.reason.en or score.reason.zh)):
            return candidate, leaf
    return None


def _form(study: Study, step: StepName, candidate: str, leaf: str) -> None:
    here, criterion = study.step(step), criteria_tree(study, step).leaves[leaf]
    old = here.scores.get(candidate, {}).get(leaf, Score())
    prefix = f"{step}-score-{candidate}-{leaf}"
    st.markdown(f"**{md(state.name(here.candidates[candidate].name))}**  \n{md(state.name(criterion.name))}")
    st.caption(md(state.name(criterion.meaning)))
    st.markdown("\n".join(f"- {md(text)}" for text in scale(criterion)))
    if leaf in computed_leaves(step, criteria_tree(study, step)):
        return
    with st.form(prefix, border=False):
        value = st.number_input(
            line("score_dialog.value"),
            value=old.value,
            format="%.10g",
            placeholder=line("score_dialog.unknown"),
            key=f"{prefix}-value",
        )
        reason = wording_fields("score_dialog.reason", old.reason, f"{prefix}-reason", lines=3)
        source = st.text_area(
            line("score_dialog.source"), old.source, max_chars=5000, height=68, key=f"{prefix}-source"
        )
        with st.container(horizontal=True):
            saved = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")
            onward = st.form_submit_button(line("score_dialog.save_and_next"), key=f"{prefix}-next")
    if onward:
        st.session_state[f"{step}-cell"] = next_without_reason(study, step, (candidate, leaf))
    if saved or onward:
        close_when_saved(
            lambda now: set_score(now, step, candidate, leaf, value=value, reason=reason, source=source or "")
        )
        st.session_state.pop(f"{step}-cell", None)
