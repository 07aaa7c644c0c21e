"""Who is in a round and how far; personal links, answers entered for somebody, and people left out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from mcda.actions import inviting
from mcda.actions.inviting import Invited
from mcda.cooperation.ballot import PUBLIC
from mcda.core.errors import InvalidInput
from mcda.output.cells import csv_bytes, text_cell
from mcda.output.wording import name_of
from mcda.storage.rounds import Participant, Round
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, fold, line, moment

if TYPE_CHECKING:
    import pandas as pd

_LINKS, _LIST = "workshop-links", "workshop-list"
_EVERY = "3s"
_REST = 10
"""A list that took long to read rests so many times as long before the clock may have it read again."""
People = Sequence[tuple[Participant, int]]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The list as it was read: of which round in which words, at which pulse; rest until when."""

    of: tuple[object, ...]
    pulse: tuple[int, ...]
    rests_until: float
    table: "pd.DataFrame"


def people_part(found: Round) -> None:
    """Draw the list, the links made just now, and what can be done for one person.

    The list follows by itself, apart from the forms, so that nothing typed is lost.
    """
    st.markdown(f"#### {line('workshop_page.people')}")
    names = _bodies(found)
    _fresh_links(found)
    if found.state in {"draft", "open"}:
        with st.expander(line("workshop_page.add_people"), key=f"workshop-add-{found.id}"):
            _add(found, names)
    _read(found.id, names)
    st.fragment(_list, run_every=None if found.state == "revealed" else _EVERY)(found.id, names)
    if found.state != "revealed":
        fold(line("workshop_page.one_person"), f"workshop-one-{found.id}", lambda: _one(found, names))


def _list(round_id: str, names: Mapping[str, str]) -> None:
    drawn = _read(round_id, names, rested=True)
    if drawn.table.empty:
        st.caption(line("workshop_page.nobody"))
    else:
        st.dataframe(drawn.table, hide_index=True, key="workshop-people")


def _read(round_id: str, names: Mapping[str, str], *, rested: bool = False) -> _Drawn:
    """The list as it stands: read again only where it moved, and not before it has `rested`, if it must."""
    db, of = state.database(), (round_id, state.language(), *names.items())
    pulse, drawn = inviting.pulse(db, round_id), st.session_state.get(_LIST)
    if (
        isinstance(drawn, _Drawn)
        and drawn.of == of
        and (drawn.pulse == pulse or (rested and time.monotonic() < drawn.rests_until))
    ):
        return drawn
    began = time.monotonic()
    table = _table(inviting.people(db, round_id), names)
    ended = time.monotonic()
    made = _Drawn(of, pulse, ended + _REST * (ended - began), table)
    st.session_state[_LIST] = made
    return made


def _bodies(found: Round) -> dict[str, str]:
    """The bodies that people may speak for, by id, with the public last."""
    language, revision = state.language(), state.open_study()
    if found.ballot is not None:
        names = {key: name_of(voter.name, language) for key, voter in found.ballot.bodies.items()}
    else:
        bodies = revision.study.bodies.candidates if revision else {}
        names = {key: name_of(body.name, language) for key, body in bodies.items()}
    return names | {PUBLIC: t("hall.public")}


def _label(number: int, person: Participant, names: Mapping[str, str]) -> str:
    body = names.get(person.body or PUBLIC, person.body)
    name = f"{number} {person.name}".rstrip()
    return t("workshop_page.person", name=name, body=body)


def _table(here: People, names: Mapping[str, str]) -> "pd.DataFrame":
    import pandas as pd

    words = {key: t(f"workshop_page.far_{key}") for key in ("done", "not_in", "at_desk", "answering")}
    columns: dict[str, list[object]] = {
        "number": list(range(1, len(here) + 1)),
        "name": [person.name for person, _ in here],
        "body": [names.get(person.body or PUBLIC, person.body) for person, _ in here],
        "in_since": [moment(person.joined_at) if person.joined_at else "–" for person, _ in here],
        "answered": [answered for _, answered in here],
        "how_far": [words[_how_far(person)] for person, _ in here],
        "left_out": [person.left_out for person, _ in here],
    }
    said = {t(f"workshop_page.{head}"): column for head, column in columns.items() if any(column)}
    return pd.DataFrame(said)


def _how_far(person: Participant) -> str:
    if person.finished_at is not None:
        return "done"
    if person.joined_at is None:
        return "not_in"
    return "at_desk" if person.desk else "answering"


