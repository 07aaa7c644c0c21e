"""Bringing a database up to date, by numbered migrations, all in the transaction that the caller opened."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mcda.core.errors import InvalidInput
from mcda.storage.sqlite_file import copy

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x436E6364


def known_revisions() -> tuple[str, ...]:
    """The numbers of all migrations, oldest first."""
    return tuple(sorted(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py")))


def migrate(connection: Connection, path: Path | None) -> None:
    """Runs the migrations that the database lacks; an SQLite file at `path` is copied before.

    Raises InvalidInput `database.newer` where a newer Concord has been at it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    known = known_revisions()
    current = _current(connection)
    if current == known[-1]:
        return
    if current is not None and current not in known:
        raise InvalidInput("database.newer", revision=current, known=known[-1])
    if current is not None and path is not None:
        copy(path, path.with_name(f"{path.name}.before-{known[-1]}"))

    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER))
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
