"""What would have to be true for another candidate to win (M116)."""

import pytest

from mcda.cooperation.firmness import ranks_under, with_scores
from mcda.cooperation.rivals import turns
from mcda.cooperation.steps import result
from mcda.output.wording import remark_text
from mcda.text import LANGUAGES
from tests.cooperation.test_firmness import two
from tests.cooperation.valley import criteria, with_step


def test_a_rival_wins_when_the_weight_passes_the_nearest_threshold() -> None:
    found = result(two(0.6), "bodies")
    (turn,) = turns(two(0.6), found)
    assert (turn.rival, turn.by, turn.leaf, turn.now) == ("south", "weight", "first", 0.6)
    assert turn.needed == pytest.approx(0.5)
    assert remark_text(turn.remark, "en") == "South would win if First counted less than 50.0% (now 60.0%)."
    assert ranks_under(found, {"first": turn.needed - 1e-6, "second": 1 - turn.needed + 1e-6})["south"] == 1
    assert ranks_under(found, {"first": turn.needed + 1e-6, "second": 1 - turn.needed - 1e-6})["south"] == 2


def test_a_rival_that_is_worse_everywhere_wins_by_a_better_score() -> None:
    # north (4, 4), south (x, 3), both criteria alike. On the second, the normalised gap is 1 / sqrt(16 + 9) =
    # 0.2 for north. South leads once its gap on the first is as large: (x - 4) / sqrt(16 + x²) = 0.2, so
    # 0.96 x² - 8 x + 15.36 = 0, x = (8 + sqrt(64 - 58.9824)) / 1.92 = (8 + 2.24) / 1.92 = 16/3.
    study = two(0.5, north={"first": 4, "second": 4}, south={"first": 3, "second": 3})
    study = with_step(study, "bodies", criteria=criteria("first", "second", highest=6))
    found = result(study, "bodies")
    (turn,) = turns(study, found)
    assert (turn.by, turn.leaf, turn.now) == ("score", "first", 3)
    assert turn.needed == pytest.approx(16 / 3)
    assert turn.remark.key == "rival.score_above"
    below, above = (with_scores(found, [[4, 4], [16 / 3 + e, 3]]) for e in (-1e-6, 1e-6))  # type: ignore[arg-type]
    assert below[1] < below[0]
    assert above[1] > above[0]


def test_where_less_is_better_the_score_must_fall() -> None:
    study = two(0.5, north={"first": 2, "second": 2}, south={"first": 3, "second": 3})
    study = with_step(study, "bodies", criteria=criteria("first", "second", direction="min"))
    (turn,) = turns(study, result(study, "bodies"))
    assert turn.remark.key == "rival.score_below"
    assert turn.needed < 2


def test_a_rival_out_of_reach_is_said_to_be() -> None:
    # Within 1 to 5 nothing single helps a candidate that is far behind on both.
    study = two(0.5, north={"first": 5, "second": 5}, south={"first": 1, "second": 1})
    (turn,) = turns(study, result(study, "bodies"))
    assert (turn.by, turn.leaf, turn.remark.key) == ("nothing", "", "rival.nothing")
    assert all(remark_text(turn.remark, language) for language in LANGUAGES)


def test_without_a_declared_range_a_score_may_go_as_far_as_the_best_there_is() -> None:
    # North is better than south on both, so no weight helps; south may rise to the agency's 9 on the second.
    study = two(
        0.5,
        north={"first": 4, "second": 4},
        south={"first": 3.5, "second": 3},
        agency={"first": 1, "second": 9},
    )
    study = with_step(study, "bodies", criteria=criteria("first", "second", lowest=None, highest=None))
    south = next(turn for turn in turns(study, result(study, "bodies")) if turn.rival == "south")
    assert (south.by, south.leaf) == ("score", "second")
    assert 4 < south.needed < 5


def test_those_that_lead_already_need_nothing_and_rivals_come_in_the_order_of_ranks() -> None:
    assert turns(two(0.5), result(two(0.5), "bodies")) == ()
    study = two(
        0.6,
        north={"first": 5, "second": 1},
        south={"first": 1, "second": 5},
        agency={"first": 2, "second": 4},
    )
    found = result(study, "bodies")
    assert [found.ranks[turn.rival] for turn in turns(study, found)] == [2, 3]
