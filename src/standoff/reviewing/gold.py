"""What persons decided into gold: documents of which every event was looked at, as eval/GUIDELINES.md has them, for `standoff evaluate`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from standoff.merge import DocumentFacts, Judgement, merge
from standoff.options import MergeOptions
from standoff.records import Event, Json, Mention, names_of
from standoff.store import DECIDED, DocumentRow, EventFilter, Review, View, corrected


@dataclass(frozen=True, slots=True)
class Gold:
    """Documents as gold, and how many others have an event that still waits for a word."""

    documents: tuple[Json, ...]
    unfinished: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What one document tells of one event: its own mentions, and what persons said of the event."""

    event: Event
    mentions: tuple[Mention, ...]
    reviews: Sequence[Review]

    @property
    def finished(self) -> bool:
        """Whether a person decided about the event and saw as many mentions as it has."""
        seen = [r.shared for r in self.reviews if r.word.verdict in DECIDED]
        return bool(seen) and max(seen) >= len(self.event.mentions)


def gold(view: View) -> Gold:
    """Every document with an event of which all events are accepted, corrected or rejected, by persons who saw all their mentions."""
    kept, rejected = view.event_ids(EventFilter()), view.rejected()
    told: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in _told(view, kept):
        told[one.mentions[0].document].append(one)
    finished = {id for id, events in told.items() if all(one.finished for one in events)}
    waiting = len(told) - len(finished)
    turned_down: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in _told(view, rejected):
        turned_down[one.mentions[0].document].append(one)
    unsure = {id for id, events in turned_down.items() if not all(one.finished for one in events)}
    ready = sorted((finished - unsure) | (turned_down.keys() - told.keys() - unsure))
    documents = view.documents(ready)
    rows = (_document(documents[id], told.get(id, []), turned_down.get(id, [])) for id in ready)
    return Gold(tuple(rows), waiting + len(unsure - (told.keys() - finished)))


def _told(view: View, ids: Sequence[str]) -> Iterator[_Told]:
    """Events of reports document by document."""
    words = view.reviews_of(ids)
    for stored in view.events_of(ids):
        reviews = words.get(stored.event.id, ())
        by_document: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in stored.event.mentions:
            by_document[mention.document].append(mention)
        yield from (_Told(stored.event, tuple(mentions), reviews) for mentions in by_document.values())


def _document(document: DocumentRow, told: Sequence[_Told], turned_down: Sequence[_Told]) -> Json:
    reviews = [r for one in (*told, *turned_down) for r in one.reviews if r.word.verdict in DECIDED]
    return {
        "id": document.id, "title": document.title, "source": document.source,
        "pub_date": document.published.isoformat() if document.published else None,
        "events": [_event(f"e{n}", one, document) for n, one in enumerate(told, 1)], "ties": [],
        "reviewed": {"by": sorted({r.word.by for r in reviews}), "last": max(r.word.at for r in reviews), "rejected": len(turned_down)},
    }  # fmt: skip


def _event(key: str, told: _Told, document: DocumentRow) -> Json:
    """What this document says of it, but for the fields that a person corrected."""
    changes = {c.field: c.after for r in told.reviews for c in r.word.changes}
    event = corrected(_own(told, document), changes)
    whole = event.as_json()
    parties = {side: [_party(p) for p in whole[side]] for side in ("actors", "recipients")}
    place = {key: whole["place"][key] for key in ("name", "country")} if event.place else None
    return {
        "key": key, "event": told.event.id, "type": event.type, "mode": _one_or_several(event.mode), "status": event.status, **parties,
        "date": whole["date"], "place": place, "deaths": whole["deaths"], "injured": whole["injured"], "count": whole["count"],
        "attributed_to": ", ".join(event.attributed_to) or None, "confidence": event.confidence,
        "mentions": [{"trigger": _trigger(m), "sentence": m.sentence} for m in told.mentions],
    }  # fmt: skip


def _own(told: _Told, document: DocumentRow) -> Event:
    """The event as this document alone has it: its mentions are one by the word of whoever accepted the whole.

    Where they are no event by themselves ("those attacks"), as all documents have it.
    """
    facts = {document.id: DocumentFacts(document.published, document.near or document.id, document.told_by)}
    pairs = combinations(names_of(told.mentions), 2)
    same = [Judgement(left, right, "same", "gold", "") for left, right in pairs]
    events = merge(told.mentions, facts, MergeOptions(), same).events
    return max(events, key=lambda e: len(e.mentions), default=told.event)


def _party(party: Mapping[str, str | None]) -> Json:
    return {key: party[key] for key in ("text", "name", "country", "sector")}


def _one_or_several(modes: tuple[str, ...]) -> str | list[str] | None:
    return modes[0] if len(modes) == 1 else list(modes) or None


def _trigger(mention: Mention) -> str:
    return mention.sentence[mention.trigger.start - mention.start : mention.trigger.end - mention.start]
