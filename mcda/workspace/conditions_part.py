"""What a solution must meet before any score counts, and which body answers for what it does."""

from collections.abc import Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.conditions import unmet
from mcda.cooperation.edit_cooperation import drop_condition, put_condition, set_met, set_responsible
from mcda.cooperation.study import StepName, Study
from mcda.output.wording import name_of, remark_text
from mcda.workspace import edits, state
from mcda.workspace.chain import still_there
from mcda.workspace.dialogs import close_when_saved, dialog
from mcda.workspace.edited_table import NAME, Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.telling import choice_column
from mcda.workspace.widgets import READING_WIDTH, empty_state, line, md

MET: Mapping[str, bool] = {"met": True, "not_met": False}
WORDS: Mapping[bool | None, str | None] = {True: "met", False: "not_met", None: None}


def conditions_part(revision: Revision, step: StepName) -> None:
    """Draw the mandatory conditions by solution, what fails them and why, and who answers for what."""
    study = revision.study
    if not study.solutions.candidates:
        empty_state("candidates_part.empty_solutions")
        return
    st.caption(line("conditions_part.about"), width=READING_WIDTH)
    if study.conditions:
        _table(study)
    with st.container(horizontal=True, vertical_alignment="center", key="solutions-conditions-tools"):
        if st.button(line("conditions_part.add"), icon=":material/add:", key="solutions-condition-add"):
            _condition_dialog(study, None)
        for key, condition in study.conditions.items():
            label = line("conditions_part.edit", condition=name_of(condition.name, state.language()))
            if st.button(label, type="tertiary", icon=":material/edit:", key=f"solutions-condition-{key}"):
                _condition_dialog(study, key)
    _failing(study)
    _responsible(study)


def _table(study: Study) -> None:
    import pandas as pd

    solutions, conditions = study.solutions.candidates, distinct_names(study.conditions)
    columns = {
        key: pd.Series([WORDS[study.conditions[key].met.get(s)] for s in solutions], dtype="object")
        for key in conditions
    }
    frame = pd.DataFrame({NAME: list(distinct_names(solutions).values()), **columns})

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            for solution, row in cells.items():
                for key, said in row.items():
                    now = set_met(now, key, solution, MET.get(said or ""))
            return now

        return edits.change(edit)

    met = {key: t(f"conditions_part.{key}") for key in MET}
    edited_table(
        "solutions-conditions",
        frame.set_axis(list(solutions)),
        save,
        disabled=[NAME],
        column_config={
            NAME: st.column_config.TextColumn(t("conditions_part.solution")),
            **{key: choice_column(name, met.values(), 180) for key, name in conditions.items()},
        },
        choices=dict.fromkeys(conditions, met),
        placeholder="?",
        height="content",
        alt=t("conditions_part.about"),
    )


def _failing(study: Study) -> None:
    """The solutions that are out, each with its reasons; that of a typed condition can be written."""
    refused = unmet(study, still_there(study, "bodies"), still_there(study, "issues"))
    st.markdown(f"#### {line('conditions_part.refused')}")
    if not refused:
        st.markdown(line("conditions_part.none_refused"))
    for solution, reason in refused.items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"solutions-refused-{solution}"):
            name = md(state.name(study.solutions.candidates[solution].name))
            said = md(remark_text(reason, state.language()))
            st.markdown(f"**{name}**{t('decision_page.colon')}{said}", width=READING_WIDTH)
            typed = any(condition.met.get(solution) is False for condition in study.conditions.values())
            if typed and st.button(
                line("conditions_part.why"), type="tertiary", key=f"solutions-why-{solution}"
            ):
                _reason_dialog(study, solution)


def _responsible(study: Study) -> None:
    """Which chosen body answers for what each solution does about each chosen issue."""
    import pandas as pd

    st.markdown(f"#### {line('conditions_part.responsible')}")
    issues = {key: study.issues.candidates[key] for key in still_there(study, "issues")}
    bodies = {key: study.bodies.candidates[key] for key in still_there(study, "bodies")}
    if not issues or not bodies:
        empty_state("work_part.nothing")
        return
    solutions = study.solutions.candidates
    named = {body for solution in solutions.values() for body in solution.responsible.values()}
    others = {k: body for k, body in study.bodies.candidates.items() if k in named and k not in bodies}
    columns = {
        issue: pd.Series([solution.responsible.get(issue) for solution in solutions.values()], dtype="object")
        for issue in issues
    }
    frame = pd.DataFrame({NAME: list(distinct_names(solutions).values()), **columns})

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            for solution, row in cells.items():
                for issue, body in row.items():
                    now = set_responsible(now, solution, issue, body or "")
            return now

        return edits.change(edit)

    words = distinct_names(bodies | others)
    heads = distinct_names(issues)
    edited_table(
        "solutions-responsible",
        frame.set_axis(list(solutions)),
        save,
        disabled=[NAME],
        column_config={
            NAME: st.column_config.TextColumn(t("conditions_part.solution")),
            **{issue: choice_column(name, words.values(), 200) for issue, name in heads.items()},
        },
        choices=dict.fromkeys(heads, words),
        placeholder="–",
        height="content",
        alt=t("conditions_part.responsible"),
    )
    st.caption(line("conditions_part.responsible_how"), width=READING_WIDTH)


def _condition_dialog(study: Study, key: str | None) -> None:
    dialog("conditions_part.condition", _condition_form, study, key)


def _condition_form(study: Study, key: str | None) -> None:
    language, prefix = state.language(), f"solutions-condition-form-{key or 'new'}"
    old = state.name(study.conditions[key].name) if key in study.conditions else ""
    with st.form(prefix, border=False):
        name = st.text_input(line("conditions_part.name"), old, max_chars=300, key=f"{prefix}-name")
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")
    if submitted:
        close_when_saved(lambda now: put_condition(now, key, language, name or ""))
    if key and st.button(line("conditions_part.remove"), type="tertiary", key=f"{prefix}-remove"):
        close_when_saved(lambda now: drop_condition(now, key))


def _reason_dialog(study: Study, solution: str) -> None:
    dialog("conditions_part.why", _reason_form, study, solution, side=True)


def _reason_form(study: Study, solution: str) -> None:
    language, prefix = state.language(), f"solutions-reason-{solution}"
    missed = {key: c for key, c in study.conditions.items() if c.met.get(solution) is False}
    st.markdown(f"**{md(state.name(study.solutions.candidates[solution].name))}**")
    with st.form(prefix, border=False):
        said = {
            key: st.text_area(
                md(state.name(condition.name)),
                state.name(condition.reason[solution]) if solution in condition.reason else "",
                max_chars=5000,
                height=92,
                key=f"{prefix}-{key}",
            )
            for key, condition in missed.items()
        }
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")

    def edit(now: Study) -> Study:
        for key, reason in said.items():
            now = set_met(now, key, solution, False, language=language, reason=reason or "")
        return now

    if submitted:
        close_when_saved(edit)
