"""Kinds of bodies: named in both languages by the study, or typed."""

from mcda.cooperation.edit_worded import add_candidates
from mcda.cooperation.integrity import integrity
from mcda.cooperation.kinds import kind_name, kind_of
from mcda.cooperation.pasted import read_candidates
from mcda.cooperation.study import Wording
from mcda.storage.criteria_files import shipped_kinds
from tests.cooperation.valley import valley, with_rule

SOCIAL = Wording(en="social organisation", zh="社会组织")


def test_a_kind_that_the_study_names_is_said_in_both_languages_and_any_other_as_typed() -> None:
    study = valley(kinds={"social": SOCIAL})
    assert kind_name(study, "social") == SOCIAL
    assert kind_name(study, "city") == "city"
    assert [kind_of(study, said) for said in ("Social  organisation", "社会组织", "army", "")] == [
        "social",
        "social",
        "army",
        "",
    ]


def test_a_pasted_kind_is_recognised_by_its_name() -> None:
    study = valley(kinds={"social": SOCIAL})
    pasted = add_candidates(study, "bodies", "zh", read_candidates("渔民\t社会组织", with_kind=True))
    assert list(pasted.bodies.candidates.values())[-1].kind == "social"


def test_a_kind_that_is_not_represented_is_named_in_the_readers_language() -> None:
    study = with_rule(valley(kinds={"social": SOCIAL}), "bodies", kinds=("social",))
    assert {"kinds": [SOCIAL], "n": 1} in [remark.values for remark in integrity(study, ("north", "south"))]


def test_new_studies_start_with_six_kinds_in_both_languages() -> None:
    kinds = shipped_kinds()
    assert len(kinds) == 6
    assert all(kind.en and kind.zh for kind in kinds.values())
