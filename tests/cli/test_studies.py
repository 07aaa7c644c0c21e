"""`python -m mcda studies …`: the actions of the pages, and one sentence where something is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from mcda.cli import main
from mcda.output.study_json import study_json
from tests.small_study import study

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a database of its own; gives exit code, stdout and stderr."""

    def ran(*words: str) -> tuple[int, str, str]:
        code = main(["--database", str(tmp_path / "concord.db"), "--who", "Ann", *words])
        out, err = capfd.readouterr()
        return code, out, err

    return ran


@pytest.fixture
def lakes(run: Run, tmp_path: Path) -> str:
    """The id of a small study, imported."""
    (tmp_path / "lakes.json").write_bytes(study_json(study()))
    code, out, err = run("studies", "import", str(tmp_path / "lakes.json"), "--id", "lakes")
    assert (code, out, err) == (0, "lakes\n", "")
    return "lakes"


def test_the_list_has_the_example_and_what_was_imported(run: Run, lakes: str) -> None:
    code, out, _ = run("studies")
    assert code == 0
    assert {line.split("\t")[0] for line in out.splitlines()} == {"lakes", "taihu"}
    _, out, _ = run("studies", "--json")
    found = {one["id"]: one for one in json.loads(out)}
    assert found["lakes"]["title"] == {"en": "Two lakes", "zh": "两湖"}
    assert (found["lakes"]["number"], found["lakes"]["changed_by"]) == (1, "Ann")
    _, out, _ = run("--language", "zh", "studies")
    assert "两湖" in out


def test_an_export_is_the_file_that_was_imported(run: Run, lakes: str, tmp_path: Path) -> None:
    _, out, _ = run("studies", "export", lakes)
    assert out.encode() == study_json(study())
    code, out, _ = run("studies", "export", lakes, "--output", str(tmp_path / "again.json"))
    assert (code, out) == (0, "")
    assert (tmp_path / "again.json").read_bytes() == study_json(study())


def test_a_workbook_is_shown_first_and_saved_on_yes(run: Run, lakes: str, tmp_path: Path) -> None:
    file = str(tmp_path / "lakes.xlsx")
    run("studies", "export", lakes, "--xlsx", "--output", file)
    book = openpyxl.load_workbook(file)
    sheet = next(sheet for sheet in book if sheet["A1"].value == "bodies scores")
    sheet.cell(3, 3).value = 4
    book.save(file)
    code, out, err = run("studies", "import", file, "--into", lakes)
    assert (code, out) == (0, "score of Body 0 on Criterion 0 1 → 4\n")
    assert "--yes" in err
    assert json.loads(run("studies", "history", lakes, "--json")[1])[0]["number"] == 1
    code, out, _ = run("studies", "import", file, "--into", lakes, "--yes")
    assert (code, out.splitlines()[-1]) == (0, "Saved as revision 2.")
    code, out, _ = run("studies", "import", file, "--into", lakes, "--yes")
    assert (code, out) == (0, "The file holds nothing that the study does not have already.\n")
    code, out, _ = run("studies", "compare", lakes, "1", "2")
    assert out == "score of Body 0 on Criterion 0 1 → 4\n"
    code, out, _ = run("studies", "restore", lakes, "1")
    assert (code, out) == (0, "Saved as revision 3.\n")
    assert run("studies", "undo", lakes, "3")[1] == "Saved as revision 4.\n"
    story = json.loads(run("studies", "history", lakes, "--json")[1])
    assert [entry["kind"] for entry in story] == ["undo", "restore", "import", "import"]
    assert story[1]["summary"] == "Restored revision 1: score of Body 0 on Criterion 0 4 → 1"
    assert len(run("studies", "history", lakes, "--limit", "2")[1].splitlines()) == 2


def test_a_study_is_copied_archived_deleted_and_recovered(run: Run, lakes: str) -> None:
    copy = run("studies", "copy", lakes, "--title", "Template", "--template")[1].strip()
    exported = json.loads(run("studies", "export", copy)[1])
    assert exported["title"]["en"] == "Template"
    assert exported["bodies"]["scores"] == {}
    assert run("studies", "archive", lakes)[0] == 0
    assert "lakes" not in run("studies")[1]
    assert "lakes" in run("studies", "--archived")[1]
    assert run("studies", "unarchive", lakes)[0] == 0
    code, _, err = run("studies", "delete", lakes, "--name", "Two lake")
    assert (code, err.count("\n")) == (2, 1)
    assert run("studies", "delete", lakes, "--name", "Two lakes")[0] == 0
    assert "lakes" in run("studies", "--deleted")[1]
    assert run("studies", "export", lakes)[0] == 2
    assert run("studies", "recover", lakes)[0] == 0
    assert run("studies", "export", lakes)[0] == 0


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("studies", "schema")[1])["$id"] == "study-v1.json"


@pytest.mark.parametrize(
    "words",
    [
        ("export", "nowhere"),
        ("history", "nowhere"),
        ("restore", "taihu", "99"),
        ("restore", "taihu", "first"),
        ("undo", "taihu", "1"),
        ("import", "no-such-file.json"),
        ("copy",),
        ("dance", "taihu"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_wrong_command_gets_one_sentence(run: Run, words: tuple[str, ...], language: str) -> None:
    code, out, err = run("--language", language, "studies", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_what_people_typed_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(study_json(study(title="a\x1b[2Jb\x07")))
    run("studies", "import", str(tmp_path / "x.json"))
    assert "\x1b" not in run("studies")[1]


def test_numbers_beyond_the_history_are_answered_with_the_number_that_was_typed(run: Run, lakes: str) -> None:
    code, out, _ = run("studies", "history", lakes, "--limit", "9223372036854775808")
    assert (code, len(out.splitlines())) == (0, 1)
    code, out, err = run("studies", "undo", lakes, "99")
    assert (code, out) == (2, "")
    assert "99" in err
    assert "98" not in err


def test_publications_of_a_study_that_never_was_are_refused(run: Run, lakes: str) -> None:
    assert run("publications", lakes) == (0, "", "")
    code, out, err = run("publications", "nope")
    assert (code, out) == (2, "")
    assert "nope" in err
