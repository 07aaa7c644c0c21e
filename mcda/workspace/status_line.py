"""The line on top of every page: the study, its steps, what is out of date, and the person's own settings."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

import streamlit as st

from mcda.actions import studies
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

_ICONS: dict[Standing, str] = {
    "open": ":material/radio_button_unchecked:",
    "provisional": ":material/radio_button_unchecked:",
    "adopted": ":material/check_circle:",
    "stale": ":material/contrast:",
}
_REMEMBER = """
export default ({ data }) => {
  document.cookie = `${data.name}=${data.value}; path=/; max-age=31536000; SameSite=Lax`
}
"""


def status_line(revision: Revision | None, pages: Pages) -> None:
    """Draw the head of every page: the study, the person's settings, and the way through the pages."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="status"):
        title = state.name(revision.study.title) if revision else t("status.concord")
        st.markdown(f"**{md(short(title, 60))}**", width="content")
        st.space("stretch")
        _language()
        _who()
    if revision is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="status-pages"):
        for name, page in pages.items():
            _link(revision, name, page)
        _why_out_of_date(revision)
    if studies.is_archived(state.database(), revision.study_id):
        st.info(line("status.archived"), icon=":material/archive:", width=READING_WIDTH)
    notice = state.name(revision.study.notice)
    if notice:
        st.caption(f":material/info: {md(notice)}", width=READING_WIDTH)


def standing(revision: Revision, step: StepName) -> tuple[Standing, str, str]:
    """Where a step stands, its icon, and the words with how many of its candidates are chosen."""
    here = revision.study.step(step)
    now = state.result_of(revision, step)
    if here.adopted is not None:
        where: Standing = "stale" if step in state.out_of_date(revision) else "adopted"
        chosen = len(here.adopted.chosen)
    elif isinstance(now, StepResult):
        where, chosen = "provisional", len(now.chosen)
    else:
        where, chosen = "open", 0
    words = t(f"status.{where}", step=t(f"step.{step}"), chosen=chosen, n=len(here.candidates))
    return where, _ICONS[where], words


def _link(revision: Revision, name: str, page: st.Page) -> None:
    """The way to a page; to that of a step with where the step stands."""
    icon, label, address = None, line(f"page.{name}"), state.address()
    if name in STEPS:
        _, icon, words = standing(revision, name)
        label, address = md(words), state.address(part=st.session_state.get("part", "candidates"))
    st.page_link(page, label=label, icon=icon, query_params=address, width="content")


def _why_out_of_date(revision: Revision) -> None:
    stale = state.out_of_date(revision)
    if not stale:
        return
    with st.popover(line("status.why"), type="tertiary", key="status-why"):
        for step, causes in stale.items():
            st.markdown(line("status.out_of_date", step=t(f"step.{step}")))
            st.markdown("\n".join(f"- {md(remark_text(cause, state.language()))}" for cause in causes))


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


def remember_name() -> None:
    """Keep the person's name for the next visit; drawn at the foot: in the line its empty box takes room."""
    if state.own_name():
        remember = st.components.v2.component("remember", js=_REMEMBER)
        remember(data={"name": state.WHO_COOKIE, "value": quote(state.own_name())}, key="status-remember")
