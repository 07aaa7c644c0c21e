"""What the candidates of a step are judged by, and how much each of it counts."""

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.edit_step import set_weighting
from mcda.cooperation.judging import Node, nodes, only_weighed
from mcda.cooperation.study import TEAM, StepName, Study, found_in_a_round
from mcda.cooperation.tree import TOP
from mcda.core.errors import InvalidInput
from mcda.output.group_picture import group_picture
from mcda.output.step_pictures import weights_picture
from mcda.output.wording import problem_text
from mcda.workspace import state
from mcda.workspace.chain import criteria_tree, handed_on
from mcda.workspace.comparing import comparing
from mcda.workspace.consistency import consistency, judges_table
from mcda.workspace.criteria_list import criteria_list
from mcda.workspace.dialogs import saving
from mcda.workspace.direct_weights import direct_weights
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import changing_bars
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, empty_state, line, md


def weights_part(revision: Revision, step: StepName) -> None:
    """Draw the criteria of a step, the comparisons or typed weights, and the weights that follow."""
    study = revision.study
    if study.step(step).criteria:
        _way_of_weighing(study, step)
        groups = nodes(study, step, criteria_tree(study, step), handed_on(study, "bodies"))
        if groups:
            asked, told = st.columns([3, 2], gap="large")
            with asked:
                judge, group = _ask(study, step, groups)
                _all_weights(study, step, groups[group])
            with told:
                _group_weights(study, step, group, groups[group])
                _consistency(study, step, judge, groups[group])
    else:
        empty_state("weights_part.no_criteria")
    criteria_list(study, step)


def _way_of_weighing(study: Study, step: StepName) -> None:
    weighting = study.step(step).weighting
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=f"{step}-weighing"):
        _choice(study, step, "method", ("comparisons", "direct"))
        if weighting.method == "comparisons":
            if step != "bodies":
                _choice(study, step, "judges", ("team", "bodies"))
            with st.popover(line("weights_part.how"), type="tertiary", key=f"{step}-how"):
                _choice(study, step, "prioritisation", ("eigenvector", "geometric_mean"))
                st.markdown(line(f"weights_part.{weighting.prioritisation}_meaning"))


def _choice(study: Study, step: StepName, field: str, options: tuple[str, ...]) -> None:
    """A way of weighing that is saved as soon as it is chosen."""
    key, weighting = f"{step}-weighting-{field}", study.step(step).weighting
    st.session_state[key] = getattr(weighting, field)
    labels = {option: line(f"weights_part.{option}") for option in options}
    if "direct" in labels and found_in_a_round(weighting):
        labels["direct"] = line("weights_part.found")
    st.segmented_control(
        line(f"weights_part.{field}"),
        options,
        format_func=labels.__getitem__,
        required=True,
        key=key,
        on_change=saving(lambda now: set_weighting(now, step, **{field: st.session_state[key]})),
    )


def _ask(study: Study, step: StepName, groups: dict[str, Node]) -> tuple[str, str]:
    """Draw what is asked of the person; the judge and the group of criteria that it is about."""
    weighting = study.step(step).weighting
    judge = TEAM
    if weighting.method == "comparisons" and weighting.judges == "bodies":
        known = study.bodies.candidates
        bodies = {key: known[key] for key in handed_on(study, "bodies") if key in known}
        if not bodies:
            st.warning(line("weights_part.no_bodies"))
        else:
            names = distinct_names(bodies)
            judge = st.selectbox(
                line("weights_part.judge"), list(names), format_func=names.__getitem__, key=f"{step}-judge"
            )
    names = _group_names(study, step, groups)
    group = next(iter(groups))
    if len(groups) > 1:
        group = st.segmented_control(
            line("weights_part.group"),
            list(groups),
            default=group,
            format_func={key: md(name) for key, name in names.items()}.__getitem__,
            required=True,
            key=f"{step}-group",
            persist_state="session",
        )
        group = group if group in groups else next(iter(groups))
    if weighting.method == "direct":
        direct_weights(study, step, group, groups[group])
    elif judge != TEAM or weighting.judges == "team":
        comparing(study, step, judge, groups[group].children)
    return judge, group


def _group_names(study: Study, step: StepName, groups: dict[str, Node]) -> dict[str, str]:
    named = distinct_names({key: study.step(step).criteria[key] for key in groups if key != TOP})
    return {TOP: t("weights_part.top"), **named}


def _group_weights(study: Study, step: StepName, group: str, node: Node) -> None:
    """The weights in the group that is asked about."""
    if node.local:
        key = f"{step}-group-{group or 'all'}-chart"
        changing_bars(group_picture(study, step, node.local, state.language()), key)


def _all_weights(study: Study, step: StepName, node: Node) -> None:
    """The weights of all that is scored, where the group that is asked about is only a part of it."""
    try:
        weighed = only_weighed(study, step, handed_on(study, "issues"), handed_on(study, "bodies"))
    except InvalidInput as problem:
        said_beside_the_table = node.problem is not None and study.step(step).weighting.method == "direct"
        if not said_beside_the_table:
            st.info(md(problem_text(problem, state.language())), icon=":material/pending:")
        return
    if set(weighed.weights.leaves) != set(node.local):
        st.space("small")
        changing_bars(weights_picture(study, weighed, state.language()), f"{step}-weights-chart")


def _consistency(study: Study, step: StepName, judge: str, node: Node) -> None:
    weighting = study.step(step).weighting
    if weighting.method == "direct":
        return
    consistency(study, step, judge, node)
    if weighting.judges == "bodies":
        judges_table(study, step, node)
        st.caption(line("weights_part.group_hides"), width=READING_WIDTH)
