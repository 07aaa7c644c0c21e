"""What a round found, for its facilitator: every slide with its numbers, and its use in the study."""

from datetime import datetime
from math import isnan

import streamlit as st

from mcda.actions import hall
from mcda.actions.exporting import answers_csv
from mcda.actions.studies import Revision, Saved
from mcda.cooperation.findings import Findings
from mcda.output.numbers import percent
from mcda.output.wording import name_of, remark_text
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.workspace import edits, state
from mcda.workspace.changes_table import changes_table
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, fold, line, md


def results_part(revision: Revision, found: Round) -> None:
    """Draw the results of a round, as the hall sees them after the reveal."""
    st.markdown(f"#### {line('workshop_page.results')}")
    db, language = state.database(), state.language()
    room = state.attempt(lambda: hall.findings_of(db, found.id))
    if room is None or not (room.nodes or room.ratings):
        st.caption(line("hall.nothing"))
        return
    if found.state in {"closed", "revealed"}:
        _use(found)
    if found.state == "revealed" or found.settings.live:
        _download(found)
    told = hall.result_slides(db, found, language)
    columns = st.columns(2, gap="large")
    for place, slide in enumerate(told):
        with columns[place % 2]:
            if slide.picture is None:
                st.markdown(f"**{md(slide.title)}**")
                st.markdown("\n".join(f"- {md(sentence)}" for sentence in slide.said))
            else:
                st.markdown(f"**{md(slide.title)}**")
                picture(slide.picture, f"workshop-slide-{place}", titled=False)
            if slide.note:
                st.caption(md(slide.note))
    fold(
        line("workshop_page.all_comparisons"),
        f"workshop-comparisons-{found.id}",
        lambda: _comparisons(found, room),
    )


def _download(found: Round) -> None:
    """The answers as a table; names are left out of it where the round is anonymous."""
    db, language = state.database(), state.language()
    st.download_button(
        line("workshop_page.export"),
        lambda: answers_csv(db, found.id, language),
        f"round-{found.number}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="workshop-export",
    )


def _use(found: Round) -> None:
    """One click that makes the round's judgement the study's; said before: what it saves and replaces."""

    def use(db: Database, who: str, _study: str, _number: int, now: datetime) -> Saved:
        return hall.use_in_study(db, who, found.id, now)

    previewed = state.attempt(lambda: hall.preview_use(state.database(), found.id))
    if previewed is None:
        return
    would, names = previewed
    with st.container(gap="xsmall", key="workshop-using"):
        st.button(
            line("workshop_page.use"),
            on_click=edits.go_back,
            args=(use, 0),
            type="primary" if found.state == "revealed" else "secondary",
            key="workshop-use",
        )
        told = (md(remark_text(remark, state.language())) for remark in would.remarks)
        st.caption("\n".join(f"- {sentence}" for sentence in told), width=READING_WIDTH)
        if would.replaced:
            fold(
                line("workshop_page.replaced"),
                f"workshop-replaced-{found.id}",
                lambda: changes_table(would.replaced, names, "workshop-replaced"),
            )


def _comparisons(found: Round, room: Findings) -> None:
    """The room's comparisons, AIJ beside AIP, for each group of criteria."""
    import pandas as pd

    items = found.ballot.items if found.ballot else {}
    names = {key: name_of(item.name, state.language()) for key, item in items.items()}
    for node, one in room.nodes.items():
        if node:
            st.markdown(f"**{md(names[node])}**")
        weights = [
            {
                t("hall.head_criterion"): names[item],
                t("workshop_page.aij"): percent(one.weights[item], state.language(), 1),
                t("workshop_page.aip"): percent(one.aip[item], state.language(), 1),
            }
            for item in one.items
        ]
        st.dataframe(pd.DataFrame(weights), hide_index=True, key=f"workshop-weights-{node}")
        rows = {
            names[item]: ["" if isnan(value) else f"{value:.2f}" for value in row.tolist()]
            for item, row in zip(one.items, one.comparisons, strict=True)
        }
        table = pd.DataFrame.from_dict(rows, orient="index", columns=[names[item] for item in one.items])
        st.dataframe(table, key=f"workshop-matrix-{node}")
    st.caption(line("workshop_page.aij_help"), width=READING_WIDTH)
