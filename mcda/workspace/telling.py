"""Remarks as sentences on a page, and choices as columns of a table."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from mcda.cooperation.remark import Remark
from mcda.output.wording import remark_text
from mcda.workspace import state
from mcda.workspace.widgets import READING_WIDTH, md


def told(remarks: Iterable[Remark]) -> None:
    """Draw remarks as sentences, a line each; nothing where there are none."""
    said_in_lines(remark_text(remark, state.language()) for remark in remarks)


def said_in_lines(sentences: Iterable[str]) -> None:
    """Draw plain sentences, a line each; nothing where there are none."""
    lines = [f"- {md(sentence)}" for sentence in sentences]
    if lines:
        st.markdown("\n".join(lines), width=READING_WIDTH)


def choice_column(label: str, words: Iterable[str], width: int | None = None) -> Any:
    """A column whose cells are chosen from `words`; a narrow one has its label as help.

    Give their ids to `edited_table` as `choices`: the platform's grid takes only what it shows, also pasted.
    """
    return st.column_config.SelectboxColumn(
        label,
        options=list(words),
        help=None if width is None else md(label),
        width=width,
    )
