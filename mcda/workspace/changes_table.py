"""What differs between two states of a study, place by place."""

from collections.abc import Sequence

import streamlit as st

from mcda.cooperation.changes import Change
from mcda.output.history import value_text
from mcda.output.places import Names, place_text
from mcda.workspace import state
from mcda.workspace.state import t

WHOLE = 5000


def changes_table(changes: Sequence[Change], names: Names, key: str) -> None:
    """Draw the changes in words: where, before, after."""
    import pandas as pd

    language = state.language()
    rows = [
        (
            place_text(change.path, names, language),
            value_text(change.before, change.path, names, language, WHOLE),
            value_text(change.after, change.path, names, language, WHOLE),
        )
        for change in changes
    ]
    columns = [t("changes.place"), t("changes.before"), t("changes.after")]
    frame = pd.DataFrame(rows, columns=columns)
    st.dataframe(frame, hide_index=True, alt=t("changes.table"), key=key)
