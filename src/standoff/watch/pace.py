"""When to ask again: one request at a time to a host with a pause between two, rests that hosts ask for, and growing intervals after failures."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from standoff.errors import FetchError
from standoff.wire import DAY_S

EARLY = (
    0.9  # of the interval at least: feeds named together drift apart, and a cron job of the same interval misses none
)
MOST_PAUSE_S = 30.0  # robots.txt files ask for minutes; a watcher that obeyed would not get through a feed in a day
MOST_FAILURES, REST_S = 3, 600.0  # a server that is down is not asked for each of a hundred articles, 20 seconds each

Clock = Callable[[], float]


def seconds_until_next(every_s: float, failures: int, asked_s: float = 0.0) -> float:
    """After so many failures in a row the interval has doubled as often, up to a day, give or take a quarter."""
    if not failures:
        return every_s * random.uniform(EARLY, 1.0)  # noqa: S311  # spreads requests, hides nothing
    grown = min(every_s * 2.0 ** min(failures, 20), max(DAY_S, every_s))
    return max(grown * random.uniform(0.75, 1.25), asked_s)  # noqa: S311


class Pace:
    """Whose turn it is at each host; used by several threads."""

    def __init__(self, pause_s: float, rests: Mapping[str, float], clock: Clock = time.time) -> None:
        self.stopped = threading.Event()
        self._pause_s, self._clock = pause_s, clock
        self._rests = dict(rests)  # host -> until when
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._failures: Counter[str] = Counter()  # in a row
        self._asking = threading.Lock()

    @contextmanager
    def turn(self, host: str, url: str, pause_s: float = 0.0) -> Iterator[None]:
        """Waits for it; FetchError while the host rests, or when all is stopped."""
        with self._asking:
            lock = self._turns[host]
        with lock:
            until = self._rests.get(host, 0.0)
            if until > self._clock():
                when = datetime.fromtimestamp(until).astimezone()
                raise FetchError(
                    url,
                    f"{host} is left alone until {when:%Y-%m-%d %H:%M}",
                    passing=True,
                    wait_s=until - self._clock(),
                )
            pause = max(self._pause_s, min(pause_s, MOST_PAUSE_S))
            if host in self._last:
                self.stopped.wait(max(0.0, self._last[host] + pause - time.monotonic()))
            if self.stopped.is_set():
                raise FetchError(url, "was stopped", passing=True)
            try:
                yield
            finally:
                self._last[host] = time.monotonic()

    def failed(self, host: str, error: FetchError) -> None:
        """Leave the host alone for as long as it asks, and for a while where it failed several times in a row."""
        self._failures[host] += error.passing
        seconds = max(error.wait_s, REST_S if self._failures[host] >= MOST_FAILURES else 0.0)
        if seconds > 0:
            self._failures[host] = 0
            self._rests[host] = max(self._rests.get(host, 0.0), self._clock() + seconds)

    def answered(self, host: str) -> None:
        """Its failures are forgotten."""
        self._failures[host] = 0

    def rests(self) -> dict[str, float]:
        """Hosts that rest, and until when."""
        return {host: until for host, until in self._rests.copy().items() if until > self._clock()}
