"""What a person typed into a form and has not saved: it outlives a visit to other pages, not the session."""

from dataclasses import dataclass, field

import streamlit as st

from mcda.actions.studies import Revision

Place = tuple[str, str]


@dataclass
class Draft:
    """Texts by their places, typed on top of revision `base` of a study."""

    base: int
    typed: dict[Place, str] = field(default_factory=dict)

    def keep(self, place: Place, key: str, saved: str) -> None:
        """Take over what stands in the widget `key`; what is `saved` already is no draft."""
        text = str(st.session_state[key] or "")
        if text == saved:
            self.typed.pop(place, None)
        else:
            self.typed[place] = text


def draft_key(form: str, study_id: str) -> str:
    """The key in `st.session_state` under which a form's draft of one study stands."""
    return f"{form}-draft-{study_id}"


def open_draft(form: str, revision: Revision) -> None:
    """Start a draft on top of the revision that the person sees."""
    st.session_state[draft_key(form, revision.study_id)] = Draft(revision.number)


def draft_of(form: str, study_id: str) -> Draft | None:
    """The draft that was started and neither saved nor closed since."""
    found: Draft | None = st.session_state.get(draft_key(form, study_id))
    return found


def close_draft(form: str, study_id: str) -> None:
    """Let go of a draft."""
    st.session_state.pop(draft_key(form, study_id), None)
