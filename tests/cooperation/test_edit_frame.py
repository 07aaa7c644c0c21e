"""Edits of a study's frame."""

from typing import Any

import pytest

from mcda.cooperation.edit_frame import drop_territory, put_territory, set_frame, set_sources, worded
from mcda.cooperation.study import Wording
from mcda.core.errors import InvalidInput
from tests.cooperation.valley import said, valley


def test_a_text_is_said_in_one_language_and_the_other_stays() -> None:
    study = set_frame(valley(), "region", "en", "  The   upper valley ")
    assert study.region == Wording(en="The upper valley")
    assert set_frame(study, "region", "zh", "上游").region == Wording(en="The upper valley", zh="上游")


def test_a_text_of_several_lines_keeps_them() -> None:
    assert worded(Wording(), "en", " one\n  two \n").en == "one\n  two"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda study: set_frame(study, "schema_version", "en", "x"), "edit.no_such_field"),
        (
            lambda study: set_frame(set_frame(study, "title", "zh", ""), "title", "en", " "),
            "frame.title_empty",
        ),
        (lambda study: put_territory(study, None, "en", " "), "territory.no_name"),
        (lambda study: put_territory(study, None, "en", "Hills"), "territory.name_taken"),
        (lambda study: put_territory(study, "plain", "en", "Hills"), "territory.name_taken"),
        (lambda study: drop_territory(study, "gone"), "edit.gone"),
    ],
)
def test_what_is_not_allowed_is_refused(edit: Any, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        edit(valley())
    assert caught.value.code == code


def test_a_territory_is_added_under_an_id_of_its_own_and_changed_under_the_same() -> None:
    study = put_territory(valley(), None, "en", "Lake shore", population=7.0)
    assert study.territories["lake-shore"].population == 7
    study = put_territory(study, "lake-shore", "en", "Shore", source="census")
    assert list(study.territories) == ["hills", "plain", "lake-shore"]
    assert (study.territories["lake-shore"].name.en, study.territories["lake-shore"].population) == (
        "Shore",
        7,
    )
    chinese = put_territory(valley(), None, "zh", "湖岸")
    assert len(chinese.territories) == 3


def test_a_dropped_territory_is_named_by_no_candidate_any_more() -> None:
    study = drop_territory(valley(), "plain")
    assert list(study.territories) == ["hills"]
    assert study.bodies.candidates["agency"].territories == {"hills": 0.5}
    assert study.issues.candidates["water"].territories == {}
    assert valley().territories["plain"].name == said("Plain")


def test_sources_are_kept_as_they_are_typed() -> None:
    assert set_sources(valley(), " 1. A\n2. B \n").sources == "1. A\n2. B"
