"""The territories of a study: a table to edit, one line to add, a choice to remove."""

from functools import partial
from typing import Any

import streamlit as st

from mcda.cooperation.edit_frame import drop_territory, put_territory
from mcda.cooperation.study import Study
from mcda.workspace import edits, state
from mcda.workspace.edited_table import Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import READING_WIDTH, empty_state, line

_ADDED = "frame-added"


def territories(study: Study) -> None:
    """Draw the section."""
    st.subheader(line("territories.title"), anchor=False)
    st.markdown(line("territories.about"), width=READING_WIDTH)
    if study.territories:
        _table(study)
        _remove(study)
    else:
        empty_state("territories.none")
    _add()


def _table(study: Study) -> None:
    import pandas as pd

    rows = {
        key: (state.name(here.name), here.population, here.source) for key, here in study.territories.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["name", "population", "source"])
    columns = st.column_config
    edited_table(
        "frame-territories",
        frame.astype({"population": "float64"}),
        _save,
        alt=t("territories.title"),
        placeholder="–",
        column_config={
            "name": columns.TextColumn(t("territories.name"), required=True, max_chars=300),
            "population": columns.NumberColumn(
                t("territories.population"), min_value=0, max_value=10**12, step=1, format="localized"
            ),
            "source": columns.TextColumn(t("territories.source"), max_chars=5000, width="large"),
        },
    )


def _save(cells: Cells) -> bool:
    return edits.change(partial(with_cells, cells=cells, language=state.language()))


def with_cells(study: Study, cells: Cells, language: str) -> Study:
    """The study with the cells of the table that a person changed; the name in their language."""
    for key, fields in cells.items():
        others: dict[str, Any] = {field: value for field, value in fields.items() if field != "name"}
        if "source" in others:
            others["source"] = others["source"] or ""
        name = fields.get("name") or study.territories[key].name.say(language)
        study = put_territory(study, key, language, name, **others)
    return study


def _remove(study: Study) -> None:
    with st.popover(
        line("territories.remove"), icon=":material/remove:", type="tertiary", key="frame-remove"
    ):
        names = distinct_names(study.territories)
        chosen = st.selectbox(
            line("territories.which"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=t("territories.choose"),
            key="frame-remove-which",
        )
        st.caption(line("territories.remove_help"))
        if (
            st.button(line("territories.remove_this"), disabled=chosen is None, key="frame-remove-now")
            and chosen
        ):
            edits.change(lambda base: drop_territory(base, chosen))
            st.rerun()


def _add() -> None:
    """One line to add a territory; it is emptied only once it is saved."""
    added = st.session_state.get(_ADDED, 0)
    with (
        st.form("frame-add", border=False, width=READING_WIDTH),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(line("territories.new"), max_chars=300, width=260, key=f"frame-add-name-{added}")
        population = st.number_input(
            line("territories.population"),
            min_value=0,
            max_value=10**12,
            value=None,
            step=1,
            width=180,
            key=f"frame-add-population-{added}",
        )
        submitted = st.form_submit_button(line("territories.add"), icon=":material/add:", key="frame-add-now")
    if submitted:
        language = state.language()
        if edits.change(lambda base: put_territory(base, None, language, name, population=population)):
            st.session_state[_ADDED] = added + 1
        st.rerun()
