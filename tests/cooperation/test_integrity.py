"""Every territory and every required kind of body is represented, or it is said which is not (M94)."""

from mcda.cooperation.integrity import integrity, of_kind, represented, speakers
from tests.cooperation.valley import valley, with_rule


def test_a_territory_counts_as_represented_if_somebody_speaks_for_a_part_of_it() -> None:
    assert represented(valley(), ("agency",)) == {"hills", "plain"}
    assert represented(valley(), ("north", "club")) == {"hills"}
    assert speakers(valley(), ("north", "agency")) == {"hills": ("north", "agency"), "plain": ("agency",)}


def test_territories_and_kinds_without_a_voice_are_named() -> None:
    study = with_rule(valley(), "bodies", kinds=("social", "city"))
    remarks = integrity(study, ("north", "agency"))
    assert [(remark.key, remark.values) for remark in remarks] == [
        ("integrity.kinds", {"kinds": ["social"], "n": 1})
    ]
    remarks = integrity(study, ("north", "club"))
    assert [remark.key for remark in remarks] == ["integrity.territories"]
    assert [name.en for name in remarks[0].values["territories"]] == ["Plain"]


def test_a_kind_is_compared_without_the_spaces_around_it() -> None:
    study = with_rule(valley(), "bodies", kinds=(" social ",))
    assert of_kind(study, ("club",)) == {" social ": ("club",)}


def test_where_everybody_is_represented_nothing_is_said() -> None:
    assert integrity(valley(), ("agency",)) == ()
