"""A file has the same bytes each time it is made: its dates are the publication's or the revision's."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from functools import cache

import pytest

from mcda.cooperation.steps import result
from mcda.cooperation.study import STEPS
from mcda.output.publication import Shown, publication_json, stamped
from mcda.output.publication_files import file_content
from mcda.output.workbook import workbook
from mcda.storage.study_file import shipped_example
from mcda.text import Language

PUBLISHED = {"number": 3, "at": "2026-03-04T05:06:07.890000Z", "revision": 12, "note": ""}
MADE = """
import hashlib, sys, time
now = time.time
time.time = lambda: now() + 86_400 * int(sys.argv[1])
from tests.output.test_same_bytes import made
for name in ("publication.xlsx", "report.docx", "report.pdf", "report.html", "study.xlsx"):
    print(name, hashlib.sha256(made(name, "zh")).hexdigest())
"""


@cache
def made(name: str, language: Language, published: bool = True) -> bytes:
    study = shipped_example()
    at = datetime.fromisoformat(PUBLISHED["at"]) if published else None
    if name == "study.xlsx":
        return workbook(study, language, "taihu", 12, at)
    frozen = publication_json(study, {step: result(study, step) for step in STEPS}, (), Shown())
    return file_content(stamped(frozen, publication=PUBLISHED) if published else frozen, name, language)


def test_another_process_on_another_day_makes_the_same_bytes() -> None:
    def hashes(days: str) -> str:
        run = [sys.executable, "-c", MADE, days]
        environment = os.environ | {"PYTHONHASHSEED": days}
        return subprocess.run(run, capture_output=True, check=True, text=True, env=environment).stdout

    assert hashes("0") == hashes("400")


@pytest.mark.parametrize("name", ["publication.xlsx", "report.docx", "study.xlsx"])
def test_documents_are_dated_by_what_they_show_and_name_concord(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(name, "en"))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 3, 4, 5, 6, 6)}
        told = archive.read("docProps/core.xml").decode()
    assert told.count(">2026-03-04T05:06:07Z<") == 2
    assert ">Concord<" in told
    assert "Taihu" in told


def test_a_document_of_what_was_not_published_has_a_fixed_date() -> None:
    with zipfile.ZipFile(io.BytesIO(made("report.docx", "en", False))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
