"""What a page has to say above its content: what was wrong, and where two people changed the same cells."""

import streamlit as st

from mcda.actions import studies
from mcda.output.history import value_text
from mcda.output.places import place_text
from mcda.output.wording import problem_text
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md


def messages() -> None:
    """Draw what is to be said now; call it last, so that what this run met is in it."""
    for problem in state.problems():
        st.error(md(problem_text(problem, state.language())), icon=":material/error:")
    unsettled = state.unsettled()
    if unsettled is not None:
        _both_values(unsettled)


def _both_values(unsettled: state.Unsettled) -> None:
    import pandas as pd

    authors = dict.fromkeys(clash.author for clash in unsettled.clashes)
    with st.container(border=True, key="clash"):
        st.markdown(f"**{line('clash.title', authors=list(authors))}**")
        st.markdown(line("clash.explained"))
        rows = [_row(clash) for clash in unsettled.clashes]
        columns = [t("clash.where"), t("clash.theirs"), t("clash.mine")]
        st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, key="clash-cells")
        with st.container(horizontal=True):
            st.button(line("clash.take_mine"), on_click=state.take_mine, type="primary", key="clash-mine")
            st.button(line("clash.keep_theirs"), on_click=state.keep_theirs, key="clash-theirs")


def _row(clash: studies.Clash) -> tuple[str, str, str]:
    language, names, path = state.language(), clash.names, clash.conflict.path
    return (
        place_text(path, names, language),
        value_text(clash.conflict.theirs, path, names, language),
        value_text(clash.conflict.mine, path, names, language),
    )
