"""A path into a connection to an archive of the current version, or a StoreError that says what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from standoff.errors import BusyError, StoreError
from standoff.store.statements import FOLDER

FIRST_VERSION = 1
# Nothing is fetched from anywhere: DuckDB would otherwise look for its extensions on the network.
SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
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
    if not path.exists():
        raise StoreError(f"{path}: no archive there; make one with: standoff add REPORTS --archive {path}")
    with _readable(path) as connection:
        yield connection


@contextmanager
def _readable(path: Path) -> Iterator[DuckDBPyConnection]:
    connection = _connect(path, read_only=True)
    try:
        tables = _tables(connection)
        if not tables:
            raise StoreError(f"{path}: the archive is empty; fill it with: standoff add REPORTS --archive {path}")
        version, current = _version(connection, path, tables), _current(shipped_migrations())
        if version > current:
            raise _too_new(path, version, current)
        if version < current:
            raise StoreError(
                f"{path}: archive of version {version}, this program reads {current}; "
                f"bring it up with any: standoff add REPORTS --archive {path}"
            )
        yield connection
    finally:
        connection.close()


def _connect(path: Path, *, read_only: bool) -> DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(SETTINGS))
        connection.execute("set enable_progress_bar = false")  # it would be drawn on stdout, among the data
    except duckdb.Error as error:
        message = str(error)
        if "lock" in message.lower() or "different configuration" in message:
            raise BusyError(f"{path}: {_holder(message)}") from error
        raise StoreError(f"{path}: {_reason(path, message)}") from error
    return connection


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
