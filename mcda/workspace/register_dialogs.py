"""One entry of the authority register, and a whole register from a spreadsheet."""

import streamlit as st

from mcda.cooperation.edit_cooperation import set_competence, set_register
from mcda.cooperation.register import STRENGTH, competence
from mcda.cooperation.register_table import PastedRegister, read_register
from mcda.cooperation.study import Competence, Study, Wording
from mcda.output.wording import remark_text
from mcda.workspace import state
from mcda.workspace.dialogs import close_when_saved, dialog, wording_fields
from mcda.workspace.paste_dialog import MOST_PROBLEMS
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md


def power_dialog(study: Study, body: str, issue: str) -> None:
    """Open one entry of the register."""
    if body in study.bodies.candidates and issue in study.issues.candidates:
        dialog("register_dialog.title", _power_form, study, body, issue, side=True)


def register_paste_dialog(study: Study) -> None:
    """Open the box that takes a register from a spreadsheet."""
    dialog("register_dialog.paste", _paste_form, study)


def _power_form(study: Study, body: str, issue: str) -> None:
    old, prefix = competence(study, body, issue), f"issues-power-{body}-{issue}"
    names = {"body": study.bodies.candidates[body].name, "issue": study.issues.candidates[issue].name}
    st.markdown(line("register_dialog.whose", **names))
    with st.form(prefix, border=False):
        kind = st.radio(
            line("register_dialog.kind"),
            list(STRENGTH),
            list(STRENGTH).index(old.kind),
            format_func={kind: line(f"choice.power.{kind}") for kind in STRENGTH}.__getitem__,
            captions=[line(f"register_dialog.{kind}_means") for kind in STRENGTH],
            key=f"{prefix}-kind",
        )
        ground = wording_fields("register_dialog.ground", old.ground, f"{prefix}-ground", lines=2)
        grantor = wording_fields("register_dialog.grantor", old.grantor, f"{prefix}-grantor")
        submitted = st.form_submit_button(line("dialog.save"), type="primary", key=f"{prefix}-save")
    if submitted and kind is not None:
        asked = grantor if kind == "needs_authorisation" else Wording()
        close_when_saved(
            lambda now: set_competence(now, body, issue, Competence(kind=kind, ground=ground, grantor=asked))
        )


def _paste_form(study: Study) -> None:
    st.markdown(line("register_dialog.paste_how"))
    text = st.text_area(
        line("paste_dialog.box"), height=180, key="issues-register-text", label_visibility="collapsed"
    )
    if not text.strip():
        return
    pasted = read_register(study, state.language(), text)
    if pasted.problems:
        said = [md(remark_text(problem, state.language())) for problem in pasted.problems[:MOST_PROBLEMS]]
        if len(pasted.problems) > MOST_PROBLEMS:
            said.append(line("paste_dialog.more_problems", more=len(pasted.problems) - MOST_PROBLEMS))
        st.warning("\n".join(f"- {sentence}" for sentence in said))
    count = sum(map(len, pasted.values.values()))
    st.caption(line("register_dialog.found", changes=count, same=pasted.same))
    if not count:
        return
    _preview(study, pasted)
    if st.button(
        line("register_dialog.paste_save", n=count), type="primary", key="issues-register-paste-save"
    ):
        close_when_saved(lambda now: set_register(now, pasted.values))


def _preview(study: Study, pasted: PastedRegister) -> None:
    import pandas as pd

    rows = [
        (
            state.name(study.bodies.candidates[body].name),
            state.name(study.issues.candidates[issue].name),
            _shown(study.authority_register.get(body, {}).get(issue)),
            _shown(new),
        )
        for body, row in pasted.values.items()
        for issue, new in row.items()
    ]
    heads = ("joining_part.body", "register_part.issue", "paste_dialog.before", "paste_dialog.after")
    frame = pd.DataFrame(rows, columns=[t(head) for head in heads])
    st.dataframe(frame, hide_index=True, key="issues-register-preview", alt=t("register_dialog.paste"))


def _shown(held: Competence | None) -> str:
    if held is None:
        return "–"
    parts = (t(f"choice.power.{held.kind}"), state.name(held.ground), state.name(held.grantor))
    return " | ".join(part for part in parts if part)
