"""The path of an archive into answers for requests: opened to read for each, in a thread of its own, and closed again after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf
from pathlib import Path
from typing import TypeVar

from standoff.errors import BusyError
from standoff.serve.turns import Turns
from standoff.store import Reader, View

T = TypeVar("T")
TRIES, BETWEEN_TRIES_S = 20, 0.1  # of a writer, while another process reads: most are done in that time
AT_ONCE = 4  # requests that read at the same time; others wait
MOST_WAITING = 64  # and more than these are refused


class TooLongError(Exception):
    """A question that was given up because its time was over."""


class Archive:
    """Between two requests nothing holds the file open, so that `standoff add` can write to it meanwhile."""

    def __init__(self, path: Path, limit_s: float) -> None:
        self.path, self._limit_s, self._reader = path, limit_s, Reader(path)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="archive")
        self._waiting = 0
        self._turns = Turns()
        self._changed = -inf

    async def ask(self, question: Callable[[View], T], limit_s: float | None = None) -> T:
        """What the question makes of the archive, within `limit_s` instead of the time for a page.

        BusyError where another process has it open, or too many ask; TooLongError after the time for a request; else what the question raises.
        """
        if self._waiting >= AT_ONCE + MOST_WAITING:
            raise BusyError("too many requests at once; try again in a moment")
        self._waiting += 1
        try:
            return await self._asked(question, limit_s or self._limit_s)
        finally:
            self._waiting -= 1

    async def _asked(self, question: Callable[[View], T], limit_s: float) -> T:
        opened: list[View] = []
        work = asyncio.get_running_loop().run_in_executor(self._threads, self._read, question, opened)
        done, _ = await asyncio.wait({work}, timeout=limit_s)
        if done:
            return work.result()
        for view in opened:
            view.interrupt()
        work.add_done_callback(lambda late: late.cancelled() or late.exception())  # that it was stopped is no news
        raise TooLongError

    def _read(self, question: Callable[[View], T], opened: list[View]) -> T:
        with self._turns.reading(), View.reading(self._reader) as view:
            opened.append(view)
            try:
                return question(view)
            finally:
                opened.clear()

    async def change(self, deed: Callable[[Path], T]) -> T:
        """What a deed that writes to the archive (by its path) comes to; it is never broken off, for a part of it would be worth nothing.

        BusyError where another process has the archive open, or where readers of this one do not come to an end.
        """

        def done() -> T:
            with self._turns.writing(self._limit_s):
                return _patiently(lambda: deed(self.path))

        try:
            return await asyncio.to_thread(done)
        finally:
            self._changed = time.monotonic()

    def quiet_s(self) -> float:
        """How long ago it was changed here; infinite where it never was."""
        return time.monotonic() - self._changed

    def close(self) -> None:
        """No request is taken any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _patiently(deed: Callable[[], T]) -> T:
    """Tried again for a while where another process has the archive open: it was not touched then."""
    for _ in range(TRIES - 1):
        try:
            return deed()
        except BusyError:
            time.sleep(BETWEEN_TRIES_S)
    return deed()
