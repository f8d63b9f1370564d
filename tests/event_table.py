"""Rows of events, written as a user's own table, into an archive."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from standoff.importing import import_file

COLUMNS = (
    "id",
    "date_from",
    "date_to",
    "type",
    "actor",
    "recipient",
    "place",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "actor_sector",
    "recipient_sector",
    "country",
)


def archive_of(folder: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    """An archive of events; a row is (day or "from/to", type, actor, recipient) and perhaps place, deaths low, best, high, the sectors of both, and the country of the place."""
    folder.mkdir(exist_ok=True)
    table, told_by, archive = folder / "table.csv", folder / "map.toml", folder / "archive.duckdb"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for number, (day, *rest) in enumerate(rows):
            first, _, last = day.partition("/")
            writer.writerow([number, first, last or first, *rest, *[""] * (len(COLUMNS) - 3 - len(rest))])
    told_by.write_text("".join(f'{name} = "{name}"\n' for name in COLUMNS), encoding="utf-8")
    import_file("table", table, archive, map=told_by)
    return archive
