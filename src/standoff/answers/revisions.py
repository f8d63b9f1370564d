"""An event and what it was before into the claims that it gained against what had been said, and the fields whose best value is another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from standoff.answers.differences import WEIGHTS, comparable, difference
from standoff.answers.words import claim_value, field_value
from standoff.merge.claims import told
from standoff.merge.kinship import Kinship
from standoff.records import Claim, Event

# The fields in which an event is revised, those first that matter most.
FIELDS = ("status", "deaths", "injured", "actors", "type", "date", "place", "count", "recipients", "mode")
UNTOLD = "not told"


@dataclass(frozen=True, slots=True)
class Gain:
    """A claim that differs from all that was said before, which is `before`; `weight` says by how much."""

    claim: Claim
    before: str
    weight: float


@dataclass(frozen=True, slots=True)
class Revision:
    """A field whose best value is another than before, as words; `mention`: the place of a new one that tells it, None where none does."""

    field: str
    before: str
    now: str
    mention: int | None


def gains(event: Event, known: Collection[int], kinship: Kinship) -> tuple[Gain, ...]:
    """What mentions claim that are not among those `known` (places), where it cannot be true together with anything these say."""
    new = [c for c in event.claims if c.mention not in known and comparable(c.field, event.count.lo)]
    found = [gain for claim in new for gain in _gain(event, claim, known, kinship)]
    return tuple(sorted(found, key=lambda g: -g.weight))


def _gain(event: Event, claim: Claim, known: Collection[int], kinship: Kinship) -> Iterator[Gain]:
    field = claim.field
    said = [value for place in sorted(known) if (value := told(field, event.mentions[place])) is not None]
    apart = min((difference(field, claim.value, value, kinship) for value in said), default=0.0)
    if apart > 0:
        before = " or ".join(dict.fromkeys(claim_value(field, value) for value in said))
        yield Gain(claim, before, apart * WEIGHTS[field])


def revisions(event: Event, past: Event, known: Collection[int]) -> tuple[Revision, ...]:
    """The fields whose best value changed, in the order of FIELDS; `known`: places of the mentions that were there before."""
    changed = (f for f in FIELDS if _identity(event, f) != _identity(past, f))
    return tuple(
        Revision(f, field_value(past, f) or UNTOLD, field_value(event, f) or UNTOLD, _teller(event, past, f, known))
        for f in changed
        if field_value(past, f) != field_value(event, f)
    )


def _identity(event: Event, field: str) -> object:
    """What makes a value another one: who parties are and where a place is, not how they are described."""
    if field in {"actors", "recipients"}:
        return {p.id for p in getattr(event, field)}
    if field == "place":
        return event.place and (event.place.name, event.place.country)
    return getattr(event, field)


def _teller(event: Event, past: Event, field: str, known: Collection[int]) -> int | None:
    new = [place for place in range(len(event.mentions)) if place not in known]
    if field in {"actors", "recipients"}:
        joined = {p.id for p in getattr(event, field)} - {p.id for p in getattr(past, field)}
        return next((n for n in new if joined & {p.id for p in getattr(event.mentions[n], field)}), None)
    now = field_value(event, field)
    return next((n for n in new if field_value(event.mentions[n], field) == now), None)
