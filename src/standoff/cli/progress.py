"""A running `add` or `import` into a line on stderr: what is done, its rate, time left; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standoff.cli.failures import say, tell_skipped
from standoff.cli.text import one_line
from standoff.errors import ReadError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from standoff.formats.rows import Refusal
    from standoff.pipeline import Progress


class Watch:
    """What `pipeline.add` calls: `on_problem` and `on_progress`."""

    def __init__(self, bar: Bar | None, task: TaskID | None) -> None:
        self._bar, self._task, self._started = bar, task, time.monotonic()

    def on_problem(self, problem: ReadError) -> None:
        if self._bar is None:
            tell_skipped(problem)
        else:
            self._bar.console.print(one_line(f"skipped {problem}"), markup=False, highlight=False)

    def on_progress(self, now: Progress) -> None:
        if self._bar is None or self._task is None:
            return
        if now.to_merge:
            told = f"merging: {now.merged:,} of {now.to_merge:,} mentions  {now.events:,} events"
            self._bar.update(self._task, total=now.to_merge, completed=now.merged, description=told)
            return
        rate = now.documents / max(time.monotonic() - self._started, 0.001)
        told = f"{now.documents:,} documents  {rate:.1f}/s"
        self._bar.update(self._task, total=now.bytes_total or None, completed=now.bytes_read, description=told)


class FileWatch:
    """What `importing.import_file` calls: `on_refusal` and `on_progress`."""

    MOST_TOLD = 100  # refusals of a file; a million of them help nobody

    def __init__(self, bar: Bar | None, task: TaskID | None) -> None:
        self._bar, self._task, self._started, self._told = bar, task, time.monotonic(), 0

    def on_refusal(self, refusal: Refusal) -> None:
        self._told += 1
        if self._told > self.MOST_TOLD:
            return
        field = f"{refusal.field}: " if refusal.field else ""
        line = one_line(f"refused {refusal.file}:{refusal.line}: {field}{refusal.why}")
        if self._told == self.MOST_TOLD:
            line += " (further ones are counted, not listed)"
        if self._bar is None:
            say(line)
        else:
            self._bar.console.print(line, markup=False, highlight=False)

    def on_progress(self, done: float, events: int) -> None:
        if self._bar is not None and self._task is not None:
            rate = events / max(time.monotonic() - self._started, 0.001)
            self._bar.update(self._task, total=1, completed=done, description=f"{events:,} events  {rate:,.0f}/s")


@contextmanager
def watched() -> Iterator[Watch]:
    """A Watch with a progress bar on a terminal, and without one elsewhere."""
    with _bar() as bar:
        yield Watch(bar, None if bar is None else bar.add_task("reading", total=None))


@contextmanager
def watched_file() -> Iterator[FileWatch]:
    """The same for one file of rows."""
    with _bar() as bar:
        yield FileWatch(bar, None if bar is None else bar.add_task("reading", total=None))


@contextmanager
def _bar() -> Iterator[Bar | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar
