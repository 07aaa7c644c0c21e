"""Reads what a person pastes from a spreadsheet: a table of scores with names, or one candidate a line.

Nothing is saved here. What cannot be read is said by its place, and the rest is given.
"""

import csv
import io
import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mcda.cooperation.edit_step import set_score, set_scores
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Candidate, Criterion, StepName, Study
from mcda.core.errors import InvalidInput

MOST_LETTERS = 500_000
UNKNOWN = frozenset({"?", "unknown", "n/a", "未知", "不详", "-", "–", "—"})
_NOT_CRITERIA = frozenset({"rank", "closeness", "selected"})
_HEADS = frozenset({"name", "names", "名称"})

Values = dict[str, dict[str, float | None]]


@dataclass(frozen=True)
class Pasted:
    """Scores that differ from the study's, candidate -> leaf -> value (None: unknown), and what was wrong."""

    values: Values
    problems: tuple[Remark, ...]
    same: int = 0


@dataclass(frozen=True)
class PastedLine:
    """A candidate to add: its name, and its kind and description where they were given."""

    name: str
    kind: str
    description: str


def read_scores(study: Study, step: StepName, leaves: Mapping[str, Criterion], text: str) -> Pasted:
    """A pasted table: criteria named in its first row, candidates in its first column, in either language.

    An empty cell says nothing; a question mark says: unknown. A ranked CSV of ours is read as it is.
    """
    rows = table_rows(text)
    if len(rows) < 2:
        return Pasted({}, (Remark("paste.no_table"),))
    here = study.step(step)
    problems: list[Remark] = []
    names = 1 if [plain_name(cell) for cell in rows[0][:2]] == ["rank", "name"] else 0
    columns = _columns(rows[0], names, leaves, problems)
    candidates = by_name(here.candidates)
    values: Values = {}
    same, met = 0, set[str]()
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        given = row[names] if names < len(row) else ""
        key = candidates.get(plain_name(given))
        if key is None or key in met:
            code = "paste.unknown_candidate" if key is None else "paste.candidate_twice"
            problems.append(Remark(code, {"line": line, "given": given.strip()[:80]}))
            continue
        met.add(key)
        for column, leaf in columns.items():
            cell = row[column].strip() if column < len(row) else ""
            if not cell:
                continue
            try:
                value = read_number(cell)
            except ValueError:
                place = {"candidate": here.candidates[key].name, "criterion": leaves[leaf].name}
                problems.append(Remark("paste.not_a_number", {"line": line, "given": cell[:80], **place}))
                continue
            old = here.scores.get(key, {}).get(leaf)
            if value == (old.value if old else None):
                same += 1
            else:
                values.setdefault(key, {})[leaf] = value
    values, refused = accepted(study, step, values)
    problems += [Remark(problem.code, problem.values) for problem in refused]
    return Pasted(values, tuple(problems), same)


def read_candidates(text: str, with_kind: bool) -> tuple[PastedLine, ...]:
    """One candidate a line: a name, then after tabs its kind where asked, and its description.

    A first line of column heads is passed over; a cell that a spreadsheet put into quotes may have lines.
    """
    rows = _tabbed(text)
    if rows and plain_name(rows[0][0]) in _HEADS:
        rows = rows[1:]
    lines = []
    for row in rows:
        name, *rest = (" ".join(cell.split()) for cell in row)
        kind, *rest = rest if with_kind and rest else ("", *rest)
        if name:
            lines.append(PastedLine(name, kind, " ".join(filter(None, rest))))
    return tuple(lines)


def _tabbed(text: str) -> list[list[str]]:
    """Cells by lines as a spreadsheet copies them; a quotation mark without its fellow was typed."""
    lines = text[:MOST_LETTERS].lstrip("\ufeff").splitlines()
    if text.count('"') % 2 == 0:
        try:
            return [row for row in csv.reader(io.StringIO("\n".join(lines)), delimiter="\t") if row]
        except csv.Error:
            pass
    return [line.split("\t") for line in lines if line]


def accepted(study: Study, step: StepName, values: Values) -> tuple[Values, tuple[InvalidInput, ...]]:
    """The values that the study takes, and why it does not take the others."""
    try:
        set_scores(study, step, fields(values))
    except InvalidInput:
        good: Values = {}
        problems = []
        for key, row in values.items():
            for leaf, value in row.items():
                try:
                    set_score(study, step, key, leaf, value=value)
                except InvalidInput as problem:
                    problems.append(problem)
                else:
                    good.setdefault(key, {})[leaf] = value
        return good, tuple(problems)
    return values, ()


def fields(values: Values) -> dict[str, dict[str, dict[str, float | None]]]:
    """Values in the form that `set_scores` takes."""
    return {key: {leaf: {"value": value} for leaf, value in row.items()} for key, row in values.items()}


def table_rows(text: str) -> list[list[str]]:
    """The cells of a pasted table, whatever separates them; nothing where it is no table."""
    lines = text[:MOST_LETTERS].strip("\r\n").lstrip("\ufeff")
    first = lines.partition("\n")[0]
    delimiter = max("\t,;", key=lambda mark: (first.count(mark) > 0, mark == "\t", first.count(mark)))
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))
    except csv.Error:  # one cell of more than 100,000 letters: an unclosed quotation mark, or no table at all
        return []


def read_number(cell: str) -> float | None:
    """A number as people write it, with a decimal point or comma; None: said to be unknown.

    Raises ValueError, also for "1,234", which may be either.
    """
    plain = unicodedata.normalize("NFKC", cell).replace("\u2212", "-").replace(" ", "")
    if plain.casefold() in UNKNOWN:
        return None
    whole, comma, decimals = plain.partition(",")
    if comma and "." not in plain and decimals.isdecimal() and len(decimals) != 3:
        plain = f"{whole}.{decimals}"
    number = float(plain)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number


def _columns(
    header: list[str], names: int, leaves: Mapping[str, Criterion], problems: list[Remark]
) -> dict[int, str]:
    known = by_name(leaves)
    columns: dict[int, str] = {}
    for column, given in enumerate(header):
        plain = plain_name(given)
        if column <= names or not plain or plain in _NOT_CRITERIA:
            continue
        leaf = known.get(plain)
        if leaf is None or leaf in columns.values():
            code = "paste.unknown_criterion" if leaf is None else "paste.criterion_twice"
            problems.append(Remark(code, {"column": column + 1, "given": given.strip()[:80]}))
        else:
            columns[column] = leaf
    return columns


def by_name(named: Mapping[str, Candidate] | Mapping[str, Criterion]) -> dict[str, str]:
    """The ids by their names in either language, as `plain_name` writes them."""
    return {
        plain_name(name): key for key, item in named.items() for name in (item.name.en, item.name.zh) if name
    }


def plain_name(name: str) -> str:
    """A name without what spreadsheets and people vary: case, width, spaces, a first apostrophe."""
    return " ".join(unicodedata.normalize("NFKC", name).strip().lstrip("'").split()).casefold()
