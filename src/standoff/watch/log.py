"""What failed, and why, into lines of a file beside the archive, which never grows without end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from standoff.errors import StandoffError

MOST_BYTES = 5_000_000  # about 40,000 lines; the older half is kept beside it


class Log:
    """One line per failure: when, for which feed, which address, why."""

    def __init__(self, path: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._path, self._now = path, now

    def write(self, watched: str, error: StandoffError) -> None:
        """A line, safe to show in a terminal."""
        if self._path.exists() and self._path.stat().st_size > MOST_BYTES:
            self._path.replace(self._path.with_name(f"{self._path.name}.1"))
        moment = self._now().astimezone().isoformat(timespec="seconds")
        line = "".join(c if c.isprintable() else " " for c in f"{moment} {watched} {error}")
        with self._path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(line[:2000] + "\n")
