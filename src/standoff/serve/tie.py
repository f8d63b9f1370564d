"""Two sides and a day into what a page shows of their tie: the sign and how it came about, what speaks for either, and what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from pydantic import Field

from standoff import knowledge, ontology
from standoff.answers import Figure, Statement, Table
from standoff.answers.standing import Standing
from standoff.answers.tie_sources import speaking
from standoff.draw import BandOverTime, band
from standoff.errors import MeasureError
from standoff.measure.evidence import ASSERTED, evidence
from standoff.measure.series import quad_of_types
from standoff.measure.sides import Side, sides
from standoff.measure.ties import HALF_LIFE, HALF_LIVES, Ties, ties, ties_over
from standoff.serve.asked import Asked, Day, Words
from standoff.serve.networks import SIGNS
from standoff.serve.parts import Picture, Said, grid, said
from standoff.store import Dealings, StoredEvent, TieFilter, View

MOST_BEHIND = 5  # pieces of evidence for either sign
MOST_EVENTS = 25  # of the latest
MOST_DAYS = 80
TWIN = "sign over time"


class TieAsked(Asked):
    """Between which sides, as of which day."""

    a: Words = Field(description="One side: its id, a name, a country.")
    b: Words = Field(description="The other.")
    at: Day = Field(None, description="As of this day; by default the last of any event.")


@dataclass(frozen=True, slots=True)
class Direction:
    """What one side did to the other: events by quad class."""

    source: str
    target: str
    counts: tuple[int, ...]

    @property
    def events(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ShownTie:
    """`sign`, P(+) with its range over half-lives, by words and by deeds; None where no evidence is left. `number`: events of the two in all."""

    at: date
    ends: tuple[Side, Side]
    sign: str
    positive: tuple[float, float, float] | None
    by_words: float
    by_deeds: float
    per_week: float
    asserted: float
    friends: Said
    foes: Said
    picture: Picture | None
    directions: tuple[Direction, ...]
    latest: tuple[StoredEvent, ...]
    number: int


def tie_page(view: View, asked: TieAsked) -> ShownTie:
    """MeasureError where a name is no side, where both are one, or where nothing is dated."""
    known = _known(view, asked)
    ends = (known.sides.sides[known.among[0]], known.sides.sides[known.among[1]])
    over = {half_life: ties(known.evidence, known.at, half_life) for half_life in HALF_LIVES}
    now = over[HALF_LIFE]
    there = bool(len(now.pairs)) and bool(now.present[0])
    ids = list(dict.fromkeys(reversed(known.dealings.event.tolist())))
    return ShownTie(
        known.at, ends, SIGNS[int(now.sign[0])] if there else "no evidence left", _range(over) if there else None,
        *(_parts(now) if there else (0.0,) * 4), _speaking(view, known, there, friendly=True),
        _speaking(view, known, there, friendly=False), _picture(known) if len(now.pairs) else None,
        _directions(known), tuple(view.events_of(ids[:MOST_EVENTS])), len(ids),
    )  # fmt: skip


def events_between(view: View, asked: TieAsked) -> Sequence[str]:
    """Ids of all events in which one of the two did something to the other, in the order of time."""
    return list(dict.fromkeys(_known(view, asked).dealings.event.tolist()))


def _known(view: View, asked: TieAsked) -> Standing:
    """Everything between the two by the day, looked up for them alone."""
    span, facts = view.days_of_events(), knowledge.load()
    if span is None:
        raise MeasureError("no event of the archive has a date")
    at = asked.at or span[1]
    found = sides(view.parties(), facts, at)
    among = found.chosen((asked.a, asked.b), facts)
    if len(among) < 2:
        raise MeasureError(f"{asked.a!r} and {asked.b!r} are one side: {found.sides[among[0]].name}")
    dealings = view.dealings({party: side for party, side in found.of.items() if side in among}, until=at)
    weighed = evidence(dealings, view.ties(TieFilter(until=at)), found, among)
    return Standing(at, found, among, dealings, weighed)


def _range(over: dict[float, Ties]) -> tuple[float, float, float]:
    chances = [float(now.positive[0]) for now in over.values()]
    return float(over[HALF_LIFE].positive[0]), min(chances), max(chances)


def _parts(now: Ties) -> tuple[float, float, float, float]:
    """P(+) by words and by deeds, events a week, and decayed sentences that assert it."""
    return float(now.by_words()[0]), float(now.by_deeds()[0]), float(now.rate_per_week[0]), float(now.weights[0, ASSERTED])


def _speaking(view: View, known: Standing, there: bool, *, friendly: bool) -> Said:
    sources = tuple(speaking(view, known, 0, MOST_BEHIND, friendly=friendly)) if there else ()
    told = "What speaks most for friends" if friendly else "What speaks most for foes"
    return said(Statement("tie", told, sources=sources))


def _picture(known: Standing) -> Picture:
    """P(+) from the first evidence on, between the ends of its range over half-lives."""
    first = date(1970, 1, 1) + timedelta(days=int(known.evidence.day[int(0.02 * len(known.evidence))]))
    step = max(1, -(-(known.at - first).days // MOST_DAYS))
    days = [known.at - timedelta(days=n) for n in range((known.at - first).days // step * step, -1, -step)]
    over = [[_chance(now) for now in ties_over(known.evidence, days, half_life)] for half_life in HALF_LIVES]
    point = over[HALF_LIVES.index(HALF_LIFE)]
    low, high = ([None if p is None else pick(x for x in on if x is not None) for p, *on in zip(point, *over, strict=True)] for pick in (min, max))
    drawn = BandOverTime(
        days, point, low, high, title="How the sign came about", y_label="P(+): 1 is friends, 0 is foes", point_label="half-life 60 days",
        band_label="range over half-lives of 30, 60 and 120 days", prefix="sign",
    )  # fmt: skip
    rows = tuple((str(day), *values) for day, *values in zip(days, point, low, high, strict=True))
    return Picture(Figure("How the sign came about", band(drawn), TWIN), grid(Table(TWIN, ("day", "P(+)", "low", "high"), rows)))


def _chance(now: Ties) -> float | None:
    return round(float(now.positive[0]), 3) if now.present[0] else None


def _directions(known: Standing) -> tuple[Direction, ...]:
    """Both ways; an event that is told both ways counts in each."""
    return tuple(
        Direction(known.name(source), known.name(target), _counts(known.dealings, source))
        for source, target in (known.among, known.among[::-1])
    )


def _counts(dealings: Dealings, source: int) -> tuple[int, ...]:
    quads = quad_of_types(dealings.types)[dealings.type[dealings.source == source]]
    return tuple(int(n) for n in np.bincount(quads, minlength=len(ontology.QUADS)))
