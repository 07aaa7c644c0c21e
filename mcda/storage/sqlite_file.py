"""The file of an SQLite database: is it ours and whole, making it, and a copy before it is upgraded."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from mcda.core.errors import InvalidInput
from mcda.storage.faults import told

BUSY_SECONDS = 10.0
# Stands in the header of every database that Concord makes ("Cncd").
APPLICATION_ID = 0x436E6364
_MAGIC = b"SQLite format 3\x00"


def prepare(path: Path) -> None:
    """Makes the file where there is none; where there is one, makes sure that it is Concord's and whole.

    A file that is refused stays as it is, byte for byte.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise InvalidInput("database.read_only", place=str(path))
        if _is_new(path):
            _make(path)
        _check(path)
        with closing(_connect(path)) as connection:
            _use_write_ahead_log(connection)
    except OSError as error:
        raise InvalidInput("database.folder", place=str(path), problem=error.strerror) from error
    except sqlite3.Error as error:
        raise told(error, str(path)) or error from error


def copy(path: Path, target: Path) -> None:
    """A copy of the database as it stands, also while others write to it."""
    part = target.with_name(target.name + ".part")
    try:
        with closing(_connect(path)) as source, closing(sqlite3.connect(part)) as destination:
            source.backup(destination)
        os.replace(part, target)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise told(error, str(target)) or error from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def _is_new(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _make(path: Path) -> None:
    with closing(_connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have made it, and put tables in, since we looked.
        if connection.execute("PRAGMA schema_version").fetchone() == (0,):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


def _check(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(100)
    if header[:16] != _MAGIC or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise InvalidInput("database.foreign", place=str(path))
    # Without a log beside it the file is not in use: it is read as it lies, and nothing is made beside it.
    in_use = path.with_name(path.name + "-wal").exists()
    if not in_use and path.stat().st_size < _size(header):
        raise InvalidInput("database.damaged", place=str(path))
    address = f"{path.absolute().as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as look:
        try:
            problems = look.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as error:
            sentence = told(error, str(path))
            if sentence is not None and sentence.code == "database.busy":
                raise sentence from error
            raise InvalidInput("database.damaged", place=str(path)) from error
    if problems != [("ok",)]:
        raise InvalidInput("database.damaged", place=str(path))


def _size(header: bytes) -> int:
    """How long the file says it is: SQLite itself does not miss the end of its last page."""
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return (65536 if page == 1 else page) * pages


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Two processes that switch at once do not wait for each other by themselves."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in {"SQLITE_BUSY", "SQLITE_LOCKED"} or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