def _add(found: Round, names: Mapping[str, str]) -> None:
    """Ask for people, one a line; each gets a link that is shown once."""
    with st.form(f"workshop-invite-{found.id}", border=False, clear_on_submit=True):
        body = st.selectbox(
            line("workshop_page.body"),
            list(names),
            format_func=names.__getitem__,
            filter_mode=None,
            key="workshop-invite-body",
        )
        typed = st.text_area(
            line("workshop_page.names_typed"),
            help=line("workshop_page.names_typed_help"),
            max_chars=20_000,
            key="workshop-invite-names",
        )
        desk = st.checkbox(line("workshop_page.at_desk"), key="workshop-invite-desk")
        submitted = st.form_submit_button(line("workshop_page.make_links"), key="workshop-invite")
    if not submitted:
        return
    people = [" ".join(row.split()) for row in typed.splitlines() if row.strip()]

    def invite() -> list[tuple[str, Invited]]:
        if not people:
            raise InvalidInput("workshop_page.no_names")
        listed = [(name, body) for name in people]
        made = inviting.invite(state.database(), state.who(), found.id, listed, state.now(), desk=desk)
        return list(zip(people, made, strict=True))

    made = state.attempt(invite)
    if made is not None:
        _keep_links(found, made)
    st.rerun()


def _keep_links(found: Round, made: Sequence[tuple[str, Invited]]) -> None:
    """New links join those that wait to be noted; a person's new one takes the place of the old one."""
    round_id, waiting = st.session_state.get(_LINKS, ("", []))
    anew = {one.participant_id for _, one in made}
    kept = [row for row in waiting if row[1].participant_id not in anew] if round_id == found.id else []
    st.session_state[_LINKS] = (found.id, [*kept, *made])


def _fresh_links(found: Round) -> None:
    """Links made in this visit, until they are noted: only hashes are kept, so they are shown only now."""
    round_id, made = st.session_state.get(_LINKS, ("", []))
    if round_id != found.id or not made:
        return
    home = st.context.url.rsplit("/", 1)[0] if st.context.url else ""
    links = [(name, f"{home}/answer/{one.token}") for name, one in made]
    with st.container(border=True, width=READING_WIDTH, key="workshop-fresh-links"):
        st.markdown(line("workshop_page.links_once"))
        st.code("\n".join(f"{name}  {address}" for name, address in links), language=None)
        heads = [t("workshop_page.name"), t("workshop_page.link")]
        st.download_button(
            line("workshop_page.links_csv"),
            csv_bytes([heads, *([text_cell(name), address] for name, address in links)]),
            "links.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="workshop-links-csv",
        )
        st.button(line("workshop_page.links_seen"), on_click=_forget_links, key="workshop-links-seen")


def _forget_links() -> None:
    st.session_state.pop(_LINKS, None)


def _one(found: Round, names: Mapping[str, str]) -> None:
    """A new link for one person, or a reason why their answers do not count."""
    here = inviting.people(state.database(), found.id)
    if not here:
        st.caption(line("workshop_page.nobody"))
        return
    by_id = {person.id: person for person, _ in here}
    labels = {person.id: _label(n + 1, person, names) for n, (person, _) in enumerate(here)}
    picked = st.selectbox(
        line("workshop_page.who"),
        list(by_id),
        format_func=labels.__getitem__,
        key=f"workshop-person-{found.id}",
    )
    person = by_id[int(picked)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            line("workshop_page.new_link"),
            on_click=_new_link,
            args=(found, person, labels[person.id]),
            help=line("workshop_page.new_link_help"),
            key="workshop-new-link",
        )
        key = f"workshop-reason-{person.id}"
        st.text_input(line("workshop_page.reason"), value=person.left_out, max_chars=300, key=key)
        st.button(
            line("workshop_page.count_again" if person.left_out else "workshop_page.leave_out"),
            on_click=_leave_out,
            args=(person, key),
            key="workshop-leave-out",
        )


def _new_link(found: Round, person: Participant, label: str) -> None:
    made = state.attempt(lambda: inviting.new_link(state.database(), state.who(), person.id, state.now()))
    if made is not None:
        _keep_links(found, [(label, made)])


def _leave_out(person: Participant, key: str) -> None:
    """Leave out for the typed reason; somebody left out counts again."""
    reason = "" if person.left_out else str(st.session_state[key])

    def leave_out() -> None:
        if not person.left_out and not reason.strip():
            raise InvalidInput("workshop_page.no_reason")
        inviting.leave_out(state.database(), state.who(), person.id, reason, state.now())

    state.attempt(leave_out)
    st.session_state.pop(key, None)
