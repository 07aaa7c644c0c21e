"""Ways of taking part and what they need (M96)."""

import pytest

from mcda.cooperation.study import Participation
from mcda.cooperation.ways import NEEDS, checklist, gaps
from mcda.text import LANGUAGES, say
from tests.cooperation.valley import valley


def test_a_body_that_decides_needs_information_standing_staff_and_budget() -> None:
    found = checklist(valley(participation={"north": Participation(way="decides")}), "north")
    assert found.needs == dict.fromkeys(NEEDS)
    assert found.gaps == NEEDS


def test_what_is_met_is_no_gap_and_what_was_added_by_hand_is_needed_too() -> None:
    given = Participation(way="survey", conditions={"informed": True, "budget": False})
    found = checklist(valley(participation={"north": given}), "north")
    assert found.needs == {"informed": True, "budget": False}
    assert found.gaps == ("budget",)


def test_gaps_of_chosen_bodies_are_said_and_others_are_not() -> None:
    given = {
        "north": Participation(way="hearing", conditions={"informed": True, "standing": False}),
        "south": Participation(way="survey"),
        "club": Participation(way="decides"),
    }
    keys = [remark.key for remark in gaps(valley(participation=given), ("north", "south", "agency"))]
    assert keys == ["ways.missing", "ways.unchecked", "ways.none"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_has_a_word(language: str) -> None:
    assert all(say(f"ways.need_{need}", language) for need in NEEDS)  # type: ignore[arg-type]
