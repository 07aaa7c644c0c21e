"""Rounds of a workshop: open one, see how far it is, close, reveal, repeat.

Every action takes the person (`who`) and the moment (`now`). People are let in by `inviting` and `joining`;
they act in `answering`.
"""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from mcda.actions.studies import head_to_change, open_study, person_name
from mcda.cooperation.ballot import Ballot, Settings, ballot
from mcda.cooperation.questions import pair_keys, share_out
from mcda.cooperation.study import StepName
from mcda.core.errors import InvalidInput
from mcda.storage import record, rounds
from mcda.storage.database import Database
from mcda.storage.rounds import Counts, Round

CODE_LETTERS = "ACDEFHJKMNPQRTUVWXY34679"
"""Without letters that are taken for others: B 8, G 6, I 1, L, O 0, S 5, Z 2."""
CODE_LENGTH = 6


def prepare_round(  # noqa: PLR0917 - who opens what, as every action
    db: Database,
    who: str,
    study_id: str,
    step: StepName,
    settings: Settings,
    now: datetime,
    follows: str = "",
) -> Round:
    """A draft of a round: links can be handed out, nobody can answer yet. `follows`: the round it repeats.

    Raises InvalidInput: study.…, round.nothing_to_compare, round.nothing_to_rate, round.follows_other_step.
    """
    author = person_name(who)
    ballot(open_study(db, study_id).study, step, settings)
    with db.write() as connection:
        head_to_change(connection, study_id)
        earlier = rounds.of_study(connection, study_id)
        if follows and (before := rounds.get(connection, follows)) and before.study_id != study_id:
            raise InvalidInput("round.unknown")
        made = Round(
            id=secrets.token_hex(8),
            study_id=study_id,
            step=step,
            number=1 + max((r.number for r in earlier), default=0),
            state="draft",
            code=_free_code(connection),
            present_key=secrets.token_urlsafe(16),
            settings=settings,
            ballot=None,
            follows=follows,
            created_at=now,
            opened_at=None,
            closed_at=None,
            revealed_at=None,
            opened_by=author,
        )
        rounds.add(connection, made)
        facts = {"round": made.number, "step": step, "anonymous": settings.anonymous}
        record.write(connection, study_id, author, now, "prepare_round", facts=facts)
    return made


def open_round(  # noqa: PLR0917 - who opens what, as every action
    db: Database,
    who: str,
    study_id: str,
    step: StepName,
    settings: Settings,
    now: datetime,
    follows: str = "",
) -> Round:
    """A new round, open at once: what is asked is frozen as the study stands now."""
    return start(db, who, prepare_round(db, who, study_id, step, settings, now, follows).id, now)


def start(db: Database, who: str, round_id: str, now: datetime) -> Round:
    """Opens a draft, or opens a closed round again with the questions that it had."""
    author = person_name(who)
    found = get_round(db, round_id)
    asked = found.ballot or ballot(open_study(db, found.study_id).study, found.step, found.settings)
    with db.write() as connection:
        current = round_to_change(connection, round_id)
        if current.state not in {"draft", "closed"}:
            raise InvalidInput(f"round.is_{current.state}")
        changed: dict[str, Any] = {"ballot": asked} if current.ballot is None else {}
        rounds.set_state(connection, round_id, "open", opened_at=now, closed_at=None, **changed)
        if current.ballot is None:
            for person, _ in rounds.people(connection, round_id):
                if dealt := deal(connection, found, asked, person.seed):
                    rounds.change_participant(connection, person.id, **dealt)
        facts = {"round": found.number}
        record.write(connection, found.study_id, author, now, "open_round", facts=facts)
        return rounds.get(connection, round_id)


def close_round(db: Database, who: str, round_id: str, now: datetime) -> Round:
    """Ends answering; nothing is shown yet."""
    return _to(db, who, round_id, "closed", {"open"}, now, closed_at=now)


def reveal(db: Database, who: str, round_id: str, now: datetime) -> Round:
    """Shows the results to everybody in the round, which is closed by it; it cannot be opened again."""
    found = get_round(db, round_id)
    moments = {"revealed_at": now} if found.closed_at else {"closed_at": now, "revealed_at": now}
    return _to(db, who, round_id, "revealed", {"open", "closed"}, now, **moments)


