"""What people propose: merge what means the same, take the best in as candidates."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from mcda.actions import proposing
from mcda.actions.studies import Saved
from mcda.output.cells import distinct
from mcda.storage.database import Database
from mcda.storage.proposals import Proposal
from mcda.storage.rounds import Round
from mcda.workspace import edits, state
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, line, md, prose

_EVERY = "3s"


def proposals_part(found: Round) -> None:
    """Draw the proposals of a call, the most supported first.

    What has come since waits for a press: in a list that moves by itself one presses beside what was meant.
    """
    st.markdown(f"#### {line('workshop_page.proposals')}")
    proposals = [p for p in proposing.proposals_of(state.database(), found.id) if p.merged_into is None]
    if found.state == "open":
        drawn = len(proposals), sum(p.supports for p in proposals)
        st.fragment(_since, run_every=_EVERY)(found.id, drawn)
    if not proposals:
        st.caption(line("hall.no_proposals"))
        return
    for proposal in proposals:
        _proposal(found, proposal, [other for other in proposals if other.id != proposal.id])


def _since(round_id: str, drawn: tuple[int, int]) -> None:
    """What has come since the list was drawn, and the way to see it; an empty list fills by itself."""
    now = proposing.tally(state.database(), round_id)
    if not drawn[0]:
        if now != drawn:
            st.rerun(scope="app")
        return
    more = now[0] - drawn[0]
    with st.container(horizontal=True, vertical_alignment="center", key="workshop-since"):
        if more > 0:
            st.caption(line("workshop_page.list_more", n=more), width="content")
        else:
            key = "workshop_page.list_now" if now == drawn else "workshop_page.list_moved"
            st.caption(line(key), width="content")
        if st.button(
            line("workshop_page.show_now"), type="tertiary", disabled=now == drawn, key="workshop-show-now"
        ):
            st.rerun(scope="app")


def _proposal(found: Round, proposal: Proposal, others: list[Proposal]) -> None:
    bodies = found.ballot.bodies if found.ballot else {}
    body = state.name(bodies[proposal.body].name) if proposal.body in bodies else t("hall.public")
    with st.container(border=True, width=READING_WIDTH, gap="xsmall", key=f"workshop-proposal-{proposal.id}"):
        st.markdown(f"**{md(proposal.title)}**")
        if proposal.description:
            prose(proposal.description)
        author = f"{proposal.name} · {body}" if proposal.name else body
        st.caption(line("workshop_page.proposed", author=author, n=proposal.supports))
        if proposal.candidate:
            st.caption(line("workshop_page.taken_in"))
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                line("workshop_page.take_in"),
                on_click=edits.go_back,
                args=(_taking_in(found, proposal), 0),
                key=f"workshop-take-in-{proposal.id}",
            )
            if others:
                _merge(found, proposal, others)


def _taking_in(found: Round, proposal: Proposal) -> Callable[..., Saved]:
    """The save that makes it a candidate; like any save it can be taken back."""

    def take_in(db: Database, who: str, _study: str, _number: int, now: datetime) -> Saved:
        return proposing.take_in(db, who, found.id, proposal.id, now=now, language=state.language())

    return take_in


def _merge(found: Round, proposal: Proposal, others: list[Proposal]) -> None:
    titles = dict(zip((p.id for p in others), distinct(p.title for p in others), strict=True))
    with st.popover(line("workshop_page.merge"), key=f"workshop-merge-{proposal.id}"):
        into = st.selectbox(
            line("workshop_page.merge_into"),
            list(titles),
            format_func=titles.__getitem__,
            filter_mode=None,
            key=f"workshop-merge-into-{proposal.id}",
        )
        st.button(
            line("workshop_page.merge_now"),
            on_click=state.attempt,
            args=(
                lambda: proposing.merge_proposal(
                    state.database(), state.who(), found.id, proposal.id, int(into), state.now()
                ),
            ),
            key=f"workshop-merge-now-{proposal.id}",
        )
