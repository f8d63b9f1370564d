"""A clock that tests set: the moments at which an archive records what is written to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


class Clock:
    """`at(day, hour)` sets the time of March 2024; `moment(day, hour)` is such a time, with its zone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2024, 3, 1)
        for module in ("writer", "importer"):
            monkeypatch.setattr(f"standoff.store.{module}.utc_now", lambda: self.now)

    def at(self, day: int, hour: int = 0) -> None:
        self.now = datetime(2024, 3, day, hour)

    @staticmethod
    def moment(day: int, hour: int = 0) -> datetime:
        return datetime(2024, 3, day, hour, tzinfo=UTC)
