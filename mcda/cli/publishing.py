"""`publish`, `publications`, `withdraw` and `verify`: what is public, and whether the record holds."""

import argparse
from datetime import UTC, datetime
from typing import Any

from mcda.actions import publishing
from mcda.actions.verifying import verify
from mcda.cli.studies import opened
from mcda.cooperation.remark import joined
from mcda.core.errors import InvalidInput
from mcda.output.publication import Shown
from mcda.output.wording import name_of
from mcda.text import Language, say


def register(commands: Any, language: Language) -> None:
    """Add the four commands to the command line."""

    def told(key: str) -> str:
        return say(f"cli.help.{key}", language)

    publish = commands.add_parser("publish", help=told("publish"), description=told("publish"))
    publish.add_argument("study", metavar="STUDY_ID")
    publish.add_argument("--names", action="store_true", help=told("publish_names"))
    publish.add_argument("--no-reasons", action="store_true", help=told("publish_no_reasons"))
    publish.add_argument("--note", default="", metavar="TEXT", help=told("publish_note"))
    publish.add_argument("--number", type=int, metavar="N", help=told("publish_number"))
    publish.set_defaults(run=_publish)
    listed = commands.add_parser("publications", help=told("publications"), description=told("publications"))
    listed.add_argument("study", nargs="?", metavar="STUDY_ID")
    listed.add_argument("--json", action="store_true", help=told("publications_json"))
    listed.set_defaults(run=_publications)
    withdraw = commands.add_parser("withdraw", help=told("withdraw"), description=told("withdraw"))
    withdraw.add_argument("number", type=int, metavar="NUMBER")
    withdraw.add_argument("--note", required=True, metavar="TEXT", help=told("withdraw_note"))
    withdraw.set_defaults(run=_withdraw)
    checked = commands.add_parser("verify", help=told("verify"), description=told("verify"))
    checked.add_argument("study", nargs="?", metavar="STUDY_ID")
    checked.set_defaults(run=_verify)


def _publish(chosen: argparse.Namespace) -> int:
    shown = Shown(reasons=not chosen.no_reasons, names=chosen.names)
    with opened(chosen) as db:
        made = publishing.publish(
            db, chosen.who, chosen.study, shown, _now(), number=chosen.number, note=chosen.note
        )
    print(f"{made.number}\t/p/{made.address}")
    return 0


def _publications(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        found = publishing.published(db, chosen.study)
    if chosen.json:
        import json

        rows = [
            {
                "number": each.number,
                "address": f"/p/{each.address}",
                "at": each.at.isoformat(),
                "study": each.study_id,
                "revision": each.revision,
                "superseded_by": each.superseded_by,
                "withdrawn": each.withdrawn_at is not None,
            }
            for each in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for each in found:
        state = "withdrawn" if each.withdrawn_at else "superseded" if each.superseded_by else "standing"
        title = name_of(each.title, chosen.language)
        shown = "".join(letter if letter.isprintable() else "�" for letter in title)
        said = say(f"publication.state.{state}", chosen.language)
        print(f"{each.number}\t/p/{each.address}\t{each.at:%Y-%m-%d}\t{said}\t{shown}")
    return 0


def _withdraw(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        publishing.withdraw(db, chosen.who, chosen.number, chosen.note, _now())
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    with opened(chosen) as db:
        found = verify(db, chosen.study)
    wrong = [remark for each in found for remark in each.wrong]
    if wrong:
        raise InvalidInput("record.wrong", found=joined(wrong))
    if not found:
        print(say("record.nothing", chosen.language, study=chosen.study or "–"))
    for each in found:
        since = f"{each.since:%Y-%m-%d}"
        print(say("record.whole", chosen.language, study=each.study_id, entries=each.entries, since=since))
    return 0


def _now() -> datetime:
    return datetime.now(UTC)
