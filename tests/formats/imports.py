"""A file imported, with what was refused; events written as a format and imported again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.formats import FORMATS
from standoff.formats.rows import Refusal
from standoff.formats.writing import lines
from standoff.importing import Imported, import_file
from standoff.records import Event
from standoff.store import EventFilter, StoredEvent, View

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Result:
    done: Imported
    refused: list[Refusal]
    events: list[StoredEvent]

    def event(self, id: str) -> Event:
        return next(s.event for s in self.events if s.event.id == id)

    @property
    def fields(self) -> set[tuple[int, str]]:
        return {(r.line, r.field) for r in self.refused}


def imported(format: str, file: Path, archive: Path, map: Path | None = None) -> Result:
    refused: list[Refusal] = []
    done = import_file(format, file, archive, refused.append, map=map)
    with View.open(archive) as view:
        return Result(done, refused, list(view.events(EventFilter())))


def imported_twice(format: str, file: Path, archive: Path) -> Result:
    """Imported, with the check that a second run of the same command changes nothing."""
    first = imported(format, file, archive)
    second = imported(format, file, archive)
    assert second.done == Imported(0, first.done.new, first.done.refused)
    assert second.events == first.events
    return first


def round_trip(format: str, events: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Each event that the format can hold, beside what comes back."""
    chosen = FORMATS[format]
    assert chosen.write is not None
    rows = [(e, chosen.write(e, 1)) for e in events]
    kept = [(e, row) for e, row in rows if row is not None]
    if not kept:
        return []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_text("".join(lines(chosen.layouts[0], [row for _, row in kept])), encoding="utf-8")
        result = imported(format, file, Path(folder) / "a.duckdb")
    assert result.refused == []
    back = {s.event.id.partition(":")[2].split("@")[0]: s.event for s in result.events}
    return [(e, back[e.id]) for e, _ in kept]
