"""Readers' questions that wait: answer, or decline with a reason. Both become public beside the question."""

import streamlit as st

from mcda.actions import questions
from mcda.storage.publications import Publication, Question
from mcda.workspace import state
from mcda.workspace.widgets import line, moment, prose


def waiting_questions(study_id: str) -> None:
    """Draw the questions that nobody has answered, the oldest first; nothing where there is none."""
    found = questions.waiting(state.database(), study_id)
    if not found:
        return
    st.subheader(line("publish.questions", n=len(found)), anchor=False)
    for publication, question in found:
        with st.container(border=True, gap="xsmall", key=f"question-{question.id}"):
            _one(publication, question)


def _one(publication: Publication, question: Question) -> None:
    about = questions.about_text(state.database(), question, state.language())
    st.caption(
        line(
            "publish.asked",
            number=publication.number,
            about=about,
            name=question.name or state.t("public.a_reader"),
            at=moment(question.at),
        )
    )
    prose(question.text)
    text = st.text_area(
        line("publish.answer"), max_chars=questions.ANSWER_LIMIT, key=f"question-text-{question.id}"
    )
    with st.container(horizontal=True):
        st.button(
            line("publish.answer_now"),
            type="primary",
            key=f"question-answer-{question.id}",
            on_click=state.attempt,
            args=(_settled(questions.answer, question.id, text),),
        )
        st.button(
            line("publish.decline_now"),
            key=f"question-decline-{question.id}",
            on_click=state.attempt,
            args=(_settled(questions.decline, question.id, text),),
        )


def _settled(action: questions.Settling, question_id: int, text: str) -> questions.Settled:
    return lambda: action(state.database(), state.who(), question_id, text, state.now())
