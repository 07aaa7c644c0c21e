"""Reads an authority register that somebody pastes or hands in as CSV: bodies in rows, issues in columns.

A cell is a kind of power, and after bars its legal ground and who could grant it:
"needs authorisation | Flood Control Law | provincial government". Nothing is saved here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mcda.cooperation.edit_frame import worded
from mcda.cooperation.pasted import by_name, plain_name, table_rows
from mcda.cooperation.register import competence
from mcda.cooperation.remark import Remark
from mcda.cooperation.study import Competence, PowerKind, Study, Wording

KINDS: Mapping[str, PowerKind] = {
    "own": "own",
    "自有": "own",
    "shared": "shared",
    "共有": "shared",
    "共享": "shared",
    "delegated": "delegated",
    "受委托": "delegated",
    "委托": "delegated",
    "needs authorisation": "needs_authorisation",
    "needs authorization": "needs_authorisation",
    "needs_authorisation": "needs_authorisation",
    "须经授权": "needs_authorisation",
    "需授权": "needs_authorisation",
    "需要授权": "needs_authorisation",
    "none": "none",
    "无": "none",
    "-": "none",
    "–": "none",
    "—": "none",
}


@dataclass(frozen=True)
class PastedRegister:
    """Entries that differ from those in the study, body -> issue -> competence, and what was wrong where."""

    values: Mapping[str, Mapping[str, Competence]]
    same: int
    problems: tuple[Remark, ...]


def read_register(study: Study, language: str, text: str) -> PastedRegister:
    """A pasted register; names in either language, grounds and grantors are taken to be in `language`.

    An empty cell says nothing and changes nothing.
    """
    rows = table_rows(text)
    if len(rows) < 2:
        return PastedRegister({}, 0, (Remark("register.no_table"),))
    problems: list[Remark] = []
    issues = by_name(study.issues.candidates)
    columns: dict[int, str] = {}
    for column, given in enumerate(rows[0][1:], start=1):
        found = issues.get(plain_name(given))
        if found is not None and found not in columns.values():
            columns[column] = found
        elif given.strip():
            code = "register.unknown_issue" if found is None else "register.issue_twice"
            problems.append(Remark(code, {"column": column + 1, "given": given.strip()[:80]}))
    bodies = by_name(study.bodies.candidates)
    values: dict[str, dict[str, Competence]] = {}
    same, met = 0, set[str]()
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        body = bodies.get(plain_name(row[0]))
        if body is None or body in met:
            code = "register.unknown_body" if body is None else "register.body_twice"
            problems.append(Remark(code, {"line": line, "given": row[0].strip()[:80]}))
            continue
        met.add(body)
        for column, issue in columns.items():
            cell = row[column].strip() if column < len(row) else ""
            if not cell:
                continue
            old = competence(study, body, issue)
            new = _competence(cell, old, language)
            if new is None:
                place = {
                    "line": line,
                    "column": column + 1,
                    "body": study.bodies.candidates[body].name,
                    "issue": study.issues.candidates[issue].name,
                    "given": cell[:80],
                }
                problems.append(Remark("register.unknown_kind", place))
            elif new == old and issue in study.authority_register.get(body, {}):
                same += 1
            else:
                values.setdefault(body, {})[issue] = new
    return PastedRegister(values, same, tuple(problems))


def _competence(cell: str, old: Competence, language: str) -> Competence | None:
    kind, *rest = (part.strip() for part in cell.replace("｜", "|").split("|"))
    found = _kind(kind)
    if found is None or len(rest) > 2:
        return None
    ground, grantor = (
        worded(before, language, text[:5000]) if text else before
        for before, text in zip((old.ground, old.grantor), (*rest, "", ""), strict=False)
    )
    return Competence(
        kind=found, ground=ground, grantor=grantor if found == "needs_authorisation" else Wording()
    )


def _kind(word: str) -> PowerKind | None:
    """The kind that a word means, however it is spaced or hyphenated."""
    plain = plain_name(word)
    spaced, close = " ".join(plain.replace("_", " ").replace("-", " ").split()), "".join(plain.split())
    return KINDS.get(plain) or KINDS.get(spaced) or KINDS.get(close)
