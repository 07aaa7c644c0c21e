"""The whole decision on one page: who, what, how, why, and what is still open."""

from collections.abc import Iterable, Mapping
from functools import reduce

import streamlit as st

from mcda.cooperation.authority import authority
from mcda.cooperation.compensation import Payment, balance
from mcda.cooperation.division import division_of_work
from mcda.cooperation.firmness import SEED
from mcda.cooperation.joining import joining
from mcda.cooperation.register import authorisations, register_remarks
from mcda.cooperation.steps import StepResult
from mcda.cooperation.study import STEPS, StepName, Study
from mcda.output.decision import method_section
from mcda.output.method_facts import method_lines
from mcda.output.numbers import closeness_texts, money, percent
from mcda.output.wording import candidate_name, name_of, remark_text
from mcda.workspace import state
from mcda.workspace.chain import handed_on, still_there
from mcda.workspace.decision_why import and_then, open_part, small_lines, why_part
from mcda.workspace.state import t
from mcda.workspace.widgets import line, md, moment, no_study, short

ASKED: Mapping[StepName, str] = {"bodies": "who", "issues": "what", "solutions": "how"}
REGION = 120


def decision_page() -> None:
    """Draw the decision of the open study."""
    revision = state.open_study()
    if revision is None:
        no_study()
        return
    study = revision.study
    head = [t("decision_page.revision", number=revision.number, at=moment(revision.at))]
    region = state.name(study.region)
    said = " · ".join(md(part) for part in ([short(region, REGION)] if region else []) + head)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="decision-head"):
        st.subheader(md(name_of(study.title, state.language())), width="content", anchor=False)
        st.caption(said, width="content")
    for column, step in zip(st.columns((10, 10, 9), gap="medium"), STEPS, strict=True):
        with column.container(gap="xsmall"):
            _step(study, step)
    with st.container(gap="xsmall"):
        why_part(revision)
    with st.container(gap="xsmall"):
        open_part(revision)
    _method(study)


def _method(study: Study) -> None:
    """One quiet line with the method of every step that can be ranked."""
    found = {step: state.result(step) for step in STEPS}
    ranked = {step: now for step, now in found.items() if isinstance(now, StepResult)}
    if ranked:
        lines = method_lines(method_section(study, ranked, SEED), state.language())
        st.caption("  \n".join(md(said) for said in lines))


def _step(study: Study, step: StepName) -> None:
    """What one step decides, and below it what that brings with it."""
    st.markdown(f"#### {line(f'decision_page.{ASKED[step]}')}")
    found = handed_on(study, step)
    if not found:
        st.caption(line(f"decision_page.no_{step}"))
        return
    adopted, stale = study.step(step).adopted, step in state.out_of_date()
    standing = "provisional" if adopted is None else "stale" if stale else "adopted"
    st.caption(line(f"decision_page.{standing}_{step}"))
    {"bodies": _who, "issues": _what, "solutions": _how}[step](study, found)


def _who(study: Study, shares: Mapping[str, float]) -> None:
    """The chosen bodies with share and power; the quota, and what a share cannot do."""
    language, there = state.language(), still_there(study, "bodies")
    found = authority(study, there) if set(there) == set(shares) else None
    rows = []
    for body in sorted(shares, key=lambda body: -shares[body]):
        figures = [percent(shares[body], language)] if len(shares) > 1 else []
        if found is not None and body in found.banzhaf:
            figures.append(t("decision_page.power", power=percent(found.banzhaf[body], language)))
        rows.append(_named(study, "bodies", body, figures))
    small_lines(rows)
    said = [t("decision_page.quota", quota=percent(study.shares.quota, language))]
    said += [remark_text(remark, language) for remark in (found.remarks if found else ())]
    together = joining(study, there)
    if together.support_needed > 0:
        support = money(together.support_needed, state.name(study.unit))
        said.append(t("decision_page.support", support=support))
    st.caption(md(reduce(and_then, said)))


def _what(study: Study, priorities: Mapping[str, float]) -> None:
    """The chosen issues with priority and lead, and the authorisations to ask for."""
    language = state.language()
    shares, issues = still_there(study, "bodies"), still_there(study, "issues")
    work = division_of_work(study, shares, issues)
    rows = []
    for issue in sorted(priorities, key=lambda issue: -priorities[issue]):
        figures = [percent(priorities[issue], language)] if len(priorities) > 1 else []
        if issue in issues:
            leads = [body for body, row in work.roles.items() if row[issue] == "lead"]
            names = [study.bodies.candidates[body].name for body in leads]
            figures.append(t("decision_page.lead", bodies=names) if leads else t("decision_page.no_lead"))
        rows.append(_named(study, "issues", issue, figures))
    small_lines(rows)
    asked = register_remarks(study, shares, authorisations(study, shares, issues, work.deciding()))
    if asked:
        st.markdown(f"**{line('decision_page.ask')}**")
        small_lines(md(remark_text(remark, language)) for remark in asked)


def _how(study: Study, chosen: Mapping[str, float]) -> None:
    """The chosen solutions, and who pays whom."""
    bodies = still_there(study, "bodies")
    now, unit = state.result("solutions"), state.name(study.unit)
    for solution in sorted(chosen, key=lambda key: -chosen[key]):
        figures = []
        adopted = study.solutions.adopted
        closeness = adopted.closeness if adopted else now.closeness if isinstance(now, StepResult) else {}
        if solution in closeness:
            shown = dict(zip(closeness, closeness_texts(closeness.values()), strict=True))
            figures.append(t("decision_page.closeness", closeness=shown[solution]))
        small_lines([_named(study, "solutions", solution, figures)])
        found = balance(study, solution, bodies)
        if not found.net:
            st.caption(line("decision_page.deals_unknown"))
        elif not found.losers:
            st.caption(line("decision_page.no_payments"))
        else:
            st.markdown(f"**{line('decision_page.payments')}**")
            said = [_received(study, payee, found.payments) for payee in found.losers]
            if found.gap:
                said.append(t("deals_part.gap", amount=money(found.gap, unit)))
            small_lines(md(sentence) for sentence in said)
    if joining(study, bodies).by_body and any(balance(study, solution, bodies).net for solution in chosen):
        st.caption(line("decision_page.two_bases"))


def _received(study: Study, payee: str, payments: Iterable[Payment]) -> str:
    """What a body receives, and from whom."""
    names, unit = study.bodies.candidates, state.name(study.unit)
    here = [payment for payment in payments if payment.payee == payee]
    given = [
        t("decision_page.from", payer=names[each.payer].name, amount=money(each.amount)) for each in here
    ]
    total = money(sum(each.amount for each in here), unit)
    return t("decision_page.receives", payee=names[payee].name, amount=total, payers=given)


def _named(study: Study, step: StepName, key: str, figures: Iterable[str]) -> str:
    told = " · ".join(md(figure) for figure in figures)
    return f"**{md(candidate_name(study, step, key, state.language()))}** {told}".strip()
