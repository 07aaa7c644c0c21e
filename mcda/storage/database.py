"""Opening the database, and one connection an action.

`CONCORD_DATABASE_URL` names it (SQLite or PostgreSQL); without it, it is `concord.db` in the folder
`CONCORD_DATA`, else in `data` below the working directory.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Semaphore
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from mcda.core.errors import InvalidInput
from mcda.storage.faults import UNREACHABLE, code_of, told
from mcda.storage.migrate import migrate
from mcda.storage.sqlite_file import BUSY_SECONDS, prepare

WAIT_SECONDS = 10.0
_PAUSE_SECONDS = 0.2
# SQLite files that this process has open, how often, and whose turn it is to write. Looking into such a file
# with anything but SQLite would drop all locks that the process holds on it (POSIX locks end with any close).
_held: dict[Path, tuple[int, Semaphore]] = {}
_holding = Lock()


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. Threads share it; each action takes a connection of its own from it."""

    reader: Engine
    writer: Engine
    place: str
    turn: Semaphore | None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to read from, at one moment of the database.

        Raises InvalidInput `database.…` where the database cannot answer.
        """
        with _said(self.place), _connected(self.reader) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, flush: bool = True) -> Iterator[Connection]:
        """A connection to write with: all of the block is kept at its end, or nothing.

        `flush=False` keeps what was written through a crash of this process, but SQLite may lose the last
        moments when the machine's power fails; it is for many small answers. Raises like `read`.
        """
        with _said(self.place), _turn(self.turn, self.place), _connected(self.writer) as connection:
            connection.execution_options(flush=flush)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Lets go of all connections."""
        self.reader.dispose()
        if self.turn is not None:
            _let_go(Path(self.place).absolute(), self.turn)


def open_database(url: str | None = None) -> Database:
    """The database at `url`, made or brought up to date where it must be.

    Raises InvalidInput: database.url, .folder, .foreign, .damaged, .newer, .read_only, .full, .unreachable.
    """
    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return _open_postgresql(address)


def database_url(url: str | None = None) -> URL:
    """The address that `url`, else the environment, names."""
    given = url or os.environ.get("CONCORD_DATABASE_URL")
    if not given:
        folder = os.environ.get("CONCORD_DATA") or "data"
        return URL.create("sqlite", database=str(Path(folder, "concord.db")))
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        address = make_url(given)
    except (ArgumentError, ValueError):
        raise InvalidInput("database.url") from None
    if address.get_backend_name() in {"postgres", "postgresql"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername != "sqlite" or address.database in {None, "", ":memory:"} or address.query:
        raise InvalidInput("database.url")
    return address


def _open_sqlite(address: URL) -> Database:
    path = Path(address.database or "")
    turn = _hold(path)
    engine = create_engine(
        address,
        pool_size=16,
        max_overflow=48,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    database = Database(engine, engine.execution_options(writes=True), str(path), turn)
    return _up_to_date(database, path)


def _hold(path: Path) -> Semaphore:
    """The turn to write to a file that is ours and whole; who opens it again in this process shares it."""
    key = path.absolute()
    with _holding:
        times, turn = _held.get(key, (0, Semaphore()))
        if not times or not path.exists():
            prepare(path)
            times, turn = 0, Semaphore()
        _held[key] = (times + 1, turn)
    return turn


def _let_go(key: Path, turn: Semaphore) -> None:
    with _holding:
        times, held = _held.get(key, (0, turn))
        if held is turn and times > 1:
            _held[key] = (times - 1, turn)
        elif held is turn:
            _held.pop(key, None)


def _open_postgresql(address: URL) -> Database:
    engine = create_engine(
        address, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args={"connect_timeout": 5}
    )
    place = address.render_as_string(hide_password=True)
    # Else every statement of a read would see another moment.
    reader = engine.execution_options(isolation_level="REPEATABLE READ")
    return _up_to_date(Database(reader, engine, place, None), None)


def _up_to_date(database: Database, path: Path | None) -> Database:
    try:
        with database.write() as connection:
            migrate(connection, path)
    except BaseException:
        database.close()
        raise
    return database


def _prepare_connection(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite takes this pragma only between transactions; it costs a few microseconds.
    level = "FULL" if options.get("flush", True) else "NORMAL"
    if connection.info.get("synchronous") != level:
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
        connection.info["synchronous"] = level
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _said(place: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        sentence = told(error, place)
        if sentence is None:
            raise
        raise sentence from error


@contextmanager
def _turn(semaphore: Semaphore | None, place: str) -> Iterator[None]:
    """One writer of this process after the other: SQLite's own waiting sleeps, and starves some."""
    if semaphore is None:
        yield
        return
    if not semaphore.acquire(timeout=WAIT_SECONDS):
        raise InvalidInput("database.busy", place=place)
    try:
        yield
    finally:
        semaphore.release()


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    """A connection, waiting a while for a server that is being restarted."""
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection = engine.connect()
            break
        except SQLAlchemyError as error:
            if code_of(error) != UNREACHABLE or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)
    with connection:
        yield connection
