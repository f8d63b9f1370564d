"""A path into a connection to an archive of the current version, or a StoreError that says what is wrong and what to do."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from standoff.errors import BusyError, StoreError
from standoff.store.statements import FOLDER

FIRST_VERSION = 1
# Nothing is fetched from anywhere: DuckDB would otherwise look for its extensions on the network.
SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
NO_BAR = "set enable_progress_bar = false"  # it would be drawn on stdout, among the data
ATTACHED = "record"  # what a reader calls the archive
# Binds the tables that every archive has; to list the tables instead takes longer than most questions.
VERSION = "select max(version) from (select version from archive union all select null from documents, mentions, events where false)"
WRITER_MEMORY = "64MB"  # a cache that would otherwise grow with the archive; DuckDB spills to disk beyond


def shipped_migrations() -> dict[int, str]:
    """Version -> the SQL that leads to it, for every file of migrations/."""
    return _numbered(FOLDER.joinpath("migrations"))


def _numbered(folder: Traversable) -> dict[int, str]:
    found = {file.name: file for file in folder.iterdir() if re.fullmatch(r"\d{3}\.sql", file.name)}
    return {int(name[:3]): found[name].read_text(encoding="utf-8") for name in sorted(found)}


@contextmanager
def open_to_write(path: Path, migrations: Mapping[int, str] | None = None) -> Iterator[DuckDBPyConnection]:
    """The only writer of an archive, which is made when it is not there and brought up to the current version."""
    connection = _connect(path, read_only=False)
    try:
        steps = shipped_migrations() if migrations is None else migrations
        _prepare(connection, path)
        _migrate(connection, path, steps)
        connection.execute(f"set memory_limit = '{WRITER_MEMORY}'")
        yield connection
    finally:
        connection.close()


@contextmanager
def open_to_read(path: Path) -> Iterator[DuckDBPyConnection]:
    """A reader of an archive of the current version; it cannot change anything."""
    _check_is_there(path)
    with _readable(path) as connection:
        yield connection


@contextmanager
def _readable(path: Path) -> Iterator[DuckDBPyConnection]:
    connection = _connect(path, read_only=True)
    try:
        _check(connection, path)
        yield connection
    finally:
        connection.close()


class Reader:
    """One archive read again and again: DuckDB is started once, which takes longer than most questions, and has the file open only while somebody reads."""

    def __init__(self, path: Path) -> None:
        self._path, self._readers, self._turn = path, 0, threading.Lock()
        self._duckdb = duckdb.connect(config={**SETTINGS, "temp_directory": f"{path}.tmp"})

    @contextmanager
    def open(self) -> Iterator[DuckDBPyConnection]:
        """As `open_to_read`, for each of several threads."""
        connection = self._opened()
        try:
            connection.execute(f"use {ATTACHED}")
            connection.execute(NO_BAR)
            yield connection
        finally:
            connection.close()
            self._left()

    def _opened(self) -> DuckDBPyConnection:
        with self._turn:
            if not self._readers:
                self._attach()
            self._readers += 1
            return self._duckdb.cursor()

    def _attach(self) -> None:
        _check_is_there(self._path)
        quoted = str(self._path.absolute()).replace("'", "''")
        with _opening(self._path):
            self._duckdb.execute(f"attach '{quoted}' as {ATTACHED} (read_only)")
        try:
            with closing(self._duckdb.cursor()) as connection:
                connection.execute(f"use {ATTACHED}")
                _check(connection, self._path)
        except BaseException:
            self._duckdb.execute(f"detach {ATTACHED}")
            raise

    def _left(self) -> None:
        with self._turn:
            self._readers -= 1
            if not self._readers:
                self._duckdb.execute(f"detach {ATTACHED}")


def _check_is_there(path: Path) -> None:
    if not path.exists():
        raise StoreError(f"{path}: no archive there; make one with: standoff add REPORTS --archive {path}")


def _check(connection: DuckDBPyConnection, path: Path) -> None:
    """StoreError where it is no archive of the current version."""
    current = _current(shipped_migrations())
    try:
        if connection.execute(VERSION).fetchone() == (current,):
            return
    except duckdb.Error:
        pass
    tables = _tables(connection)
    if not tables:
        raise StoreError(f"{path}: the archive is empty; fill it with: standoff add REPORTS --archive {path}")
    version = _version(connection, path, tables)
    if version > current:
        raise _too_new(path, version, current)
    raise StoreError(
        f"{path}: archive of version {version}, this program reads {current}; "
        f"bring it up with any: standoff add REPORTS --archive {path}"
    )


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    with _opening(path):
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(SETTINGS))
        connection.execute(NO_BAR)
    return connection


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    """What DuckDB says of a file that it cannot open becomes what a reader can act on."""
    try:
        yield
    except duckdb.Error as error:
        message = str(error)
        if "lock" in message.lower() or "different configuration" in message:
            raise BusyError(f"{path}: {_holder(message)}") from error
        raise StoreError(f"{path}: {_reason(path, message)}") from error


def _holder(message: str) -> str:
    """Who has the archive open, and the way out."""
    holder = re.search(r"PID (\d+)", message)
    who = f"process {holder.group(1)}" if holder else "another process"
    return f"the archive is in use by {who}; wait until it has finished, or name another with --archive"


def _reason(path: Path, message: str) -> str:
    """What DuckDB's message means here, and the way out."""
    if path.is_dir():
        return "is a folder; name a file with --archive"
    if not path.parent.is_dir():
        return f"the folder {path.parent} does not exist; make it first"
    if "not a valid DuckDB" in message:
        return "is not a standoff archive; name another file with --archive"
    return f"cannot be opened as an archive ({' '.join(message.split())[:200]})"


def _prepare(connection: DuckDBPyConnection, path: Path) -> None:
    """A new file (or one whose making was killed) gets the tables of the first version."""
    tables = _tables(connection)
    if tables:
        _version(connection, path, tables)
        return
    connection.begin()
    connection.execute(FOLDER.joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute("insert into archive values ($version)", {"version": FIRST_VERSION})
    connection.commit()


def _migrate(connection: DuckDBPyConnection, path: Path, migrations: Mapping[int, str]) -> None:
    version, current = _version(connection, path, _tables(connection)), _current(migrations)
    if version > current:
        raise _too_new(path, version, current)
    for step in range(version + 1, current + 1):
        try:
            connection.begin()
            connection.execute(migrations[step])
            connection.execute("update archive set version = $version", {"version": step})
            connection.commit()
        except (duckdb.Error, KeyError) as error:
            connection.rollback()
            why = " ".join(str(error).split())
            raise StoreError(
                f"{path}: cannot be brought from version {step - 1} to {step} ({why}); nothing changed"
            ) from error


def _current(migrations: Mapping[int, str]) -> int:
    return max(migrations, default=FIRST_VERSION)


def _tables(connection: DuckDBPyConnection) -> set[str]:
    found = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
    return {name for (name,) in found}


def _version(connection: DuckDBPyConnection, path: Path, tables: set[str]) -> int:
    if not {"archive", "documents", "mentions", "events"} <= tables:
        raise StoreError(f"{path}: a DuckDB file, but not a standoff archive; name another file with --archive")
    found = connection.execute("select max(version) from archive").fetchone()
    if found is None or found[0] is None:
        raise StoreError(f"{path}: an archive without a version; name another file with --archive")
    return int(found[0])


def _too_new(path: Path, version: int, current: int) -> StoreError:
    return StoreError(
        f"{path}: archive of version {version}, this program knows up to {current}; install a newer standoff"
    )
