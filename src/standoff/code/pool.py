"""A coder into the same coder in several processes: documents go out in small lots, what was read comes back in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

from standoff.code.coder import Coded, Coder
from standoff.errors import CodeError, StandoffError
from standoff.records import Document, Mention, Tie

LOT = 8  # documents; small enough that the processes end together, large enough for spaCy's batches
LOTS_AHEAD = 3  # per process: nobody waits, and memory holds no more than these

T = TypeVar("T")
Read = tuple[tuple[Mention, ...], tuple[Tie, ...], str | None, bool]  # a Coded without its document
_state: dict[str, Coder | CodeError] = {}  # of a worker process


class PooledCoder:
    """Codes in `processes` processes, each of which makes its own coder once with `make` (which must be picklable)."""

    def __init__(self, make: Callable[[], Coder], processes: int) -> None:
        self._processes = processes
        # "spawn": a forked copy of a process with threads (DuckDB, BLAS) may hang.
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), _load, (make,))
        try:
            self.name = self._result(self._pool.submit(_name))
        except CodeError:
            self._pool.shutdown()
            raise

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order; the processes end with it. Raises CodeError when one of them dies."""
        remaining = iter(documents)
        lots: deque[tuple[list[Document], Future[list[Read]]]] = deque()
        try:
            while True:
                while len(lots) < LOTS_AHEAD * self._processes and (lot := list(islice(remaining, LOT))):
                    lots.append((lot, self._submit(lot)))
                if not lots:
                    return
                lot, future = lots.popleft()
                found = self._result(future)
                for document, read in zip(lot, found, strict=True):
                    yield Coded(document, *read)
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, lot: list[Document]) -> Future[list[Read]]:
        try:
            return self._pool.submit(_code, lot)
        except BrokenProcessPool:
            raise _died() from None

    def _result(self, future: Future[T]) -> T:
        try:
            return future.result()
        except BrokenProcessPool:
            raise _died() from None


def _died() -> CodeError:
    return CodeError(
        "a worker process was killed (out of memory?); what was stored is kept: run the same command again, with fewer --jobs"
    )


def _load(make: Callable[[], Coder]) -> None:
    """Make the coder of this process; a failure is told to the first who asks, not printed here."""
    os.environ.setdefault(
        "OMP_NUM_THREADS", "1"
    )  # the processes are the parallelism; more threads only get in their way
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        _state["coder"] = make()
    except StandoffError as error:
        _state["coder"] = CodeError(str(error))


def _die_with_parent() -> None:
    """End this process when its parent was killed: nobody would ask it for anything any more."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _coder() -> Coder:
    coder = _state["coder"]
    if isinstance(coder, CodeError):
        raise coder
    return coder


def _name() -> str:
    return _coder().name


def _code(lot: list[Document]) -> list[Read]:
    return [(coded.mentions, coded.ties, coded.problem, coded.again) for coded in _coder().code(lot)]
