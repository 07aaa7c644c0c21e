"""`workshop`: what the facilitator's page does, from a shell."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mcda.actions import workshop
from mcda.actions.exporting import answers_csv
from mcda.cli.studies import opened
from mcda.cooperation.ballot import ASKS, Settings
from mcda.cooperation.study import STEPS
from mcda.core.errors import InvalidInput
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.text import Language, say


def register(commands: Any, language: Language) -> None:
    """Add `workshop` with its sub-commands to the command line."""

    def told(key: str) -> str:
        return say(f"cli.help.workshop.{key}", language)

    top = commands.add_parser("workshop", help=told("about"), description=told("about"))
    parts = top.add_subparsers(metavar="ACTION", required=True)

    def part(name: str, run: Any) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = parts.add_parser(name, help=told(name), description=told(name))
        parser.add_argument("study", metavar="STUDY_ID")
        parser.set_defaults(run=run)
        if name != "open":
            parser.add_argument("--round", type=int, metavar="N", help=told("round"))
        if name != "export":
            parser.add_argument("--json", action="store_true", help=told("json"))
            parser.add_argument("--base", metavar="URL", default=_base(), help=told("base"))
        return parser

    new = part("open", _open)
    new.add_argument("--step", choices=STEPS, required=True, help=told("step"))
    new.add_argument("--ask", choices=ASKS, default=ASKS[0], help=told("ask"))
    names = new.add_mutually_exclusive_group()
    names.add_argument("--anonymous", action="store_true", help=told("anonymous"))
    names.add_argument("--named", action="store_true", help=told("named"))
    new.add_argument("--listed", action="store_true", help=told("listed"))
    new.add_argument("--live", action="store_true", help=told("live"))
    new.add_argument("--share", type=int, default=0, metavar="N", help=told("share"))
    new.add_argument("--minutes", type=int, default=0, metavar="N", help=told("minutes"))
    part("status", _status)
    part("close", _close)
    part("reveal", _reveal)
    part("export", _export).add_argument("--output", metavar="FILE", help=told("output"))


def _open(chosen: argparse.Namespace) -> int:
    if not 0 <= chosen.share <= 200:
        raise InvalidInput("round.share", given=chosen.share)
    if not 0 <= chosen.minutes <= 100_000:
        raise InvalidInput("round.minutes")
    settings = Settings(
        ask=chosen.ask,
        anonymous=not chosen.named,
        listed=chosen.listed,
        live=chosen.live,
        share=chosen.share,
        minutes=chosen.minutes,
    )
    with opened(chosen) as db:
        made = workshop.open_round(db, chosen.who, chosen.study, chosen.step, settings, _now())
        if chosen.json:
            return _print_status(db, made, chosen)
    _say(
        say(
            "cli.workshop.opened",
            chosen.language,
            number=made.number,
            code=made.code,
            link=_link(made, chosen),
        )
    )
    return 0


def _status(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        return _print_status(db, _found(db, chosen), chosen)


def _close(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        found = workshop.close_round(db, chosen.who, _found(db, chosen).id, _now())
        return _print_status(db, found, chosen)


def _reveal(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        found = workshop.reveal(db, chosen.who, _found(db, chosen).id, _now())
        return _print_status(db, found, chosen)


def _export(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        content = answers_csv(db, _found(db, chosen).id, chosen.language)
    if chosen.output is None:
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(chosen.output).write_bytes(content)
    except OSError as problem:
        raise InvalidInput("file.unwritable", file=chosen.output, problem=problem.strerror) from None
    return 0


def _print_status(db: Database, found: Round, chosen: argparse.Namespace) -> int:
    counted = workshop.counts(db, found.id)
    if chosen.json:
        status = {
            "study": found.study_id,
            "round": found.number,
            "id": found.id,
            "step": found.step,
            "ask": found.settings.ask,
            "anonymous": found.settings.anonymous,
            "state": found.state,
            "code": found.code,
            "link": _link(found, chosen),
            "participants": counted.participants,
            "answers": counted.answers,
            "finished": counted.finished,
        }
        _say(json.dumps(status, ensure_ascii=False, indent=2))
        return 0
    _say(
        say(
            "cli.workshop.status",
            chosen.language,
            number=found.number,
            state=say(f"round_state.{found.state}", chosen.language),
            participants=counted.participants,
            finished=counted.finished,
            answers=counted.answers,
        )
    )
    return 0


def _found(db: Database, chosen: argparse.Namespace) -> Round:
    rounds = workshop.rounds_of(db, chosen.study)
    if not rounds:
        raise InvalidInput("cli.workshop.none", study=chosen.study)
    if chosen.round is None:
        return rounds[0]
    for found in rounds:
        if found.number == chosen.round:
            return found
    raise InvalidInput("cli.workshop.no_number", study=chosen.study, number=chosen.round)


def _link(found: Round, chosen: argparse.Namespace) -> str:
    return f"{chosen.base.rstrip('/')}/join/{found.code}"


def _base() -> str:
    return os.environ.get("CONCORD_ADDRESS", "http://localhost:8501")


def _say(text: str) -> None:
    """A line in UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(f"{text}\n".encode())


def _now() -> datetime:
    return datetime.now(UTC)
