"""A large table of events into daily ties of many sides for a year, in CPU seconds."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from bench.row import Row
from bench.tables import FIRST_DAY, write_gdelt
from standoff import knowledge
from standoff.importing import import_file
from standoff.measure.evidence import evidence
from standoff.measure.sides import sides
from standoff.measure.ties import HALF_LIVES, ties_over
from standoff.store import View

SIDES, DAYS = 50, 365
TARGET = 10.0  # CPU seconds, from the archive to the ties


def daily_ties(rows: int) -> Row:
    """A year of daily ties between fifty sides under all three half-lives, from an archive of so many events."""
    with tempfile.TemporaryDirectory() as folder:
        table, archive = Path(folder) / "table.CSV", Path(folder) / "archive.duckdb"
        write_gdelt(rows, table)
        import_file("gdelt", table, archive)
        with View.open(archive) as view:
            known = knowledge.load()
            start = process_time()
            found = sides(view.parties(), known, FIRST_DAY)
            told = evidence(view.dealings(found.of), [], found, range(SIDES))
            last = date(1970, 1, 1) + timedelta(days=int(told.day[-1]))
            year = [last - timedelta(days=n) for n in reversed(range(DAYS))]
            for half_life in HALF_LIVES:
                for _ in ties_over(told, year, half_life):
                    pass
            seconds = process_time() - start
    detail = f"{rows:,} events, {len(told.pairs):,} pairs with evidence of {len(told):,} pieces, {len(HALF_LIVES)} half-lives"
    return Row(f"a year of daily ties, {SIDES} sides, CPU seconds", seconds, TARGET, at_most=True, detail=detail)
