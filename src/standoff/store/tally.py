"""Events that pass a filter into what a page shows of them: some in order, and all counted by type, quad class, status, country and party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from standoff.store.rows import EventFilter
from standoff.store.statements import rows, statement

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
    """Counts of the events that pass the filter, whatever its order, limit and offset; `most_parties` of each side, which take as long as all the
    rest: none where that is 0.
    """
    bound = bindings(chosen)
    filtered = bound != bindings(EventFilter())
    if filtered:
        connection.execute(statement("create_chosen_ids"), bound)
    connection.execute(among("create_chosen", "where id in (select id from chosen_ids)" if filtered else ""))
    ids = _page(connection, chosen, filtered=filtered)
    events, dated, first, last, early, late = rows(connection, "span_of_chosen")[0]
    shown = _shown(first, last, early, late)
    step = step_for(*shown) if shown else STEPS[0][0]
    found = rows(connection, "chosen_by_day", step=step, first=shown[0], last=shown[1]) if shown else []
    fields = _fields(connection)
    if most_parties:
        fields |= _parties(connection, most_parties, filtered=filtered)
    return Tally(events, events - dated, first, last, shown, fields, step, tuple(Step(*row) for row in found), ids)


def _page(connection: DuckDBPyConnection, chosen: EventFilter, *, filtered: bool) -> tuple[str, ...]:
    placed = {"order": chosen.order, "limit": chosen.limit, "offset": chosen.offset}
    query, bound = ("page_of_chosen", placed) if filtered else ("matching_events", placed | bindings(chosen))
    return tuple(id for (id,) in rows(connection, query, **bound))


def _shown(first: date | None, last: date | None, early: date, late: date) -> tuple[date, date] | None:
    """The whole span, unless leaving out the few at its ends leaves less than half of it."""
    if first is None or last is None:
        return None
    return (early, late) if (late - early).days * 2 < (last - first).days else (first, last)


def bindings(chosen: EventFilter) -> dict[str, object]:
    """What the conditions of a filter are bound to: nothing as null."""
    return {
        "types": list(chosen.types) or None, "quads": list(chosen.quads) or None, "statuses": list(chosen.statuses) or None,
        "min_confidence": chosen.min_confidence, "since": chosen.since, "until": chosen.until, "place": chosen.place,
        "country": chosen.country, "actor": chosen.actor, "source": chosen.source, "target": chosen.target, "text": chosen.text, "place_country": chosen.place_country,
        "differing": chosen.differing, "disputed": chosen.disputed,
        "box": list(chosen.box) if chosen.box else None, "precisions": list(chosen.precisions) or None,
    }  # fmt: skip


def step_for(first: date, last: date) -> str:
    """The shortest unit of which the days are at most `MOST_STEPS`."""
    days = (last - first).days + 1
    return next((name for name, length in STEPS if days / length <= MOST_STEPS), STEPS[-1][0])


def _fields(connection: DuckDBPyConnection) -> dict[str, tuple[Value, ...]]:
    found: dict[str, list[Value]] = {"type": [], "quad": [], "status": [], "country": []}
    for field, value, events in rows(connection, "count_chosen"):
        found[field].append(Value(value, value, events))
    return {field: tuple(values) for field, values in found.items()}


def _parties(connection: DuckDBPyConnection, most: int, *, filtered: bool) -> dict[str, tuple[Value, ...]]:
    query = among("count_chosen_parties", "and event in (select id from chosen_ids)" if filtered else "")
    sides = ("actor", "recipient")
    found = {side: connection.execute(query, {"side": side, "most": most}).fetchall() for side in sides}
    ids = [id for side in sides for id, _ in found[side]]
    names: dict[str, str] = dict(rows(connection, "party_names", ids=ids))
    return {side: tuple(Value(id, names[id], events) for id, events in found[side]) for side in sides}


def among(query: str, condition: str) -> str:
    """The query over the chosen events; without a condition over all, which needs no look at their ids."""
    return statement(query).replace("/*chosen*/", condition)
