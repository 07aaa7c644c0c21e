"""What was published of a study, where it is read, and withdrawing it."""

import streamlit as st

from mcda.actions import publishing
from mcda.output.numbers import day
from mcda.storage.publications import Publication
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md, moment


def published_list(study_id: str) -> None:
    """Draw the publications of a study, the newest first."""
    found = publishing.published(state.database(), study_id)
    st.subheader(line("publish.published"), anchor=False)
    if not found:
        st.markdown(f":gray[{line('publish.none_yet')}]")
    for each in found:
        with st.container(border=True, gap="xsmall", key=f"publication-{each.number}"):
            _one(each, found)


def _one(each: Publication, found: list[Publication]) -> None:
    standing = "withdrawn" if each.withdrawn_at else "superseded" if each.superseded_by else "standing"
    said = line(f"publication.state.{standing}")
    st.markdown(
        f"**{line('publish.line', number=each.number, at=moment(each.at), revision=each.revision)}** · {said}"
    )
    if each.note:
        st.markdown(md(each.note))
    if each.withdrawn_note:
        st.markdown(line("publish.withdrawn_note", note=each.withdrawn_note))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"[/p/{each.address}](/p/{each.address}?lang={state.language()})")
        if each.withdrawn_at is None:
            with st.popover(line("publish.withdraw"), type="tertiary", key=f"withdraw-menu-{each.number}"):
                st.markdown(line("publish.withdraw_final"))
                st.markdown(md(_then(each, found)))
                _withdraw(each.number)


def _then(each: Publication, found: list[Publication]) -> str:
    """What is in force once this one is withdrawn."""
    left = publishing.in_force(found, without=each.number)
    if left is None:
        return t("publish.withdraw_then_none")
    standing = "still" if each.superseded_by else "again"
    said = {"number": left.number, "date": day(left.at, state.language())}
    return t(f"publish.withdraw_then_{standing}", **said)


def _withdraw(number: int) -> None:
    note = st.text_input(
        line("publish.withdraw_why"), max_chars=publishing.NOTE_LIMIT, key=f"withdraw-note-{number}"
    )
    st.button(
        line("publish.withdraw_now"),
        disabled=not note.strip(),
        key=f"withdraw-{number}",
        on_click=state.attempt,
        args=(lambda: publishing.withdraw(state.database(), state.who(), number, note, state.now()),),
    )
