"""How firm the chosen set is, and not only the first place (M120)."""

import pytest

from mcda.cooperation.firmness import Firmness, firmness
from mcda.cooperation.steps import result
from mcda.cooperation.study import Rule, Study
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES
from tests.cooperation.valley import candidate, criteria, direct, scored, valley, with_step

ROWS = {
    "north": {"first": 5, "second": 1},
    "south": {"first": 1, "second": 5},
    "club": {"first": 2, "second": 2},
    "agency": {"first": 1.2, "second": 1},
}


def firm(rule: Rule, weight: float = 0.6) -> Firmness:
    study = chosen_by(rule, weight)
    return firmness(study, result(study, "bodies"))


def chosen_by(rule: Rule, weight: float) -> Study:
    return with_step(
        valley(),
        "bodies",
        criteria=criteria("first", "second"),
        candidates={key: candidate(key) for key in ROWS},
        scores=scored(**ROWS),
        weighting=direct(first=weight, second=1 - weight),
        rule=rule,
    )


def test_each_candidate_is_among_the_first_so_many_as_are_chosen_in_the_sum_of_its_first_shares() -> None:
    found = firm(Rule(at_most=2))
    assert found.among is not None
    assert (found.among.places, found.among.by_rank) == (2, True)
    for row, key in enumerate(ROWS):
        ranks = found.acceptability.rank_acceptability[row]
        assert found.among.shares[key] == pytest.approx(ranks[0] + ranks[1], abs=1e-12)
    assert found.among.shares["agency"] == 0  # worse than the club everywhere
    assert sum(found.among.shares.values()) == pytest.approx(2)


def test_with_one_chosen_it_is_the_share_of_first_places() -> None:
    found = firm(Rule(at_most=1))
    assert found.among is not None
    assert found.among.shares == pytest.approx(dict(found.first))


def test_where_all_are_chosen_there_is_nothing_to_say() -> None:
    found = firm(Rule())
    assert found.among is None
    assert "firmness.border" not in [remark.key for remark in found.remarks]


def test_conditions_beside_the_number_are_owned_to_even_while_they_change_nothing() -> None:
    found = firm(Rule(at_most=2, required=("north",)))
    assert found.among is not None
    assert not found.among.by_rank
    assert found.among.border is not None  # north and south are the first two anyway


def test_there_is_no_border_where_a_condition_keeps_the_first_of_the_ranking_out() -> None:
    found = firm(Rule(at_most=1, excluded=("north",)))
    assert found.among is not None
    assert found.among.border is None


def test_a_border_that_turns_in_many_weightings_is_said_and_a_firm_one_is_not() -> None:
    # South leads while the first criterion counts less than half: in half of all weightings.
    found = firm(Rule(at_most=1))
    assert found.among is not None
    assert found.among.border is not None
    border = found.among.border
    assert (border.last_chosen, border.first_left_out) == ("north", "south")
    assert border.turned == found.acceptability.pairwise_winning[1, 0] == pytest.approx(0.5, abs=0.02)
    english, chinese = (remark_text(found.remarks[-1], language) for language in LANGUAGES)
    assert english.startswith("The border of the choice is not firm: South, not chosen, ranks above North")
    assert "并不稳固" in chinese
    firm_border = firm(Rule(at_most=3))
    assert firm_border.among is not None
    assert firm_border.among.border is not None
    assert firm_border.among.border.turned == 0
    assert [remark.key for remark in firm_border.remarks][-1] == "firmness.share"
