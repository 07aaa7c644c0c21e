"""Pairwise comparisons: one pair at a time, and all of them as a table in which a pair can be opened."""

from collections.abc import Mapping

import streamlit as st

from mcda.cooperation.edit_step import set_judgement
from mcda.cooperation.judging import answered, judged, next_question, pairs
from mcda.cooperation.study import Step, StepName, Study
from mcda.workspace import edits, state
from mcda.workspace.dialogs import saving
from mcda.workspace.labels import distinct_names
from mcda.workspace.state import t
from mcda.workspace.widgets import comparison, fold, line, md

SECONDS_A_PAIR = 8
NOT_ASKED = "·"


def comparing(study: Study, step: StepName, judge: str, children: tuple[str, ...]) -> None:
    """Ask `judge` for the comparisons of `children`, and show those that were given."""
    here = study.step(step)
    total, done = len(pairs(children)), answered(here, judge, children)
    if done == total:
        st.caption(line("comparing.all_done", total=total))
    else:
        minutes = max(1, round((total - done) * SECONDS_A_PAIR / 60))
        st.caption(line("comparing.progress", done=done, total=total, minutes=minutes))
    place = f"{state.study_id()}-{step}-{judge}-{'+'.join(children)}"
    names = distinct_names({key: here.criteria[key] for key in children})
    _one_pair(here, step, judge, names, place)
    fold(line("comparing.overview"), f"{step}-overview", lambda: _overview(here, judge, names, place))


def _one_pair(here: Step, step: StepName, judge: str, names: Mapping[str, str], place: str) -> None:
    children = tuple(names)
    every = pairs(children)
    first, second = pair = _pair_on_screen(here, judge, children, place)
    saved = judged(here, judge, first, second)
    for column, key in zip(st.columns(2), pair, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{md(names[key])}**")
            st.caption(md(state.name(here.criteria[key].meaning)))
    # The saved answer is in the key: what another person saved since must not be taken for an own change.

    def answer(times: float) -> bool:
        kept = edits.change(lambda now: set_judgement(now, step, judge, first, second, times))
        if kept:
            _go(place, None if saved is None else pair)
        return kept

    comparison(f"{place}-{first}-{second}-{saved}", names[first], names[second], saved, answer)
    at = every.index(pair)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{step}-pair-moves"):
        for move, other in (("back", (at - 1) % len(every)), ("forward", (at + 1) % len(every))):
            st.button(
                line(f"comparing.{move}"),
                on_click=_go,
                args=(place, every[other]),
                disabled=len(every) == 1,
                key=f"{step}-pair-{move}",
            )
        st.caption(line("comparing.number", number=at + 1, total=len(every)), width="content")
        if saved is not None:
            st.button(
                line("comparing.take_back"),
                type="tertiary",
                on_click=saving(lambda now: set_judgement(now, step, judge, first, second, None)),
                key=f"{step}-pair-take-back",
            )


def _pair_on_screen(here: Step, judge: str, children: tuple[str, ...], place: str) -> tuple[str, str]:
    """The pair that the person went to, else the one most worth asking, else the first."""
    every = pairs(children)
    wished: tuple[str, str] | None = st.session_state.get(f"{place}-pair")
    if wished in every:
        return wished
    asked = next_question(here, judge, children)
    return next((pair for pair in every if asked is not None and set(pair) == set(asked)), every[0])


def _go(place: str, pair: tuple[str, str] | None) -> None:
    st.session_state[f"{place}-pair"] = pair


def _overview(here: Step, judge: str, names: Mapping[str, str], place: str) -> None:
    import pandas as pd

    children = tuple(names)
    cells = {names[column]: [_cell(here, judge, row, column) for row in children] for column in children}
    frame = pd.DataFrame(cells, index=pd.Index(list(names.values()), name=t("comparing.row")))
    key = f"{place}-overview"

    def open_pair() -> None:
        for row, column in st.session_state[key].selection.cells:
            asked = {children[row], next(child for child in children if names[child] == column)}
            _go(place, next((pair for pair in pairs(children) if set(pair) == asked), None))

    st.caption(line("comparing.overview_how"))
    st.dataframe(
        frame, key=key, on_select=open_pair, selection_mode="single-cell", alt=t("comparing.overview")
    )


def _cell(here: Step, judge: str, row: str, column: str) -> str:
    if row == column:
        return "1"
    times = judged(here, judge, row, column)
    if times is None:
        return NOT_ASKED
    return f"{times:.3g}" if times >= 1 else f"1/{1 / times:.3g}"
