"""Ids of events into whole events, with their mentions and claims: as answers use them, or as the software had them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from standoff.records import Amount, Event, Participant, When, Where
from standoff.store.reviewed import Review
from standoff.store.rows import NewEvent, StoredEvent
from standoff.store.statements import Row, rows


def load_events(connection: DuckDBPyConnection, ids: Sequence[str], *, coded: bool = False) -> dict[str, StoredEvent]:
    """Events by current id, those that persons rejected too; `coded`: of reports only, and without any person's corrections."""
    events = list(ids)
    if coded:
        return _of_reports(connection, rows(connection, "coded_bodies", events=events))
    found = rows(connection, "event_bodies", events=events)
    told = [row[:3] for row in found if row[1]]
    told += rows(connection, "rejected_bodies", events=events) if len(found) < len(set(events)) else []
    return _of_reports(connection, told) | dict(_imported(connection, [row for row in found if not row[1]]))


def _of_reports(connection: DuckDBPyConnection, told: Sequence[Row]) -> dict[str, StoredEvent]:
    """Events from their id, body, and number of sources."""
    ids = [row[0] for row in told]
    mentions = _grouped(connection, "event_mention_bodies", ids, lambda row: json.loads(row[0]))
    claims = _grouped(connection, "event_claims", ids, _claim)
    whole = {id: json.loads(body) | {"mentions": mentions[id], "claims": claims[id]} for id, body, _ in told}
    return {id: StoredEvent(Event.from_json(whole[id]), sources) for id, _, sources in told}


def _imported(connection: DuckDBPyConnection, told: Sequence[Row]) -> Iterator[tuple[str, StoredEvent]]:
    """Events of data sets, each with its id, from their columns."""
    sides = _grouped(connection, "sides_of_events", [row[0] for row in told], lambda row: row)
    for id, _, sources, *columns in told:
        parties: dict[str, list[Participant]] = {"actor": [], "recipient": []}
        for side, *party in sides[id]:
            parties[side].append(Participant(*party))
        yield id, StoredEvent(_event(id, tuple(parties["actor"]), tuple(parties["recipient"]), columns), sources)


def _event(
    id: str, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], columns: Sequence[Any]
) -> Event:
    (type_, modes, contexts, quad, score, status, first, last, place, country, lat, lon, precision, *numbers) = columns
    deaths, most_deaths, injured, most_injured, count, most, confidence, dataset, deaths_best = numbers
    return Event(
        id, type_, tuple(modes), tuple(contexts), quad, score, status, actors, recipients,
        date=None if first is None else When(first, last), place=None if place is None else Where(place, country, lat, lon, precision),
        deaths=None if deaths is None else Amount(deaths, most_deaths), injured=None if injured is None else Amount(injured, most_injured),
        count=Amount(count, most), attributed_to=(), claims=(), confidence=confidence, mentions=(), dataset=dataset, deaths_best=deaths_best,
    )  # fmt: skip


def as_new(connection: DuckDBPyConnection, ids: Sequence[str]) -> list[NewEvent]:
    """Events of reports as the software has them, with the numbers of their mentions: as merging would store them again."""
    numbers = _grouped(connection, "mentions_of_events", ids, lambda row: row[0])
    found = load_events(connection, ids, coded=True)
    return [NewEvent(stored.event, tuple(numbers[id]), stored.sources) for id, stored in found.items()]


def reviews_of(connection: DuckDBPyConnection, ids: Iterable[str]) -> Mapping[str, list[Review]]:
    """What stands of persons' words on events (current ids), in the order of time."""
    found: defaultdict[str, list[Review]] = defaultdict(list)
    for row in rows(connection, "reviews_of_events", events=list(ids)):
        found[row[0]].append(Review.of_row(row))
    return found


def _grouped(connection: DuckDBPyConnection, query: str, ids: Sequence[str], read: Any) -> Mapping[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for event, *rest in rows(connection, query, events=list(ids)) if ids else ():
        groups[event].append(read(rest))
    return groups


def _claim(row: Sequence[Any]) -> dict[str, Any]:
    field, value, by, mention = row
    return {"field": field, "value": json.loads(value), "by": by, "mention": mention}
