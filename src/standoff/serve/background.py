"""Questions that take long into outcomes: one process at a time computes what is not kept yet, while the page says so and asks again."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from standoff.errors import BusyError, MeasureError, StoreError
from standoff.serve.compute import MEANWHILE, Job
from standoff.serve.kept import Kept, Outcome, fingerprint
from standoff.serve.questions import Question, QuestionAsked

AGAIN_S = 2  # after which a page asks again for what is being computed
MOST_WAITING = 30  # questions; a page that asks for more is told to come back
LIMIT_S = 1800.0  # of one question
MOST_FAILED = 200
MEANWHILE_S = 2.0  # before a question about an archive that is being written to may be put again
LOG = logging.getLogger("standoff.serve")


class NotYetError(Exception):
    """An answer that is still being computed where only the whole of it would do."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that is being computed, or waits behind so many others."""

    before: int


class Background:
    """Keeps at most one process busy; ends it with the server."""

    def __init__(self, archive: Path, kept: Kept, limit_s: float = LIMIT_S, scenarios: tuple[Path, ...] = ()) -> None:
        self._archive, self._kept, self._limit_s, self.scenarios = archive, kept, limit_s, scenarios
        self._waiting: dict[str, Job] = {}
        self._failed: dict[str, Outcome] = {}
        self._task: asyncio.Task[None] | None = None

    async def outcome(self, question: Question, asked: QuestionAsked) -> Outcome | Pending:
        """What is kept, else a place in the queue. StoreError where there is no archive; BusyError where the queue is full."""
        if not self._archive.exists():
            raise StoreError(f"{self._archive}: no archive there any more")
        try:
            asked = await asyncio.to_thread(asked.with_files, self.scenarios)
        except MeasureError as problem:
            return Outcome(None, str(problem), datetime.now(UTC))
        found = await asyncio.to_thread(fingerprint, self._archive)
        key = self._kept.key(found, question.name, asked.model_dump_json())
        outcome = self._failed.get(key) or await asyncio.to_thread(self._kept.find, key)
        return outcome or self._queued(key, Job(
            str(self._archive), found, question.name, asked.model_dump_json(), str(self._kept.folder), key
        ))  # fmt: skip

    def _queued(self, key: str, job: Job) -> Pending:
        if key not in self._waiting:
            if len(self._waiting) >= MOST_WAITING:
                raise BusyError("too many questions wait to be computed")
            self._waiting[key] = job
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._work())
        return Pending(list(self._waiting).index(key))

    async def _work(self) -> None:
        while self._waiting:
            key, job = next(iter(self._waiting.items()))
            try:
                why = await self._computed(job)
                if why:
                    self._fail(key, why)
            finally:
                del self._waiting[key]

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
        return "a fault of standoff; the terminal in which it runs shows more"

    def _fail(self, key: str, why: str) -> None:
        """Known until the server is started again, so that a page does not ask for it over and over."""
        self._failed[key] = Outcome(None, why, datetime.now(UTC))
        while len(self._failed) > MOST_FAILED:
            del self._failed[next(iter(self._failed))]

    async def close(self) -> None:
        """End what is being computed."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
