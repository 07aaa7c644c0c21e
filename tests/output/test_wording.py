"""Names, remarks and headlines."""

from dataclasses import replace

import pytest

from mcda.cooperation.remark import Remark
from mcda.cooperation.steps import STEPS, result
from mcda.cooperation.study import Study, Wording
from mcda.core.errors import InvalidInput
from mcda.output.wording import (
    candidate_name,
    clauses,
    headline,
    heaviest_title,
    listed,
    name_of,
    problem_text,
    remark_text,
)
from mcda.text import LANGUAGES, Language, say
from tests.output.pasture import pasture


def test_chinese_parts_clauses_by_commas_and_names_by_enumeration_marks() -> None:
    assert clauses(["最多选 7 个", "名额须留给该类主体"], "zh") == "最多选 7 个，名额须留给该类主体"
    assert listed(["无锡", "苏州"], "zh") == "无锡、苏州"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS)
def test_a_call_asks_the_same_on_the_phone_and_in_the_hall(step: str, language: Language) -> None:
    assert say(f"phone.call_{step}", language) == say(f"hall.ask_proposals_{step}", language)


def test_a_leader_that_is_chosen_alone_is_told_once() -> None:
    study, now = pasture()
    assert headline(study, now, "en") == "Berg leads (1.00) and is chosen."
    assert headline(study, now, "zh") == "Berg居首（1.00），并被选中。"


def test_another_choice_than_the_leader_is_named() -> None:
    study, now = pasture()
    assert headline(study, replace(now, chosen=("a",)), "en") == "Berg leads (1.00); chosen: Alm."
    assert headline(study, replace(now, chosen=()), "zh") == "Berg居首（1.00）；没有选中任何候选。"


def test_the_chosen_are_listed_best_first() -> None:
    study, now = pasture()
    assert headline(study, replace(now, chosen=("a", "b")), "en").endswith("chosen: Berg and Alm.")


def test_leaders_with_the_same_closeness_lead_together() -> None:
    study, now = pasture()
    tied = replace(now, closeness={"a": 0.5, "b": 0.5}, ranks={"a": 1, "b": 1}, chosen=())
    assert headline(study, tied, "en") == "Alm and Berg lead together (0.50); none is chosen."
    assert headline(study, tied, "zh") == "Alm、Berg并列居首（0.50）；没有选中任何候选。"


def test_more_than_three_chosen_are_counted(example: Study) -> None:
    said = headline(example, result(example, "bodies"), "en")
    assert said.endswith("; 7 of 12 are chosen.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_of_the_example_is_said_in_both_languages(example: Study, language: Language) -> None:
    for step in STEPS:
        now = result(example, step)
        for remark in [*now.refused.values(), *(one for fell in now.fell.values() for one in fell)]:
            said = remark_text(remark, language)
            assert said
            assert "{" not in said
            assert "Wording" not in said


def test_names_in_a_remark_are_said_in_the_readers_language() -> None:
    remark = Remark("stale.added_issues", {"name": Wording(en="Algae", zh="蓝藻")})
    assert "Algae" in remark_text(remark, "en")
    assert "蓝藻" in remark_text(remark, "zh")


def test_a_remark_inside_a_remark_is_said_too() -> None:
    name = Wording(en="Algae", zh="蓝藻")
    inner = Remark("firmness.part", {"whole": name, "part": name})
    outer = Remark("firmness.always", {"winner": inner})
    assert remark_text(outer, "en").startswith("Algae: Algae stays first")


def test_a_share_in_a_sentence_is_never_all_or_nothing_when_it_is_not() -> None:
    values = {"winner": Wording(en="Wuxi", zh="无锡"), "share": 0.9999, "samples": 10_000}
    assert "in over 99% of 10,000" in remark_text(Remark("firmness.share", values), "en")
    assert "超过 99%" in remark_text(Remark("firmness.share", values), "zh")


def test_money_in_a_sentence_is_rounded_as_in_a_table() -> None:
    values = {"support": 1.546875, "surplus": 12.0, "unit": Wording(en="M", zh="百万元")}
    told = remark_text(Remark("joining.self_financing", values), "en")
    assert told.startswith("1.55 M of support")
    assert "gain 12 more" in told


def test_amounts_without_a_unit_are_said_without_one() -> None:
    values = {"support": 5.0, "surplus": 8.0, "unit": Wording()}
    assert remark_text(Remark("joining.self_financing", values), "en").startswith("5 of support would")
    values = {"body": Wording(en="Wuxi", zh="无锡"), "net_in": -2.0, "support": 5.0, "unit": Wording()}
    stays_out = Remark("joining.stays_out", values)
    assert "(−2) and" in remark_text(stays_out, "en")
    assert "support of 5 would" in remark_text(stays_out, "en")
    assert remark_text(stays_out, "zh") == "无锡参与则受损（−2），不参与也无收益：需获得 5的支持才会加入。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_amounts_are_said_as_tables_show_them(language: Language) -> None:
    over = Remark("refused.over_budget", {"cost": 1234567.5, "budget": 1234566.0})
    assert "1,234,568" in remark_text(over, language)
    assert "1,234,566" in remark_text(over, language)
    values = {"rival": "A", "criterion": "B", "needed": 2345678.9, "now": 3.45678}
    score = remark_text(Remark("rival.score_above", values), language)
    assert "2,345,679" in score
    assert "3.457" in score


def test_an_amount_of_nothing_is_said_too() -> None:
    assert "budget of 0" in remark_text(Remark("fell.budget", {"budget": 0.0}), "en")


def test_shares_keep_the_form_that_their_sentence_gives_them() -> None:
    low = Remark("judges.widest", {"criterion": "A", "lowest": 0.125, "highest": 0.5})
    assert "12% to 50%" in remark_text(low, "en")


def test_a_problem_is_told_with_names_in_the_readers_language() -> None:
    problem = InvalidInput("weights.missing", criteria=[Wording(en="Cost", zh="成本"), Wording(en="Time")])
    assert "Cost and Time" in problem_text(problem, "en")
    assert "成本、Time" in problem_text(problem, "zh")


def test_a_name_is_one_line_and_never_empty() -> None:
    assert name_of(Wording(en=" two\nlines "), "en") == "two lines"
    assert name_of(Wording(), "en") == "(no name)"
    assert name_of(Wording(en="\n"), "zh") == "（未命名）"


def test_a_candidate_that_is_gone_is_called_by_its_id() -> None:
    study, _ = pasture()
    assert candidate_name(study, "bodies", "gone", "en") == "gone"


@pytest.mark.parametrize("key", ["group_picture.title", "chart.heaviest", "decision_page.heaviest"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_criteria_that_weigh_most_together_are_named_together(key: str, language: Language) -> None:
    names = {"a": "Authority", "b": "Benefit", "c": "Cost"}
    alone = heaviest_title(key, names, {"a": 0.2, "b": 0.5, "c": 0.3}, "50%", language)
    tied = heaviest_title(key, names, {"a": 0.4, "b": 0.4 - 1e-13, "c": 0.2}, "40%", language)
    same = heaviest_title(key, names, dict.fromkeys(names, 1 / 3), "33%", language)
    assert [[name in said for name in names.values()] for said in (alone, tied, same)] == [
        [False, True, False],
        [True, True, False],
        [False, False, False],
    ]
    assert all(weight in said for weight, said in (("50%", alone), ("40%", tied), ("33%", same)))
