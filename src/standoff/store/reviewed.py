"""An event as the software has it, and what persons said of it, into the event that every answer uses: corrected, or set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal, Self

from standoff import ontology
from standoff.records import DISPUTED, GUESSED, Amount, Event, Participant, When, Where

Verdict = Literal["accept", "reject", "correct", "add", "note", "undo"]
"""`add`: a mention that a person read and the software did not."""
DECIDED = frozenset({"accept", "reject", "correct", "add"})  # verdicts after which an event counts as reviewed
CORRECTABLE = ("type", "mode", "status", "actors", "recipients", "date", "place", "deaths", "injured", "count")
"""The fields of an event that a person may correct."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an event with its value before and after a correction, as JSON of the record contract."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of an event; `at` is an ISO 8601 time, `takes_back` the number of the review that an undo is about."""

    verdict: Verdict
    by: str
    at: str
    note: str = ""
    changes: tuple[Change, ...] = ()
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word as the archive keeps it, under a number of its own.

    `event`: what it is about now, `shared`: so many of the mentions that the person saw are in it; `event_then`: the id at that time;
    `confidence`: what the software gave the event then.
    """

    event: str
    shared: int
    number: int
    event_then: str
    confidence: float
    word: Word

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Self:
        """As the archive has it."""
        event, shared, number, then, verdict, changes, confidence, by, at, note, takes_back = row
        changed = tuple(Change(*change) for change in json.loads(changes))
        return cls(event, shared, number, then, confidence, Word(verdict, by, at, note, changed, takes_back))


def values_of(event: Event) -> dict[str, Any]:
    """Its correctable fields as JSON."""
    whole = event.as_json()
    return {field: whole[field] for field in CORRECTABLE}


def corrected(event: Event, changes: Mapping[str, Any]) -> Event:
    """The event with other values (JSON) in some fields; what a person says is neither guessed nor disputed."""
    read: Mapping[str, Any] = {
        "type": str, "status": str, "mode": tuple, "actors": _parties, "recipients": _parties, "date": When.from_json,
        "place": Where.from_json, "deaths": Amount.from_json, "injured": Amount.from_json, "count": Amount.from_json,
    }  # fmt: skip
    told = replace(event, **{field: read[field](value) for field, value in changes.items()})
    known = {mark for side, guessed in GUESSED.items() if side in changes for mark in (side, guessed)}
    known |= {DISPUTED + field for field in changes}
    codes = ontology.load()
    quad, score = codes.event_type(told.type).quad, codes.score(told.type, told.mode)
    inferred = tuple(
        mark for mark in told.inferred if mark not in known and not (mark == "place" and "place" in changes)
    )
    return replace(told, quad=quad, score=score, inferred=inferred) if changes else event


def reviewed(event: Event, reviews: Iterable[Review]) -> tuple[Event, bool]:
    """The event with all corrections that stand, and whether it is rejected; `reviews` in the order of time.

    A rejection holds until an accept or a correction follows it, or more than half of the event's mentions are such as it did not see.
    """
    changes: dict[str, Any] = {}
    rejected = False
    for review in reviews:
        word = review.word
        changes |= {change.field: change.after for change in word.changes}
        if word.verdict in DECIDED:
            rejected = word.verdict == "reject" and 2 * review.shared >= len(event.mentions)
    return corrected(event, changes), rejected


def stamp(event: Event, reviews: Iterable[Review]) -> str:
    """What tells an event with all that is said of it from every other state of it."""
    numbers = [review.number for review in reviews]
    return sha256(json.dumps([event.as_json(), numbers]).encode()).hexdigest()[:16]


def _parties(value: Any) -> tuple[Participant, ...]:
    return tuple(Participant.from_json(one) for one in value)
