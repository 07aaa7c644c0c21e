"""The record: every action leaves an entry, and any change to what was done shows."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from mcda.actions import publishing, studies
from mcda.actions.verifying import verify
from mcda.output.publication import Shown
from mcda.storage import record
from mcda.storage.database import Database
from tests.ranked_study import ranked
from tests.small_study import NOW, score


@pytest.fixture
def lakes(db: Database) -> str:
    studies.create_study(db, "Ann", ranked(), NOW, "lakes")
    studies.save(db, "李雷", "lakes", 1, score(4), NOW, reason="new survey")
    publishing.publish(db, "Ann", "lakes", Shown(), NOW)
    studies.archive(db, "Ann", "lakes", NOW)
    studies.unarchive(db, "Ann", "lakes", NOW)
    return "lakes"


def entries(db: Database) -> list[record.Recorded]:
    with db.read() as connection:
        return record.entries(connection, "lakes")


def wrong(db: Database) -> list[tuple[str, int]]:
    return [(remark.key, remark.values["number"]) for remark in verify(db, "lakes")[0].wrong]


def test_every_action_leaves_an_entry_with_who_and_why(db: Database, lakes: str) -> None:
    found = entries(db)
    assert [entry.action for entry in found] == ["revision", "revision", "publish", "archive", "unarchive"]
    assert found[1].private == {"who": "李雷", "reason": "new survey"}
    assert found[1].facts["revision"] == 2
    assert wrong(db) == []
    assert verify(db) == verify(db, "lakes")


def test_a_save_that_is_refused_leaves_no_entry(db: Database, lakes: str) -> None:
    studies.save(db, "Ann", "lakes", 2, lambda same: same, NOW)
    assert len(entries(db)) == 5


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE record SET action = 'edit' WHERE number = 2", ("record.broken", 2)),
        ("UPDATE record SET at = '2020-01-01T00:00:00.000000Z' WHERE number = 4", ("record.broken", 4)),
        ("DELETE FROM record WHERE number = 4", ("record.broken", 4)),
        ("UPDATE revisions SET author = 'Bo' WHERE number = 2", ("record.revision_changed", 2)),
        (
            "UPDATE revisions SET document = (SELECT document FROM revisions WHERE number = 1)"
            " WHERE number = 2",
            ("record.revision_changed", 2),
        ),
        ("DELETE FROM revisions WHERE number = 2", ("record.revision_lost", 2)),
        ("DELETE FROM record WHERE number > 1", ("record.revision_unrecorded", 2)),
        ("DELETE FROM publications", ("record.publication_lost", 1)),
    ],
)
def test_what_was_changed_behind_the_record_shows(
    db: Database, lakes: str, statement: str, expected: tuple[str, int]
) -> None:
    with db.write() as connection:
        connection.execute(text(statement))
    assert expected in wrong(db)


def test_a_changed_publication_shows(db: Database, lakes: str) -> None:
    from mcda.storage.columns import packed
    from mcda.storage.publications import frozen

    with db.read() as connection:
        content = frozen(connection, 1)
    content["decision"]["bodies"]["ranking"][0]["closeness"] = 0.9
    with db.write() as connection:
        connection.execute(
            text("UPDATE publications SET frozen = :frozen"), {"frozen": packed(json.dumps(content).encode())}
        )
    assert wrong(db) == [("record.publication_changed", 1)]


def test_names_can_be_removed_without_breaking_the_chain(db: Database, lakes: str) -> None:
    with db.write() as connection:
        record.forget(connection, ["lakes"])
    found = entries(db)
    assert {entry.private for entry in found} == {None}
    assert record.broken_at(found) is None


def test_a_name_with_half_a_letter_is_no_sign_of_tampering(db: Database, lakes: str) -> None:
    studies.save(db, "Li\ud800", lakes, studies.latest_number(db, lakes), score(2), NOW)
    assert [found.wrong for found in verify(db, lakes)] == [()]


def test_a_name_put_in_the_place_of_another_shows(db: Database, lakes: str) -> None:
    found = entries(db)
    found[1] = replace(found[1], private={"who": "Bo"})
    assert record.broken_at(found) == 2


def test_a_published_entry_names_nobody_unless_names_are_public(db: Database, lakes: str) -> None:
    entry = entries(db)[1]
    assert "李雷" not in json.dumps(record.public_entry(entry, names=False), ensure_ascii=False)
    assert record.public_entry(entry, names=True)["private"]["who"] == "李雷"
