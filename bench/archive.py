"""A million events of a data set and some that reports tell into one archive, and the usual questions to it into CPU seconds."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time

from bench.memory import STANDOFF, usage
from bench.row import Row
from bench.stories import coded_reports, store
from bench.tables import write_gdelt
from standoff.importing import import_file
from standoff.pipeline import AddOptions, merge_into
from standoff.store import EventFilter, View, Writer

MENTIONS, PER_DAY = 10_000, 50  # of reports: their events have claims
ROUNDS = 3
TARGET = 1.0  # CPU seconds of the whole command, with the start of the program: the one figure that is a time
STATE, OTHER = "LCA", "MDA"  # often in the table of bench.tables
DYAD = f"""select month, quad, count(distinct event) as events from dyads
    where actor_country = '{STATE}' and recipient_country = '{OTHER}' group by all order by all"""  # noqa: S608 - two codes from above
MONTH = (date(2020, 1, 1), date(2020, 1, 31))
Question = tuple[list[str], Callable[[View], object]]  # the arguments of the command, and what it asks of the archive


def answers(rows: int) -> list[Row]:
    """A row per question to an archive of so many imported events, and those of reports."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.duckdb"
        fill(archive, rows)
        with View.open(archive) as view:
            told = f"{view.counts().events:,} events"
            questions = dict(_questions(view))
            alone = {name: _seconds(asked, view) for name, (_, asked) in questions.items()}
        return [
            _row(name, command, archive, f"{alone[name]:.2f} in the archive; {told}")
            for name, (command, _) in questions.items()
        ]


def fill(archive: Path, rows: int) -> None:
    """So many imported events, and those of reports."""
    table = archive.with_suffix(".CSV")
    write_gdelt(rows, table)
    import_file("gdelt", table, archive)
    table.unlink()
    store(archive, coded_reports(MENTIONS, PER_DAY, seed=1))
    with Writer.open(archive) as writer:
        merge_into(writer, [waiting.id for waiting in writer.unmerged()], AddOptions())


def _questions(view: View) -> Iterator[tuple[str, Question]]:
    most_told = view.event_ids(EventFilter(order="sources", limit=1, statuses=("actual",)))[0]
    of_month = EventFilter(country=STATE, since=MONTH[0], until=MONTH[1])
    since, until = (day.isoformat() for day in MONTH)
    by_claims = EventFilter(order="claims", limit=10)
    yield "events of a dyad by month", (["sql", DYAD], lambda view: list(view.query(DYAD)[1]))
    yield "contested", (["contested"], lambda view: list(view.events(by_claims)))
    yield "why of one event", (["why", most_told], lambda view: view.decisions(view.event(most_told).event))
    yield (
        "events of a country in a month",
        (["events", "--country", STATE, "--since", since, "--until", until], lambda view: list(view.events(of_month))),
    )
    yield "actors", (["actors", "--limit", "100"], lambda view: view.actors(EventFilter(limit=100)))


def _seconds(asked: Callable[[View], object], view: View) -> float:
    start = process_time()
    asked(view)
    return process_time() - start


def _row(name: str, arguments: list[str], archive: Path, detail: str) -> Row:
    command = [*STANDOFF, *arguments, "--archive", str(archive)]
    seconds = [usage(command).cpu_seconds for _ in range(ROUNDS)]
    spread = f"{ROUNDS} runs, {min(seconds):.2f} to {max(seconds):.2f}"
    return Row(f"{name}, CPU seconds", statistics.median(seconds), TARGET, at_most=True, detail=f"{spread}; {detail}")
