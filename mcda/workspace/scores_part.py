"""How each candidate does on each criterion: a table to fill in or paste into, and the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.computed import computed_leaves
from mcda.cooperation.edit_step import set_scores
from mcda.cooperation.pasted import accepted, fields
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import Criterion, StepName, Study
from mcda.output.cells import distinct
from mcda.output.wording import name_of
from mcda.text import Language
from mcda.workspace import edits, state
from mcda.workspace.chain import criteria_tree
from mcda.workspace.criteria_list import scale
from mcda.workspace.edited_table import NAME, Cells, edited_table
from mcda.workspace.expecting import expecting
from mcda.workspace.labels import distinct_names
from mcda.workspace.paste_dialog import paste_dialog
from mcda.workspace.score_dialog import next_without_reason, score_dialog
from mcda.workspace.state import t
from mcda.workspace.widgets import empty_state, line, md

if TYPE_CHECKING:
    from pandas import DataFrame

UNKNOWN = "?"
VIEWS = ("numbers", "reasons")
REASONED = "✓"
ROWS_IN_FULL = 25

Leaves = Mapping[str, Criterion]


@dataclass(frozen=True)
class Sheet:
    """What the table of a step's scores says at a revision: made once for everybody who has it open."""

    frame: "DataFrame"
    helps: Mapping[str, str]
    coverage: Mapping[str, int]


def scores_part(revision: Revision, step: StepName) -> None:
    """Draw the scores of a step as numbers, or with what stands behind each."""
    study = revision.study
    leaves = criteria_tree(study, step).leaves
    if not study.step(step).candidates:
        empty_state("scores_part.no_candidates")
        return
    if not leaves:
        empty_state("scores_part.no_criteria")
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-scores-tools"):
        view = st.segmented_control(
            line("scores_part.view"),
            VIEWS,
            default="numbers",
            format_func={view: line(f"scores_part.{view}") for view in VIEWS}.__getitem__,
            required=True,
            label_visibility="collapsed",
            key=f"{step}-scores-view",
            persist_state="session",
        )
        if st.button(line("scores_part.paste"), key=f"{step}-paste-open"):
            paste_dialog(study, step)
    sheet = _sheet(state.kept_as(revision), step, state.language(), study)
    st.caption(line("scores_part.coverage", **sheet.coverage))
    if view == "reasons":
        _reasons(study, step, leaves)
    else:
        _numbers(study, step, leaves, sheet)
    expecting(study, step, "scores")


def _coverage(study: Study, step: StepName, leaves: Leaves) -> dict[str, int]:
    here, computed = study.step(step), computed_leaves(step, criteria_tree(study, step))
    typed = set(leaves) - set(computed)
    rows = [here.scores.get(key, {}) for key in here.candidates]
    scores = [score for row in rows for leaf, score in row.items() if leaf in typed]
    known = [score for score in scores if score.value is not None]
    reasoned = sum(bool(score.reason.en or score.reason.zh) for score in known)
    return {"total": len(rows) * len(typed), "known": len(known), "reasoned": reasoned}


@st.cache_resource(max_entries=32, show_spinner=False)
def _sheet(kept: state.Kept, step: StepName, language: Language, _study: Study) -> Sheet:
    import pandas as pd

    leaves, here = criteria_tree(_study, step).leaves, _study.step(step)
    values = [list(row.values()) for row in _values(_study, step, leaves).values()]
    frame = pd.DataFrame(values, index=list(here.candidates), columns=list(leaves), dtype="float64")
    frame.insert(0, NAME, list(distinct_names(here.candidates).values()))
    return Sheet(
        frame,
        {leaf: _help(_study, step, criterion) for leaf, criterion in leaves.items()},
        _coverage(_study, step, leaves),
    )


def _numbers(study: Study, step: StepName, leaves: Leaves, sheet: Sheet) -> None:
    labels, computed = _labels(leaves), computed_leaves(step, criteria_tree(study, step))

    def save(cells: Cells) -> bool:
        good, problems = accepted(study, step, cells)
        for problem in problems:
            state.tell(problem)
        return bool(good) and edits.change(lambda now: set_scores(now, step, fields(good)))

    edited_table(
        f"{step}-scores",
        sheet.frame,
        save,
        disabled=[NAME, *computed],
        column_config={
            NAME: st.column_config.TextColumn(t("scores_part.candidate"), pinned=True),
            **{leaf: st.column_config.NumberColumn(labels[leaf], help=sheet.helps[leaf]) for leaf in leaves},
        },
        placeholder=UNKNOWN,
        height=_height(len(sheet.frame)),
        alt=t("scores_part.table"),
    )
    st.caption(line("scores_part.how"))
    if computed:
        st.caption(line("scores_part.computed", criteria=[labels[leaf] for leaf in computed]))


def _height(rows: int) -> Literal["content"] | int:
    return "content" if rows <= ROWS_IN_FULL else 720


def _values(study: Study, step: StepName, leaves: Leaves) -> dict[str, dict[str, float | None]]:
    """What was typed, and what is computed instead where the step gives it."""
    here = study.step(step)
    computed = computed_leaves(step, criteria_tree(study, step))
    now = state.result(step) if computed else None
    found = now.scores if isinstance(now, StepResult) else {}
    values: dict[str, dict[str, float | None]] = {}
    for key in here.candidates:
        typed, given = here.scores.get(key, {}), found.get(key, {})
        values[key] = {
            leaf: given.get(leaf) if leaf in computed else typed[leaf].value if leaf in typed else None
            for leaf in leaves
        }
    return values


def _labels(leaves: Leaves) -> dict[str, str]:
    names = distinct(name_of(leaf.name, state.language()) for leaf in leaves.values())
    return dict(zip(leaves, names, strict=True))


def _help(study: Study, step: StepName, criterion: Criterion) -> str:
    parent = study.step(step).criteria.get(criterion.parent)
    above = [state.name(parent.name)] if parent else []
    said = [*above, state.name(criterion.meaning), *scale(criterion)]
    return "  \n".join(md(text) for text in said if text)


def _reasons(study: Study, step: StepName, leaves: Leaves) -> None:
    import pandas as pd

    here, labels = study.step(step), _labels(leaves)
    keys, values = list(here.candidates), _values(study, step, leaves)

    def cell(key: str, leaf: str) -> str:
        score, value = here.scores.get(key, {}).get(leaf), values[key][leaf]
        reasoned = score is not None and (score.reason.en or score.reason.zh)
        return f"{UNKNOWN if value is None else format(value, '.6g')}{' ' + REASONED if reasoned else ''}"

    columns = {labels[leaf]: [cell(key, leaf) for key in keys] for leaf in leaves}
    names = pd.Index(list(distinct_names(here.candidates).values()), name=t("scores_part.candidate"))
    table = f"{step}-reasons"

    def open_cell() -> None:
        leaf_of = {label: leaf for leaf, label in labels.items()}
        for row, column in st.session_state[table].selection.cells:
            if column in leaf_of:
                st.session_state[f"{step}-cell"] = (keys[row], leaf_of[column])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(line("scores_part.reasons_how"), width="content")
        missing = next_without_reason(study, step)
        if missing is not None and st.button(
            line("scores_part.next_without"), type="tertiary", key=f"{step}-next-without"
        ):
            st.session_state[f"{step}-cell"] = missing
    st.dataframe(
        pd.DataFrame(columns, index=names),
        height=_height(len(keys)),
        key=table,
        on_select=open_cell,
        selection_mode="single-cell",
        alt=t("scores_part.table"),
    )
    opened = st.session_state.pop(f"{step}-cell", None)
    if opened is not None:
        score_dialog(study, step, *opened)
