"""The criteria of a step as a text to read: meaning, idea, scale in words; to reword, add and drop."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from mcda.cooperation.study import Criterion, StepName, Study, Wording
from mcda.output.numbers import amount
from mcda.workspace import state
from mcda.workspace.chain import criteria_tree
from mcda.workspace.criterion_dialog import criterion_dialog
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, fold, line, md

ON_ONE_PAGE = 12


def criteria_list(study: Study, step: StepName) -> None:
    """Draw every criterion of a step with its sub-criteria."""
    criteria = study.step(step).criteria
    st.space("small")
    with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-criteria-tools"):
        st.markdown(f"**{line('criteria_list.title')}**", width="content")
        if st.button(
            line("criteria_list.add"), type="tertiary", icon=":material/add:", key=f"{step}-criterion-add"
        ):
            criterion_dialog(study, step, None, "")
    heads = [key for key, criterion in criteria.items() if criterion.parent not in criteria]
    pages = -(-len(heads) // ON_ONE_PAGE)
    page = st.pagination(pages, key=f"{step}-criteria-page") if pages > 1 else 1
    for key in heads[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]:
        criterion = criteria[key]
        parts = {k: c for k, c in criteria.items() if c.parent == key}
        fold(
            md(_head(criterion, len(parts))),
            f"{step}-criterion-{key}",
            partial(_with_parts, study, step, key, parts),
            width=READING_WIDTH,
        )


def _with_parts(study: Study, step: StepName, key: str, parts: Mapping[str, Criterion]) -> None:
    _told(study, step, key, study.step(step).criteria[key], leaf=not parts)
    for part, sub in parts.items():
        st.space("xsmall")
        st.markdown(f"**{md(state.name(sub.name))}**", width=READING_WIDTH)
        _told(study, step, part, sub, leaf=True)


def _head(criterion: Criterion, parts: int) -> str:
    name = state.name(criterion.name)
    return t("criteria_list.with_parts", name=name, n=parts) if parts else name


def _told(study: Study, step: StepName, key: str, criterion: Criterion, leaf: bool) -> None:
    meaning, idea = state.name(criterion.meaning), state.name(criterion.idea)
    with st.container(width=READING_WIDTH, gap="xsmall"):
        if meaning:
            st.markdown(md(meaning))
        if criterion.each_issue:
            issues = [leaf.name for leaf in criteria_tree(study, step).leaves.values() if leaf.parent == key]
            said = "each_issue" if issues else "no_issues"
            st.caption(line(f"criteria_list.{said}", issues=issues))
        if leaf:
            st.markdown("\n".join(f"- {md(text)}" for text in scale(criterion)))
        if idea:
            st.caption(line("criteria_list.idea", idea=idea))
        with st.container(horizontal=True):
            if st.button(
                line("criteria_list.reword"),
                type="tertiary",
                icon=":material/edit:",
                key=f"{step}-criterion-edit-{key}",
            ):
                criterion_dialog(study, step, key, criterion.parent)
            if (
                not criterion.parent
                and not criterion.each_issue
                and st.button(
                    line("criteria_list.add_part"),
                    type="tertiary",
                    icon=":material/add:",
                    key=f"{step}-criterion-part-{key}",
                )
            ):
                criterion_dialog(study, step, None, key)


def scale(criterion: Criterion) -> list[str]:
    """A criterion's direction, range and anchors, a line each; plain text."""
    unit = state.name(criterion.unit)
    low = None if criterion.lowest is None else amount(criterion.lowest, 4)
    high = None if criterion.highest is None else amount(criterion.highest, 4)
    known = "range" if low is not None and high is not None else "open"
    lines = [t(f"criterion_scale.{known}_{criterion.direction}", low=low, high=high)]
    if unit:
        lines.append(t("criterion_scale.unit", unit=unit))
    lines += [f"{at} = {state.name(anchor)}" for at, anchor in _in_order(criterion)]
    if criterion.computed:
        lines.append(t(f"criterion_scale.computed_{criterion.computed}"))
    return lines


def _in_order(criterion: Criterion) -> list[tuple[str, Wording]]:
    def value(at: str) -> float:
        try:
            return float(at)
        except ValueError:
            return float("inf")

    return sorted(criterion.anchors.items(), key=lambda anchor: value(anchor[0]))
