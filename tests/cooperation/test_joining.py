"""Participation in a study: who joins among its bodies, and what falls away without one."""

from mcda.cooperation.joining import joining, without
from mcda.cooperation.study import Participation
from tests.cooperation.valley import BODIES, takes_part, valley

CHOSEN = ("north", "south", "agency")


def test_each_body_is_seen_with_its_net_benefit_in_and_out() -> None:
    # north 9 - 4 = 5 against 7; south 8 - 2 = 6 against 1.
    study = valley(participation=takes_part(north=(9, 4, 7), south=(8, 2, 1)))
    found = joining(study, ("north", "south"))
    assert found.by_body["north"].free_rides
    assert (found.by_body["north"].net_in, found.by_body["north"].net_out) == (5, 7)
    assert found.by_body["south"].joins
    assert (found.support_needed, found.surplus) == (2, 5)  # 7 - 5, and 6 - 1
    assert found.self_financing
    assert [remark.key for remark in found.remarks] == ["joining.free_rides", "joining.self_financing"]


def test_a_body_without_a_figure_is_said_and_counted_nowhere() -> None:
    figures = takes_part(north=(9, 4, 7)) | {"south": Participation(benefit_in=3, cost=1)}
    found = joining(valley(participation=figures), ("north", "south", "club"))
    assert found.unknown == ("south", "club")
    assert list(found.by_body) == ["north"]
    assert not found.self_financing  # nobody else is known to pay the 2


def test_where_all_join_that_is_said_and_where_support_does_not_suffice_too() -> None:
    all_join = joining(valley(participation=takes_part(north=(5, 1, 0), south=(5, 1, 0))), CHOSEN)
    assert [remark.key for remark in all_join.remarks] == ["joining.all_join"]
    short = joining(valley(participation=takes_part(north=(5, 4, 0), south=(1, 4, 0))), CHOSEN)
    # north has 1 to spare, south lacks 3.
    assert [remark.key for remark in short.remarks] == ["joining.stays_out", "joining.needs_support"]


def test_a_body_that_joins_at_a_loss_is_named() -> None:
    found = joining(valley(participation=takes_part(north=(1, 3, -5))), CHOSEN)
    assert [remark.key for remark in found.remarks] == ["joining.joins_at_a_loss", "joining.all_join"]


def test_without_figures_nothing_is_claimed() -> None:
    found = joining(valley(), BODIES)
    assert (found.by_body, found.figures, found.unknown, found.remarks) == ({}, None, BODIES, ())


def test_without_a_body_the_issues_and_territories_that_it_alone_stands_for_fall_away() -> None:
    study = valley(participation=takes_part(south=(8, 2, 1)))
    lost = without(study, "south", ("north", "south"), ("flood", "water"))
    assert lost.issues == ("water",)  # north may decide on flood too, but nobody else on water
    assert lost.territories == ("plain",)
    assert (lost.benefit, lost.contribution) == (8, 2)


def test_another_body_that_speaks_for_a_territory_keeps_it() -> None:
    lost = without(valley(), "south", CHOSEN, ("flood", "water"))
    assert lost.territories == ()  # the agency speaks for half of the plain
    assert (lost.benefit, lost.contribution) == (None, None)


def test_without_a_register_no_issue_is_said_to_fall_away() -> None:
    assert without(valley(authority_register={}), "south", ("north", "south"), ("water",)).issues == ()
