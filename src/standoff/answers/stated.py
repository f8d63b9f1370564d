"""Reports into the sentences in which each who decides says what it wants: demands, refusals, threats, reproaches and promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff import ontology
from standoff.answers.deciders import Deciders
from standoff.answers.sights import TELLS, places
from standoff.measure.ties import HALF_LIFE
from standoff.records import DISPUTED, GUESSED, Event, Mention
from standoff.store import EventFilter, View

MOST_EACH = 5  # sentences
STATED = ("REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "AGREE")
TO_ANOTHER = 2.0  # times as much weighs what is said to another who decides: it is about what they do to each other
POINTS_BACK = 0.5  # a sentence with "he" or "the strike" cannot be read by itself
LONGEST = 600  # characters; more is a list or a page without full stops
WORDS_OF = {
    "REQUEST": "demands", "REJECT": "refuses", "THREATEN": "threatens", "ACCUSE": "condemns or accuses", "CONCEDE": "concedes",
    "AGREE": "agrees or promises",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence by `maker` (place among those who decide), as it stands, with what it is read as and the event (id) that tells of it."""

    maker: int
    mention: Mention
    event: str
    day: date | None
    note: str


def sayings(view: View, told: Deciders) -> tuple[Saying, ...]:
    """At most five for each, best first: what is intense by its type, surely read, recent, and said to another of those who decide."""
    weighed: list[tuple[float, Saying]] = []
    for event in _events(view, told):
        makers = places(told, event.actors)
        if GUESSED["actors"] in event.inferred or event.status not in (*TELLS, "future") or not makers:
            continue
        mention = max(event.mentions, key=lambda one: (_reads(one), one.confidence, one.id))
        weight = _weight(told, event, makers) * _reads(mention)
        weighed += [(weight, _saying(told, event, mention, maker)) for maker in makers]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].event))
    return tuple(saying for maker in range(len(told.makers)) for saying in _best(weighed, maker))


def _best(weighed: Sequence[tuple[float, Saying]], maker: int) -> Iterator[Saying]:
    """Each sentence once."""
    seen: set[str] = set()
    for weight, one in weighed:
        if one.maker == maker and weight > 0 and one.mention.sentence not in seen and len(seen) < MOST_EACH:
            seen.add(one.mention.sentence)
            yield one


def _events(view: View, told: Deciders) -> Iterator[Event]:
    """Those told in reports until the day; of the events of data sets, of which there may be many more, hardly one is read."""
    if not view.counts().documents:
        return
    acts = view.acts(told.known.sides.of, until=told.known.at)
    by_makers = np.append(told.of, -1)[acts.source] >= 0
    reported = set(acts.event[acts.reported & by_makers].tolist())
    dated = set(view.acts(told.known.sides.of).event.tolist())
    ids = [id for id in view.event_ids(EventFilter(types=STATED)) if id in reported or id not in dated]
    for stored in view.events_of(ids):
        event = stored.event
        if event.mentions and (event.date is None or event.date.end <= told.known.at):
            yield event


def _weight(told: Deciders, event: Event, makers: set[int]) -> float:
    score = abs(ontology.load().types[event.type].score)
    age_days = (told.known.at - event.date.end).days if event.date else HALF_LIFE
    others = places(told, event.recipients) - makers
    is_to_another = others and GUESSED["recipients"] not in event.inferred
    return float(score * event.confidence * 2.0 ** (-age_days / HALF_LIFE) * (TO_ANOTHER if is_to_another else 1.0))


def _reads(mention: Mention) -> float:
    """How far a sentence can be read by itself."""
    if len(mention.sentence) > LONGEST:
        return 0.0
    said_elsewhere = any(not mark.startswith(DISPUTED) for mark in mention.inferred)
    return POINTS_BACK if mention.anaphoric or said_elsewhere else 1.0


def _saying(told: Deciders, event: Event, mention: Mention, maker: int) -> Saying:
    day = event.date.end if event.date else None
    others = [told.makers[other].name for other in sorted(places(told, event.recipients) - {maker})]
    guessed = "?" if GUESSED["recipients"] in event.inferred else ""
    towards = f", to {' and '.join(others)}{guessed}" if others else ""
    words = f"{told.makers[maker].name} {WORDS_OF[event.type]}{towards} ({day or 'no day told'}, event {event.id})"
    return Saying(maker, mention, event.id, day, words)
