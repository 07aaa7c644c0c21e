"""Taking part: what it brings each body and costs it, who would join, how each takes part, who is missing."""

from collections.abc import Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.edit_cooperation import FIGURES, set_need, set_participation
from mcda.cooperation.edit_frame import set_frame
from mcda.cooperation.integrity import integrity
from mcda.cooperation.joining import joining, without
from mcda.cooperation.study import Participation, StepName, Study
from mcda.cooperation.ways import NEEDED, NEEDS, gaps
from mcda.output.cooperation_pictures import participation_picture
from mcda.output.numbers import money
from mcda.workspace import edits, state
from mcda.workspace.chain import still_there
from mcda.workspace.dialogs import saving
from mcda.workspace.edited_table import Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.telling import choice_column, said_in_lines, told
from mcda.workspace.widgets import READING_WIDTH, empty_state, fold, line, md

MET: Mapping[str, bool] = {"met": True, "not_met": False}


def joining_part(revision: Revision, step: StepName) -> None:
    """Draw who would take part by itself, the figures behind it, and what each way of taking part needs."""
    study = revision.study
    if not study.bodies.candidates:
        empty_state("candidates_part.empty_bodies")
        return
    chosen = still_there(study, "bodies")
    told(integrity(study, chosen) if chosen else ())
    _standing(study, chosen)
    _figures(study)
    _ways(study, chosen)
    _without(study, chosen)


def _standing(study: Study, chosen: Mapping[str, float]) -> None:
    groups = {"chosen": tuple(chosen), "all": tuple(study.bodies.candidates)}
    found = {group: joining(study, bodies) for group, bodies in groups.items()}
    with_figures = [group for group in groups if found[group].by_body]
    if not with_figures:
        empty_state("joining_part.no_figures")
        return
    group = st.segmented_control(
        line("joining_part.whom"),
        with_figures,
        default=with_figures[0],
        format_func={group: line(f"joining_part.whom_{group}") for group in groups}.__getitem__,
        required=True,
        label_visibility="collapsed",
        key="bodies-joining-whom",
    )
    shown = found[group]
    picture(participation_picture(study, shown, state.language()), "bodies-participation")
    told(shown.remarks)
    if shown.unknown:
        names = [study.bodies.candidates[body].name for body in shown.unknown]
        st.caption(line("joining_part.unknown", bodies=names))


def _figures(study: Study) -> None:
    import pandas as pd

    st.markdown(f"#### {line('joining_part.figures')}")
    unit, language = state.name(study.unit), state.language()
    box = f"bodies-unit-{language}-{unit}"
    st.text_input(
        line("joining_part.unit"),
        unit,
        max_chars=60,
        placeholder=t("joining_part.unit_example"),
        width=300,
        key=box,
        on_change=saving(lambda now: set_frame(now, "unit", language, st.session_state[box])),
    )
    bodies = study.bodies.candidates
    given = {key: study.participation.get(key, Participation()) for key in bodies}
    columns = {
        figure: pd.Series([getattr(given[key], figure) for key in bodies], dtype="float64")
        for figure in FIGURES
    }
    frame = pd.DataFrame(
        {
            "name": list(distinct_names(bodies).values()),
            **columns,
            "source": [given[key].source for key in bodies],
        }
    )

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            for body, fields in cells.items():
                said = {key: value or "" if key == "source" else value for key, value in fields.items()}
                now = set_participation(now, body, **said)
            return now

        return edits.change(edit)

    edited_table(
        "bodies-figures",
        frame.set_axis(list(bodies)),
        save,
        disabled=["name"],
        column_config={
            "name": st.column_config.TextColumn(t("joining_part.body")),
            **{
                figure: st.column_config.NumberColumn(
                    t(f"joining_part.{figure}"), help=line(f"joining_part.{figure}_help"), format="localized"
                )
                for figure in FIGURES
            },
            "source": st.column_config.TextColumn(t("joining_part.source"), max_chars=5000),
        },
        placeholder="?",
        height="content",
        alt=t("joining_part.figures"),
    )
    st.caption(line("joining_part.figures_how"))


def _ways(study: Study, chosen: Mapping[str, float]) -> None:
    """The way each body takes part, and whether what that needs is there."""
    import pandas as pd

    st.markdown(f"#### {line('joining_part.ways')}")
    bodies = study.bodies.candidates
    given = {key: study.participation.get(key, Participation()) for key in bodies}
    words: dict[bool | None, str | None] = {True: "met", False: "not_met", None: None}
    ways_now = pd.Series([given[key].way or None for key in bodies], dtype="object")
    needs_now = {
        str(need): pd.Series([words[given[key].conditions.get(need)] for key in bodies], dtype="object")
        for need in NEEDS
    }
    frame = pd.DataFrame(
        {
            "name": list(distinct_names(bodies).values()),
            "way": ways_now,
            **needs_now,
        }
    )

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            for body, fields in cells.items():
                if "way" in fields:
                    now = set_participation(now, body, way=fields["way"] or "")
                for need in (need for need in NEEDS if need in fields):
                    now = set_need(now, body, need, MET.get(fields[need] or ""))
            return now

        return edits.change(edit)

    met = {key: t(f"joining_part.{key}") for key in MET}
    ways = {way: t(f"choice.way.{way}") for way in NEEDED if way}
    edited_table(
        "bodies-ways",
        frame.set_axis(list(bodies)),
        save,
        disabled=["name"],
        column_config={
            "name": st.column_config.TextColumn(t("joining_part.body")),
            "way": choice_column(t("joining_part.way"), ways.values()),
            **{need: choice_column(t(f"ways.need_{need}"), met.values()) for need in NEEDS},
        },
        choices={"way": ways, **dict.fromkeys(map(str, NEEDS), met)},
        placeholder="–",
        height="content",
        alt=t("joining_part.ways"),
    )
    missing = gaps(study, chosen)
    if missing:
        fold(line("joining_part.gaps", count=len(missing)), "bodies-gaps", lambda: told(missing))
    elif chosen:
        st.caption(line("joining_part.no_gaps"))


def _without(study: Study, chosen: Mapping[str, float]) -> None:
    """What falls away if one of the chosen stays away."""
    if not chosen:
        return
    st.markdown(f"#### {line('joining_part.without')}")
    names = distinct_names({key: study.bodies.candidates[key] for key in chosen})
    body = st.selectbox(
        line("joining_part.without_whom"),
        list(names),
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=READING_WIDTH,
        key="bodies-without",
    )
    issues = list(still_there(study, "issues"))
    lost, unit = without(study, body, chosen, issues), state.name(study.unit)
    said = []
    if lost.issues:
        said.append(
            t("joining_part.lost_issues", issues=[study.issues.candidates[i].name for i in lost.issues])
        )
    if lost.territories:
        places = [study.territories[key].name for key in lost.territories]
        said.append(t("joining_part.lost_territories", territories=places))
    for figure in ("benefit", "contribution"):
        value = getattr(lost, figure)
        if value is not None:
            said.append(t(f"joining_part.lost_{figure}", amount=money(value, unit)))
    if not lost.issues and not lost.territories:
        st.markdown(md(t("joining_part.lost_nothing", body=names[body])), width=READING_WIDTH)
    said_in_lines(said)
