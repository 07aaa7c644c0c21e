"""`studies` and what one does with them: the actions of the pages, from a shell."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from mcda.actions import studies
from mcda.actions.importing import export_workbook, import_study, preview_import, save_import
from mcda.cli.scoring import read_file
from mcda.cooperation.study import Wording
from mcda.core.errors import InvalidInput
from mcda.output.history import change_text, conflict_text, entry_text
from mcda.output.study_json import study_json, study_schema
from mcda.output.wording import name_of, remark_text
from mcda.storage.database import Database, open_database
from mcda.text import Language, say


def register(commands: Any, language: Language) -> None:
    """Add `studies` with its sub-commands to the command line."""

    def told(key: str) -> str:
        return say(f"cli.help.studies.{key}", language)

    top = commands.add_parser("studies", help=told("about"), description=told("about"))
    top.add_argument("--json", action="store_true", help=told("json"))
    top.add_argument("--archived", action="store_true", help=told("archived"))
    top.add_argument("--deleted", action="store_true", help=told("deleted"))
    top.set_defaults(run=_list)
    parts = top.add_subparsers(metavar="ACTION")

    def part(name: str, run: Any, *, study: bool = True) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = parts.add_parser(name, help=told(name), description=told(name))
        if study:
            parser.add_argument("study", metavar="ID")
        parser.set_defaults(run=run)
        return parser

    read = part("import", _import, study=False)
    read.add_argument("file", metavar="FILE")
    read.add_argument("--id", help=told("id"))
    read.add_argument("--into", metavar="ID", help=told("into"))
    read.add_argument("--yes", action="store_true", help=told("yes"))
    write = part("export", _export)
    write.add_argument("--xlsx", action="store_true", help=told("xlsx"))
    write.add_argument("--number", type=int, metavar="N", help=told("number"))
    write.add_argument("--output", metavar="FILE", help=told("output"))
    story = part("history", _history)
    story.add_argument("--limit", type=int, default=50, metavar="N", help=told("limit"))
    story.add_argument("--json", action="store_true", help=told("json"))
    part("restore", _restore).add_argument("number", type=int, metavar="N")
    part("undo", _undo).add_argument("number", type=int, metavar="N")
    compared = part("compare", _compare)
    compared.add_argument("first", type=int, metavar="N")
    compared.add_argument("second", type=int, metavar="M")
    copied = part("copy", _copy)
    copied.add_argument("--title", help=told("title"))
    copied.add_argument("--template", action="store_true", help=told("template"))
    part("archive", _archive)
    part("unarchive", _unarchive)
    part("delete", _delete).add_argument("--name", required=True, metavar="TITLE", help=told("name"))
    part("recover", _recover)
    part("schema", _schema, study=False)


@contextmanager
def opened(chosen: argparse.Namespace) -> Iterator[Database]:
    """The database of the command line, with the example in it when it is new."""
    db = open_database(chosen.database)
    try:
        studies.ensure_example(db, _now())
        yield db
    finally:
        db.close()


def _list(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        found = studies.list_studies(db, archived=chosen.archived, deleted=chosen.deleted)
    if chosen.json:
        _print_json(
            [
                {
                    "id": head.id,
                    "title": head.title.model_dump(),
                    "number": head.number,
                    "changed_at": head.changed_at.isoformat(),
                    "changed_by": head.changed_by,
                }
                for head in found
            ]
        )
        return 0
    for head in found:
        changed = f"{head.changed_at:%Y-%m-%d %H:%M}Z"
        _say(f"{head.id}\t{head.number}\t{changed}\t{name_of(head.title, chosen.language)}")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    content, file = read_file(chosen.file), Path(chosen.file).name
    with opened(chosen) as db:
        if chosen.into:
            return _import_into(db, chosen, content, file)
        print(import_study(db, chosen.who, content, file, _now(), study_id=chosen.id))
    return 0


def _import_into(db: Database, chosen: argparse.Namespace, content: bytes, file: str) -> int:
    language: Language = chosen.language
    preview = preview_import(db, chosen.into, content, file)
    for remark in preview.remarks:
        _say(remark_text(remark, language), sys.stderr)
    for change in preview.changes:
        _say(change_text(change, preview.names, language))
    if not preview.changes and not preview.conflicts:
        print(say("import.same", language))
    elif not chosen.yes:
        print(say("import.not_yet", language), file=sys.stderr)
    else:
        saved = save_import(db, chosen.who, preview, _now())
        for clash in saved.clashes:
            _say(conflict_text(clash.conflict, clash.author, clash.names, language), sys.stderr)
        if saved.clashes:
            raise InvalidInput("import.clashes", study=chosen.into)
        return _saved(saved, language)
    return 0


def _export(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        if chosen.xlsx:
            content = export_workbook(db, chosen.study, chosen.language, chosen.number)
        else:
            content = study_json(studies.open_study(db, chosen.study, chosen.number).study)
    if chosen.output is None:
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(chosen.output).write_bytes(content)
    except OSError as problem:
        raise InvalidInput("file.unwritable", file=chosen.output, problem=problem.strerror) from None
    return 0


def _history(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        entries = studies.history(db, chosen.study, limit=min(max(chosen.limit, 1), 2**31 - 1))
    rows = [
        {
            "number": entry.number,
            "at": entry.at.isoformat(),
            "author": entry.author,
            "kind": entry.kind,
            "reason": entry.reason,
            "summary": entry_text(entry.kind, entry.origin, entry.changes, entry.names, chosen.language),
        }
        for entry in entries
    ]
    if chosen.json:
        _print_json(rows)
        return 0
    for row in rows:
        reason = f" ({row['reason']})" if row["reason"] else ""
        _say(f"{row['number']}\t{str(row['at'])[:16]}Z\t{row['author']}\t{row['summary']}{reason}")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        return _saved(studies.restore(db, chosen.who, chosen.study, chosen.number, _now()), chosen.language)


def _undo(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        return _saved(studies.undo(db, chosen.who, chosen.study, chosen.number, _now()), chosen.language)


def _compare(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        changes, names = studies.compare(db, chosen.study, chosen.first, chosen.second)
    for change in changes:
        _say(change_text(change, names, chosen.language))
    return 0


def _copy(chosen: argparse.Namespace) -> int:
    title = Wording.model_validate({chosen.language: chosen.title}) if chosen.title else None
    with opened(chosen) as db:
        print(studies.copy(db, chosen.who, chosen.study, _now(), title=title, scores=not chosen.template))
    return 0


def _archive(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        studies.archive(db, chosen.who, chosen.study, _now())
    return 0


def _unarchive(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        studies.unarchive(db, chosen.who, chosen.study, _now())
    return 0


def _delete(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        studies.delete(db, chosen.who, chosen.study, chosen.name, _now())
    return 0


def _recover(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        studies.recover(db, chosen.who, chosen.study, _now())
    return 0


def _schema(_chosen: argparse.Namespace) -> int:
    sys.stdout.buffer.write(study_schema())
    return 0


def _saved(saved: studies.Saved, language: Language) -> int:
    print(say("studies.saved", language, number=saved.number))
    return 0


def _say(text: str, file: TextIO | None = None) -> None:
    """A line for a terminal: no letter in it that steers the terminal."""
    print("".join(letter if letter.isprintable() or letter == "\t" else "�" for letter in text), file=file)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _now() -> datetime:
    return datetime.now(UTC)
