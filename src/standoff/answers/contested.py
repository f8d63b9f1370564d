"""What is contested? The events whose accounts differ most, by how much and over how many independent sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Any

from standoff import knowledge
from standoff.answers.answer import Answer, Source, Statement
from standoff.answers.differences import WEIGHTS, comparable, difference
from standoff.answers.words import AMOUNTS, claim_value, in_words
from standoff.merge.kinship import Kinship
from standoff.records import Claim, Event
from standoff.store import ClaimRow, DocumentRow, EventFilter, View

_ONE_VOICE = 0.25  # one speaker in one report who gives two values corrects himself, or was misread
TOPIC = "contested"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field on which accounts of an event differ: by how much, and the two values that do most, as JSON, the lower first."""

    field: str
    weight: float
    values: tuple[Any, Any]


def answer(view: View, chosen: EventFilter) -> Answer:
    """The events that pass the filter and whose accounts cannot all be true, the most contested first."""
    kinship = Kinship(knowledge.load())
    ids = view.event_ids(replace(chosen, differing=True, limit=None))
    found = {
        event: disputes(list(claims), kinship) for event, claims in groupby(view.claims_of(ids), lambda row: row.event)
    }
    ranked = sorted((id for id in ids if found.get(id)), key=lambda e: [-d.weight for d in found[e]])
    shown = ranked[: chosen.limit]
    many = {0: "No event has", 1: "1 event has"}.get(len(ranked), f"{len(ranked):,} events have")
    order = ", the most contested first" if len(ranked) > 1 else ""
    headline = Statement("", f"{many} accounts that cannot all be true{order}.")
    statements = (headline, *_statements(view, shown, found))
    return Answer("On which events do accounts differ most?", statements, left_out=len(ranked) - len(shown))


def disputes(claims: Sequence[ClaimRow], kinship: Kinship) -> tuple[Dispute, ...]:
    """The fields on which the claims of one event cannot all be true, the weightiest first."""
    fields = dict.fromkeys(c.field for c in claims if comparable(c.field, c.occurrences))
    found = [_dispute(field, [c for c in claims if c.field == field], kinship) for field in fields]
    return tuple(sorted((d for d in found if d.weight > 0), key=lambda d: -d.weight))


def _dispute(field: str, claims: Iterable[ClaimRow], kinship: Kinship) -> Dispute:
    """How far apart the two accounts are that differ most, times what the less supported of them weighs."""
    told: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        told.setdefault(json.dumps(claim.value, sort_keys=True), []).append(claim)
    pairs = [
        Dispute(
            field,
            WEIGHTS[field] * difference(field, a[0].value, b[0].value, kinship) * _support(a, b),
            _ordered(field, a[0].value, b[0].value),
        )
        for a, b in combinations(told.values(), 2)
    ]
    return max(pairs, key=lambda d: d.weight, default=Dispute(field, 0.0, (None, None)))


def _ordered(field: str, a: Any, b: Any) -> tuple[Any, Any]:
    """The lower first, of numbers and of days."""
    return (b, a) if field in {*AMOUNTS, "date"} and b[0] < a[0] else (a, b)


def of_two_voices(dispute: Dispute, claims: Iterable[ClaimRow]) -> bool:
    """Whether it is not one speaker in one report who gives both values."""
    voices = {(c.by, c.independent_source) for c in claims if c.field == dispute.field and c.value in dispute.values}
    return len(voices) > 1


def _support(a: Sequence[ClaimRow], b: Sequence[ClaimRow]) -> float:
    """A half where one independent source stands against any number, and half of the rest with each that joins it."""
    voices_a, voices_b = ({(c.by, c.independent_source) for c in claims} for claims in (a, b))
    if voices_a == voices_b and len(voices_a) == 1:
        return _ONE_VOICE
    sources = min(len({c.independent_source for c in claims}) for claims in (a, b))
    return 1.0 - float(0.5**sources)


def _statements(view: View, ids: Sequence[str], found: Mapping[str, tuple[Dispute, ...]]) -> Iterable[Statement]:
    for stored in view.events_of(ids):
        event, differing = stored.event, found[stored.event.id]
        documents = view.documents(m.document for m in event.mentions)
        told = tuple(source_of(event, c, documents) for d in differing for c in _most_told_first(event, d.field))
        yield Statement(TOPIC, f"{in_words(event)}. {in_dispute(differing)}", event.id, told)


def in_dispute(differing: Iterable[Dispute]) -> str:
    """As in "Accounts differ: deaths 4 or 40; place Mosul, IRQ or Erbil, IRQ"."""
    how = "; ".join(f"{d.field} {' or '.join(claim_value(d.field, v) for v in d.values)}" for d in differing)
    return f"Accounts differ: {how}"


def _most_told_first(event: Event, field: str) -> list[Claim]:
    """The claims on one field, value by value."""
    told: dict[str, list[Claim]] = {}
    for claim in event.claims:
        if claim.field == field:
            told.setdefault(claim_value(field, claim.value), []).append(claim)
    return [claim for claims in sorted(told.values(), key=len, reverse=True) for claim in claims]


def source_of(event: Event, claim: Claim, documents: Mapping[str, DocumentRow], before: str = "") -> Source:
    """A claim with who makes it and the report that it is read in."""
    document = documents[event.mentions[claim.mention].document]
    value = claim_value(claim.field, claim.value)
    published, number = document.published, claim.mention + 1
    return Source(claim.by, value, claim.field, before, document.id, document.told_by, published, number)
