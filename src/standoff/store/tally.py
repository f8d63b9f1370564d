"""Events that pass a filter into what a page shows of them: some in order, and all counted by type, quad class, status, country and party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from standoff.store.filters import among, conditioned, conditions, given
from standoff.store.rows import EventFilter
from standoff.store.statements import rows

Values = dict[str, Any]  # to bind
STEPS = (("day", 1), ("week", 7), ("month", 30), ("year", 365))  # of the calendar, with about how many days each has
MOST_STEPS = 120  # more bars could not be told from one another


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field and how many events have it; `name` is what a person reads."""

    value: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class Step:
    """A day, week, month or year by its first day, and how many events of a quad class fall into it; those of several days count in shares."""

    quad: str
    first: date
    events: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events there are; `fields` has "type", "quad", "status", "country", "actor" and "recipient", the most first.

    `first`, `last`: their first and last day; `over_time` covers `shown`, where nearly all of them are, in units of `step`; `undated`: how
    many have no date, or one of more than a year, and are not in it. `ids`: those of the events that the limit and the offset leave, in order.
    """

    events: int
    undated: int
    first: date | None
    last: date | None
    shown: tuple[date, date] | None
    fields: dict[str, tuple[Value, ...]]
    step: str
    over_time: tuple[Step, ...]
    ids: tuple[str, ...]


def tally(connection: DuckDBPyConnection, chosen: EventFilter, most_parties: int) -> Tally:
    """Counts of the events that pass the filter, whatever its order, limit and offset; `most_parties` of each side. Where that is
    0, no field is counted, which takes as long as all the rest.
    """
    table, bound = _table(connection, chosen)
    ids = _page(connection, chosen, table, bound)
    connection.execute(among("create_chosen_days", table), bound)
    events, dated, first, last, early, late = rows(connection, "span_of_chosen")[0]
    shown = _shown(first, last, early, late)
    step = step_for(*shown) if shown else STEPS[0][0]
    found = rows(connection, "chosen_by_day", step=step, first=shown[0], last=shown[1]) if shown else []
    fields = {}
    if most_parties:
        condition = f"where event in (select id from {table})" if given(chosen) else ""  # noqa: S608 - ours, values are bound
        fields = _fields(connection, table, bound) | _parties(connection, condition, bound | {"most": most_parties})
    return Tally(events, events - dated, first, last, shown, fields, step, tuple(Step(*row) for row in found), ids)


def _table(connection: DuckDBPyConnection, chosen: EventFilter) -> tuple[str, Values]:
    """Where the events that pass the filter stand in a query, and what it binds: what is quickly told of each event is told anew each time."""
    wanted, bound = conditions(chosen), given(chosen)
    if not bound:
        return "events", {}
    if "select" not in wanted:
        return f"(from events where {wanted})", bound
    connection.execute(conditioned("create_chosen", chosen), bound)
    return "chosen", {}


def _page(connection: DuckDBPyConnection, chosen: EventFilter, table: str, bound: Values) -> tuple[str, ...]:
    if chosen.limit == 0:
        return ()
    query, placed = conditioned("page_of_chosen", chosen, table), {"limit": chosen.limit, "offset": chosen.offset}
    return tuple(id for (id,) in connection.execute(query, bound | placed).fetchall())


def _shown(first: date | None, last: date | None, early: date, late: date) -> tuple[date, date] | None:
    """The whole span, unless leaving out the few at its ends leaves less than half of it."""
    if first is None or last is None:
        return None
    return (early, late) if (late - early).days * 2 < (last - first).days else (first, last)


def step_for(first: date, last: date) -> str:
    """The shortest unit of which the days are at most `MOST_STEPS`."""
    days = (last - first).days + 1
    return next((name for name, length in STEPS if days / length <= MOST_STEPS), STEPS[-1][0])


def _fields(connection: DuckDBPyConnection, table: str, bound: Values) -> dict[str, tuple[Value, ...]]:
    found: dict[str, list[Value]] = {"type": [], "quad": [], "status": [], "country": []}
    for field, value, events in connection.execute(among("count_chosen", table), bound).fetchall():
        found[field].append(Value(value, value, events))
    return {field: tuple(values) for field, values in found.items()}


def _parties(connection: DuckDBPyConnection, condition: str, bound: Values) -> dict[str, tuple[Value, ...]]:
    counted = connection.execute(among("count_chosen_parties", condition), bound).fetchall()
    names: dict[str, str] = dict(rows(connection, "party_names", ids=sorted({id for _, id, _ in counted})))
    found: dict[str, list[Value]] = {"actor": [], "recipient": []}
    for side, id, events in counted:
        found[side].append(Value(id, names[id], events))
    return {side: tuple(values) for side, values in found.items()}
