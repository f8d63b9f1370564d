"""What a watcher knows from before, in a small SQLite file beside the archive; killed at any moment, it is as it was after the last step."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from standoff.errors import StoreError
from standoff.watch.fetch import Validators
from standoff.wire import DAY_S

FORGET_S = 90 * DAY_S  # an item that no feed has listed for so long; feeds list days, seldom months
WAIT_S = 2.0  # for a watcher that is just ending
UNUSABLE = "cannot be used ({}); without it watching starts anew, and knows what the archive has"
TABLES = """
create table if not exists sources (
    url text primary key, etag text not null, last_modified text not null, due real not null, failures integer not null
);
create table if not exists items (key text primary key, attempts integer not null, done integer not null, seen real not null);
create table if not exists hosts (host text primary key, rests_until real not null);
create table if not exists robots (origin text primary key, fetched real not null, body text not null);
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One watched address: when it is to be fetched next, after how many failures in a row."""

    url: str
    validators: Validators = field(default_factory=Validators)
    due: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """An item of a feed after so many attempts in vain: `done` where nothing is left to do for it."""

    key: str
    attempts: int
    done: bool


class State:
    """Used by several threads; what `finish` stores is stored whole or not at all."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path, self._lock = connection, path, threading.Lock()

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """StoreError where the file cannot be used, or another watcher uses it: two would ask each server twice as often."""
        try:
            connection = sqlite3.connect(path, check_same_thread=False, timeout=WAIT_S)
            connection.execute("pragma locking_mode = exclusive")  # until it is closed, also by a kill
            connection.executescript(f"begin exclusive; {TABLES} commit;")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise StoreError(f"{path}: another standoff watch is at work on this archive") from None
            raise StoreError(f"{path}: {UNUSABLE.format(error)}") from None
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {UNUSABLE.format(error)}") from None
        try:
            yield cls(connection, path)
        finally:
            connection.close()

    def source(self, url: str) -> Source:
        """What is known of an address; one never fetched is due at once."""
        found = self._rows("select etag, last_modified, due, failures from sources where url = ?", url)
        return Source(url, Validators(found[0][0], found[0][1]), found[0][2], found[0][3]) if found else Source(url)

    def attempts(self, key: str) -> int | None:
        """How often an item was tried in vain; None where nothing is left to do for it."""
        found = self._rows("select attempts, done from items where key = ?", key)
        return (None if found[0][1] else int(found[0][0])) if found else 0

    def rests(self) -> Mapping[str, float]:
        """Hosts that asked to be left alone, and until when."""
        return dict(self._rows("select host, rests_until from hosts"))

    def robots(self, origin: str, since: float) -> str | None:
        """The robots.txt of a server where it was fetched after `since`."""
        found = self._rows("select body from robots where origin = ? and fetched > ?", origin, since)
        return str(found[0][0]) if found else None

    def keep_robots(self, origin: str, body: str, now: float) -> None:
        with self._changes() as changes:
            changes.execute("insert or replace into robots values (?, ?, ?)", (origin, now, body))

    def keep_rests(self, rests: Mapping[str, float]) -> None:
        with self._changes() as changes:
            changes.execute("delete from hosts")
            changes.executemany("insert into hosts values (?, ?)", rests.items())

    def finish(self, source: Source, tried: Iterable[Tried], listed: Iterable[str], now: float) -> None:
        """Store what became of one address, and of the items that it lists; items long unlisted are forgotten."""
        v = source.validators
        with self._changes() as changes:
            changes.execute(
                "insert or replace into sources values (?, ?, ?, ?, ?)",
                (source.url, v.etag, v.last_modified, source.due, source.failures),
            )
            changes.executemany(
                "insert into items values (?, ?, ?, ?) on conflict (key) do update set attempts = excluded.attempts, done = excluded.done",
                [(item.key, item.attempts, item.done, now) for item in tried],
            )
            changes.executemany("update items set seen = ? where key = ?", [(now, key) for key in listed])
            changes.execute("delete from items where seen < ?", (now - FORGET_S,))

    @contextmanager
    def _changes(self) -> Iterator[sqlite3.Connection]:
        """All of them or none; StoreError where they cannot be written, such as on a full disk."""
        try:
            with self._lock, self._connection as changes:
                yield changes
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: what was seen cannot be written ({error})") from None

    def _rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]  # as wide as the query is
        with self._lock:
            return self._connection.execute(query, values).fetchall()
