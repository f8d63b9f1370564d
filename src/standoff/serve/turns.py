"""Who may have the archive open: many to read, or one to write; DuckDB refuses one process that opens a file for both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from standoff.errors import BusyError


class Turns:
    """One who waits to write goes before those who come to read after him."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reading, self._writing, self._waiting = 0, False, 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Waits until nobody writes or waits to."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._writing or self._waiting))
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self, patience_s: float) -> Iterator[None]:
        """Waits until nobody reads or writes; BusyError where that takes too long."""
        with self._changed:
            self._waiting += 1
            try:
                if not self._changed.wait_for(lambda: not (self._writing or self._reading), patience_s):
                    raise BusyError("others are reading the archive; try again in a moment")
                self._writing = True
            finally:
                self._waiting -= 1
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()
