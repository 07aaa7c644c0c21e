"""`python -m mcda workshop`: the facilitator's page from a shell."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mcda.actions import answering, joining
from mcda.cli import main
from mcda.storage.database import open_database
from mcda.storage.study_file import EXAMPLE

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_round_is_opened_watched_closed_revealed_and_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "concord.db")

    def run(*words: str) -> str:
        assert main(["--database", database, "workshop", *words]) == 0
        return capsys.readouterr().out

    opened = json.loads(run("open", EXAMPLE, "--step", "bodies", "--json", "--base", "https://hall.example"))
    assert opened["link"] == f"https://hall.example/join/{opened['code']}"
    assert opened["state"] == "open"
    db = open_database(database)
    token = joining.join(db, joining.round_to_join(db, opened["code"]), "wuxi", "", NOW)
    answering.save_answer(db, token, "o:", "authority|cost", NOW)
    db.close()
    status = json.loads(run("status", EXAMPLE, "--json"))
    assert (status["state"], status["participants"], status["answers"]) == ("open", 1, 1)
    assert "1 joined" in run("status", EXAMPLE)
    assert json.loads(run("close", EXAMPLE, "--json"))["state"] == "closed"
    assert main(["--database", database, "workshop", "export", EXAMPLE]) == 2
    assert "have not been revealed" in capsys.readouterr().err
    assert json.loads(run("reveal", EXAMPLE, "--json"))["state"] == "revealed"
    run("export", EXAMPLE, "--output", str(tmp_path / "answers.csv"))
    assert len((tmp_path / "answers.csv").read_text(encoding="utf-8-sig").splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", EXAMPLE], "has no round yet"),
        (["open", "nothing", "--step", "bodies"], "nothing"),
        (["open", EXAMPLE, "--step", "bodies", "--share", "999"], "999"),
        (["open", EXAMPLE, "--step", "bodies", "--minutes", "-5"], "0 to 100,000"),
        (["open", EXAMPLE, "--step", "weather"], "weather"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["--database", str(tmp_path / "concord.db"), "workshop", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
