"""A study in the list of studies, and what can be done with it as a whole."""

from collections.abc import Callable

import streamlit as st

from mcda.actions import studies
from mcda.cooperation.study import STEPS, Wording
from mcda.storage.studies import Head
from mcda.text import say
from mcda.workspace import state
from mcda.workspace.status_line import standing
from mcda.workspace.widgets import line, md, moment, short


def card(head: Head) -> None:
    """Draw one study: where it stands, the way into it, and a menu for the rest."""
    revision = state.attempt(lambda: state.revision_at(head.id, head.number))
    with st.container(border=True, key=f"studies-card-{head.id}", gap="xsmall"):
        st.markdown(f"**{md(short(state.name(head.title), 90))}**")
        if revision is not None:
            region = state.name(revision.study.region)
            if region:
                st.markdown(md(short(region, 160)))
            st.markdown(_standings(revision))
        at = moment(head.changed_at)
        st.caption(line("studies.changed", at=at, author=head.changed_by, number=head.number))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(line("studies.open"), type="primary", key=f"studies-open-{head.id}"):
                st.switch_page("app_pages/frame.py", query_params=state.address(study=head.id))
            with st.popover(line("studies.more"), type="tertiary", key=f"studies-menu-{head.id}"):
                _menu(head)


def _standings(revision: studies.Revision) -> str:
    found = (standing(revision, step) for step in STEPS)
    return " &nbsp; ".join(f"{icon} {md(words)}" for _, icon, words in found)


def put_away() -> None:
    """Draw the studies that were archived or deleted, with the way back."""
    archived = studies.list_studies(state.database(), archived=True)
    deleted = studies.list_studies(state.database(), deleted=True)
    if archived:
        with st.expander(line("studies.archived", n=len(archived)), key="studies-archived"):
            for head in archived:
                _way_back(head, "studies.unarchive", studies.unarchive, readable=True)
    if deleted:
        with st.expander(line("studies.deleted", n=len(deleted)), key="studies-deleted"):
            st.caption(line("studies.deleted_help", days=studies.DAYS_TO_RECOVER))
            for head in deleted:
                _way_back(head, "studies.recover", studies.recover)


def _menu(head: Head) -> None:
    def offer(what: str, icon: str, action: Callable[[], object]) -> None:
        st.button(
            line(f"studies.{what}"),
            icon=f":material/{icon}:",
            type="tertiary",
            key=f"studies-{what}-{head.id}",
            on_click=state.attempt,
            args=(action,),
        )

    db, who, now = state.database(), state.who(), state.now()
    copied, anew = _titled("studies.copy_of", head), _titled("studies.new_from", head)
    offer("copy", "content_copy", lambda: studies.copy(db, who, head.id, now, title=copied))
    offer("template", "note_add", lambda: studies.copy(db, who, head.id, now, title=anew, scores=False))
    offer("archive", "archive", lambda: studies.archive(db, who, head.id, now))
    named = f"studies-delete-name-{head.id}"
    st.text_input(line("studies.type_name", name=state.name(head.title)), key=named)
    st.button(
        line("studies.delete"),
        icon=":material/delete:",
        key=f"studies-delete-{head.id}",
        on_click=state.attempt,
        args=(lambda: studies.delete(db, who, head.id, st.session_state[named], now),),
    )
    st.caption(line("studies.delete_help", days=studies.DAYS_TO_RECOVER))


def _titled(key: str, head: Head) -> Wording:
    title = head.title
    return Wording(
        en=say(key, "en", name=title.en) if title.en else "",
        zh=say(key, "zh", name=title.zh) if title.zh else "",
    )


def _way_back(head: Head, key: str, action: Callable[..., None], *, readable: bool = False) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(md(short(state.name(head.title), 90)), width="stretch")
        if readable and st.button(line("studies.read"), type="tertiary", key=f"studies-read-{head.id}"):
            st.switch_page("app_pages/frame.py", query_params=state.address(study=head.id))
        st.button(
            line(key),
            key=f"{key}-{head.id}",
            on_click=state.attempt,
            args=(lambda: action(state.database(), state.who(), head.id, state.now()),),
        )
