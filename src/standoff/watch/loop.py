"""Feeds into the archive, round by round: what is due is fetched, what is new is coded and merged as it comes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Self
from urllib.parse import urlsplit

from standoff.errors import StandoffError, StoreError
from standoff.pipeline import AddOptions, MakeCoder, add_documents
from standoff.watch.addresses import Resolve, resolve
from standoff.watch.feeds_file import Feeds, Watched
from standoff.watch.fetch import Fetcher, Limits
from standoff.watch.gather import Gathered, Gatherer
from standoff.watch.log import Log
from standoff.watch.pace import Clock, Pace, seconds_until_next
from standoff.watch.polite import Polite
from standoff.watch.state import Source, State

OnFailure = Callable[[StandoffError], None]


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """`allow_private`: for all that is watched; `pause_s`: between two requests to one host; `hosts_at_once`: so many are asked at a time."""

    add: AddOptions = field(default_factory=AddOptions)
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    pause_s: float = 2.0  # half of what a person who reads on does
    hosts_at_once: int = 8
    resolver: Resolve = resolve
    clock: Clock = time.time


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: addresses `fetched`, `unchanged` ones among them; items `waiting` are tried again; `due_s`: seconds until the next one."""

    fetched: int
    unchanged: int
    failed: int
    documents: int
    copies: int
    events: int
    waiting: int
    due_s: float


class Watcher:
    """Watches the feeds of one file for one archive; its state and its log lie beside the archive."""

    def __init__(self, feeds: Feeds, archive: Path, make_coder: MakeCoder, options: WatchOptions, state: State) -> None:
        self._feeds, self._archive, self._make_coder, self._options = feeds, archive, make_coder, options
        self._state, self._log = state, Log(beside(archive, "log"))
        self._fetcher = Fetcher(options.limits, options.resolver)
        self._pace = Pace(options.pause_s, state.rests(), options.clock)
        self._polite = Polite(
            self._fetcher, self._pace, state, allow_private=options.allow_private, clock=options.clock
        )

    @classmethod
    @contextmanager
    def open(
        cls, feeds: Feeds, archive: Path, make_coder: MakeCoder, options: WatchOptions | None = None
    ) -> Iterator[Self]:
        """StoreError where the state cannot be used. Leaving it ends all fetches that are under way."""
        if not archive.parent.is_dir():
            raise StandoffError(f"{archive}: the folder {archive.parent} does not exist; make it first")
        with State.open(beside(archive, "sqlite")) as state:
            watcher = cls(feeds, archive, make_coder, options or WatchOptions(), state)
            try:
                yield watcher
            finally:
                watcher.stop()

    def stop(self) -> None:
        """End the round that is under way; nothing of it is lost."""
        self._pace.stopped.set()
        self._fetcher.stop()

    def wait(self, seconds: float) -> None:
        """Until then, or until stopped."""
        self._pace.stopped.wait(seconds)

    def round(self, on_failure: OnFailure = lambda _: None) -> Round:
        """Fetch all that is due; where the archive cannot be written that is a failure, and what was fetched is fetched again."""
        now = self._options.clock()
        due = [watched for watched in self._feeds.watched if self._state.source(watched.url).due <= now]
        gatherer = Gatherer(self._polite, self._state, self._options.add.read)
        counts: Counter[str] = Counter()
        gathered: SimpleQueue[Gathered] = SimpleQueue()
        pool = ThreadPoolExecutor(self._options.hosts_at_once)
        try:
            for of_host in _by_host(due):
                pool.submit(_gather_all, gatherer, of_host, gathered)
            for _ in due:
                self._keep(gathered.get(), counts, on_failure)
        except BaseException:
            self.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        self._state.keep_rests(self._pace.rests())
        return Round(len(due), **{kind: counts[kind] for kind in COUNTED}, due_s=self._seconds_left())

    def _keep(self, found: Gathered, counts: Counter[str], on_failure: OnFailure) -> None:
        """First into the archive, then into the state: killed in between, it is fetched again and known as a copy."""

        def tell(error: StandoffError) -> None:
            self._log.write(found.watched.url, error)
            on_failure(error)

        for error in (*found.problems, *([found.failure] if found.failure else [])):
            tell(error)
        try:
            self._add(found, counts, tell)
        except StoreError as error:
            tell(error)
            found = Gathered(found.watched, failure=error)
        self._state.finish(self._next(found), found.tried, found.listed, self._options.clock())
        counts.update(unchanged=found.unchanged, failed=found.failure is not None, waiting=found.waiting)

    def _add(self, found: Gathered, counts: Counter[str], tell: OnFailure) -> None:
        if found.documents:
            added = add_documents(found.documents, self._archive, self._make_coder, self._options.add, tell)
            counts.update(documents=added.documents, copies=added.known + added.copies)
            counts["events"] = added.events

    def _next(self, found: Gathered) -> Source:
        """A feed that has items waiting is fetched at its usual time; one that failed later and later."""
        watched, known = found.watched, self._state.source(found.watched.url)
        failures = known.failures + 1 if found.failure else 0
        asked_s = float(getattr(found.failure, "wait_s", 0.0))
        wait_s = seconds_until_next(60.0 * watched.every_minutes, failures, asked_s)
        return Source(watched.url, found.validators or known.validators, self._options.clock() + wait_s, failures)

    def _seconds_left(self) -> float:
        due = min(self._state.source(watched.url).due for watched in self._feeds.watched)
        return max(0.0, due - self._options.clock())


def _by_host(due: Iterable[Watched]) -> Collection[list[Watched]]:
    """One thread asks a host for all that is watched there: it can be asked one by one only, and others are not to wait for it."""
    groups: dict[str, list[Watched]] = {}
    for watched in due:
        groups.setdefault(urlsplit(watched.url).hostname or "", []).append(watched)
    return groups.values()


def _gather_all(gatherer: Gatherer, several: Iterable[Watched], gathered: SimpleQueue[Gathered]) -> None:
    for watched in several:
        gathered.put(gatherer.gather(watched))


COUNTED = ("unchanged", "failed", "documents", "copies", "events", "waiting")


def beside(archive: Path, kind: str) -> Path:
    """Where the state ("sqlite") and the log ("log") of the watcher of an archive lie."""
    return archive.with_name(f"{archive.name}.watch.{kind}")
