"""Who or what stands for selection in a step, and the rule that chooses."""

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.kinds import kind_name
from mcda.cooperation.study import Candidate, StepName, Study, Wording
from mcda.output.conditions import rule_sentences
from mcda.output.numbers import amount, percent
from mcda.workspace import state
from mcda.workspace.candidate_dialog import candidate_dialog, many_dialog
from mcda.workspace.chain import criteria_tree
from mcda.workspace.rule_dialog import rule_dialog
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, empty_state, line, md

ON_ONE_PAGE = 25


def candidates_part(revision: Revision, step: StepName) -> None:
    """Draw the candidates of a step, each with what is known about it, and the rule."""
    study = revision.study
    with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-candidates-tools"):
        if st.button(
            line(f"candidates_part.add_{step}"), icon=":material/add:", type="primary", key=f"{step}-add"
        ):
            candidate_dialog(study, step, None)
        if st.button(line("candidates_part.add_many"), key=f"{step}-add-many"):
            many_dialog(study, step)
    if not study.step(step).candidates:
        empty_state(f"candidates_part.empty_{step}")
        return
    for key in _on_this_page(study, step):
        _row(study, step, key)
    _rule(study, step)


def _on_this_page(study: Study, step: StepName) -> list[str]:
    candidates = study.step(step).candidates
    keys = list(candidates)
    if len(keys) <= ON_ONE_PAGE:
        return keys
    wanted = st.text_input(
        line("candidates_part.find"), type="search", max_chars=100, key=f"{step}-find", width=READING_WIDTH
    )
    if wanted:
        word = wanted.casefold()
        keys = [key for key in keys if word in _searched(study, candidates[key])]
    if not keys:
        empty_state("candidates_part.none_found")
        return []
    pages = -(-len(keys) // ON_ONE_PAGE)
    page = st.pagination(pages, key=f"{step}-page") if pages > 1 else 1
    return keys[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]


def _searched(study: Study, candidate: Candidate) -> str:
    kind = kind_name(study, candidate.kind)
    said = (candidate.name, candidate.description, kind if isinstance(kind, Wording) else Wording(en=kind))
    texts = [text for wording in said for text in (wording.en, wording.zh)]
    return " ".join(texts).casefold()


def _row(study: Study, step: StepName, key: str) -> None:
    candidate = study.step(step).candidates[key]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{step}-row-{key}"):
        details, description = _details(study, step, candidate), state.name(candidate.description)
        lines = [f"**{md(state.name(candidate.name))}**"]
        lines += [f":small[:gray[{md(details)}]]"] if details else []
        lines += [md(description)] if description else []
        st.markdown("  \n".join(lines), width=READING_WIDTH)
        if st.button(
            line("candidates_part.edit"),
            type="tertiary",
            icon=":material/edit:",
            key=f"{step}-edit-{key}",
        ):
            candidate_dialog(study, step, key)


def _details(study: Study, step: StepName, candidate: Candidate) -> str:
    here = state.language()
    kind = kind_name(study, candidate.kind)
    parts = [state.name(kind) if isinstance(kind, Wording) else kind] if kind else []
    places = []
    for territory, share in candidate.territories.items():
        if territory in study.territories:
            place = state.name(study.territories[territory].name)
            places.append(place if share == 1 else f"{place} {percent(share, here)}")
    if places:
        parts.append(t(f"candidates_part.territories_{step}", territories=places))
    if candidate.population is not None:
        parts.append(t("candidates_part.population", population=amount(candidate.population, 0)))
    if candidate.cost_share is not None:
        parts.append(t("candidates_part.cost_share", cost_share=amount(candidate.cost_share, 2)))
    if candidate.proposed_by:
        parts.append(t("candidates_part.proposed_by", who=candidate.proposed_by))
    return " · ".join(parts)


def _rule(study: Study, step: StepName) -> None:
    st.space("small")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{step}-rule"):
        st.markdown(f"**{line('rule_dialog.title')}**", width="content")
        if st.button(
            line("candidates_part.edit"), type="tertiary", icon=":material/edit:", key=f"{step}-rule-edit"
        ):
            rule_dialog(study, step)
    leaves = criteria_tree(study, step).leaves
    sentences = rule_sentences(study, step, leaves, state.language()) or [t("rule_dialog.none")]
    st.markdown("\n".join(f"- {md(sentence)}" for sentence in sentences), width=READING_WIDTH)
