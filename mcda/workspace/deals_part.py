"""Who gains and who loses by each solution, and who would pay whom so that nobody loses."""

from collections.abc import Mapping

import streamlit as st

from mcda.actions.studies import Revision
from mcda.cooperation.compensation import Balance, balance
from mcda.cooperation.edit_cooperation import drop_deal, set_deal
from mcda.cooperation.study import StepName, Study
from mcda.output.deal_picture import deal_picture
from mcda.output.numbers import money, signed
from mcda.workspace import edits, state
from mcda.workspace.chain import still_there
from mcda.workspace.edited_table import Cells, edited_table
from mcda.workspace.labels import distinct_names
from mcda.workspace.pictures import picture
from mcda.workspace.state import t
from mcda.workspace.telling import said_in_lines
from mcda.workspace.widgets import READING_WIDTH, empty_state, line

SIDES = ("benefit", "cost")


def deals_part(revision: Revision, step: StepName) -> None:
    """Draw all solutions side by side, and for one of them each body's gain, cost and side payment."""
    study = revision.study
    if not study.solutions.candidates or not study.bodies.candidates:
        empty_state("deals_part.nothing")
        return
    chosen = list(still_there(study, "bodies"))
    if not chosen:
        empty_state("deals_part.no_bodies")
        return
    found = {key: balance(study, key, chosen) for key in study.solutions.candidates}
    names = distinct_names(study.solutions.candidates)
    if study.deals:
        _side_by_side(found, names)
    leading = next(iter(still_there(study, "solutions")), None)
    solution = st.selectbox(
        line("deals_part.solution"),
        list(names),
        list(names).index(leading) if leading in names else 0,
        format_func=names.__getitem__,
        width=READING_WIDTH,
        key="solutions-deals-of",
    )
    if found[solution].net:
        picture(deal_picture(study, solution, found[solution], state.language()), "solutions-deal")
        _payments(study, found[solution])
    _figures(study, solution, chosen)


def _side_by_side(found: Mapping[str, Balance], names: Mapping[str, str]) -> None:
    import pandas as pd

    rows = [
        (
            names[key],
            len(each.gainers),
            len(each.losers),
            money(each.needed),
            t("deals_part.carried" if each.carried else "deals_part.short", gap=money(each.gap)),
            f"{each.gini:.2f}",
            f"{each.gini_after:.2f}",
        )
        for key, each in found.items()
        if each.net
    ]
    heads = ("solution", "gain", "lose", "needed", "by_itself", "gini", "gini_after")
    frame = pd.DataFrame(rows, columns=[t(f"deals_part.{head}") for head in heads])
    right = st.column_config.TextColumn(alignment="right")
    st.dataframe(
        frame,
        hide_index=True,
        column_config={t(f"deals_part.{head}"): right for head in ("needed", "gini", "gini_after")},
        key="solutions-deals-all",
        alt=t("deals_part.overview"),
    )
    st.caption(line("deals_part.gini_means"), width=READING_WIDTH)


def _payments(study: Study, found: Balance) -> None:
    unit, bodies = state.name(study.unit), study.bodies.candidates
    said = [
        t(
            "deals_part.pays",
            payer=bodies[payment.payer].name,
            payee=bodies[payment.payee].name,
            amount=money(payment.amount, unit),
        )
        for payment in found.payments
    ]
    if found.gap:
        said.append(t("deals_part.gap", amount=money(found.gap, unit)))
    if found.unknown:
        said.append(t("deals_part.unknown", bodies=[bodies[body].name for body in found.unknown]))
    said_in_lines(said)


def _figures(study: Study, solution: str, chosen: list[str]) -> None:
    """Benefit and cost of the chosen bodies, then of those with figures that are not chosen."""
    import pandas as pd

    given = study.deals.get(solution, {})
    keys = [*chosen, *(key for key in given if key in study.bodies.candidates and key not in chosen)]
    deals = {key: given.get(key) for key in keys}
    columns = {
        side: pd.Series([getattr(deal, side, None) for deal in deals.values()], dtype="float64")
        for side in SIDES
    }
    nets = ["–" if deal is None else signed(deal.benefit - deal.cost) for deal in deals.values()]
    names = list(distinct_names({key: study.bodies.candidates[key] for key in keys}).values())
    sources = ["" if deal is None else deal.source for deal in deals.values()]
    frame = pd.DataFrame({"name": names, **columns, "net": nets, "source": sources}).set_axis(keys)

    def save(cells: Cells) -> bool:
        def edit(now: Study) -> Study:
            for body, fields in cells.items():
                now = _with_cells(now, solution, body, fields)
            return now

        return edits.change(edit)

    st.markdown(f"#### {line('deals_part.figures')}")
    number = st.column_config.NumberColumn
    edited_table(
        f"solutions-deals-{solution}",
        frame,
        save,
        disabled=["name", "net"],
        column_config={
            "name": st.column_config.TextColumn(t("joining_part.body")),
            **{side: number(t(f"deals_part.{side}"), format="localized") for side in SIDES},
            "net": st.column_config.TextColumn(t("deals_part.net"), alignment="right"),
            "source": st.column_config.TextColumn(t("joining_part.source"), max_chars=5000),
        },
        placeholder="?",
        height="content",
        alt=t("deals_part.figures"),
    )
    unit = state.name(study.unit)
    st.caption(line("deals_part.how", unit=unit) if unit else line("deals_part.how_no_unit"))


def _with_cells(study: Study, solution: str, body: str, fields: Mapping[str, object]) -> Study:
    """A side typed alone stands with 0 on the other; where both are emptied nothing is known."""
    old = study.deals.get(solution, {}).get(body)
    sides = {side: fields.get(side, getattr(old, side, None)) for side in SIDES}
    source = str(fields.get("source", old.source if old else "") or "")
    if sides["benefit"] is None and sides["cost"] is None:
        return study if old is None else drop_deal(study, solution, body)
    figures = {side: 0.0 if value is None else value for side, value in sides.items()}
    return set_deal(study, solution, body, **figures, source=source)  # type: ignore[arg-type]
