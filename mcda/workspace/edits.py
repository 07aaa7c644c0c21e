"""What this person's page saves: edits on top of the revision on the screen, clashes, undo, others' saves.

The revision on the screen moves on only where nothing typed can be lost: on load, after an own save, and
when `catch_up` finds another's save while no form is open. Every edit is saved on top of what was seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from mcda.actions import studies
from mcda.actions.importing import ImportPreview
from mcda.cooperation.changes import Change, Conflict, apply, merge
from mcda.cooperation.study import Study
from mcda.core.errors import InvalidInput
from mcda.workspace import state
from mcda.workspace.turns import Turns

Edit = Callable[[Study], Study]

_HELD, _SAVED, _TOLD, _UNSETTLED, _TURN = "held", "saved", "told", "unsettled", "turn"
_turns = Turns()


@dataclass(frozen=True)
class Unsettled:
    """An edit that met another person's in the same cells: nothing is saved before the person chooses."""

    base: studies.Revision
    theirs: studies.Revision
    edit: Edit
    told: Mapping[str, str]
    clashes: tuple[studies.Clash, ...]


@dataclass(frozen=True)
class OwnSave:
    """This person's last save, revision `number`, which did what revision `what` did, or took that back."""

    study_id: str
    number: int
    what: int
    taken_back: bool = False


def change(edit: Edit, reason: str = "", base: int | None = None) -> bool:
    """Save an edit of the open study at once, on top of the revision that the person sees, or saw as `base`.

    True: saved, and `open_study` gives the new revision (call it from a callback, or `st.rerun()` after it).
    False: nothing was saved; the page says why, or shows both values where someone changed the same cells.
    """
    revision = state.open_study()
    if revision is None:
        return False
    if base is not None:
        revision = state.revision_at(revision.study_id, base)
    return _save(revision, edit, reason=reason)


def take_in(preview: ImportPreview) -> bool:
    """Save what a file changes, as a preview showed it; what it does not touch stays as others saved it."""
    base = state.revision_at(preview.study_id, preview.base)
    return _save(base, lambda _: preview.study, kind="import", origin=preview.file)


def take_mine() -> None:
    """Save the edit that met another person's, over theirs in the cells where the two meet."""
    _settle(lambda conflict: Change(conflict.path, conflict.theirs, conflict.mine))


def keep_theirs() -> None:
    """Save what of the edit does not meet another person's, and show theirs in the other cells."""
    _settle(lambda _: None)


def _settle(choice: Callable[[Conflict], Change | None]) -> None:
    unsettled: Unsettled = st.session_state.pop(_UNSETTLED)

    def settled(theirs: Study) -> Study:
        merged, conflicts = merge(unsettled.base.study, theirs, unsettled.edit(unsettled.base.study))
        return apply(merged, [change for conflict in conflicts if (change := choice(conflict))])

    form = st.session_state.get(_HELD)
    if _save(unsettled.theirs, settled, **unsettled.told) and isinstance(form, str):
        st.session_state.pop(form, None)


def _save(seen: studies.Revision, edit: Edit, **told: str) -> bool:
    try:
        saved = studies.save(
            state.database(), state.who(), seen.study_id, seen.number, edit, state.now(), **told
        )
        if saved.clashes:
            theirs = state.revision_at(seen.study_id, saved.number)
            st.session_state[_UNSETTLED] = Unsettled(seen, theirs, edit, told, saved.clashes)
            return False
    except InvalidInput as problem:
        state.tell(problem)
        return False
    state.see(seen.study_id, saved.number)
    if saved.number != seen.number:
        st.session_state[_SAVED] = OwnSave(seen.study_id, saved.number, saved.number)
    return True


def undo(last: OwnSave) -> None:
    """Take back the last own save; one that took something back is thereby done again.

    A second click on the same button finds another save in its place, and does nothing.
    """
    if st.session_state.get(_SAVED) != last:
        return
    del st.session_state[_SAVED]
    go_back(studies.undo, last.number)
    made = st.session_state.get(_SAVED)
    if made is not None:
        st.session_state[_SAVED] = replace(made, what=last.what, taken_back=not last.taken_back)


def go_back(action: Callable[..., studies.Saved], number: int) -> None:
    """Undo or restore revision `number` of the open study; what it did can be taken back like any save."""
    key = state.study_id()
    if key is None:
        return
    saved = state.attempt(lambda: action(state.database(), state.who(), key, number, state.now()))
    if saved is None:
        return
    state.see(key, saved.number)
    if saved.clashes:
        last = saved.clashes[0]
        state.tell(InvalidInput("workspace.changed_meanwhile", author=last.author, number=last.number))
    else:
        took_back = action is studies.undo
        st.session_state[_SAVED] = OwnSave(
            key, saved.number, number if took_back else saved.number, took_back
        )


def hold(form: str = "") -> None:
    """Say that this run draws a form that a person may be typing in: others' changes wait till it is closed.

    `form`: the key in `st.session_state` that keeps it open; it is removed when a clash in it is settled.
    """
    st.session_state[_HELD] = form or True


def held() -> bool:
    """Whether this run draws a form that a person may be typing in."""
    return bool(st.session_state.get(_HELD))


def unsettled() -> Unsettled | None:
    """The edit that waits for the person's choice between theirs and mine."""
    found: Unsettled | None = st.session_state.get(_UNSETTLED)
    return found if found and found.base.study_id == state.study_id() else None


def own_save() -> OwnSave | None:
    """What the person's last action saved, for the page to tell; what they do next ends that."""
    saved: OwnSave | None = st.session_state.get(_SAVED)
    st.session_state[_TOLD] = saved
    return saved if saved and saved.study_id == state.study_id() else None


def begin() -> None:
    """Let go of what the last run held and told; a save stays told when this run is for another's.

    Call it first in a run.
    """
    st.session_state.pop(_HELD, None)
    if not st.session_state.get(_TURN) and st.session_state.get(_SAVED) == st.session_state.get(_TOLD):
        st.session_state.pop(_SAVED, None)


def catch_up() -> studies.Revision | None:
    """Move on to the newest revision if that loses nothing; else the newer one, which waits."""
    seen = state.seen()
    if seen is None:
        return None
    try:
        latest = studies.latest_number(state.database(), seen[0])
    except InvalidInput:
        # What was typed stays on the screen; whoever saves next is told why it cannot be.
        return None
    if latest <= seen[1]:
        return None
    if held() or unsettled() is not None:
        return state.revision_at(seen[0], latest)
    _turns.take()
    st.session_state[_TURN] = True
    state.see(seen[0], latest)
    return st.rerun(scope="app")


def caught_up() -> None:
    """Say that the page is drawn: where that was for another's save, the next page may be."""
    if st.session_state.pop(_TURN, False):
        _turns.give_back()
