"""A report states what was adopted as the decision, whatever the inputs have become since."""

from contextlib import suppress
from typing import Any

import pytest

from mcda.cooperation.adoption import adopt
from mcda.cooperation.edit_step import put_criterion, set_rule
from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Study
from mcda.core.errors import InvalidInput
from mcda.output.blocks import Block, Heading, Paragraph, Table
from mcda.output.publication import Shown, publication_json
from mcda.output.publication_files import file_content, file_names
from mcda.output.report import report
from mcda.text import LANGUAGES, Language, say
from tests.cooperation.valley import deals, valley


def adopted() -> Study:
    """North, south and agency deal with flood and water, by the pact."""
    study = valley(deals={"pact": deals(north=1, south=2), "office": deals(north=3, south=1)})
    study = set_rule(study, "bodies", excluded=("club",))
    for step in STEPS:
        study = adopt(study, step, "Ann", "2026-01-01T00:00:00Z")
    return study


def changed() -> Study:
    """Other bodies, issues and solutions would be chosen now."""
    study = set_rule(adopted(), "bodies", excluded=("south",))
    study = set_rule(study, "issues", excluded=("water",))
    return set_rule(study, "solutions", excluded=("pact",))


def unranked() -> Study:
    """Bodies were adopted, and cannot be ranked now: a new criterion has no comparisons yet."""
    return put_criterion(adopted(), "bodies", None, "en", "Capacity")


def frozen(study: Study) -> dict[str, Any]:
    found = {}
    for step in STEPS:
        with suppress(InvalidInput):
            found[step] = result(study, step)
    return publication_json(study, found, (), Shown())


def section(blocks: tuple[Block, ...], anchor: str) -> list[Block]:
    anchors = [getattr(block, "anchor", "") for block in blocks]
    start = anchors.index(anchor)
    return list(blocks[start : next((i for i in range(start + 1, len(anchors)) if anchors[i]), None)])


def bold(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.strong]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_first_sentence_names_who_what_and_how_as_they_were_adopted(language: Language) -> None:
    first = bold(section(report(frozen(adopted()), language), "decision"))[0]
    assert bold(section(report(frozen(changed()), language), "decision")) == [first]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_be_chosen_now_is_not_called_chosen_beside_what_was_adopted(language: Language) -> None:
    for study, mark in ((adopted(), "chart.chosen"), (changed(), "report.chosen_now")):
        blocks = section(report(frozen(study), language), "bodies")
        ranking = next(block for block in blocks if isinstance(block, Table))
        assert {row[-1] for row in ranking.rows} == {say(mark, language), ""}


def test_what_and_how_are_those_that_were_adopted() -> None:
    before, now = (report(frozen(study), "en") for study in (adopted(), changed()))
    for caption in ("report.issues", "report.division"):
        tables = [
            next(b for b in blocks if isinstance(b, Table) and b.caption == say(caption, "en"))
            for blocks in (before, now)
        ]
        assert tables[0] == tables[1]
    assert bold(section(now, "how")) == bold(section(before, "how")) == ["Pact"]


def test_every_step_that_is_out_of_date_says_so_with_what_was_adopted() -> None:
    blocks = report(frozen(changed()), "en")
    said = [block.text for block in section(blocks, "decision") if isinstance(block, Paragraph)]
    assert say("report.out_of_date", "en", steps="Bodies, Issues and Solutions") in said
    solutions = [block.text for block in section(blocks, "solutions") if isinstance(block, Paragraph)]
    assert say("report.adopted_otherwise", "en", chosen="Pact") in solutions
    assert "out of date" not in " ".join(
        block.text for block in report(frozen(adopted()), "en") if isinstance(block, Paragraph | Heading)
    )


def test_adopted_bodies_are_named_though_they_cannot_be_ranked_now() -> None:
    now, before = frozen(unranked()), frozen(adopted())
    decided = [bold(section(report(one, "en"), "decision"))[0] for one in (now, before)]
    assert decided[0] == decided[1]
    assert "bodies" not in now["decision"]
    for name in file_names(now):
        assert file_content(now, name, "en")
    work = "division_of_work.csv"
    assert file_content(now, work, "en") == file_content(before, work, "en")
    assert (
        bold(section(report(now, "en"), "decision"))[0] == bold(section(report(before, "en"), "decision"))[0]
    )


def test_a_publication_from_before_names_and_what_is_handed_on_were_frozen_reads_as_it_did() -> None:
    old = frozen(adopted())
    del old["decision"]["handed_on"], old["names"]
    assert report(old, "en") == report(frozen(adopted()), "en")
