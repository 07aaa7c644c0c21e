"""What a round found, for the hall, the facilitator and the study: only what its state lets out."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Any

from mcda.actions import studies, workshop
from mcda.actions.proposing import proposals_of
from mcda.actions.studies import Saved
from mcda.cooperation.few_people import without_few
from mcda.cooperation.findings import Findings, Person, findings
from mcda.cooperation.replacing import Use, use_of
from mcda.cooperation.study import Wording
from mcda.cooperation.using import rankings, use
from mcda.core.errors import InvalidInput
from mcda.output.hall import Slide, slides
from mcda.output.places import names_in
from mcda.output.proposal_slides import proposal_slides
from mcda.output.wording import name_of
from mcda.storage import answers, rounds
from mcda.storage import studies as revisions
from mcda.storage.database import Database
from mcda.storage.rounds import Round
from mcda.text import LANGUAGES, Language, say

KEPT = 16
_kept: OrderedDict[tuple[str, str, int, int], Findings] = OrderedDict()
_computing = Lock()


def findings_of(db: Database, round_id: str) -> Findings:
    """What a round found so far, for the facilitator; the last rounds asked for are kept.

    One is computed at a time: a whole hall may ask at the moment of the reveal.
    Raises InvalidInput: round.unknown, round.is_draft.
    """
    with _computing, db.read() as connection:
        found = rounds.get(connection, round_id)
        if found.ballot is None:
            raise InvalidInput("round.is_draft")
        key = (db.place, round_id, *_changes(connection, found))
        if key in _kept:
            return _kept[key]
        said: dict[int, dict[str, str]] = {}
        for person, question, value in answers.latest(connection, round_id):
            said.setdefault(person, {})[question] = value
        bodies = rounds.speakers(connection, round_id)
        made = findings(found.ballot, [Person(bodies[person], own) for person, own in said.items()])
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return made


def shown_findings(db: Database, round_id: str) -> Findings:
    """What a round found, as the hall and the phones may see it: of few anonymous people nothing."""
    found = findings_of(db, round_id)
    return without_few(found) if workshop.get_round(db, round_id).settings.anonymous else found


def _changes(connection: Any, found: Round) -> tuple[int, int]:
    """What moves when the findings of a round may: nothing does once it is revealed."""
    if found.state == "revealed":
        return -1, -1
    return answers.last_number(connection, found.id), hash(frozenset(rounds.speakers(connection, found.id)))


def hall_slides(db: Database, found: Round, language: Language) -> tuple[Slide, ...]:
    """The slides of a round for its hall: none before the reveal, unless the round is shown live."""
    if found.state == "revealed" or (found.settings.live and found.state in {"open", "closed"}):
        return result_slides(db, found, language)
    return ()


def result_slides(db: Database, found: Round, language: Language) -> tuple[Slide, ...]:
    """The slides of a round for its facilitator, against the study as it stood before the round was used."""
    if found.settings.ask == "proposals":
        return proposal_slides(
            [
                (p.title, p.supports, _body(found, p.body, language))
                for p in proposals_of(db, found.id)
                if p.merged_into is None
            ],
            language,
        )
    if found.ballot is None:
        return ()
    study = studies.open_study(db, found.study_id, _before(db, found)).study
    room = shown_findings(db, found.id)
    before = shown_findings(db, found.follows) if found.follows else None
    candidates = {key: name_of(c.name, language) for key, c in study.step(found.step).candidates.items()}
    ranked = rankings(study, found.step, room)
    return slides(found.ballot, room, before, rankings=ranked, candidates=candidates, language=language)


def preview_use(db: Database, round_id: str) -> tuple[Use, dict[str, Wording]]:
    """What `use_in_study` would do to the study as it stands, and what its changes name; nothing is saved.

    Raises InvalidInput: round.unknown, round.nothing_found, study.….
    """
    held = workshop.get_round(db, round_id)
    found = findings_of(db, round_id)
    study = studies.open_study(db, held.study_id).study
    would = use_of(study, held.step, found, _note(held, found))
    return would, names_in(would.replaced, study, would.after)


def _before(db: Database, found: Round) -> int:
    """The revision that a round is compared with: what the reveal said stays true when the study moves on."""
    with db.read() as connection:
        return revisions.number_before_round(connection, found.study_id, found.number, found.revealed_at)


def use_in_study(db: Database, who: str, round_id: str, now: datetime) -> Saved:
    """Takes what a closed round found into the study, as a revision that names the round.

    Raises InvalidInput: round.still_open, round.nothing_found, study.….
    """
    held = workshop.get_round(db, round_id)
    if held.state not in {"closed", "revealed"}:
        raise InvalidInput("round.still_open")
    found = findings_of(db, round_id)
    note = _note(held, found)
    seen = studies.open_study(db, held.study_id)
    return studies.save(
        db,
        who,
        held.study_id,
        seen.number,
        lambda study: use(study, held.step, found, note),
        now,
        kind="round",
        origin=str(held.number),
    )


def _note(held: Round, found: Findings) -> Wording:
    """The round, as what is taken from it names it."""
    return Wording(**{lang: say("hall.note", lang, number=held.number, n=found.people) for lang in LANGUAGES})


def _body(found: Round, body: str, language: Language) -> str:
    voter = found.ballot.bodies.get(body) if found.ballot else None
    return name_of(voter.name, language) if voter else say("hall.public", language)
