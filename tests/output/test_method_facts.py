"""Normalisation, way of weighing, random index, aggregation and seed stand with every result."""

import csv
import io
from functools import cache
from typing import Any

import openpyxl
import pytest

from mcda.cooperation.edit_step import set_normalisation
from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS, Study
from mcda.output.decision import decision_json
from mcda.output.method_facts import method_csv, method_lines, method_rows
from mcda.output.publication import Shown, publication_json
from mcda.output.publication_files import file_content
from mcda.output.report import report
from mcda.storage.study_file import shipped_example
from mcda.text import LANGUAGES, Language
from tests.output.test_report import words

FACTS: dict[Language, tuple[str, ...]] = {
    "en": ("vector", "eigenvector", "Alonso & Lamata 2006", "weighted geometric mean", "20260101"),
    "zh": ("向量", "特征向量法", "Alonso & Lamata 2006", "加权几何平均", "20260101"),
}


@cache
def frozen() -> dict[str, Any]:
    study = shipped_example()
    return publication_json(study, {step: result(study, step) for step in STEPS}, (), Shown())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_them_for_every_step(language: Language) -> None:
    said = list(words(report(frozen(), language)))
    lines = method_lines(frozen()["decision"]["method"], language)
    assert set(lines) <= set(said)
    assert all(fact in "\n".join(lines) for fact in FACTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_a_file_and_a_sheet_of_the_publication(language: Language) -> None:
    content = file_content(frozen(), "method.csv", language)
    assert content == method_csv(frozen()["decision"]["method"])
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["step"] for row in rows] == list(STEPS)
    assert [row["aggregation"] for row in rows] == ["", *["weighted_geometric_mean"] * 2]
    for row in rows:
        told = (row["normalisation"], row["prioritisation"], row["random_index"], row["seed"])
        assert told == ("vector", "eigenvector", "Alonso & Lamata 2006", "20260101")
    book = openpyxl.load_workbook(io.BytesIO(file_content(frozen(), "publication.xlsx", language)))
    sheet = next(sheet for sheet in book if sheet["A1"].value == "step" and sheet["B1"].value == "ranking")
    assert sheet["C2"].value == "vector"


def test_steps_that_were_made_alike_share_a_line_and_another_normalisation_parts_them() -> None:
    def lines(study: Study) -> list[str]:
        return method_lines(
            decision_json(study, {step: result(study, step) for step in STEPS})["method"], "en"
        )

    study = shipped_example()
    assert [line.partition(":")[0] for line in lines(study)] == ["Bodies", "Issues and Solutions"]
    assert len(lines(set_normalisation(study, "issues", "minmax"))) == 3


def test_typed_weights_have_no_index_and_no_aggregation() -> None:
    method = frozen()["decision"]["method"]
    typed = {**method["steps"]["issues"], "weights": "direct", "random_index": []}
    (row,) = method_rows({**method, "steps": {"issues": typed}})
    assert row[3:8] == ("direct", "", "", "", "")
    (line,) = method_lines({**method, "steps": {"issues": typed}}, "en")
    assert "geometric" not in line
    assert "eigenvector" not in line
