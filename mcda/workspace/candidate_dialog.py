"""Add, edit or remove one candidate; add many from pasted lines."""

from typing import Any

import streamlit as st

from mcda.cooperation.edit_step import drop_candidate
from mcda.cooperation.edit_worded import add_candidates, new_lines, put_worded_candidate
from mcda.cooperation.kinds import kind_of
from mcda.cooperation.pasted import PastedLine, read_candidates
from mcda.cooperation.study import Candidate, StepName, Study, Wording
from mcda.workspace import state
from mcda.workspace.dialogs import close_when_saved, dialog, wording_fields
from mcda.workspace.edited_table import TYPED
from mcda.workspace.labels import kind_names
from mcda.workspace.state import t
from mcda.workspace.widgets import line


def candidate_dialog(study: Study, step: StepName, key: str | None) -> None:
    """Open the form of one candidate; `key` None adds one."""
    title = f"candidate_dialog.add_{step}" if key is None else "candidate_dialog.edit"
    dialog(title, _candidate_form, study, step, key)


def many_dialog(study: Study, step: StepName) -> None:
    """Open the box that takes one candidate a line."""
    dialog("candidate_dialog.many", _many_form, study, step)


def _candidate_form(study: Study, step: StepName, key: str | None) -> None:
    old = study.step(step).candidates[key] if key else Candidate(name=Wording())
    prefix = f"{step}-candidate-{key or 'new'}"
    with st.form(prefix, border=False):
        name = wording_fields("candidate_dialog.name", old.name, f"{prefix}-name")
        fields: dict[str, Any] = {
            "description": wording_fields(
                "candidate_dialog.description", old.description, f"{prefix}-about", lines=2
            )
        }
        if step == "bodies":
            fields["kind"] = _kind(study, old, prefix)
        if study.territories and step != "solutions":
            fields["territories"] = _territories(study, step, old, prefix)
        if step == "bodies":
            left, right = st.columns(2)
            for column, field in ((left, "population"), (right, "cost_share")):
                fields[field] = column.number_input(
                    line(f"candidate_dialog.{field}"),
                    min_value=0.0,
                    format="%.10g",
                    value=getattr(old, field),
                    key=f"{prefix}-{field}",
                    help=line(f"candidate_dialog.{field}_help"),
                )
        left, right = st.columns(2)
        for column, field in ((left, "proposed_by"), (right, "source")):
            fields[field] = column.text_input(
                line(f"candidate_dialog.{field}"), getattr(old, field), max_chars=300, key=f"{prefix}-{field}"
            )
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")
    if submitted:
        close_when_saved(lambda now: put_worded_candidate(now, step, key, name, **fields))
    if key and st.button(line("candidate_dialog.remove"), type="tertiary", key=f"{prefix}-remove"):
        close_when_saved(lambda now: drop_candidate(now, step, key))


def _kind(study: Study, old: Candidate, prefix: str) -> str:
    names = kind_names(study)
    options = [names[kind] for kind in names]
    chosen = st.selectbox(
        line("candidate_dialog.kind"),
        options,
        options.index(names[old.kind]) if old.kind else None,
        placeholder=t("candidate_dialog.choose_kind"),
        accept_new_options=True,
        key=f"{prefix}-kind",
    )
    return next((kind for kind, name in names.items() if name == chosen), kind_of(study, chosen or ""))


def _territories(study: Study, step: StepName, old: Candidate, prefix: str) -> dict[str, float]:
    import pandas as pd

    keys = list(study.territories)
    share = t(f"candidate_dialog.share_{step}")
    base = pd.DataFrame(
        {
            t("candidate_dialog.territory"): [state.name(study.territories[key].name) for key in keys],
            share: pd.Series([old.territories.get(key) for key in keys], dtype="float64"),
        }
    )
    st.caption(line(f"candidate_dialog.territories_{step}"))
    edited: pd.DataFrame = st.data_editor(
        base,
        hide_index=True,
        disabled=[t("candidate_dialog.territory")],
        column_config={share: st.column_config.NumberColumn(min_value=0, max_value=1, format=TYPED)},
        placeholder="",
        key=f"{prefix}-territories",
        alt=t(f"candidate_dialog.territories_{step}"),
    )
    shares = zip(keys, edited[share], strict=True)
    return {key: float(value) for key, value in shares if pd.notna(value) and value > 0}


def _many_form(study: Study, step: StepName) -> None:
    st.markdown(line(f"candidate_dialog.many_how_{step}"))
    text = st.text_area(
        line("candidate_dialog.many_lines"), height=220, key=f"{step}-many", label_visibility="collapsed"
    )
    lines = read_candidates(text, with_kind=step == "bodies")
    new = new_lines(study, step, lines)
    if lines:
        st.caption(line("candidate_dialog.many_found", new=len(new), there=len(lines) - len(new)))
    if new:
        _many_preview(study, step, new)
    language = state.language()
    pressed = st.button(line("candidate_dialog.many_add"), type="primary", key=f"{step}-many-add")
    if pressed and new:
        close_when_saved(lambda now: add_candidates(now, step, language, lines))


def _many_preview(study: Study, step: StepName, new: tuple[PastedLine, ...]) -> None:
    """The candidates as they would be added, and the kinds that the study does not have yet."""
    import pandas as pd

    names = kind_names(study)
    kinds = [kind_of(study, pasted.kind) for pasted in new]
    columns: dict[str, list[str]] = {t("candidate_dialog.name"): [pasted.name for pasted in new]}
    if any(kinds):
        columns[t("candidate_dialog.kind")] = [names.get(kind, kind) for kind in kinds]
    if any(pasted.description for pasted in new):
        columns[t("candidate_dialog.description")] = [pasted.description for pasted in new]
    st.dataframe(pd.DataFrame(columns), hide_index=True, key=f"{step}-many-preview")
    others = sorted({kind for kind in kinds if kind and kind not in names})
    if others:
        known = list(names.values())
        st.warning(line("candidate_dialog.many_new_kinds", n=len(others), kinds=others, known=known))
