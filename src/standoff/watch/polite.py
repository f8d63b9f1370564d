"""A fetch with manners: robots.txt asked first, redirects followed within the hosts allowed, one request at a time to each with pauses, rests obeyed."""

from __future__ import annotations

import threading
import time
from collections import defaultdict

from standoff.errors import FetchError
from standoff.watch import robots
from standoff.watch.addresses import Address, check_host, parse
from standoff.watch.feeds_file import Watched
from standoff.watch.fetch import PROGRAM, Fetched, Fetcher, Redirect, Validators
from standoff.watch.pace import Clock, Pace
from standoff.watch.state import State
from standoff.wire import DAY_S

ROBOTS_LAST_S = DAY_S  # as RFC 9309 has it
MOST_REDIRECTS = 5  # as many as RFC 9309 wants followed for robots.txt
NO_ROBOTS_LAST_S = 300.0  # a robots.txt that could not be had is not asked for again for every item of a feed


class Polite:
    """Fetches for what the user watches; used by several threads."""

    def __init__(
        self, fetcher: Fetcher, pace: Pace, state: State, *, allow_private: bool, clock: Clock = time.time
    ) -> None:
        self._fetcher, self._pace, self._state = fetcher, pace, state
        self._allow_private, self._clock = allow_private, clock
        self._asking = threading.Lock()
        self._origins: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._failed: dict[
            str, tuple[float, FetchError]
        ] = {}  # robots.txt by origin: when it may be asked for again, and why not yet

    def fetch(self, url: str, watched: Watched, known: Validators | None = None) -> Fetched:
        """FetchError where it may not be had, or cannot."""
        return self._follow(url, watched, known, asks_robots=True)

    def _follow(self, url: str, watched: Watched, known: Validators | None, *, asks_robots: bool) -> Fetched:
        """Through redirects, each of them checked like an address that was named."""
        seen: set[str] = set()
        for _ in range(MOST_REDIRECTS + 1):
            address = parse(url)
            check_host(address, watched)
            if address.url in seen:
                raise FetchError(address.url, "redirects in a circle")
            seen.add(address.url)
            rules = self._rules(address, watched) if asks_robots else robots.Rules()
            if not rules.allows(address.target):
                raise FetchError(address.url, "robots.txt of the server does not allow it")
            found = self._ask(address, watched, rules.pause_s, known)
            if isinstance(found, Fetched):
                return found
            if address.scheme == "https" and not found.url.startswith("https:"):
                raise FetchError(address.url, f"redirects from https to {found.url[:200]}")
            url = found.url
        raise FetchError(url, f"redirects more than {MOST_REDIRECTS} times")

    def _ask(self, address: Address, watched: Watched, pause_s: float, known: Validators | None) -> Fetched | Redirect:
        private = self._allow_private or watched.allow_private
        with self._pace.turn(address.host, address.url, pause_s):
            try:
                found = self._fetcher.get(address, known, allow_private=private)
            except FetchError as error:
                self._pace.failed(address.host, error)
                raise
            self._pace.answered(address.host)
            return found

    def _rules(self, address: Address, watched: Watched) -> robots.Rules:
        """Of two threads that need the rules of one server, one fetches them and the other waits."""
        with self._asking:
            lock = self._origins[address.origin]
        with lock:
            return self._kept_or_fetched(address, watched)

    def _kept_or_fetched(self, address: Address, watched: Watched) -> robots.Rules:
        kept = self._state.robots(address.origin, self._clock() - ROBOTS_LAST_S)
        if kept is not None:
            return robots.parse(kept, PROGRAM)
        until, why = self._failed.get(address.origin, (0.0, None))
        if why is None or until <= self._clock():
            try:
                body = self._fetch_robots(address, watched)
            except FetchError as error:
                until, why = self._failed[address.origin] = self._clock() + NO_ROBOTS_LAST_S, error
            else:
                self._state.keep_robots(address.origin, body, self._clock())
                return robots.parse(body, PROGRAM)
        problem = f"its robots.txt cannot be had ({why.problem})"
        raise FetchError(address.url, problem, passing=why.passing, wait_s=why.wait_s)

    def _fetch_robots(self, address: Address, watched: Watched) -> str:
        """A server that has none (4xx) allows everything, one that cannot say (5xx, silence) allows nothing for now."""
        try:
            found = self._follow(f"{address.origin}/robots.txt", watched, None, asks_robots=False)
        except FetchError as error:
            if 400 <= error.status < 500 and not error.passing:
                return ""
            raise
        return (found.body or b"").decode("utf-8", "replace")[: robots.MOST_CHARACTERS]
