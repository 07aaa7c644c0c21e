"""`publish`, `publications`, `withdraw`, `verify` and `decide --report` from a shell."""

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mcda.cli import main
from mcda.output.study_json import study_json
from mcda.storage.database import open_database
from mcda.storage.publications import by_number, frozen
from tests.ranked_study import ranked

Run = Callable[..., tuple[int, str, str]]
SCRIPT = Path(__file__).parents[2] / "docs" / "verify_publication.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def ran(*words: str) -> tuple[int, str, str]:
        code = main(["--database", str(folder / "concord.db"), "--who", "Ann", *words])
        out, err = capfd.readouterr()
        return code, out, err

    return ran


@pytest.fixture(scope="module")
def example(folder: Path) -> dict[str, Any]:
    """The example as it was published, with names."""
    assert main(["--database", str(folder / "concord.db"), "publish", "taihu", "--names"]) == 0
    db = open_database(str(folder / "concord.db"))
    with db.read() as connection:
        content: dict[str, Any] = frozen(connection, 1)
    db.close()
    return content


def test_publish_prints_number_and_address(run: Run, folder: Path, example: dict[str, Any]) -> None:
    (folder / "lakes.json").write_bytes(study_json(ranked()))
    run("studies", "import", str(folder / "lakes.json"), "--id", "lakes")
    code, out, err = run("publish", "lakes", "--note", "first")
    number, address = out.strip().split("\t")
    assert (code, number, err) == (0, "2", "")
    assert address.startswith("/p/")
    listed = json.loads(run("publications", "lakes", "--json")[1])
    assert [(each["number"], each["address"]) for each in listed] == [(2, address)]
    assert run("publish", "nowhere")[0] == 2


def test_withdraw_leaves_a_note_and_verify_finds_all_whole(
    run: Run, folder: Path, example: dict[str, Any]
) -> None:
    code, _, err = run("withdraw", "99", "--note", "wrong")
    assert (code, err.count("\n")) == (2, 1)
    assert run("withdraw", "1", "--note", "Costs were wrong.")[0] == 0
    assert "withdrawn" in run("publications", "taihu")[1]
    code, out, _ = run("verify", "taihu")
    assert code == 0
    assert "3 entries" in out
    db = open_database(str(folder / "concord.db"))
    with db.read() as connection:
        assert by_number(connection, 1).withdrawn_note == "Costs were wrong."
    db.close()


def test_verify_says_what_was_changed_behind_its_back(
    run: Run, example: dict[str, Any], folder: Path
) -> None:
    import sqlite3

    with sqlite3.connect(folder / "concord.db") as connection:
        connection.execute("UPDATE revisions SET author = 'Bo' WHERE study_id = 'taihu'")
    code, _, err = run("verify")
    assert code == 2
    assert "Revision 1 of study taihu" in err


def test_an_independent_script_recomputes_the_rankings_from_the_json_alone(
    example: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "publication.json"
    path.write_text(json.dumps(example, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "mcda" not in SCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda it: it["decision"]["bodies"]["ranking"][0].update(closeness=0.8), "bodies: "),
        (lambda it: it["decision"]["issues"]["ranking"][0].update(rank=2), "rank 2"),
        (lambda it: it["decision"]["bodies"]["criteria"][0].update(weight=0.3), "weight"),
        (lambda it: it["record"][0].update(action="edit"), "record: entry 1"),
        (lambda it: it["record"][0]["private"].update(who="Bo"), "names in entry 1"),
        (lambda it: it.update(sources="other"), "hash"),
    ],
)
def test_the_script_finds_what_does_not_agree(
    example: dict[str, Any], damage: Callable[[dict[str, Any]], None], expected: str
) -> None:
    changed = json.loads(json.dumps(example))
    damage(changed)
    found = runpy.run_path(str(SCRIPT))["differences"](changed)
    assert any(expected in line for line in found)


def test_decide_writes_the_report_as_one_file(run: Run, folder: Path) -> None:
    file = folder / "report.html"
    example = Path(__file__).parents[2] / "criteria" / "examples" / "taihu.json"
    code, out, _ = run("decide", str(example), "--report", str(file))
    assert code == 0
    assert json.loads(out)["bodies"]["ranking"][0]["name"]["en"] in file.read_text(encoding="utf-8")
    assert run("decide", str(example), "--report", str(folder / "no" / "where.html"))[0] == 2
