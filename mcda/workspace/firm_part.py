"""How firm a result is: in a sentence at once, and each way of looking closer when it is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.comparison import Methods, other_methods
from mcda.cooperation.firmness import Drawn, Firmness, drawn_ranks, firmness
from mcda.cooperation.judges import OwnRanking, judges_remarks, own_rankings, under_voices
from mcda.cooperation.remark import Remark
from mcda.cooperation.rivals import turns
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.cooperation.zero import zero_remark
from mcda.output.numbers import percent
from mcda.output.robustness_pictures import (
    among_note,
    first_picture,
    judges_picture,
    methods_picture,
    stability_picture,
)
from mcda.output.wording import candidate_name, remark_text
from mcda.workspace import state
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.telling import said_in_lines, told
from mcda.workspace.widgets import READING_WIDTH, line, md

View = Callable[[Study, StepResult, Any], None]
Bodies = tuple[Mapping[str, OwnRanking], Mapping[str, Mapping[str, int]], tuple[Remark, ...]]


def firm_part(revision: Revision, step: StepName, now: StepResult) -> None:
    """Draw whether the winner stays first under other weights, and what can be looked into further."""
    found = firm(revision, step, now)
    st.markdown(f"#### {line('firm_part.title')}")
    told(found.remarks)
    if len(now.ranks) > 1:
        _closer(revision, step, now)


def firm(revision: Revision, step: StepName, now: StepResult) -> Firmness:
    """How firm the result of a step at a revision is; computed once."""
    return _firm(state.database().place, revision.study_id, revision.number, step, revision.study, now)


@st.cache_resource(max_entries=64, show_spinner=False)
def _firm(
    place: str, study_id: str, number: int, step: StepName, _study: Study, _now: StepResult
) -> Firmness:
    return firmness(_study, _now)


@st.cache_resource(max_entries=128, show_spinner=False)
def _looked_into(
    place: str, study_id: str, number: int, step: StepName, view: str, _study: Study, _now: StepResult
) -> Any:
    return COMPUTED[view](_study, _now)


@st.fragment
def _closer(revision: Revision, step: StepName, now: StepResult) -> None:
    views = [view for view in VIEWS if view != "bodies" or step != "bodies"]
    views = [view for view in views if view != "draws" or now.unknown]
    view = st.segmented_control(
        line("firm_part.closer"),
        views,
        format_func={view: line(f"firm_part.{view}") for view in views}.__getitem__,
        key=f"{step}-closer",
    )
    if view is None:
        return
    with st.spinner(line("firm_part.computing")):
        key = (state.database().place, revision.study_id, revision.number, step, view)
        found = _looked_into(*key, revision.study, now)
    VIEWS[view](revision.study, now, found)


def _weightings(study: Study, now: StepResult, found: Firmness) -> None:
    language = state.language()
    picture(first_picture(study, now, found, language), f"{now.step}-first")
    picture(stability_picture(study, now, found, language), f"{now.step}-stability")
    st.caption(line("firm_part.intervals", samples=f"{found.samples:,}"), width=READING_WIDTH)
    if (among := found.among) is not None:
        note = among_note(among.places, among.by_rank, found.samples, language)
        st.caption(md(note), width=READING_WIDTH)


def _bodies(study: Study, now: StepResult, found: Bodies) -> None:
    """What each body would decide alone, how far they agree, and what other ways to count voices give."""
    own, voices, remarks = found
    if not own:
        st.caption(line("firm_part.no_own"), width=READING_WIDTH)
        return
    language = state.language()
    picture(judges_picture(study, now, own, language), f"{now.step}-own")
    names = {body: candidate_name(study, "bodies", body, language) for body in own}
    alone = {names[body]: ranking.winner for body, ranking in own.items()}
    _winners(study, now, "alone", alone)
    told(remarks)
    first = {t(f"voice.{voice}"): min(ranks, key=lambda key: ranks[key]) for voice, ranks in voices.items()}
    if len(first) > 1:
        _winners(study, now, "voices", first)


def _winners(study: Study, now: StepResult, what: str, winners: Mapping[str, str]) -> None:
    """A table of who would come first for whom."""
    import pandas as pd

    language = state.language()
    rows = [(who, candidate_name(study, now.step, key, language)) for who, key in winners.items()]
    heads = [t(f"firm_part.{what}"), t("firm_part.first")]
    frame = pd.DataFrame(rows, columns=heads)
    st.dataframe(frame, hide_index=True, key=f"{now.step}-{what}", alt=t(f"firm_part.{what}"))


def _methods(study: Study, now: StepResult, found: Methods) -> None:
    picture(methods_picture(study, now, found, state.language()), f"{now.step}-methods")
    said_in_lines(
        t("firm_part.refused", method=method, reason=remark_text(reason, state.language()))
        for method, reason in found.refused.items()
    )


def _rivals(study: Study, now: StepResult, found: tuple[Remark, ...]) -> None:
    told(found)


def _draws(study: Study, now: StepResult, found: Drawn | None) -> None:
    """Where a candidate with unknown scores may stand."""
    import pandas as pd

    if found is None:
        return
    told(found.remarks)
    language, ranks = state.language(), found.ranks
    places = max(map(len, ranks.values()), default=0)
    heads = [t("firm_part.candidate"), *(t("chart.place", place=place + 1) for place in range(places))]
    rows = [
        (
            candidate_name(study, now.step, key, language),
            *(percent(share, language) if share else "" for share in shares),
        )
        for key, shares in ranks.items()
    ]
    frame = pd.DataFrame(rows, columns=heads)
    key, alt = f"{now.step}-draws", t("firm_part.draws")
    st.dataframe(frame, hide_index=True, height="content", key=key, alt=alt)


def _what_would_change(study: Study, now: StepResult) -> tuple[Remark, ...]:
    """What makes each other candidate win, and whether the zero of closeness matters to the choice."""
    zero = zero_remark(study, now)
    return (*(turn.remark for turn in turns(study, now)), *(() if zero is None else (zero,)))


def _judged(study: Study, now: StepResult) -> Bodies:
    return own_rankings(study, now), under_voices(study, now), judges_remarks(study, now)


COMPUTED: Mapping[str, Callable[[Study, StepResult], Any]] = {
    "weightings": firmness,
    "rivals": _what_would_change,
    "bodies": _judged,
    "methods": lambda _, now: other_methods(now),
    "draws": drawn_ranks,
}
VIEWS: Mapping[str, View] = {
    "weightings": _weightings,
    "rivals": _rivals,
    "bodies": _bodies,
    "methods": _methods,
    "draws": _draws,
}
