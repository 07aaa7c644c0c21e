"""The facilitator's page: open a round, hand out its code, watch it fill, reveal it, use what it found."""

from collections.abc import Callable

import streamlit as st

from mcda.actions import proposing, workshop
from mcda.actions.studies import Revision
from mcda.storage.rounds import Counts, Round
from mcda.workspace import state
from mcda.workspace.reveal_dialog import reveal_dialog
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, line, md, no_study
from mcda.workspace.workshop_opening import opening
from mcda.workspace.workshop_people import people_part
from mcda.workspace.workshop_proposals import proposals_part
from mcda.workspace.workshop_results import results_part

_CHOSEN = "workshop-round"
_NEW = "new"


def workshop_page() -> None:
    """Draw the rounds of the open study, one of them in full."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    held = state.attempt(lambda: workshop.rounds_of(state.database(), revision.study_id)) or []
    st.subheader(line("page.workshop"), anchor=False)
    chosen = _which(held)
    if chosen is None:
        if not held:
            st.markdown(line("workshop_page.about"), width=READING_WIDTH)
        opening(revision, _CHOSEN)
        return
    _round(revision, chosen)


def _which(held: list[Round]) -> Round | None:
    """The round on the screen: the newest, or the one that was picked; None for a new one."""
    if not held:
        return None
    by_id = {found.id: found for found in held}
    options = [*by_id, _NEW]
    wished = st.session_state.get(_CHOSEN)
    key = "workshop-which"
    st.session_state[key] = wished if wished in options else options[0]
    st.segmented_control(
        line("workshop_page.round"),
        options,
        format_func=lambda key: line("workshop_page.new") if key == _NEW else md(round_name(by_id[key])),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: st.session_state.update({_CHOSEN: st.session_state[key]}),
    )
    return by_id.get(st.session_state[key])


def round_name(found: Round) -> str:
    """What a round is called: its number, step and state."""
    return t(
        "workshop_page.round_name",
        number=found.number,
        step=t(f"step.{found.step}"),
        state=t(f"workshop_page.is_{found.state}"),
    )


def _round(revision: Revision, found: Round) -> None:
    settings = found.settings
    ways = [
        f"workshop_page.ask_{settings.ask}",
        "workshop_page.only_listed" if settings.listed else "workshop_page.anyone",
        "workshop_page.anonymous" if settings.anonymous else "workshop_page.names",
        "workshop_page.shown" if settings.live else "workshop_page.hidden",
    ]
    said = [t(way) for way in ways]
    if settings.share:
        said.append(t("workshop_page.shared", pairs=settings.share))
    st.caption(md(" · ".join(said)))
    _doors(found)
    _progress(found.id, found.state)
    _buttons(found)
    if settings.ask == "proposals":
        proposals_part(found)
    elif found.state in {"closed", "revealed"} or settings.live:
        results_part(revision, found)
    elif found.state == "open":
        st.caption(line("workshop_page.hidden_now"))
    people_part(found)


def _doors(found: Round) -> None:
    """How people get in, and the hall's screen."""
    home = st.context.url.rsplit("/", 1)[0] if st.context.url else ""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large", key="workshop-doors"):
        if found.state in {"draft", "open"} and not found.settings.listed:
            with st.container(width="content", gap="xxsmall"):
                st.caption(line("workshop_page.code"))
                st.markdown(f"### {md(f'{found.code[:3]} {found.code[3:]}')}")
            with st.container(width="content", gap="xxsmall"):
                st.caption(line("workshop_page.link"))
                st.code(f"{home}/join/{found.code}", language=None)
        st.link_button(
            line("workshop_page.present"),
            f"{home}/present/{found.present_key}?lang={state.language()}",
            icon=":material/present_to_all:",
        )


@st.fragment(run_every="2s")
def _progress(round_id: str, known: str) -> None:
    """Counts only, every two seconds; a round that moved on elsewhere draws the page anew."""
    db = state.database()
    counted = state.attempt(lambda: workshop.counts(db, round_id))
    if counted is None:
        return
    now = workshop.get_round(db, round_id)
    if now.state != known:
        st.rerun(scope="app")
    _counts(now, counted)


def _counts(found: Round, counted: Counts) -> None:
    shown = {"workshop_page.participants": counted.participants}
    if found.settings.ask == "proposals":
        made, supported = proposing.tally(state.database(), found.id)
        shown |= {"hall.proposals_made": made, "hall.supports_given": supported}
    else:
        shown |= {"workshop_page.finished": counted.finished, "workshop_page.answers": counted.answers}
    with st.container(horizontal=True, gap="large", key="workshop-counts"):
        for label, count in shown.items():
            st.metric(line(label), count, width="content")
    bodies = found.ballot.bodies if found.ballot else {}
    rows = [
        t(
            "workshop_page.body_joined" if found.settings.ask == "proposals" else "workshop_page.body_count",
            body=state.name(bodies[body].name) if body in bodies else t("hall.public"),
            done=done,
            joined=joined,
        )
        for body, (joined, done) in sorted(counted.by_body.items(), key=lambda row: -row[1][0])
    ]
    if rows:
        st.caption(md(" · ".join(rows)), width=READING_WIDTH)


def _buttons(found: Round) -> None:
    db = state.database()
    actions: dict[str, Callable[[], object]] = {
        "open": lambda: workshop.start(db, state.who(), found.id, state.now()),
        "close": lambda: workshop.close_round(db, state.who(), found.id, state.now()),
        "reopen": lambda: workshop.start(db, state.who(), found.id, state.now()),
        "repeat": lambda: _repeat(found),
    }
    offered = {
        "draft": ("open",),
        "open": ("close", "reveal"),
        "closed": ("reveal", "reopen", "repeat"),
        "revealed": ("repeat",),
    }[found.state]
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshop-buttons"):
        for place, name in enumerate(offered):
            pressed = st.button(
                line(f"workshop_page.do_{name}"),
                type="primary" if place == 0 and name != "repeat" else "secondary",
                on_click=state.attempt if name in actions else None,
                args=(actions[name],) if name in actions else None,
                key=f"workshop-{name}",
            )
            if pressed and name == "reveal":
                reveal_dialog(found)
        if found.state == "open":
            _clock(found)


def _repeat(found: Round) -> None:
    made = workshop.repeat(state.database(), state.who(), found.id, state.now())
    st.session_state[_CHOSEN] = made.id


def _clock(found: Round) -> None:
    key = f"workshop-minutes-{found.id}"

    def save() -> None:
        minutes = int(st.session_state[key])
        state.attempt(
            lambda: workshop.set_minutes(state.database(), state.who(), found.id, minutes, state.now())
        )

    st.number_input(
        line("workshop_page.minutes"),
        min_value=0,
        max_value=1440,
        value=min(found.settings.minutes, 1440),
        width=160,
        on_change=save,
        key=key,
    )
