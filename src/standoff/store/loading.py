"""Ids of events into whole events, with their mentions and claims: as answers use them, or as the software had them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from standoff.records import Event
from standoff.store.reviewed import Review
from standoff.store.rows import NewEvent, StoredEvent
from standoff.store.statements import rows


def load_events(connection: DuckDBPyConnection, ids: Sequence[str], *, coded: bool = False) -> dict[str, StoredEvent]:
    """Events by current id, those that persons rejected too; `coded`: of reports only, and without any person's corrections."""
    mentions = _grouped(connection, "event_mention_bodies", ids, lambda row: json.loads(row[0]))
    claims = _grouped(connection, "event_claims", ids, _claim)
    found = {}
    for id, body, sources in rows(connection, "coded_bodies" if coded else "event_bodies", events=list(ids)):
        whole = json.loads(body) | {"mentions": mentions[id], "claims": claims[id]}
        found[id] = StoredEvent(Event.from_json(whole), sources)
    return found


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
    for event, *rest in rows(connection, query, events=list(ids)):
        groups[event].append(read(rest))
    return groups


def _claim(row: Sequence[Any]) -> dict[str, Any]:
    field, value, by, mention = row
    return {"field": field, "value": json.loads(value), "by": by, "mention": mention}
