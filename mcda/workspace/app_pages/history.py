"""History: who changed what when; compare two states, go back to one, take one change back."""

import streamlit as st

from mcda.actions import studies
from mcda.actions.studies import Revision
from mcda.output.history import change_texts, entry_text
from mcda.storage.studies import Entry
from mcda.workspace import edits, state
from mcda.workspace.changes_table import changes_table
from mcda.workspace.widgets import READING_WIDTH, line, md, moment, no_study

_SHOWN = "history-shown"
_PAGE = 50


def page() -> None:
    """Draw the page."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    st.header(line("page.history"), anchor=False)
    st.markdown(line("history_page.about"), width=READING_WIDTH)
    shown = st.session_state.get(_SHOWN, _PAGE)
    entries = studies.history(state.database(), revision.study_id, limit=shown)
    with st.container(width=READING_WIDTH, key="history-list"):
        _list(entries)
    if len(entries) == shown:
        st.button(line("history_page.older"), on_click=_show_more, type="tertiary", key="history-older")
    if revision.number > 1:
        _compare(revision)
        _go_back(revision)


def _list(entries: list[Entry]) -> None:
    for entry in entries:
        what = entry_text(entry.kind, entry.origin, entry.changes, entry.names, state.language())
        head = line("history_page.head", number=entry.number, at=moment(entry.at), author=entry.author)
        rows = [f":gray[{head}]", md(what)]
        if entry.reason:
            rows.append(line("history_page.reason", reason=entry.reason))
        st.markdown("  \n".join(rows))


def _compare(revision: Revision) -> None:
    st.subheader(line("history_page.compare"), anchor=False)
    with st.container(horizontal=True):
        first = _number("history_page.from", revision.number - 1, revision.number)
        second = _number("history_page.to", revision.number, revision.number)
    changes, names = studies.compare(state.database(), revision.study_id, first, second)
    if changes:
        changes_table(changes, names, "history-changes")
    else:
        st.markdown(f":gray[{line('history_page.same')}]")


def _go_back(revision: Revision) -> None:
    st.subheader(line("history_page.go_back"), anchor=False)
    number = _number("history_page.revision", revision.number - 1, revision.number)
    then = studies.open_study(state.database(), revision.study_id, number)
    changes, names = studies.compare(state.database(), revision.study_id, max(number - 1, 1), number)
    undone = change_texts(changes, names, state.language())
    with st.container(width=READING_WIDTH):
        st.button(
            line("history_page.restore", number=number),
            on_click=edits.go_back,
            args=(studies.restore, number),
            disabled=number == revision.number,
            key="history-restore",
        )
        st.caption(line("history_page.restore_help", at=moment(then.at)))
        st.button(
            line("history_page.undo", number=number),
            on_click=edits.go_back,
            args=(studies.undo, number),
            disabled=number == 1,
            key="history-undo",
        )
        st.caption(line("history_page.undo_help", what=undone) if changes else line("history_page.undo_none"))


def _number(key: str, preset: int, latest: int) -> int:
    """Ask for the number of a revision."""
    return int(
        st.number_input(
            line(key), min_value=1, max_value=latest, value=preset, width=180, key=f"{key}-{latest}"
        )
    )


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _PAGE) + _PAGE


page()
