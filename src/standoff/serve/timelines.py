"""Counts of events over time into a figure whose bars lead to the events that they count, and the table that holds the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from standoff import ontology
from standoff.answers import Figure, Table
from standoff.answers.answer import Cell
from standoff.draw import Bar, BarRow, Timeline, timeline
from standoff.serve.asked import EventsAsked
from standoff.serve.parts import Picture, grid
from standoff.store import Tally

Link = Callable[[str, date, date], str]  # from a quad class and the first and last day of a bar
TITLE, TWIN = "When it happened", "events over time"


def picture_of(tally: Tally, asked: EventsAsked) -> Picture | None:
    """The figure and its table, each bar and each row a link to the events that it counts among those asked for; None where nothing is dated."""

    def link(quad: str, first: date, last: date) -> str:
        return "/events" + asked.first_page(quad=(quad,), since=first, until=last)

    drawn = timeline_of(tally, link)
    if drawn is None:
        return None
    table = table_of(tally)
    days = [date.fromisoformat(str(row[0])) for row in table.rows]
    links = ["/events" + asked.first_page(since=day, until=last_day(day, tally.step)) for day in days]
    return Picture(Figure(TITLE, timeline(drawn), TWIN), grid(table, links=links))


def timeline_of(tally: Tally, link: Link) -> Timeline | None:
    """A row of bars for each quad class that occurs; None where nothing is dated."""
    if tally.shown is None or not tally.over_time:
        return None
    rows = (
        BarRow(quad, tuple(_bar(quad, tally, n, link) for n in _of(tally, quad)), kind)
        for kind, quad in enumerate(ontology.QUADS)
    )
    first = min(step.first for step in tally.over_time)
    return Timeline(
        tuple(row for row in rows if row.bars), first, tally.shown[1], f"events a {tally.step}", TITLE, _note(tally)
    )


def _note(tally: Tally) -> str:
    """What the figure leaves out."""
    said = []
    if tally.shown:
        (first, last), before, after = tally.shown, tally.first, tally.last
        ends = [f"before {first}"] if before and before < first else []
        ends += [f"after {last}"] if after and after > last else []
        said += [f"The few {' or '.join(ends)} are left out; ask for their days to see them."] if ends else []
    if tally.undated:
        one = tally.undated == 1
        counted = f"{tally.undated:,} event{'' if one else 's'}"
        said.append(f"{counted} without a date, or dated to more than a year, {'is' if one else 'are'} in no bar.")
    return " ".join(said)


def table_of(tally: Tally) -> Table:
    """A row per step of the calendar, a column per quad class."""
    steps = sorted({step.first for step in tally.over_time})
    counts = {(step.quad, step.first): round(step.events, 1) for step in tally.over_time}
    rows: list[tuple[Cell, ...]] = [
        (str(first), *(counts.get((quad, first), 0.0) for quad in ontology.QUADS)) for first in steps
    ]
    return Table(TWIN, (f"{tally.step} from", *ontology.QUADS), tuple(rows))


def _of(tally: Tally, quad: str) -> list[int]:
    return [n for n, step in enumerate(tally.over_time) if step.quad == quad]


def _bar(quad: str, tally: Tally, number: int, link: Link) -> Bar:
    step = tally.over_time[number]
    last = last_day(step.first, tally.step)
    return Bar(step.first, last, step.events, link(quad, step.first, last))


def last_day(first: date, step: str) -> date:
    """The last day of a day, week, month or year that begins on `first`."""
    days = {"day": 1, "week": 7}.get(step)
    if days:
        return first + timedelta(days=days - 1)
    if step == "year" or first.month == 12:
        return date(first.year, 12, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)
