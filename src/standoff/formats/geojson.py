"""Events with coordinates into GeoJSON features (RFC 7946): a point each, with what a map shows about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from standoff.records import Amount, Event, Json

Sourced = tuple[Event, int]  # an event and its number of sources


def lines(events: Iterable[Sourced]) -> Iterator[str]:
    """A FeatureCollection, one feature a line; events (each with its number of sources) without coordinates are left out."""
    yield '{"type": "FeatureCollection", "features": [\n'
    between = ""
    for event, sources in events:
        if (found := feature(event, sources)) is not None:
            yield between + json.dumps(found, ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def feature(event: Event, sources: int) -> Json | None:
    """The event as a feature; None where it has no coordinates."""
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    first, last = event.date.as_json() if event.date else (None, None)
    about = {
        "type": event.type, "mode": list(event.mode), "context": list(event.context), "quad": event.quad, "score": event.score,
        "status": event.status, "actors": [p.name for p in event.actors], "recipients": [p.name for p in event.recipients],
        "date_from": first, "date_to": last, "place": place.name, "country": place.country, "precision": place.precision,
        "deaths": _bounds(event.deaths), "injured": _bounds(event.injured), "confidence": event.confidence, "sources": sources,
        "dataset": event.dataset,
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": about}


def _bounds(amount: Amount | None) -> list[int | None] | None:
    return None if amount is None else amount.as_json()
