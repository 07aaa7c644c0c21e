"""A box for a table from a spreadsheet: what it would change is shown before anything is saved."""

import streamlit as st

from mcda.cooperation.edit_step import set_scores
from mcda.cooperation.pasted import Pasted, fields, read_scores
from mcda.cooperation.study import StepName, Study
from mcda.output.numbers import amount
from mcda.output.wording import remark_text
from mcda.workspace import state
from mcda.workspace.chain import criteria_tree
from mcda.workspace.dialogs import close_when_saved, dialog
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md

MOST_PROBLEMS = 10


def paste_dialog(study: Study, step: StepName) -> None:
    """Open the box."""
    dialog("paste_dialog.title", _form, study, step)


def _form(study: Study, step: StepName) -> None:
    st.markdown(line("paste_dialog.how"))
    text = st.text_area(
        line("paste_dialog.box"), height=180, key=f"{step}-paste", label_visibility="collapsed"
    )
    if not text.strip():
        return
    pasted = read_scores(study, step, criteria_tree(study, step).leaves, text)
    if pasted.problems:
        said = [md(remark_text(problem, state.language())) for problem in pasted.problems[:MOST_PROBLEMS]]
        if len(pasted.problems) > MOST_PROBLEMS:
            said.append(line("paste_dialog.more_problems", more=len(pasted.problems) - MOST_PROBLEMS))
        st.warning("\n".join(f"- {sentence}" for sentence in said))
    count = sum(map(len, pasted.values.values()))
    st.caption(line("paste_dialog.found", changes=count, same=pasted.same))
    if not count:
        return
    _preview(study, step, pasted)
    if st.button(line("paste_dialog.save", n=count), type="primary", key=f"{step}-paste-save"):
        close_when_saved(lambda now: set_scores(now, step, fields(pasted.values)))


def _preview(study: Study, step: StepName, pasted: Pasted) -> None:
    import pandas as pd

    here, leaves = study.step(step), criteria_tree(study, step).leaves
    rows = []
    for candidate, row in pasted.values.items():
        for leaf, value in row.items():
            old = here.scores.get(candidate, {}).get(leaf)
            rows.append(
                (
                    state.name(here.candidates[candidate].name),
                    state.name(leaves[leaf].name),
                    _shown(old.value if old else None),
                    _shown(value),
                )
            )
    heads = [t(f"paste_dialog.{head}") for head in ("candidate", "criterion", "before", "after")]
    changes = pd.DataFrame(rows, columns=heads)
    st.dataframe(changes, hide_index=True, key=f"{step}-paste-preview", alt=t("paste_dialog.title"))


def _shown(value: float | None) -> str:
    return "?" if value is None else amount(value, 6)
