"""What went wrong in a database, as something a person can act on."""

from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from mcda.core.errors import InvalidInput

_SQLITE = {
    "SQLITE_BUSY": "database.busy",
    "SQLITE_LOCKED": "database.busy",
    "SQLITE_FULL": "database.full",
    "SQLITE_IOERR": "database.disk",
    "SQLITE_READONLY": "database.read_only",
    "SQLITE_PERM": "database.read_only",
    "SQLITE_CANTOPEN": "database.cannot_open",
    "SQLITE_CORRUPT": "database.damaged",
    "SQLITE_NOTADB": "database.foreign",
}
_POSTGRESQL = {
    "53100": "database.full",
    "53300": "database.busy",
    "25006": "database.read_only",
    "42501": "database.refused",
    "40001": "database.busy",
    "40P01": "database.busy",
    "55P03": "database.busy",
    "57014": "database.busy",
    "58030": "database.disk",
    "XX001": "database.damaged",
    "XX002": "database.damaged",
}
UNREACHABLE = "database.unreachable"
_CONNECTING = {
    "authentication failed": "database.refused",
    "does not exist": "database.refused",
    "pg_hba.conf": "database.refused",
    "no password supplied": "database.refused",
    "too many clients": "database.busy",
    "connection slots": "database.busy",
}


def told(error: Exception, place: str) -> InvalidInput | None:
    """The sentence for a database's error at `place`, None where the mistake is ours and must be seen."""
    code = code_of(error)
    return InvalidInput(code, place=place) if code else None


def code_of(error: Exception) -> str | None:
    """The code of a database's error."""
    if isinstance(error, PoolTimeout):
        return "database.busy"
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return next((code for start, code in _SQLITE.items() if name.startswith(start)), None)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        # 08: connection; 57P: the server is going down or coming up
        return UNREACHABLE if state.startswith(("08", "57P")) else _POSTGRESQL.get(state)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return UNREACHABLE
    if type(cause).__name__ != "OperationalError":
        return None
    # While it connects, PostgreSQL gives no state, only words.
    words = str(cause)
    return next((code for part, code in _CONNECTING.items() if part in words), UNREACHABLE)
