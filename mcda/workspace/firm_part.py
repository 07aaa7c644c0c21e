"""How firm a result is: in a sentence at once, and each way of looking closer when it is asked for."""

from collections.abc import Callable, Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.comparison import Comparison, comparison
from mcda.cooperation.firmness import Firmness, firmness
from mcda.cooperation.judges import judges_remarks
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import StepName, Study
from mcda.output.numbers import percent
from mcda.output.robustness_pictures import (
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
from mcda.workspace.widgets import READING_WIDTH, line

VOICED = ("voices.same", "voices.other")
View = Callable[[Study, StepResult, Comparison], None]


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


def compared(revision: Revision, step: StepName, now: StepResult) -> Comparison:
    """The comprehensive comparison of a step at a revision; computed once."""
    return _compared(state.database().place, revision.study_id, revision.number, step, revision.study, now)


@st.cache_resource(max_entries=64, show_spinner=False)
def _firm(
    place: str, study_id: str, number: int, step: StepName, _study: Study, _now: StepResult
) -> Firmness:
    return firmness(_study, _now)


@st.cache_resource(max_entries=64, show_spinner=False)
def _compared(
    place: str, study_id: str, number: int, step: StepName, _study: Study, _now: StepResult
) -> Comparison:
    return comparison(_study, _now)


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
        found = compared(revision, step, now)
    VIEWS[view](revision.study, now, found)


def _weightings(study: Study, now: StepResult, found: Comparison) -> None:
    language, firm = state.language(), found.firmness
    picture(first_picture(study, now, firm, language), f"{now.step}-first")
    picture(stability_picture(study, now, firm, language), f"{now.step}-stability")
    st.caption(line("firm_part.intervals", samples=f"{firm.samples:,}"), width=READING_WIDTH)


def _bodies(study: Study, now: StepResult, found: Comparison) -> None:
    """What each body would decide alone, other ways of counting voices, and how far the bodies agree."""
    import pandas as pd

    if not found.own:
        st.caption(line("firm_part.no_own"), width=READING_WIDTH)
        return
    language = state.language()
    picture(judges_picture(study, now, found.own, language), f"{now.step}-own")
    rows = [
        (
            candidate_name(study, "bodies", body, language),
            candidate_name(study, now.step, own.winner, language),
        )
        for body, own in found.own.items()
    ]
    heads = [t("firm_part.body"), t("firm_part.would_choose")]
    alt = t("firm_part.bodies")
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, key=f"{now.step}-winners", alt=alt)
    told(judges_remarks(study, now))
    told(remark for remark in found.remarks if remark.key in VOICED)


def _methods(study: Study, now: StepResult, found: Comparison) -> None:
    picture(methods_picture(study, now, found.methods, state.language()), f"{now.step}-methods")
    said = [
        t("firm_part.refused", method=method, reason=remark_text(reason, state.language()))
        for method, reason in found.methods.refused.items()
    ]
    said_in_lines(said)


def _rivals(study: Study, now: StepResult, found: Comparison) -> None:
    told(turn.remark for turn in found.turns)


def _draws(study: Study, now: StepResult, found: Comparison) -> None:
    """Where a candidate with unknown scores may stand."""
    import pandas as pd

    if found.drawn is None:
        return
    told(found.drawn.remarks)
    language, ranks = state.language(), found.drawn.ranks
    places = max(map(len, ranks.values()), default=0)
    heads = [t("firm_part.candidate"), *(t("chart.place", place=place + 1) for place in range(places))]
    rows = [
        (candidate_name(study, now.step, key, language), *(_shown(share) for share in shares))
        for key, shares in ranks.items()
    ]
    st.dataframe(
        pd.DataFrame(rows, columns=heads), hide_index=True, key=f"{now.step}-draws", alt=t("firm_part.draws")
    )


def _shown(share: float) -> str:
    return percent(share, state.language()) if share else ""


VIEWS: Mapping[str, View] = {
    "weightings": _weightings,
    "rivals": _rivals,
    "bodies": _bodies,
    "methods": _methods,
    "draws": _draws,
}
