"""Who may decide what: the authority register, what must be granted, and which territories are affected."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.affected import at_the_table
from mcda.cooperation.division import division_of_work
from mcda.cooperation.edit_cooperation import set_register, set_territory_share
from mcda.cooperation.register import STRENGTH, authorisations, beyond_power, competence, filled_in
from mcda.cooperation.study import Competence, StepName, Study, Wording
from mcda.output.cooperation_pictures import register_picture
from mcda.output.cooperation_tables import register_csv
from mcda.output.numbers import percent
from mcda.output.wording import remark_text
from mcda.workspace import edits, state
from mcda.workspace.chain import still_there
from mcda.workspace.edited_table import NAME, TYPED, Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import picture
from mcda.workspace.register_dialogs import power_dialog, register_paste_dialog
from mcda.workspace.state import t
from mcda.workspace.telling import choice_column, said_in_lines
from mcda.workspace.widgets import READING_WIDTH, empty_state, line

VIEWS = ("kinds", "grounds", "picture")
GROUNDED = "✓"
SPOKEN = "#spoken"
NARROW = 130


def register_part(revision: Revision, step: StepName) -> None:
    """Draw the register, the authorisations to ask for, and the territories that each issue affects."""
    study = revision.study
    bodies, issues = study.bodies.candidates, study.issues.candidates
    if not bodies or not issues:
        empty_state("register_part.nothing")
        return
    chosen = still_there(study, "bodies")
    st.caption(line("register_part.about"), width=READING_WIDTH)
    with st.container(horizontal=True, vertical_alignment="center", key="issues-register-tools"):
        view = st.segmented_control(
            line("register_part.view"),
            VIEWS,
            default="kinds",
            format_func={view: line(f"register_part.{view}") for view in VIEWS}.__getitem__,
            required=True,
            label_visibility="collapsed",
            key="issues-register-view",
        )
        if st.button(line("register_part.paste"), key="issues-register-paste"):
            register_paste_dialog(study)
        st.download_button(
            line("register_part.csv"),
            lambda: register_csv(study, state.language()),
            "authority-register.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="issues-register-csv",
        )
    if view == "picture":
        known = list(chosen) or list(bodies)
        picture(register_picture(study, known, list(issues), state.language()), "issues-register")
    else:
        (_kinds if view == "kinds" else _grounds)(study)
    refused = beyond_power(study, chosen) if chosen else {}
    said_in_lines(
        t("register_part.refused", issue=issues[key].name, reason=remark_text(reason, state.language()))
        for key, reason in refused.items()
    )
    _to_ask_for(study, chosen)
    _affected(study, chosen)


def _kinds(study: Study) -> None:
    """The kinds of power, each cell a choice; a changed kind keeps its ground."""
    import pandas as pd

    bodies = study.bodies.candidates
    register, issues = study.authority_register, distinct_names(study.issues.candidates)
    columns = {
        issue: pd.Series(
            [held.kind if (held := register.get(body, {}).get(issue)) else None for body in bodies],
            dtype="object",
        )
        for issue in issues
    }
    frame = pd.DataFrame({NAME: list(distinct_names(bodies).values()), **columns})

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            entries = {
                body: {issue: _of_kind(competence(now, body, issue), kind) for issue, kind in row.items()}
                for body, row in cells.items()
            }
            return set_register(now, entries)

        return edits.change(edit)

    words = {str(kind): t(f"choice.power.{kind}") for kind in STRENGTH}
    edited_table(
        "issues-register-kinds",
        frame.set_axis(list(bodies)),
        save,
        disabled=[NAME],
        column_config={
            NAME: st.column_config.TextColumn(t("joining_part.body"), pinned=True, width="medium"),
            **{issue: choice_column(name, words.values(), NARROW) for issue, name in issues.items()},
        },
        choices=dict.fromkeys(issues, words),
        placeholder="–",
        height="content",
        alt=t("register_part.about"),
    )


def _of_kind(old: Competence, kind: str | None) -> Competence | None:
    if kind is None:
        return None
    granted = old.grantor if kind == "needs_authorisation" else Wording()
    return Competence.model_validate({"kind": kind, "ground": old.ground, "grantor": granted})


def _grounds(study: Study) -> None:
    """The register to look into: a click on a cell opens its ground and who could grant it."""
    import pandas as pd

    bodies, register = list(study.bodies.candidates), study.authority_register
    issues = distinct_names(study.issues.candidates)

    def cell(body: str, issue: str) -> str:
        held = register.get(body, {}).get(issue)
        if held is None:
            return "–"
        said = any((held.ground.en, held.ground.zh, held.grantor.en, held.grantor.zh))
        return f"{t(f'choice.power.{held.kind}')}{' ' + GROUNDED if said else ''}"

    names = list(distinct_names(study.bodies.candidates).values())
    columns = {name: [cell(body, issue) for body in bodies] for issue, name in issues.items()}
    key = "issues-register-grounds"

    def open_cell() -> None:
        issue_of = {name: issue for issue, name in issues.items()}
        for row, column in st.session_state[key].selection.cells:
            if column in issue_of:
                st.session_state["issues-power"] = (bodies[row], issue_of[column])

    st.caption(line("register_part.grounds_how"))
    st.dataframe(
        pd.DataFrame(columns, index=pd.Index(names, name=t("joining_part.body"))),
        key=key,
        height="content",
        on_select=open_cell,
        selection_mode="single-cell",
        alt=t("register_part.about"),
    )
    opened = st.session_state.pop("issues-power", None)
    if opened is not None:
        power_dialog(study, *opened)


def _to_ask_for(study: Study, chosen: Mapping[str, float]) -> None:
    """Which power must be granted, for whom, from whom."""
    import pandas as pd

    issues = still_there(study, "issues")
    if not chosen or not issues or not filled_in(study):
        return
    st.markdown(f"#### {line('register_part.to_ask_for')}")
    asked = authorisations(study, chosen, issues, division_of_work(study, chosen, issues).deciding())
    if not asked:
        st.markdown(line("register_part.nothing_to_ask"), width=READING_WIDTH)
        return
    unsaid = t("register_part.unsaid")
    rows = [
        (
            state.name(study.issues.candidates[each.issue].name),
            state.name(study.bodies.candidates[each.body].name),
            state.name(each.grantor) or unsaid,
            state.name(each.ground) or unsaid,
        )
        for each in asked
    ]
    heads = [t(f"register_part.{head}") for head in ("power_over", "for_whom", "from_whom", "ground")]
    st.dataframe(
        pd.DataFrame(rows, columns=heads),
        hide_index=True,
        key="issues-authorisations",
        alt=t("register_part.to_ask_for"),
    )


def _affected(study: Study, chosen: Mapping[str, float]) -> None:
    """How much each issue affects each territory, and how far the chosen bodies speak for those."""
    import pandas as pd

    st.markdown(f"#### {line('register_part.affected')}")
    if not study.territories:
        empty_state("register_part.no_territories")
        return
    st.caption(line("register_part.affected_how"), width=READING_WIDTH)
    issues, territories = study.issues.candidates, distinct_names(study.territories)
    spoken = [at_the_table(study, issue, chosen) for issue in issues]
    shown = ["–" if share is None else percent(share, state.language()) for share in spoken]
    columns = {
        key: pd.Series([issue.territories.get(key) for issue in issues.values()], dtype="float64")
        for key in territories
    }
    names = list(distinct_names(issues).values())
    frame = pd.DataFrame({NAME: names, SPOKEN: shown, **columns}).set_axis(list(issues))

    def save(cells: Cells) -> bool:
        typed = [
            partial(_set_share, issue=issue, territory=territory, share=share)
            for issue, row in cells.items()
            for territory, share in row.items()
        ]
        good = [edit for edit in typed if state.attempt(partial(edit, study)) is not None]

        def edit_all(now: Study) -> Study:
            for edit in good:
                now = edit(now)
            return now

        return bool(good) and edits.change(edit_all)

    edited_table(
        "issues-affected",
        frame,
        save,
        disabled=[NAME, SPOKEN],
        column_config={
            NAME: st.column_config.TextColumn(t("register_part.issue")),
            SPOKEN: st.column_config.TextColumn(
                t("register_part.spoken"), help=line("register_part.spoken_help")
            ),
            **{
                key: st.column_config.NumberColumn(name, min_value=0, max_value=1, format=TYPED)
                for key, name in territories.items()
            },
        },
        placeholder="",
        height="content",
        alt=t("register_part.affected"),
    )


def _set_share(study: Study, issue: str, territory: str, share: float | None) -> Study:
    return set_territory_share(study, "issues", issue, territory, share or None)
