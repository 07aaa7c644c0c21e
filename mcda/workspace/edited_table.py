"""A table whose cells are saved as they are edited, and that shows what others saved.

The editor keeps what a person typed as a layer over its frame, by position. The layer stays while it agrees
with what is saved, so that the next cell can be typed while the last one is on its way. Where it disagrees,
because the value was refused or another person changed it since, the editor is made anew. As long as frame
and layer make what is saved, the frame stays as it was: a new one has the browser ask for the page twice.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from mcda.workspace import edits

if TYPE_CHECKING:
    from pandas import DataFrame

Cells = dict[str, dict[str, Any]]
Choices = Mapping[str, Mapping[str, str]]
"""Of each column of choices: id -> its word."""

NAME = "#name"
"""The column of names beside columns of ids: no id is written like this, also where one is called "Name"."""

TYPED = "%.10g"
"""The format of a column that shows a number as it was typed. A column's `step` would cut digits off."""


def edited_table(
    key: str,
    frame: "DataFrame",
    save: Callable[[Cells], bool],
    *,
    choices: Choices | None = None,
    **options: Any,
) -> None:
    """Draw `frame` (its index are ids, its columns fields); `save` gets the cells that a person changed.

    `options` are those of `st.data_editor`. An emptied cell comes as None. Where a column has `choices`, the
    frame and `save` have their ids, and the table shows and takes their words.
    """
    choices = choices or {}
    if choices:
        frame = _in_words(frame, choices)
    shape = hash((tuple(frame.index), tuple(frame.columns)))
    version, under = f"{key}-version", f"{key}-frame"
    layer = _layer(st.session_state.get(_name(key, shape), {}))
    anew = edits.unsettled() is None and bool(_cells(layer, frame))
    if anew:
        st.session_state[version] = st.session_state.get(version, 0) + 1
    if anew or not _covers(layer, st.session_state.get(under), frame):
        st.session_state[under] = frame
    name = _name(key, shape)

    def changed() -> None:
        save(_in_ids(_cells(_layer(st.session_state[name]), frame), choices))

    st.data_editor(
        st.session_state[under],
        hide_index=True,
        num_rows="fixed",
        key=name,
        on_change=changed,
        **options,
    )


def _name(key: str, shape: int) -> str:
    return f"{key}-{shape & 0xFFFFFFFF:08x}-{st.session_state.get(f'{key}-version', 0)}"


def _in_words(frame: "DataFrame", choices: Choices) -> "DataFrame":
    import pandas as pd

    said = {
        column: pd.Series([words.get(key, key) for key in frame[column]], index=frame.index, dtype="object")
        for column, words in choices.items()
    }
    return frame.assign(**said)


def _in_ids(cells: Cells, choices: Choices) -> Cells:
    ids = {column: {word: key for key, word in words.items()} for column, words in choices.items()}
    return {
        row: {column: ids.get(column, {}).get(value, value) for column, value in fields.items()}
        for row, fields in cells.items()
    }


def _layer(edits: Any) -> dict[int, dict[str, Any]]:
    return {int(row): dict(cells) for row, cells in edits.get("edited_rows", {}).items()}


def _covers(layer: dict[int, dict[str, Any]], under: "DataFrame | None", frame: "DataFrame") -> bool:
    """Whether `frame` differs from the one under the layer only where the layer has a cell."""
    if under is frame:
        return True
    if under is None or not (under.index.equals(frame.index) and under.columns.equals(frame.columns)):
        return False
    differs = under.ne(frame) & ~(under.isna() & frame.isna())
    rows, columns = differs.to_numpy().nonzero()
    return all(
        frame.columns[int(column)] in layer.get(int(row), {})
        for row, column in zip(rows, columns, strict=True)
    )


def _cells(layer: dict[int, dict[str, Any]], frame: "DataFrame") -> Cells:
    """The cells of the layer that differ from the frame."""
    import pandas as pd

    found: Cells = {}
    for row, cells in layer.items():
        for column, value in cells.items():
            saved = frame.iloc[row][column]
            saved = None if pd.isna(saved) else saved
            if value != saved:
                found.setdefault(str(frame.index[row]), {})[column] = value
    return found
