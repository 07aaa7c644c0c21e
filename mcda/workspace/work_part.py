"""Who does what: the division of work over the chosen issues, proposed and then laid down by hand."""

from functools import reduce
from typing import get_args

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.division import division_of_work
from mcda.cooperation.edit_cooperation import set_role
from mcda.cooperation.register import authorisations, register_remarks
from mcda.cooperation.study import Role, StepName, Study
from mcda.output.cooperation_tables import division_csv
from mcda.workspace import edits, state
from mcda.workspace.chain import still_there
from mcda.workspace.edited_table import NAME, Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.telling import choice_column, told
from mcda.workspace.widgets import READING_WIDTH, empty_state, line

ROLES: tuple[Role, ...] = get_args(Role)


def work_part(revision: Revision, step: StepName) -> None:
    """Draw each chosen body's role in each chosen issue, what is wrong with it, and what was laid down."""
    import pandas as pd

    study = revision.study
    shares, chosen = still_there(study, "bodies"), still_there(study, "issues")
    if not shares or not chosen:
        empty_state("work_part.nothing")
        return
    found = division_of_work(study, shares, chosen)
    missing = register_remarks(
        study, shares, authorisations(study, shares, chosen, deciding=found.deciding())
    )
    if not found.remarks:
        sentence = "work_part.in_order_but_powers" if missing else "work_part.in_order"
        st.markdown(f"**{line(sentence, issues=len(chosen))}**")
    told((*found.remarks, *missing))
    bodies = distinct_names({key: study.bodies.candidates[key] for key in shares})
    issues = distinct_names({key: study.issues.candidates[key] for key in chosen})
    columns = {issue: [found.roles[body][issue] for body in bodies] for issue in issues}
    frame = pd.DataFrame({NAME: list(bodies.values()), **columns}).set_axis(list(bodies))

    def save(cells: Cells) -> bool:
        given = [(body, issue, role) for body, row in cells.items() for issue, role in row.items()]
        return edits.change(lambda now: reduce(lambda study, cell: set_role(study, *cell), given, now))

    words = {str(role): t(f"choice.role.{role}") for role in ROLES}
    edited_table(
        "issues-work",
        frame,
        save,
        disabled=[NAME],
        column_config={
            NAME: st.column_config.TextColumn(t("joining_part.body"), pinned=True, width="medium"),
            **{issue: choice_column(name, words.values(), 180) for issue, name in issues.items()},
        },
        choices=dict.fromkeys(issues, words),
        height="content",
        alt=t("work_part.about"),
    )
    st.caption(line("work_part.about"), width=READING_WIDTH)
    with st.container(horizontal=True, vertical_alignment="center", key="issues-work-tools"):
        st.download_button(
            line("work_part.csv"),
            lambda: division_csv(study, state.language()),
            "division-of-work.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="issues-work-csv",
        )
        if found.typed:
            st.caption(line("work_part.laid_down", n=len(found.typed)), width="content")
            st.button(
                line("work_part.as_proposed"),
                type="tertiary",
                on_click=_take_back,
                args=(found.typed,),
                key="issues-work-back",
            )


def _take_back(typed: frozenset[tuple[str, str]]) -> None:
    def edit(now: Study) -> Study:
        for body, issue in sorted(typed):
            now = set_role(now, body, issue, None)
        return now

    edits.change(edit)
