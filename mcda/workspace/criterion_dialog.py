"""Add, reword or drop one criterion."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from mcda.cooperation.edit_step import drop_criterion
from mcda.cooperation.edit_worded import put_worded_criterion
from mcda.cooperation.study import Criterion, StepName, Study, Wording
from mcda.workspace.dialogs import close_when_saved, dialog, wording_fields
from mcda.workspace.state import t
from mcda.workspace.widgets import line

if TYPE_CHECKING:
    pass

DIRECTIONS = ("max", "min")


def criterion_dialog(study: Study, step: StepName, key: str | None, parent: str) -> None:
    """Open the form of one criterion; `key` None adds one, under `parent` where that is given."""
    title = "edit" if key else "add_part" if parent else "add"
    dialog(f"criterion_dialog.{title}", _form, study, step, key, parent)


def _form(study: Study, step: StepName, key: str | None, parent: str) -> None:
    criteria = study.step(step).criteria
    old = criteria[key] if key else Criterion(name=Wording(), parent=parent)
    prefix = f"{step}-criterion-form-{key or 'new'}"
    fields: dict[str, Any] = {"parent": old.parent}
    with st.form(prefix, border=False):
        name = wording_fields("criterion_dialog.name", old.name, f"{prefix}-name")
        for field in ("meaning", "idea"):
            fields[field] = wording_fields(
                f"criterion_dialog.{field}", getattr(old, field), f"{prefix}-{field}", lines=2
            )
        fields["direction"] = st.segmented_control(
            line("criterion_dialog.direction"),
            DIRECTIONS,
            default=old.direction,
            format_func={way: line(f"criterion_dialog.{way}") for way in DIRECTIONS}.__getitem__,
            required=True,
            key=f"{prefix}-direction",
        )
        fields["unit"] = wording_fields("criterion_dialog.unit", old.unit, f"{prefix}-unit")
        left, right = st.columns(2)
        for column, field in ((left, "lowest"), (right, "highest")):
            fields[field] = column.number_input(
                line(f"criterion_dialog.{field}"),
                value=_float(getattr(old, field)),
                format="%.10g",
                key=f"{prefix}-{field}",
            )
        fields["anchors"] = _anchors(old, prefix)
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")
    if submitted:
        close_when_saved(lambda now: put_worded_criterion(now, step, key, name, **fields))
    if key:
        st.caption(line("criterion_dialog.drop_what"))
        if st.button(line("criterion_dialog.drop"), type="tertiary", key=f"{prefix}-drop"):
            close_when_saved(lambda now: drop_criterion(now, step, key))


def _anchors(old: Criterion, prefix: str) -> dict[str, dict[str, str]]:
    import pandas as pd

    at, en, zh = t("criterion_dialog.anchor_at"), "English", "中文"
    rows = [(number, anchor.en, anchor.zh) for number, anchor in old.anchors.items()]
    base = pd.DataFrame(rows, columns=[at, en, zh], dtype="object")
    st.caption(line("criterion_dialog.anchors"))
    edited: pd.DataFrame = st.data_editor(
        base, num_rows="dynamic", hide_index=True, key=f"{prefix}-anchors", placeholder="", alt=at
    )
    return {
        str(number).strip(): {"en": str(said_en or ""), "zh": str(said_zh or "")}
        for number, said_en, said_zh in edited[[at, en, zh]].itertuples(index=False, name=None)
        if isinstance(number, str) and number.strip()
    }


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)