def repeat(db: Database, who: str, round_id: str, now: datetime, settings: Settings | None = None) -> Round:
    """The same questions once more as the next round; the earlier one is kept, and movement can be shown."""
    before = get_round(db, round_id)
    if before.state not in {"closed", "revealed"}:
        raise InvalidInput("round.still_open")
    return open_round(db, who, before.study_id, before.step, settings or before.settings, now, before.id)


def set_minutes(db: Database, who: str, round_id: str, minutes: int, now: datetime) -> Round:
    """Sets the clock that the hall sees, in minutes from the opening; 0 takes it away. It closes nothing.

    Raises InvalidInput: round.minutes; round.is_closed, .is_revealed, as these have no clock.
    """
    author = person_name(who)
    if not 0 <= minutes <= 100_000:
        raise InvalidInput("round.minutes")
    with db.write() as connection:
        found = round_to_change(connection, round_id)
        if found.state not in {"draft", "open"}:
            raise InvalidInput(f"round.is_{found.state}")
        rounds.set_settings(connection, round_id, found.settings.model_copy(update={"minutes": minutes}))
        facts = {"round": found.number, "minutes": minutes}
        record.write(connection, found.study_id, author, now, "set_minutes", facts=facts)
        return rounds.get(connection, round_id)


def round_to_change(connection: Any, round_id: str) -> Round:
    """A round of a study that may be changed; others who change the round, and answers to it, wait.

    Raises InvalidInput: round.unknown; study.deleted, .archived.
    """
    found = rounds.get(connection, round_id, lock=True)
    head_to_change(connection, found.study_id)
    return found


def get_round(db: Database, round_id: str) -> Round:
    """A round. Raises InvalidInput round.unknown."""
    with db.read() as connection:
        return rounds.get(connection, round_id)


def rounds_of(db: Database, study_id: str) -> list[Round]:
    """All rounds of a study, the newest first."""
    with db.read() as connection:
        return rounds.of_study(connection, study_id)


def round_to_present(db: Database, key: str) -> Round:
    """The round of a projected view's secret address. Raises InvalidInput round.unknown."""
    with db.read() as connection:
        found = rounds.by_present_key(connection, key)
    if found is None:
        raise InvalidInput("round.unknown")
    return found


def waited_for(found: Round, counted: Counts) -> int | None:
    """How many who joined have not finished; None in a call for proposals, with which nobody finishes."""
    return None if found.settings.ask == "proposals" else counted.participants - counted.finished


def counts(db: Database, round_id: str) -> Counts:
    """How many joined, answered and finished: cheap enough to ask every second."""
    with db.read() as connection:
        return rounds.counts(connection, round_id)


def deal(connection: Any, held: Round, asked: Ballot, seed: int) -> dict[str, list[str]]:
    """The pairs that one person is `asked` in a round, which the caller has locked; {}: all of them."""
    if not held.settings.share or not asked.nodes:
        return {}
    keys = [key for children in asked.nodes.values() for key in pair_keys(children)]
    pairs = share_out(asked, held.settings, seed, rounds.asked_so_far(connection, held.id, keys)) or ()
    rounds.deal(connection, held.id, pairs)
    return {"asked": list(pairs)}


def _free_code(connection: Any) -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if rounds.by_code(connection, code) is None:
            return code


def _to(  # noqa: PLR0917 - who brings what into which state when
    db: Database, who: str, round_id: str, state: Any, allowed: set[str], now: datetime, **moments: datetime
) -> Round:
    author = person_name(who)
    with db.write() as connection:
        found = round_to_change(connection, round_id)
        if found.state not in allowed:
            raise InvalidInput(f"round.is_{found.state}")
        rounds.set_state(connection, round_id, state, **moments)
        facts = {"round": found.number}
        record.write(connection, found.study_id, author, now, f"round_{state}", facts=facts)
        return replace(found, state=state, **moments)  # type: ignore[arg-type]
