"""The event at a place of the queue, or the one that is asked for, into what the page Review shows of it and offers to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BeforeValidator, Field

from standoff import knowledge
from standoff.answers.words import in_words, read_otherwise, value_in_words
from standoff.judging import said
from standoff.merge import probability
from standoff.records import DISPUTED, GUESSED, Event
from standoff.reviewing import waiting
from standoff.serve.asked import (
    LAST_PAGE,
    OF_STATUS,
    SINCE,
    UNTIL,
    Asked,
    Country,
    Day,
    EventType,
    Status,
    Words,
    all_given,
)
from standoff.serve.events import ShownEvent, shown_events
from standoff.store import CORRECTABLE, Change, EventFilter, Queued, Review, View, stamp, values_of

MOST_OTHERS = 5  # events that are offered to be merged with
MOST_NAMES, MOST_PLACES = 600, 300  # offered in the form; others can be written
MOST_SENTENCES = 100
MOST_FIELDS = 100  # of a query that a form brings back
LOOSE = 0.2  # from one in five on that a sentence is of another event, a reader is told so
LABELS = {
    "type": "Type", "mode": "Mode", "status": "Status", "actors": "Who acts", "recipients": "Acted upon", "date": "When", "place": "Where",
    "deaths": "Dead", "injured": "Injured", "count": "Times",
}  # fmt: skip


class ReviewAsked(Asked):
    """Which events wait, and which of them is shown: that at a place of the queue, or one by its id, whether it waits or not."""

    text: Words = Field("", description="A part of a sentence that tells of the event.")
    type: Annotated[tuple[EventType, ...], BeforeValidator(all_given)] = Field((), description="PLOVER types.")
    status: Annotated[tuple[Status, ...], BeforeValidator(all_given)] = Field((), description=OF_STATUS)
    party: Words = Field("", description="Id or a part of the name of a party, on either side.")
    country: Country = Field("", description="Country of a party or of the place: its name or three-letter code.")
    since: Day = Field(None, description=SINCE)
    until: Day = Field(None, description=UNTIL)
    differing: bool = Field(False, description="Only events on which accounts differ.")
    disputed: bool = Field(False, description="Only events that two coders read differently (--coder both).")
    at: Annotated[int, Field(ge=0, le=LAST_PAGE, description="The place in the queue, from 0.")] = 0
    event: Words = Field("", description="The id of an event.")
    said: Annotated[int, Field(ge=1)] | None = Field(None, description="The number of a decision, to tell of.")

    def filter(self, limit: int) -> EventFilter:
        """As the archive takes it."""
        return EventFilter(
            types=self.type, statuses=self.status, actor=self.party or None, country=self.country or None, since=self.since,
            until=self.until, text=self.text or None, differing=self.differing, disputed=self.disputed, limit=limit, offset=self.at,
        )  # fmt: skip

    @classmethod
    def of_query(cls, query: str) -> Self:
        """From the query of an address that a form brings back; what does not fit asks for nothing."""
        try:
            return cls.from_query(query, MOST_FIELDS)
        except ValueError:
            return cls.model_validate({})


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the event in words; where a person corrected it, what the software had, who says otherwise, and on which day."""

    field: str
    value: str
    aside: str
    coded: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Other:
    """An event that this one may be merged with; `likely`: in percent, that the two surest sentences are of one."""

    id: str
    words: str
    likely: int


