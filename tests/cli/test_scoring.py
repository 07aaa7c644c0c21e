"""The shell ranks, weighs and decides; what goes wrong is one sentence on stderr and exit 2."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mcda.cli import main

ROOT = Path(__file__).parents[2]
TAIHU = ROOT / "criteria" / "examples" / "taihu.json"

# Hwang & Yoon (1981), p. 132: four fighter aircraft on six criteria, fuzzy ratings as 3, 5, 7, 9.
AIRCRAFT = """aircraft,speed,range,payload,cost,reliability,manoeuvrability
direction,max,max,max,min,max,max
weight,0.2,0.1,0.1,0.1,0.2,0.3
A1,2.0,1500,20000,5.5,5,9
A2,2.5,2700,18000,6.5,3,5
A3,1.8,2000,21000,4.5,7,7
A4,2.2,1800,20000,5.0,5,5
"""


def rows(out: bytes) -> list[dict[str, str]]:
    assert out.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(out.decode("utf-8-sig"))))


def test_rank_gives_the_published_order_of_the_aircraft(tmp_path, capfdbinary):
    (tmp_path / "t.csv").write_text(AIRCRAFT)
    assert main(["rank", str(tmp_path / "t.csv")]) == 0
    ranked = rows(capfdbinary.readouterr().out)
    assert [row["name"] for row in ranked] == ["A1", "A3", "A4", "A2"]
    # Printed there from rounded intermediate tables, so that the third decimal may differ by one.
    published = [0.643, 0.613, 0.312, 0.268]
    assert [float(row["closeness"]) for row in ranked] == pytest.approx(published, abs=0.0011)
    assert ranked[0]["speed"] == "2"


def test_rank_takes_weights_from_comparisons_in_any_order(tmp_path, capfdbinary):
    (tmp_path / "t.csv").write_text("name,a,b\nx,1,9\ny,2,1\n")
    (tmp_path / "c.csv").write_text(",b,a\nb,1,1/3\na,3,1\n")
    (tmp_path / "w.csv").write_text("a,0.75\nb,0.25\n")
    main(["rank", str(tmp_path / "t.csv"), "--comparisons", str(tmp_path / "c.csv")])
    by_comparisons = capfdbinary.readouterr().out
    main(["rank", str(tmp_path / "t.csv"), "--weights", str(tmp_path / "w.csv")])
    assert by_comparisons == capfdbinary.readouterr().out


def test_a_table_without_weights_is_ranked_with_equal_ones_and_says_so(tmp_path, capfd):
    (tmp_path / "t.csv").write_text("name,a,b\nx,1,9\ny,2,1\n")
    assert main(["rank", str(tmp_path / "t.csv")]) == 0
    assert "No weights given" in capfd.readouterr().err


def test_weigh_reproduces_the_drinks_of_saaty_2008(tmp_path, capfdbinary):
    (tmp_path / "c.csv").write_text(
        ",coffee,wine,tea,beer,soda,milk,water\n"
        "coffee,1,9,5,2,1,1,1/2\nwine,1/9,1,1/3,1/9,1/9,1/9,1/9\ntea,1/5,3,1,1/3,1/4,1/3,1/9\n"
        "beer,1/2,9,3,1,1/2,1,1/3\nsoda,1,9,4,2,1,2,1/2\nmilk,1,9,3,1,1/2,1,1/3\nwater,2,9,9,3,2,3,1\n"
    )
    assert main(["weigh", str(tmp_path / "c.csv")]) == 0
    out = capfdbinary.readouterr().out.decode("utf-8-sig")
    found = {row[0]: row[1] for row in csv.reader(io.StringIO(out)) if len(row) > 1}
    published = {
        "coffee": 0.177,
        "wine": 0.019,
        "tea": 0.042,
        "beer": 0.116,
        "soda": 0.190,
        "milk": 0.129,
        "water": 0.327,
    }
    assert {name: round(float(found[name]), 3) for name in published} == published


@pytest.mark.parametrize(
    ("files", "command", "words"),
    [
        ({}, ["rank", "none.csv"], ["none.csv"]),
        ({"t.csv": ""}, ["rank", "t.csv"], ["t.csv", "empty"]),
        ({"t.csv": "name,a,b\nweight,0.6,0.6\nx,1,2\ny,2,1\n"}, ["rank", "t.csv"], ["1.2"]),
        ({"t.csv": "name,a,b\nx,1,good\n"}, ["rank", "t.csv"], ["x", "b", "good"]),
        ({"c.csv": ",a,b\na,1,0\nb,0,1\n"}, ["weigh", "c.csv"], ["a", "b"]),
        ({"c.csv": ",a,b\na,2,3\nb,1/3,1\n"}, ["weigh", "c.csv"], ["a"]),
        ({"c.csv": ",a,b,c\na,1,3,\nb,1/3,1,\nc,,,1\n"}, ["weigh", "c.csv"], ["c"]),
        ({"s.json": "{}"}, ["decide", "s.json"], ["s.json"]),
        ({"s.json": '{"schema_version": 999}'}, ["decide", "s.json"], ["999"]),
        ({}, ["rank"], ["command line"]),
        ({}, ["dance"], ["command line"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_bad_input_is_one_sentence_and_exit_2(tmp_path, capfd, monkeypatch, files, command, words):
    monkeypatch.chdir(tmp_path)
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    assert main(command) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    for word in words:
        assert word in err
    assert main(["--language", "zh", *command]) == 2
    chinese = capfd.readouterr().err
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


@pytest.mark.parametrize(
    ("weights", "words"),
    [("0.5,0.3", ["0.8"]), ("65,35", ["100", "0.35"]), ("1.2,-0.2", ["criterion b", "0.2"])],
)
def test_weights_of_a_file_are_spoken_of_without_vectors(tmp_path, capfd, weights, words):
    (tmp_path / "t.csv").write_text(f"name,a,b\nweight,{weights}\nx,1,2\ny,2,1\n", encoding="utf-8")
    assert main(["rank", str(tmp_path / "t.csv")]) == 2
    err = capfd.readouterr().err
    assert "vector" not in err
    assert all(word in err for word in words)


@pytest.mark.parametrize("step", ["bodies", "issues", "solutions"])
def test_decide_says_which_step_lacks_what(tmp_path, capfd, step):
    study = json.loads(TAIHU.read_text(encoding="utf-8"))
    study[step]["criteria"] = type(study[step]["criteria"])()
    (tmp_path / "s.json").write_text(json.dumps(study), encoding="utf-8")
    assert main(["decide", str(tmp_path / "s.json")]) == 2
    assert step.capitalize() in capfd.readouterr().err


def test_decide_prints_three_steps_and_writes_three_ranked_csvs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mcda", "decide", str(TAIHU), "--csv", str(tmp_path / "out")],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    decision = json.loads(done.stdout)
    for step in ("bodies", "issues", "solutions"):
        ranked = rows((tmp_path / "out" / f"{step}.csv").read_bytes())
        assert list(ranked[0])[:4] == ["rank", "name", "closeness", "selected"]
        chosen = {row["name"] for row in ranked if row["selected"] == "yes"}
        assert len(chosen) == len(decision[step]["chosen"]) > 0
    made = rows((tmp_path / "out" / "method.csv").read_bytes())
    assert {(row["normalisation"], row["prioritisation"], row["seed"]) for row in made} == {
        ("vector", "eigenvector", "20260101")
    }


def test_a_report_of_a_study_file_says_that_it_is_no_publication(tmp_path, capfd):
    assert main(["decide", str(TAIHU), "--report", str(tmp_path / "r.html")]) == 0
    html = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Not a publication" in html
    assert "SHA-256" not in html


def test_what_compiled_code_prints_does_not_get_between_the_lines_of_the_answer(tmp_path):
    (tmp_path / "t.csv").write_text("name,a,b\nx,1,9\ny,2,1\n", encoding="utf-8")
    code = (
        "import ctypes, os, sys\n"
        "from mcda.cli import main, scoring\n"
        "read = scoring.read_file\n"
        "def noisy(name):\n"
        "    ctypes.CDLL(None).printf(b'in its buffer')\n"
        "    os.write(1, b'at once')\n"
        "    return read(name)\n"
        "scoring.read_file = noisy\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", code, "rank", str(tmp_path / "t.csv")]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert [row["name"] for row in rows(done.stdout)] == ["x", "y"]
    assert b"in its buffer" not in done.stdout
    assert b"at once" not in done.stdout
