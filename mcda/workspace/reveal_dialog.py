"""Asked before a round is revealed, which cannot be taken back: who has not finished, and what follows."""

import streamlit as st

from mcda.actions import workshop
from mcda.output.hall import before_reveal
from mcda.storage.rounds import Round
from mcda.workspace import state
from mcda.workspace.dialogs import dialog
from mcda.workspace.widgets import line, md


def reveal_dialog(found: Round) -> None:
    """Open the dialog on an open or a closed round."""
    dialog("reveal.ask", _asked, found)


def _asked(found: Round) -> None:
    st.fragment(_told, run_every="2s")(found)
    db, who = state.database(), state.who()
    if st.button(line("reveal.now"), type="primary", key="workshop-reveal-now"):
        state.attempt(lambda: workshop.reveal(db, who, found.id, state.now()))
        st.rerun()


def _told(found: Round) -> None:
    counted = workshop.counts(state.database(), found.id)
    waiting = workshop.waited_for(found, counted)
    for sentence in before_reveal(counted.participants, waiting, found.state, state.language()):
        st.markdown(md(sentence))
