"""Events and answers into rows: as JSON, and flat under the fields of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from standoff.answers.answer import Answer
from standoff.answers.words import times
from standoff.records import Event, Json, Mention, Participant
from standoff.store import StoredEvent


def what(event: Event) -> str:
    """Type and modes, how often where it is more than once, and the status where it is not "actual"."""
    status = "" if event.status == "actual" else f"({event.status})"
    return " ".join(filter(None, [event.type, *event.mode, times(event), status]))


def about(one: Event | Mention) -> str:
    """The contexts, as words."""
    return ", ".join(one.context).replace("_", " ")


def event_json(stored: StoredEvent) -> Json:
    """The event of the record contract with the number of its independent sources."""
    whole = stored.event.as_json()
    return {"id": whole.pop("id"), "sources": stored.sources, **whole}


EVENT_FIELDS: dict[str, type] = {
    "id": str, "type": str, "mode": str, "context": str, "quad": str, "score": float, "status": str, "date_from": str,
    "date_to": str, "actors": str, "actor_ids": str, "actor_countries": str, "recipients": str, "recipient_ids": str,
    "recipient_countries": str, "place": str, "country": str, "lat": float, "lon": float, "precision": str,
    "deaths_lo": int, "deaths_hi": int, "injured_lo": int, "injured_hi": int, "count_lo": int, "count_hi": int,
    "attributed_to": str, "inferred": str, "confidence": float, "sources": int, "mentions": int, "claims": int, "documents": str,
    "sentence": str,
}  # fmt: skip


def flat_event(stored: StoredEvent) -> tuple[Any, ...]:
    """The values of EVENT_FIELDS; lists joined by "|"."""
    e = stored.event
    dates = (e.date.start.isoformat(), e.date.end.isoformat()) if e.date else (None, None)
    place = (e.place.name, e.place.country, e.place.lat, e.place.lon, e.place.precision) if e.place else (None,) * 5
    parties = [v for side in (e.actors, e.recipients) for v in _flat_parties(side)]
    amounts = [v for a in (e.deaths, e.injured, e.count) for v in ((a.lo, a.hi) if a else (None, None))]
    told = (joined(e.attributed_to), joined(e.inferred), e.confidence, stored.sources, len(e.mentions), len(e.claims))
    documents = joined(dict.fromkeys(m.document for m in e.mentions))
    kind = (e.id, e.type, joined(e.mode), joined(e.context), e.quad, e.score, e.status)
    return (*kind, *dates, *parties, *place, *amounts, *told, documents, e.mentions[0].sentence if e.mentions else "")


def _flat_parties(side: Sequence[Participant]) -> tuple[str, str, str]:
    return joined(p.name for p in side), joined(p.id for p in side), joined(p.country or "" for p in side)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "|".join(values)


FIELDS = (
    "topic",
    "event",
    "statement",
    "field",
    "value",
    "before",
    "by",
    "document",
    "outlet",
    "published",
    "mention",
    "source_event",
)

"""Of an answer as a flat table."""


def json_rows(answer: Answer) -> Iterator[Json]:
    """One per statement, then one per row of each table."""
    yield from (statement.as_json() for statement in answer.statements)
    for table in answer.tables:
        for row in table.rows:
            yield {"table": table.title, **dict(zip(table.columns, row, strict=True))}


def flat_rows(answer: Answer) -> Iterator[list[Any]]:
    """The values of FIELDS, one row per source of a statement; a statement without one has a row of its own."""
    for statement in answer.statements:
        about = {"topic": statement.topic, "event": statement.event, "statement": statement.text}
        for source in [s.as_json() for s in statement.sources] or [{}]:
            row = about | source
            yield [row.get(field) for field in FIELDS]
