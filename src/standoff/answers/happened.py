"""What was recorded since a moment into the few events that a brief names: the deadliest and the most told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from standoff.records import Event
from standoff.store import EventFilter, StoredEvent, View

DEADLIEST, MOST_TOLD = 4, 3  # of the period: half of a page
LATE_DEADLIEST, LATE_MOST_TOLD = 2, 1  # of earlier days
LOOKED_AT = 200  # events, the deadliest and most told of all, of which those are chosen


@dataclass(frozen=True, slots=True)
class Happened:
    """`events` are told; `left` more of the period are not, of which `others` were looked at, the most told first."""

    events: tuple[StoredEvent, ...]
    left: int
    others: tuple[StoredEvent, ...]


def happened(view: View, since: datetime) -> Happened:
    """Of the events dated and recorded since then, the deadliest and the most told, the most told first."""
    day = since.date()
    of_period = _actual(view, day)
    ids = [id for id in _written(view, since) if id in of_period]
    recent = [stored for stored in _loaded(view, ids) if _began(stored, day)]
    chosen = _chosen(recent, DEADLIEST, MOST_TOLD)
    told = {stored.event.id for stored in chosen}
    others = sorted((s for s in recent if s.event.id not in told), key=lambda s: (-s.sources, -_deaths(s), s.event.id))
    return Happened(tuple(chosen), len(others) + max(0, len(ids) - LOOKED_AT), tuple(others))


def learned(view: View, since: datetime) -> list[StoredEvent]:
    """Of the events of earlier days, those that nobody had told until then; none where the whole archive is younger."""
    written = _written(view, since)
    recorded = len(view.events_since(since)) + sum(file.events for file in view.imported_since(since))
    known = set(view.events_as_of(since))
    if not known and view.counts().events <= recorded:
        return []
    earlier = _actual(view, None) - _actual(view, since.date()) - known
    late = _loaded(view, (id for id in written if id in earlier))
    return _chosen([stored for stored in late if stored.event.date], LATE_DEADLIEST, LATE_MOST_TOLD)


def _written(view: View, since: datetime) -> list[str]:
    """Ids of what was recorded since then, what matters most first."""
    return [*view.events_since(since), *view.deadliest_imported(since, LOOKED_AT)]


def _actual(view: View, day: date | None) -> set[str]:
    return set(view.event_ids(EventFilter(statuses=("actual",), since=day)))


def _loaded(view: View, ids: Iterable[str]) -> list[StoredEvent]:
    return list(view.events_of(list(ids)[:LOOKED_AT]))


def _began(stored: StoredEvent, day: date) -> bool:
    """That it is dated into the period, not merely into a month or a year that reaches into it."""
    when = stored.event.date
    return when is not None and when.start >= day


def _chosen(events: list[StoredEvent], deadliest: int, most_told: int) -> list[StoredEvent]:
    """The deadliest, then the most told of the others; none of which neither side is known."""
    named = [s for s in events if s.event.actors or s.event.recipients]
    deadly: list[StoredEvent] = []
    for stored in sorted(named, key=lambda s: (-_deaths(s), -s.sources, s.event.id)):
        if len(deadly) < deadliest and _deaths(stored) and not any(_may_be(stored.event, d.event) for d in deadly):
            deadly.append(stored)
    left = [s for s in named if s not in deadly and not any(_may_be(s.event, d.event) for d in deadly)]
    told = sorted(left, key=lambda s: (-s.sources, -_deaths(s), -abs(s.event.score), s.event.id))
    return sorted([*deadly, *told[:most_told]], key=lambda s: (-s.sources, -_deaths(s), s.event.id))


def _may_be(event: Event, other: Event) -> bool:
    """That an act of nobody known may be one that is told with a name: of one kind, on one day, in one country."""
    a, b = event.place, other.place
    here = a is not None and b is not None and a.country == b.country
    return not event.actors and event.type == other.type and event.date == other.date and here


def _deaths(stored: StoredEvent) -> int:
    return stored.event.deaths.lo if stored.event.deaths else 0
