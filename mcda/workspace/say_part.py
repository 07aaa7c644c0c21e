"""Who has how much say: shares of the chosen bodies, and what each share can do under the quota."""

from collections.abc import Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.authority import authority
from mcda.cooperation.edit_cooperation import set_shares
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.cooperation_pictures import power_picture
from mcda.output.wording import problem_text, remark_text
from mcda.workspace import edits, state
from mcda.workspace.dialogs import saving
from mcda.workspace.edited_table import TYPED, Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.telling import told
from mcda.workspace.widgets import READING_WIDTH, empty_state, line, md

METHODS = ("closeness", "equal", "population", "cost_share", "typed")


def say_part(revision: Revision, step: StepName) -> None:
    """Draw the shares of the bodies that step 1 chooses now, and their power."""
    study, now = revision.study, state.result("bodies")
    _method(study)
    if not isinstance(now, StepResult):
        st.info(md(problem_text(now, state.language())), icon=":material/pending:")
        return
    if not now.chosen:
        empty_state("say_part.nobody")
        return
    if study.shares.method == "typed":
        _typed(study, now.chosen)
    if now.lacking is not None:
        st.info(md(remark_text(now.lacking, state.language())), icon=":material/pending:")
        return
    adopted = study.bodies.adopted
    if adopted is not None and dict(adopted.handed_on) != dict(now.handed_on):
        st.caption(line("say_part.adopted_otherwise"), width=READING_WIDTH)
    _power(study, now.handed_on)


def _method(study: Study) -> None:
    key = "bodies-shares-method"
    st.session_state[key] = study.shares.method
    st.segmented_control(
        line("say_part.method"),
        METHODS,
        format_func={method: line(f"choice.method.{method}") for method in METHODS}.__getitem__,
        required=True,
        key=key,
        on_change=saving(lambda now: set_shares(now, method=st.session_state[key])),
    )
    st.caption(line(f"say_part.{study.shares.method}_means"), width=READING_WIDTH)


def _typed(study: Study, chosen: tuple[str, ...]) -> None:
    import pandas as pd

    names = distinct_names({key: study.bodies.candidates[key] for key in chosen})
    typed = study.shares.typed
    shares = pd.Series([typed.get(key) for key in chosen], dtype="float64")
    frame = pd.DataFrame({"name": list(names.values()), "share": shares})

    def save(cells: Cells) -> bool:
        given = {body: fields["share"] for body, fields in cells.items()}

        def edit(now: Study) -> Study:
            new = {**now.shares.typed, **given}
            return set_shares(now, typed={body: share for body, share in new.items() if share is not None})

        return edits.change(edit)

    edited_table(
        "bodies-typed-shares",
        frame.set_axis(list(chosen)),
        save,
        disabled=["name"],
        column_config={
            "name": st.column_config.TextColumn(t("joining_part.body")),
            "share": st.column_config.NumberColumn(t("say_part.share"), format=TYPED),
        },
        placeholder="",
        width=READING_WIDTH,
        alt=t("say_part.typed_means"),
    )


@st.fragment
def _power(study: Study, shares: Mapping[str, float]) -> None:
    """The power under the quota on the slider; the study keeps its own until the person saves this one."""
    saved = study.shares.quota
    percents = st.slider(
        line("say_part.quota"),
        1,
        100,
        round(saved * 100),
        format="%d%%",
        help=line("say_part.quota_help"),
        width=READING_WIDTH,
        key=f"bodies-quota-{saved}",
    )
    quota = saved if percents == round(saved * 100) else percents / 100
    if quota != saved:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(line("say_part.keep", quota=percents), type="primary", key="bodies-quota-save"):
                edits.change(lambda now: set_shares(now, quota=quota))
                st.rerun()
            st.caption(line("say_part.trying", saved=f"{saved * 100:.4g}"), width="content")
    found = authority(study, shares, quota)
    if found.power is not None:
        picture(power_picture(study, found, state.language()), "bodies-power")
        st.caption(line("say_part.power_means"), width=READING_WIDTH)
    told(found.remarks)