@dataclass(frozen=True, slots=True)
class Offered:
    """Names and places that a form offers."""

    parties: Sequence[str]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """The event under review; `stamp` tells this state of it from every other, `queued` is None where it does not wait; `undo`: the number of the
    last decision about it that stands.
    """

    event: ShownEvent
    stamp: str
    rejected: bool
    facts: tuple[Fact, ...]
    reviews: tuple[Review, ...]
    queued: Queued | None
    reasons: tuple[str, ...]
    others: tuple[Other, ...]
    offered: Offered
    fields: Mapping[str, str]
    undo: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The page: how many events wait, and the one that is shown; None where none does."""

    asked: ReviewAsked
    waiting: int
    shown: Shown | None

    @property
    def at(self) -> int:
        """The place in the queue, which ends before `waiting`."""
        return max(0, min(self.asked.at, self.waiting - 1))


def desk(view: View, asked: ReviewAsked) -> Desk:
    """AbsentError where the event that is asked for is not there."""
    queue = waiting(view, asked.filter(1))
    if not queue.events and asked.at:  # beyond the end: its last
        every = waiting(view, asked.model_copy(update={"at": 0}).filter(1)).events_in_all
        asked = asked.model_copy(update={"at": max(0, every - 1)})
        queue = waiting(view, asked.filter(1))
    if asked.event:
        id = view.current_id(asked.event)
        own = next((q for q in queue.events if q.event == id), None)
        return Desk(asked, queue.events_in_all, shown(view, id, own))
    first = next(iter(queue.events), None)
    return Desk(asked, queue.events_in_all, shown(view, first.event, first) if first else None)


def shown(view: View, id: str, queued: Queued | None) -> Shown:
    """All that is shown of an event (current id)."""
    event = next(shown_events(view, [id], MOST_SENTENCES))
    reviews = tuple(view.reviews_of([id]).get(id, ()))
    coded = view.coded([id]).get(id, event.event) if reviews else event.event
    scored = dict(view.likely_others(id, MOST_OTHERS))
    others = (
        Other(s.event.id, in_words(s.event), round(100 * probability(scored[s.event.id])))
        for s in view.events_of(list(scored))
    )
    standing = [s.number for s in said(view) if s.event == id and s.stands] if reviews else []
    return Shown(
        event, stamp(event.event, reviews), id in view.rejected(), tuple(_facts(event.event, coded, reviews)), reviews, queued,
        tuple(_reasons(event, queued)) if queued else (), tuple(others), offered(view), fields_of(event.event),
        max(standing, default=None),
    )  # fmt: skip


def offered(view: View) -> Offered:
    """What a form about this archive offers."""
    names = [p.name for p in knowledge.load().organisations.values()]
    told = list(dict.fromkeys([*view.names_told(MOST_NAMES), *names]))[:MOST_NAMES]
    return Offered(told, view.places_told(MOST_PLACES))


def _facts(event: Event, coded: Event, reviews: Sequence[Review]) -> Iterator[Fact]:
    last: dict[str, tuple[Review, Change]] = {c.field: (r, c) for r in reviews for c in r.word.changes}
    now, before = values_of(event), values_of(coded)
    for field in CORRECTABLE:
        value = value_in_words(field, now[field])
        aside = _aside(field, event)
        if field in last:
            word = last[field][0].word
            yield Fact(field, value, aside, value_in_words(field, before[field]), word.by, word.at[:10])
        elif now[field] and not (field == "count" and now[field] == [1, 1]):
            yield Fact(field, value, aside, "", "", "")
        elif field in {"actors", "recipients", "date", "place"}:
            yield Fact(field, "not told", "", "", "", "")


def _aside(field: str, event: Event) -> str:
    guessed = "only the likeliest" if GUESSED.get(field) in event.inferred else "from the context"
    inferred = field in event.inferred or GUESSED.get(field) in event.inferred
    disputed = (
        [f"another coder reads {read_otherwise(event.mentions, field) or 'it otherwise'}"]
        if DISPUTED + field in event.inferred
        else []
    )
    return "; ".join([guessed] * inferred + disputed)


def disputed_in_words(event: Event) -> list[str]:
    """What another coder reads otherwise; "that it happened" where it finds no such event."""
    return _disputed(mark.removeprefix(DISPUTED) for mark in event.inferred if mark.startswith(DISPUTED))


def _disputed(fields: Iterable[str]) -> list[str]:
    return [LABELS.get(field, "that it happened").lower() for field in fields]


def _reasons(event: ShownEvent, queued: Queued) -> Iterator[str]:
    """Why the event stands where it does, in words."""
    yield f"confidence of the reading {event.event.confidence:.2f}"
    if queued.guessed:
        yield "a side is only guessed"
    if queued.disputed:
        yield f"another coder reads otherwise: {', '.join(_disputed(queued.disputed))}"
    if queued.differing:
        yield f"accounts differ: {', '.join(queued.differing)}"
    if queued.merging >= LOOSE:
        yield f"a sentence is of another event with a chance of {100 * queued.merging:.0f} %"
    if event.event.deaths is not None and event.event.deaths.lo:
        yield f"{event.event.deaths.lo:,} dead"
    if event.stored.sources > 1:
        yield f"{event.stored.sources:,} sources"
    if queued.unseen < 1:
        unseen = round(queued.unseen * len(event.event.mentions))
        yield f"decided before; {unseen:,} of its {len(event.event.mentions):,} sentences came later"


def fields_of(event: Event) -> dict[str, str]:
    """The event as the fields of the form that corrects it, as `corrections` reads them."""
    whole = values_of(event)
    day, place = whole["date"] or ["", ""], whole["place"] or {}
    told = {
        "type": event.type, "mode": ", ".join(event.mode), "status": event.status, "date_from": day[0], "date_to": day[1],
        "place": place.get("name", ""), "place_country": place.get("country") or "", "place_precision": place.get("precision", ""),
        **{field: value_in_words(field, whole[field]) if whole[field] else "" for field in ("deaths", "injured", "count")},
    }  # fmt: skip
    for side in ("actors", "recipients"):
        for n, party in enumerate(whole[side]):
            told |= {f"{side}.{n}.{part}": party[part] or "" for part in ("name", "country", "sector")}
    return told
