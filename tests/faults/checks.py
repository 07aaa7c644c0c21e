"""What must hold of a database after whatever happened to it."""

from collections.abc import Iterable

from mcda.actions.studies import history, open_study
from mcda.storage.database import Database
from tests.small_study import value


def check(db: Database, study_id: str, acknowledged: Iterable[tuple[int, str, int]]) -> int:
    """Every acknowledged (number, body, value) is there, no revision is half or missing; gives the latest.

    A save whose answer was lost may have been kept: saved again, it is told with the number of a later one.
    """
    entries = history(db, study_id)
    latest = open_study(db, study_id)
    assert [entry.number for entry in entries] == list(range(latest.number, 0, -1))
    kept = {
        (entry.author, change.after): entry.number
        for entry in entries
        for change in entry.changes
        if change.path[-1] == "value"
    }
    for number, body, scored in acknowledged:
        assert kept.get((body, scored), latest.number + 1) <= number
    before: dict[str, float | None] = {}
    for entry in reversed(entries):
        for change in entry.changes:
            assert change.before == before.get(entry.author, 1), "a save overwrote another unseen"
            before[entry.author] = change.after
    for body, scored in before.items():
        assert value(latest.study, body) == scored
    for number in (1, latest.number // 2, latest.number - 1, latest.number):
        assert open_study(db, study_id, max(number, 1)).study.title.en == "Two lakes"
    return latest.number
