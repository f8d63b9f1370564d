"""Records into rows, and the names of the columns in the order of each row: the one place that knows both."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from standoff.records import Amount, Event, Mention, Tie, When, plain_id
from standoff.store.rows import DecisionRow, NewDocument, NewEvent
from standoff.store.statements import Row, statement

DOCUMENTS = ("seq", "id", "source", "url", "title", "publisher", "published", "text", "digest", "signature", "near", "coded_by")  # fmt: skip
MENTIONS = (
    "seq", "id", "document", "type", "status", "date_from", "date_to", "rule", "coder", "confidence", "body", "sentence",
)  # fmt: skip
BLOCKS = ("key", "mention")
COPIES = ("document", "source")
UNMERGED = ("document",)
PROBLEMS = ("source", "why", "run")
EVENTS = (
    "id", "type", "quad", "score", "status", "date_from", "date_to", "place", "country", "deaths_lo", "deaths_hi",
    "injured_lo", "injured_hi", "count_lo", "count_hi", "confidence", "sources", "mentions", "body", "recorded",
)  # fmt: skip
EVENT_MENTIONS = ("event", "position", "mention")
EVENT_PARTIES = ("event", "side", "position", "id", "name", "country", "sector", "event_type", "event_from", "event_to")
EVENT_ALIASES = ("alias", "event")
CODED_EVENTS = ("event", "rejected", "sources", "body")
CLAIMS = ("event", "position", "field", "value", "said_by", "mention")
TIES = (
    "seq", "type", "document", "source_id", "source_name", "source_country", "target_id", "target_name", "target_country", "body",
)  # fmt: skip
JUDGEMENTS = (
    "left_id", "right_id", "left_mention", "right_mention", "verdict", "decided_by", "decided_at", "score", "features", "note",
)  # fmt: skip


def bound(name: str, /, **values: Any) -> tuple[str, dict[str, Any]]:
    """A named statement with its values, as `execute` takes them."""
    return statement(name), values


def compact(value: Any) -> str:
    """JSON without spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document(seq: int, new: NewDocument) -> Row:
    d = new.document
    about = (seq, d.id, d.source, d.url, d.title, d.publisher, d.published)
    return (*about, d.text, new.digest, new.signature, d.near, new.coded_by)


def mention(seq: int, m: Mention) -> Row:
    told = (m.type, m.status, *_days(m.date), m.rule, m.coder, m.confidence)
    return (seq, m.id, m.document, *told, compact(m.as_json()), m.sentence)


def tie(seq: int, t: Tie) -> Row:
    source = (t.source.id, t.source.name, t.source.country)
    return (seq, t.type, t.document, *source, t.target.id, t.target.name, t.target.country, compact(t.as_json()))


def event(new: NewEvent, recorded: datetime) -> Row:
    e = new.event
    place = (e.place.name, e.place.country) if e.place else (None, None)
    amounts = (*_bounds(e.deaths), *_bounds(e.injured), *_bounds(e.count))
    told = (e.confidence, new.sources, len(new.mentions))
    return (e.id, e.type, e.quad, e.score, e.status, *_days(e.date), *place, *amounts, *told, _body(e), recorded)


def coded_event(new: NewEvent, *, rejected: bool) -> Row:
    return (new.event.id, rejected, new.sources, _body(new.event))


def imported(e: Event) -> dict[str, Any]:
    """What only an event of a data set has, by the names that `complete_imported` binds."""
    place = e.place
    return {
        "event": e.id, "dataset": e.dataset, "deaths_best": e.deaths_best, "lat": place.lat if place else None, "lon": place.lon if place else None,
        "precision": place.precision if place else None, "modes": list(e.mode) or None, "contexts": list(e.context) or None,
    }  # fmt: skip


def _body(e: Event) -> str:
    return compact({key: value for key, value in e.as_json().items() if key not in {"mentions", "claims"}})


def parties(e: Event) -> list[Row]:
    """One row per actor and recipient."""
    sides, told = (("actor", e.actors), ("recipient", e.recipients)), (e.type, *_days(e.date))
    return [
        (e.id, side, n, p.id, p.name, p.country, p.sector, *told) for side, named in sides for n, p in enumerate(named)
    ]


def claims(e: Event) -> list[Row]:
    return [(e.id, n, c.field, compact(c.value), c.by, c.mention) for n, c in enumerate(e.claims)]


def decision(d: DecisionRow) -> Row:
    return (
        d.left,
        d.right,
        plain_id(d.left),
        plain_id(d.right),
        d.verdict,
        d.by,
        d.at,
        d.score,
        compact([list(f) for f in d.features]),
        d.note,
    )


def _days(when: When | None) -> tuple[date | None, date | None]:
    return (when.start, when.end) if when else (None, None)


def _bounds(amount: Amount | None) -> tuple[int | None, int | None]:
    return (amount.lo, amount.hi) if amount else (None, None)
