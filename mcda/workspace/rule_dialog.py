"""The conditions under which a step chooses, as a form."""

from typing import Any

import streamlit as st

from mcda.cooperation.edit_step import set_rule
from mcda.cooperation.study import StepName, Study
from mcda.output.conditions import FLAGS
from mcda.workspace.chain import criteria_tree
from mcda.workspace.dialogs import close_when_saved, dialog
from mcda.workspace.labels import distinct_names, kind_names
from mcda.workspace.state import t
from mcda.workspace.widgets import line

MOST_PAIRS = 20
_SUPPORTED: tuple[StepName, ...] = ("bodies", "solutions")
"""Steps in which support may be paid so that a condition holds."""


def rule_dialog(study: Study, step: StepName) -> None:
    """Open the form of the conditions."""
    dialog("rule_dialog.title", _form, study, step)


def _form(study: Study, step: StepName) -> None:
    here = study.step(step)
    rule, names = here.rule, distinct_names(here.candidates)
    costs = {"": t("rule_dialog.no_cost")} | distinct_names(criteria_tree(study, step).leaves)
    fields: dict[str, Any] = {}
    with st.form(f"{step}-rule-form", border=False):
        left, right = st.columns(2)
        for column, field in ((left, "at_most"), (right, "at_least")):
            fields[field] = column.number_input(
                line(f"rule_dialog.{field}_label"),
                min_value=1,
                value=getattr(rule, field),
                key=f"{step}-rule-{field}",
            )
        for field in ("required", "excluded"):
            fields[field] = st.multiselect(
                line(f"rule_dialog.{field}_label"),
                list(names),
                [key for key in getattr(rule, field) if key in names],
                format_func=names.__getitem__,
                placeholder=t("rule_dialog.choose"),
                key=f"{step}-rule-{field}",
            )
        left, right = st.columns(2)
        fields["budget"] = left.number_input(
            line("rule_dialog.budget_label"),
            min_value=0.0,
            format="%.10g",
            value=rule.budget,
            key=f"{step}-rule-budget",
        )
        fields["cost"] = right.selectbox(
            line("rule_dialog.cost_label"),
            list(costs),
            list(costs).index(rule.cost) if rule.cost in costs else 0,
            format_func=costs.__getitem__,
            key=f"{step}-rule-cost",
        )
        for field in FLAGS[step]:
            fields[field] = st.checkbox(
                line(f"rule_dialog.{field}_label"), getattr(rule, field), key=f"{step}-rule-{field}"
            )
        if step == "bodies":
            fields["kinds"] = _kinds(study)
        if step in _SUPPORTED:
            fields["support_budget"] = st.number_input(
                line("rule_dialog.support_label"),
                min_value=0.0,
                format="%.10g",
                value=rule.support_budget,
                help=line(f"rule_dialog.support_{step}_help"),
                key=f"{step}-rule-support",
            )
        with st.expander(line("rule_dialog.more"), expanded=bool(rule.requires or rule.conflicts)):
            for field in ("requires", "conflicts"):
                fields[field] = _pairs(step, field, getattr(rule, field), names)
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{step}-rule-save")
    if submitted:
        close_when_saved(lambda now: set_rule(now, step, **fields))


def _kinds(study: Study) -> list[str]:
    kinds = kind_names(study, study.bodies.rule.kinds)
    return st.multiselect(
        line("rule_dialog.kinds_label"),
        list(kinds),
        list(study.bodies.rule.kinds),
        format_func=kinds.__getitem__,
        placeholder=t("rule_dialog.choose"),
        key="bodies-rule-kinds",
    )


def _pairs(
    step: StepName, field: str, old: tuple[tuple[str, str], ...], names: dict[str, str]
) -> list[tuple[str, str]]:
    import pandas as pd

    first, second = t(f"rule_dialog.{field}_first"), t(f"rule_dialog.{field}_second")
    shown = [(names[a], names[b]) for a, b in old if a in names and b in names]
    base = pd.DataFrame(shown, columns=[first, second], dtype="object")
    options = list(names.values())
    column = st.column_config.SelectboxColumn(options=options, required=True)
    st.caption(line(f"rule_dialog.{field}_label"))
    edited = st.data_editor(
        base,
        num_rows="dynamic",
        hide_index=True,
        column_config={first: column, second: column},
        key=f"{step}-rule-{field}",
        placeholder="",
        alt=t(f"rule_dialog.{field}_label"),
    )
    ids = {name: key for key, name in names.items()}
    rows = edited[[first, second]].itertuples(index=False, name=None)
    return [(ids[a], ids[b]) for a, b in rows if a in ids and b in ids and a != b][:MOST_PAIRS]
