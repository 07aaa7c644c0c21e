"""The workspace: which pages there are, and what stands above every page."""

from pathlib import Path

import streamlit as st

from mcda.actions.studies import Revision
from mcda.core.errors import InvalidInput
from mcda.output.wording import problem_text
from mcda.workspace import edits, state
from mcda.workspace.connecting import FIRST
from mcda.workspace.messages import choice, news
from mcda.workspace.publish_rhythm import reminder
from mcda.workspace.state import t
from mcda.workspace.status_line import Pages, remember_name, status_line
from mcda.workspace.widgets import line, md

FOLDER = Path(__file__).with_name("app_pages")
_DRAWN = "drawn"
INSIDE_A_STUDY = ("frame", "bodies", "issues", "solutions", "decision", "workshop", "publish", "history")


def main() -> None:
    """Draw the workspace; where the studies cannot be reached, say why instead."""
    try:
        _workspace()
    except InvalidInput as problem:
        st.error(md(problem_text(problem, state.language())), icon=":material/error:")


def _workspace() -> None:
    """Draw what stands above every page, the page, and what it had to say.

    What stands above is drawn first when a person comes, so that the page does not jump. Later it is there
    and the page goes first: it has what the person waits for.
    """
    edits.begin()
    state.keep_address()
    revision = state.open_study()
    pages = {FIRST: st.Page(FOLDER / f"{FIRST}.py", title=line("page.studies"), url_path=FIRST, default=True)}
    for name in INSIDE_A_STUDY:
        pages[name] = st.Page(
            FOLDER / f"{name}.py",
            title=line(f"page.{name}"),
            url_path=name,
            visibility="visible" if revision else "hidden",
        )
    page = st.navigation(list(pages.values()), position="hidden")
    names = [t(f"page.{page.url_path or FIRST}"), "Concord"]
    if revision:
        names.insert(0, state.name(revision.study.title))
    st.set_page_config(page_title=" · ".join(names), layout="wide")
    above, opening = st.container(key="above"), _DRAWN not in st.session_state
    st.session_state[_DRAWN] = True
    if opening:
        with above:
            _head(revision, pages)
    try:
        page.run()
    finally:
        if not opening:
            with above:
                _head(revision, pages)
        edits.caught_up()
    remember_name()
    news()
    choice()


def _head(revision: Revision | None, pages: Pages) -> None:
    status_line(revision, pages)
    if revision:
        reminder(revision.study_id)


main()
