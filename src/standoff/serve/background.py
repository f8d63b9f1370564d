"""Questions that take long into outcomes: one process at a time computes what is not kept yet, while the page says so and asks again."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import TypeVar

from standoff.errors import BusyError, MeasureError, StoreError
from standoff.serve.compute import MEANWHILE, Job
from standoff.serve.kept import Kept, Outcome, fingerprint
from standoff.serve.questions import Question, QuestionAsked

AGAIN_S = 2  # after which a page asks again for what is being computed
MOST_WAITING = 30  # questions; a page that asks for more is told to come back
LIMIT_S = 1800.0  # of one question
MOST_REMEMBERED = 200  # faults, which are not tried again until the server is started anew; and what was found last
PAUSE_S = 15.0  # without a decision before anything is computed: each makes what is computed out of date
MEANWHILE_S = 2.0  # before a question about an archive that is being written to may be put again
FAULT = "a fault of standoff; the terminal in which it runs shows more"
LOG = logging.getLogger("standoff.serve")
K = TypeVar("K")
V = TypeVar("V")


class NotYetError(Exception):
    """An answer that is still being computed where only the whole of it would do."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that is being computed, or waits behind so many others; `earlier`: what was found before the archive changed."""

    before: int
    earlier: Outcome | None = None


def latest(found: Outcome | Pending) -> Outcome | None:
    """What there is to show: the outcome, or the one from before the archive changed; None where nothing was found yet."""
    return found.earlier if isinstance(found, Pending) else found


class Background:
    """Keeps at most one process busy; ends it with the server."""

    def __init__(
        self,
        archive: Path,
        kept: Kept,
        limit_s: float = LIMIT_S,
        scenarios: tuple[Path, ...] = (),
        quiet_s: Callable[[], float] = lambda: inf,
    ) -> None:
        """`quiet_s`: how long ago a person last decided something."""
        self._archive, self._kept, self._limit_s = archive, kept, limit_s
        self.scenarios, self._quiet_s = scenarios, quiet_s
        self._waiting: dict[str, Job] = {}
        self._failed: dict[str, Outcome] = {}
        self._found: dict[tuple[str, str], str] = {}  # the key of what was last found, by question and options
        self._task: asyncio.Task[None] | None = None

    async def outcome(self, question: Question, asked: QuestionAsked) -> Outcome | Pending:
        """What is kept, else a place in the queue, with what was found last. StoreError where there is no archive; BusyError where the queue is full."""
        if not self._archive.exists():
            raise StoreError(f"{self._archive}: no archive there any more")
        try:
            asked = await asyncio.to_thread(asked.with_files, self.scenarios)
        except MeasureError as problem:
            return Outcome(None, str(problem), datetime.now(UTC))
        found = await asyncio.to_thread(fingerprint, self._archive)
        name, options = question.name, asked.model_dump_json()
        key = self._kept.key(found, name, options)
        outcome = self._failed.get(key) or await asyncio.to_thread(self._kept.find, key)
        if outcome is not None:
            _remember(self._found, (name, options), key)
            return outcome
        before = self._queued(key, Job(str(self._archive), found, name, options, str(self._kept.folder), key))
        last = self._found.get((name, options))
        return Pending(before, await asyncio.to_thread(self._kept.find, last) if last else None)

    def _queued(self, key: str, job: Job) -> int:
        """How many wait before it."""
        if key not in self._waiting:
            if len(self._waiting) >= MOST_WAITING:
                raise BusyError("too many questions wait to be computed")
            self._waiting[key] = job
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return list(self._waiting).index(key)

    async def _work(self) -> None:
        while self._waiting:
            key, job = next(iter(self._waiting.items()))
            try:
                why = await self._why_not(job)
                if why:
                    _remember(self._failed, key, Outcome(None, why, datetime.now(UTC)))
            finally:
                del self._waiting[key]

    async def _why_not(self, job: Job) -> str:
        """As `_computed`; a fault is one of this question alone."""
        try:
            return await self._computed(job) if await self._is_worth_it(job) else ""
        except Exception:
            LOG.exception("a fault of standoff before it computed %s", job.question)
            return FAULT

    async def _is_worth_it(self, job: Job) -> bool:
        """Whether the archive is still that of the question, once nobody decides any more."""
        while (left_s := PAUSE_S - self._quiet_s()) > 0:  # noqa: ASYNC110  # each decision begins the pause anew
            await asyncio.sleep(left_s)
        return await asyncio.to_thread(fingerprint, self._archive) == job.fingerprint

    async def _computed(self, job: Job) -> str:
        """Why there is no outcome; empty where it is kept, or where the archive is another by now and will be asked again."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "standoff.serve.compute", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, told = await asyncio.wait_for(process.communicate(job.written()), self._limit_s)
        except TimeoutError:
            return "the computation took too long and was given up; ask for fewer days or sides"
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode == MEANWHILE:
            await asyncio.sleep(MEANWHILE_S)
        if process.returncode in {0, MEANWHILE}:
            return ""
        LOG.error("a fault of standoff while it computed %s:\n%s", job.question, told.decode(errors="replace"))
        return FAULT

    async def close(self) -> None:
        """End what is being computed."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task


def _remember(memory: dict[K, V], key: K, value: V) -> None:
    """The oldest are forgotten."""
    memory.pop(key, None)
    memory[key] = value
    while len(memory) > MOST_REMEMBERED:
        del memory[next(iter(memory))]
