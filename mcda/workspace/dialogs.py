"""What every dialog of a step page does: hold others' changes, save, say what was wrong, close."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from mcda.cooperation.study import Study, Wording
from mcda.text import LANGUAGE_NAMES, LANGUAGES
from mcda.workspace import edits, state
from mcda.workspace.messages import messages
from mcda.workspace.widgets import line, md


def dialog(title: str, draw: Callable[..., None], *values: Any, side: bool = False) -> None:
    """Open a dialog under the sentence `title`; at the `side` the page stays in sight beside it."""
    edits.hold()
    opened = st.dialog(line(title), width="medium", position="right" if side else "center")
    opened(draw)(*values)


def close_when_saved(edit: Callable[[Study], Study], reason: str = "") -> None:
    """Save and close; where nothing could be saved, say why in the dialog with all that was typed."""
    if edits.change(edit, reason) or edits.unsettled():
        st.rerun()
    messages()


def saving(edit: Callable[[Study], Study]) -> Callable[[], None]:
    """A callback that saves an edit at once."""

    def save() -> None:
        edits.change(edit)

    return save


def wording_fields(label: str, old: Wording, key: str, lines: int = 1) -> Wording:
    """Ask for a text in both languages, the person's own first."""
    own = state.language()
    said = {}
    columns = st.columns(2)
    for column, language in zip(columns, sorted(LANGUAGES, key=lambda other: other != own), strict=True):
        shown = f"{line(label)} · {md(LANGUAGE_NAMES[language])}"
        value = getattr(old, language)
        box = f"{key}-{language}"
        if lines == 1:
            said[language] = column.text_input(shown, value, max_chars=300, key=box)
        else:
            said[language] = column.text_area(shown, value, max_chars=5000, height=26 * lines + 42, key=box)
    return Wording(**{language: str(text or "") for language, text in said.items()})
