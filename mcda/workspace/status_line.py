"""The line on top of every page: the study, its steps, what is out of date, and the person's own settings."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName
from mcda.output.wording import remark_text
from mcda.text import LANGUAGE_NAMES, LANGUAGES
from mcda.workspace import state
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, line, md, short

Pages = Mapping[str, st.Page]
Standing = Literal["open", "provisional", "adopted", "stale"]

_MARKS: dict[Standing, str] = {"open": "○", "provisional": "○", "adopted": "●", "stale": "◐"}
_WHOLE_RUN = "status-whole-run"
_REMEMBER = """
export default ({ data }) => {
  document.cookie = `${data.name}=${data.value}; path=/; max-age=31536000; SameSite=Lax`
}
"""


def status_line(revision: Revision | None, pages: Pages) -> None:
    """Draw the line; inside a study with its name, its three steps, and what is illustrative about it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="status"):
        if revision is None:
            st.markdown("**Concord**", width="content")
        else:
            st.markdown(f"**{md(short(state.name(revision.study.title), 60))}**", width="content")
            for step in STEPS:
                _step(revision, step, pages)
        st.space("stretch")
        _language()
        _who()
    if revision is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="status-news"):
        _saved()
        st.session_state[_WHOLE_RUN] = True
        _news()
    notice = state.name(revision.study.notice)
    if notice:
        st.caption(f":material/info: {md(notice)}", width=READING_WIDTH)


def standing(revision: Revision, step: StepName) -> tuple[Standing, str]:
    """Where a step stands, and that in words with how many of its candidates are chosen."""
    here = revision.study.step(step)
    now = state.result_of(revision, step)
    if here.adopted is not None:
        where: Standing = "stale" if step in state.out_of_date(revision) else "adopted"
        chosen = len(here.adopted.chosen)
    elif isinstance(now, StepResult):
        where, chosen = "provisional", len(now.chosen)
    else:
        where, chosen = "open", 0
    words = t(f"status.{where}", step=t(f"step.{step}"), chosen=chosen, candidates=len(here.candidates))
    return where, f"{_MARKS[where]} {words}"


def _step(revision: Revision, step: StepName, pages: Pages) -> None:
    where, words = standing(revision, step)
    address = {"study": revision.study_id, "lang": state.language()}
    st.page_link(pages[step], label=md(words), query_params=address, width="content")
    if where == "stale":
        with st.popover(line("status.why"), type="tertiary", key=f"status-why-{step}"):
            st.markdown(line("status.out_of_date", step=t(f"step.{step}")))
            causes = (remark_text(cause, state.language()) for cause in state.out_of_date(revision)[step])
            st.markdown("\n".join(f"- {md(cause)}" for cause in causes))


def _language() -> None:
    key = "status-language"
    st.session_state[key] = state.language()
    st.segmented_control(
        "English / 中文",
        LANGUAGES,
        format_func=lambda language: {"en": "EN"}.get(language, LANGUAGE_NAMES[language][-2:]),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=lambda: state.choose_language(st.session_state[key]),
    )


def _who() -> None:
    with st.popover(md(short(state.who(), 24)), icon=":material/person:", type="tertiary", key="status-who"):
        st.text_input(
            line("status.your_name"),
            value=state.own_name(),
            max_chars=100,
            key="status-who-name",
            on_change=lambda: state.choose_name(st.session_state["status-who-name"]),
        )
        st.caption(line("status.your_name_help"))
    if state.own_name():
        remember = st.components.v2.component("remember", js=_REMEMBER)
        remember(data={"name": state.WHO_COOKIE, "value": quote(state.own_name())}, key="status-remember")


def _saved() -> None:
    at = state.saved_at()
    if at is None:
        return
    st.caption(line("status.saved"), width="content")
    st.button(line("status.undo"), type="tertiary", on_click=state.undo, key="status-undo")


@st.fragment(run_every="3s")
def _news() -> None:
    """Look for others' saves when the clock calls, not in a run of the whole page: that may carry a click."""
    if st.session_state.pop(_WHOLE_RUN, False):
        return
    waiting = state.catch_up()
    if waiting is not None:
        st.caption(line("status.newer", author=waiting.author), width="content")
