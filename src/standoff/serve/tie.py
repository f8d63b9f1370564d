"""Two sides and a day into what a page shows of their tie: the sign and how it came about, what speaks for either, and what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from pydantic import Field

from standoff import knowledge, ontology
from standoff.answers import Figure, Statement, Table
from standoff.answers.balance_words import SIGNS
from standoff.answers.standing import Standing
from standoff.answers.tie_sources import first_documents, source_of, speaking
from standoff.draw import BandOverTime, band
from standoff.errors import MeasureError
from standoff.measure.evidence import ASSERTED, evidence
from standoff.measure.series import day_of, evenly_apart, quad_of_types
from standoff.measure.sides import Side, sides
from standoff.measure.ties import HALF_LIFE, HALF_LIVES, Ties, ties, ties_over
from standoff.records import Event
from standoff.serve.asked import Asked, Day, Words
from standoff.serve.parts import Picture, Said, grid, said
from standoff.store import Dealings, DocumentRow, StoredEvent, TieFilter, View

MOST_BEHIND = 5  # pieces of evidence for either sign
MOST_EVENTS = 25  # of the latest
MOST_DAYS = 40  # of the figure
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
class Sign:
    """What the evidence says: P(+), its lowest and highest value over half-lives, that by words and by deeds alone, events a week, and
    decayed sentences that assert a tie.
    """

    word: str
    positive: float
    low: float
    high: float
    by_words: float
    by_deeds: float
    per_week: float
    asserted: float


@dataclass(frozen=True, slots=True)
class ShownTie:
    """`sign` is None where no evidence is left; `number`: events of the two in all, of which `latest` are the last."""

    at: date
    ends: tuple[Side, Side]
    sign: Sign | None
    friends: Said
    foes: Said
    picture: Picture | None
    directions: tuple[Direction, ...]
    latest: tuple[StoredEvent, ...]
    number: int

    @property
    def word(self) -> str:
        return self.sign.word if self.sign else "no evidence left"


def tie_page(view: View, asked: TieAsked) -> ShownTie:
    """MeasureError where a name is no side, where both are one, or where nothing is dated."""
    known = _known(view, asked)
    ends = (known.sides.sides[known.among[0]], known.sides.sides[known.among[1]])
    sign = _sign(known)
    ids = list(dict.fromkeys(reversed(known.dealings.event.tolist())))
    friends, foes = (speaking(known, 0, MOST_BEHIND, friendly=friendly) if sign else [] for friendly in (True, False))
    wanted = list(dict.fromkeys([*ids[:MOST_EVENTS], *friends, *foes]))  # looked up together: each look takes 40 ms
    events = {stored.event.id: stored for stored in view.events_of(wanted)}
    told = {id: events[id].event for id in (*friends, *foes) if id in events}
    documents = first_documents(view, told.values())
    return ShownTie(
        known.at, ends, sign, _said(documents, known, friends, told), _said(documents, known, foes, told),
        _picture(known) if len(known.evidence) else None, _directions(known),
        tuple(events[id] for id in ids[:MOST_EVENTS]), len(ids),
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


def _sign(known: Standing) -> Sign | None:
    over = {half_life: ties(known.evidence, known.at, half_life) for half_life in HALF_LIVES}
    now = over[HALF_LIFE]
    if not (len(now.pairs) and now.present[0]):
        return None
    chances = [float(ties_then.positive[0]) for ties_then in over.values()]
    return Sign(
        SIGNS[int(now.sign[0])], float(now.positive[0]), min(chances), max(chances), float(now.by_words()[0]),
        float(now.by_deeds()[0]), float(now.rate_per_week[0]), float(now.weights[0, ASSERTED]),
    )  # fmt: skip


def _said(
    documents: Mapping[str, DocumentRow], known: Standing, pieces: Sequence[str], events: Mapping[str, Event]
) -> Said:
    """Sentences, and events of data sets in words, as a statement has them."""
    return said(Statement("tie", "", sources=tuple(source_of(documents, known, piece, events) for piece in pieces)))


def _picture(known: Standing) -> Picture:
    """P(+) from the first evidence on, between the ends of its range over half-lives."""
    first = day_of(int(known.evidence.day[int(0.02 * len(known.evidence))]))
    days = evenly_apart(first, known.at, MOST_DAYS)
    over = [[_chance(now) for now in ties_over(known.evidence, days, half_life)] for half_life in HALF_LIVES]
    point = over[HALF_LIVES.index(HALF_LIFE)]
    told = [[chance for chance in on_day if chance is not None] for on_day in zip(*over, strict=True)]
    low, high = ([pick(chances, default=None) for chances in told] for pick in (min, max))
    drawn = BandOverTime(
        days, point, low, high, title="How the sign came about", y_label="P(+): 1 is friends, 0 is foes", point_label="half-life 60 days",
        band_label="range over half-lives of 30, 60 and 120 days", prefix="sign",
    )  # fmt: skip
    rows = tuple((str(day), *values) for day, *values in zip(days, point, low, high, strict=True))
    return Picture(
        Figure("How the sign came about", band(drawn), TWIN), grid(Table(TWIN, ("day", "P(+)", "low", "high"), rows))
    )


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
