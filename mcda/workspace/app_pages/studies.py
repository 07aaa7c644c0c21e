"""Studies: all there are, a new one, and what was put away or deleted."""

import streamlit as st

from mcda.actions import studies
from mcda.workspace import state
from mcda.workspace.new_study import new_study
from mcda.workspace.study_cards import card, put_away
from mcda.workspace.widgets import READING_WIDTH, empty_state, line

SEARCH_FROM = 8
ON_A_PAGE = 20


def page() -> None:
    """Draw the page."""
    st.header(line("page.studies"), anchor=False)
    st.markdown(line("studies.about"), width=READING_WIDTH)
    heads = studies.list_studies(state.database())
    with st.container(width=READING_WIDTH):
        if not heads:
            empty_state("studies.none")
        wanted = ""
        if len(heads) >= SEARCH_FROM:
            wanted = st.text_input(line("studies.search"), key="studies-search", type="search").casefold()
        found = [head for head in heads if wanted in f"{head.title.en} {head.title.zh}".casefold()]
        pages = -(-len(found) // ON_A_PAGE)
        number = st.pagination(pages, key="studies-page") if pages > 1 else 1
        for head in found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]:
            card(head)
        new_study(heads)
        put_away()


page()
