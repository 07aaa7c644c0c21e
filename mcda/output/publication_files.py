"""The files of a publication, each from its frozen JSON alone: CSV, XLSX, JSON and the report."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mcda.cooperation.study import STEPS
from mcda.output.cells import csv_bytes, distinct, number_cell, text_cell
from mcda.output.method_facts import FACTS, method_rows
from mcda.output.plain import Json, one_line
from mcda.output.publication import frozen_names
from mcda.output.report import report
from mcda.output.report_docx import report_docx
from mcda.output.report_html import report_html
from mcda.output.report_pdf import report_pdf
from mcda.output.steady import book_bytes
from mcda.output.weights_table import WEIGHTS, weight_rows
from mcda.output.workbook_text import to_cell
from mcda.text import Language, say

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
Cell = str | float | None
_WHOLE = (
    ("publication", "xlsx"),
    ("publication", "json"),
    *(("report", kind) for kind in ("html", "pdf", "docx")),
)
_RANKED = ("rank", "name", "closeness", "selected")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as a file holds it: numbers at full precision, people's text as they typed it."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def file_names(frozen: Json) -> list[str]:
    """The files that a publication offers."""
    tables = [step for step in STEPS if step in frozen["decision"]]
    csv = [*tables, "weights", "method", "division_of_work"]
    return [*(f"{name}.csv" for name in csv), *(f"{name}.{kind}" for name, kind in _WHOLE)]


def file_content(frozen: Json, name: str, language: Language) -> bytes:
    """The bytes of one of `file_names`. Raises LookupError for another name."""
    if name not in file_names(frozen):
        raise LookupError(name)
    stem, _, kind = name.rpartition(".")
    title = one_line(frozen["decision"]["study"]["title"], language)
    match kind:
        case "json":
            return json.dumps(frozen, ensure_ascii=False, indent=1, allow_nan=False).encode()
        case "xlsx":
            return _workbook(frozen, title, language)
        case "html":
            return report_html(report(frozen, language), title, language)
        case "pdf":
            return report_pdf(report(frozen, language), title, language, moment(frozen))
        case "docx":
            return report_docx(report(frozen, language), title, language, moment(frozen))
    listing = next(each for each in listings(frozen, language) if each.name == stem)
    return csv_bytes([listing.heads, *(_csv_row(listing, row) for row in listing.rows)])


def listings(frozen: Json, language: Language) -> Iterator[Listing]:
    """All tables of a publication: a ranking a step, the weights, the method, the division of work."""
    for step in STEPS:
        if step in frozen["decision"]:
            yield _ranked(frozen, step, language)
    yield _weights(frozen, language)
    method = tuple(method_rows(frozen["decision"]["method"]))
    yield Listing("method", say("publication.method", language), FACTS, method)
    yield _division(frozen, language)


def moment(frozen: Json) -> datetime | None:
    """When it was published; None before."""
    published = frozen.get("publication")
    return datetime.fromisoformat(published["at"]) if published else None


def names_of(frozen: Json, language: Language) -> dict[str, dict[str, str]]:
    """Step -> candidate -> name, of all candidates, ranked or not."""
    return {
        step: {key: one_line(name, language) for key, name in names.items()}
        for step, names in frozen_names(frozen).items()
    }


def _ranked(frozen: Json, step: str, language: Language) -> Listing:
    section, scores = frozen["decision"][step], frozen["scores"][step]
    names = names_of(frozen, language)[step]
    ranking = {row["id"]: row for row in section["ranking"]}
    criteria = {row["id"]: one_line(row["name"], language) for row in section["criteria"] if row["scored"]}
    leaves = list(next(iter(scores.values()), {}))
    rows: list[tuple[Cell, ...]] = []
    for key in (*ranking, *(key for key in scores if key not in ranking)):
        found = ranking.get(key, {"rank": None, "closeness": None, "selected": False})
        chosen = "yes" if found["selected"] else "no"
        given = (scores[key][leaf] for leaf in leaves)
        rows.append((found["rank"], names[key], found["closeness"], chosen, *given))
    heads = distinct((text_cell(criteria[leaf]) for leaf in leaves), taken=_RANKED)
    return Listing(step, say(f"step.{step}", language), (*_RANKED, *heads), tuple(rows))


def _weights(frozen: Json, language: Language) -> Listing:
    rows = tuple(
        (say(f"step.{step}", language), *row)
        for step in STEPS
        if step in frozen["decision"]
        for row in weight_rows(frozen["decision"][step], language)
    )
    return Listing("weights", say("publication.weights", language), ("step", *WEIGHTS), rows)


def _division(frozen: Json, language: Language) -> Listing:
    roles = frozen["decision"]["division_of_work"]["roles"]
    names = names_of(frozen, language)
    bodies = list(dict.fromkeys(role["body"] for role in roles))
    issues = list(dict.fromkeys(role["issue"] for role in roles))
    said = {(role["body"], role["issue"]): say(f"choice.role.{role['role']}", language) for role in roles}
    rows = tuple(
        (names["bodies"].get(body, body), *(said[body, issue] for issue in issues)) for body in bodies
    )
    heads = distinct((text_cell(names["issues"].get(issue, issue)) for issue in issues), taken=("name",))
    return Listing("division_of_work", say("publication.division", language), ("name", *heads), rows)


def _csv_row(listing: Listing, row: tuple[Cell, ...]) -> list[str]:
    """Computed figures with six decimals, scores as they were typed."""
    computed = ("closeness", "weight", "local_weight", "consistency_ratio")
    return [
        text_cell(cell)
        if isinstance(cell, str)
        else f"{cell:.6f}"
        if cell is not None and head in computed
        else number_cell(cell)
        for head, cell in zip(listing.heads, row, strict=True)
    ]


def _workbook(frozen: Json, title: str, language: Language) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    cover = book.active
    cover.title = "Concord"
    cover.append([to_cell(title)])
    if published := frozen.get("publication"):
        cover.append([say("publication.number", language), published["number"]])
        cover.append(["SHA-256", frozen["hash"]])
    else:
        cover.append([say("report.unpublished", language)])
    cover.column_dimensions["A"].width = 40
    for listing in listings(frozen, language):
        sheet = book.create_sheet(listing.title[:31])
        sheet.append([to_cell(head) for head in listing.heads])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in listing.rows:
            sheet.append([to_cell(cell) if isinstance(cell, str) else cell for cell in row])
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["B"].width = 40
    return book_bytes(book, to_cell(title), moment(frozen))
