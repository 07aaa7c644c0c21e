"""What a page has to say: what was wrong, and where two people changed the same cells."""

from random import uniform

import streamlit as st

from mcda.actions import studies
from mcda.output.history import entry_text, value_text
from mcda.output.places import place_text
from mcda.output.wording import problem_text
from mcda.workspace import edits, state
from mcda.workspace.changes_table import WHOLE
from mcda.workspace.widgets import line, md, short

_WHOLE_RUN = "whole-run"
_LINE = 120
_PAUSE = (2.5, 3.5)
"""Seconds between two looks, never the same: pages that once waited together would look together for ever."""


def messages() -> None:
    """Draw what was wrong; call it last, so that what this run met is in it."""
    for problem in state.problems():
        st.error(md(problem_text(problem, state.language())), icon=":material/error:")


def news() -> None:
    """Say at the foot of the window what an action came to, and look for others' saves every few seconds."""
    st.session_state[_WHOLE_RUN] = True
    saved = edits.own_save()
    if not (state.has_problems() or saved or edits.held()):
        _look_for_others()
        return
    with st.bottom:
        messages()
        with st.container(horizontal=True, vertical_alignment="center", key="news"):
            if saved is not None:
                _saved(saved)
            _look_for_others()


def _saved(saved: edits.OwnSave) -> None:
    [did] = studies.history(state.database(), saved.study_id, limit=1, before=saved.what + 1)
    what = short(entry_text(did.kind, did.origin, did.changes, did.names, state.language()), _LINE)
    done, other = ("taken_back", "redo") if saved.taken_back else ("saved", "undo")
    st.caption(line(f"status.{done}", what=what), width="content")
    key = f"status-{other}"
    st.button(line(f"status.{other}"), type="tertiary", on_click=edits.undo, args=(saved,), key=key)


def _look_for_others() -> None:
    st.fragment(_others, run_every=uniform(*_PAUSE))()


def _others() -> None:
    """Look for others' saves when the clock calls, not in a run of the whole page: that may carry a click."""
    if st.session_state.pop(_WHOLE_RUN, False):
        return
    waiting = edits.catch_up()
    if waiting is not None:
        st.caption(line("status.newer", author=waiting.author), width="content")


def choice() -> None:
    """Ask which value stands where this person's edit met another's; nothing else can be done before."""
    unsettled = edits.unsettled()
    if unsettled is None:
        return
    authors = list(dict.fromkeys(clash.author for clash in unsettled.clashes))
    asking = st.dialog(line("clash.title", authors=authors), width="large", dismissible=False)
    asking(_ask)(unsettled)


def _ask(unsettled: edits.Unsettled) -> None:
    st.markdown(line("clash.explained"))
    for clash in unsettled.clashes:
        _side_by_side(clash)
    with st.container(horizontal=True):
        for settle in (edits.take_mine, edits.keep_theirs):
            if st.button(line(f"clash.{settle.__name__}"), key=f"clash-{settle.__name__}"):
                settle()
                st.rerun()


def _side_by_side(clash: studies.Clash) -> None:
    language, names, path = state.language(), clash.names, clash.conflict.path
    st.markdown(f"**{md(place_text(path, names, language))}**")
    sides = (("clash.theirs", clash.conflict.theirs), ("clash.mine", clash.conflict.mine))
    for column, (label, value) in zip(st.columns(2), sides, strict=True):
        with column.container(border=True, height="stretch"):
            st.caption(line(label))
            st.markdown(md(value_text(value, path, names, language, WHOLE)))
