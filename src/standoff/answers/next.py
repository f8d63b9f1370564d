"""Who is likely to do what to whom on the next day: ranked, with chances and the past events that speak for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge, ontology
from standoff.answers.answer import Answer, Source, Statement, Table
from standoff.answers.tie_sources import of_event
from standoff.answers.words import MUTUAL
from standoff.errors import MeasureError
from standoff.measure.series import day_number, day_numbers, day_of, quad_of_types
from standoff.measure.sides import Sides, sides
from standoff.measure.streams import begin
from standoff.model.links.forecast import LinkOptions
from standoff.model.links.next_events import CALIBRATION_DAYS, EventForecast, fit_events
from standoff.model.links.recurrence import Triples
from standoff.model.links.table import Links
from standoff.options import NextOptions
from standoff.store import Dealings, View

QUESTION = "Who is likely to do what to whom next?"
NEXT, LIMITS, BASIS = "what is likeliest", "what these chances cannot know", "what this rests on"
LIKELIEST = "likeliest events"
TOLD, EVIDENCE = 8, 3  # events in words, and past events quoted for each
LEAST_DAYS, LEAST_EVENTS = 42, 30  # two weeks to learn what recurs, as many how, and as many what chance that is
# Of the likeliest events, in the two weeks of calibration: with fewer, chances were half of what came (docs/methods/links.md), or rough.
LEAST_CAME, FEW = 10, 50
LOOKED = 40  # times as many are looked through where only some sides are asked for


@dataclass(frozen=True, slots=True)
class _Known:
    """Dealings of single days until the last, and the arrays that forecasts are made from, row by row the same events."""

    sides: Sides
    dealings: Dealings
    links: Links
    first: date
    last: date


def answer(view: View, options: NextOptions) -> Answer:
    """The likeliest events of the day after the last.

    MeasureError where a name is no side, or the record is too short to learn chances from.
    """
    known = _known(view, options)
    day = (known.last - known.first).days + 1
    forecast = _fitted(known.links, day, options)
    few = forecast.curve.came < FEW
    among = set(known.sides.chosen(options.actors, knowledge.load())) if options.actors else None
    found = _asked(known, forecast.likeliest(day, options.most * (LOOKED if among else 2)), among, options.most)
    if not len(found.chance):
        raise MeasureError("none of the likeliest events has one of these sides; name others with --actors, or none")
    statements = (
        *_told(view, known, forecast, found),
        *(_thin(forecast.curve.came) if few else ()),
        *_limits(known, options),
        _basis(known),
    )
    return Answer(QUESTION, statements, (_table(known, found, digits=2 if few else 4),))


def _known(view: View, options: NextOptions) -> _Known:
    facts = knowledge.load()
    standing = sides(view.parties(), facts, options.until or date.max)
    every = view.dealings(standing.of, until=options.until)
    dealings = every.where(every.first == every.last)
    days = day_numbers(dealings.first)
    if len(days) < LEAST_EVENTS or days.max() - days.min() < LEAST_DAYS:
        raise MeasureError(
            f"{len(days):,} events between sides that are dated to a day are too few to say what is next; {LEAST_EVENTS} on {LEAST_DAYS} days or more are needed: "
            "import a data set (standoff import)"
        )
    first, last = day_of(begin(days)), day_of(int(days.max()))
    kept = days >= day_number(first)
    dealings = dealings.where(kept)
    return _Known(standing, dealings, _links(standing, dealings, days[kept] - day_number(first)), first, last)


def _links(standing: Sides, told: Dealings, day: NDArray[np.int64]) -> Links:
    countries = [side.id[:3] if side.id[:3].isupper() else "" for side in standing.sides]
    numbers = {name: n for n, name in enumerate(sorted(set(countries) - {""}))}
    country = np.array([numbers.get(name, -1) for name in countries])
    sector = np.array([0 if len(side.id) == 3 else 1 for side in standing.sides])  # states, and others
    types = np.arange(len(told.types))
    return Links(
        told.source.astype(np.int64), told.type.astype(np.int64), told.target.astype(np.int64), day,
        country, sector, types, quad_of_types(told.types),
    )  # fmt: skip


def _fitted(links: Links, day: int, options: NextOptions) -> EventForecast:
    try:
        forecast = fit_events(links, day, _link_options(options, day))
    except ValueError as error:
        raise MeasureError(
            f"the record is too patchy to say what is next ({error}): import a data set (standoff import)"
        ) from error
    if forecast.curve.came < LEAST_CAME:
        raise MeasureError(
            f"only {forecast.curve.came} of the events that looked likely came in the last {CALIBRATION_DAYS} days; {LEAST_CAME} are needed to say what is next with a chance that "
            "holds: add more reports (standoff add), or import a data set (standoff import)"
        )
    return forecast


def _link_options(options: NextOptions, day: int) -> LinkOptions:
    """What ranking is learnt from is at most a third of the record before the two weeks of calibration."""
    ranking = max(5, min(30, (day - CALIBRATION_DAYS) // 3)) if options.ranker else 0
    return LinkOptions(ranking_days=ranking, ranker=options.ranker)


def _asked(known: _Known, found: Triples, among: set[int] | None, most: int) -> Triples:
    """Those in which one of the sides takes part; what two do together stands once, with the higher chance."""
    rows, seen = [], set()
    for row, (source, relation, target) in enumerate(_triples(found)):
        if among is not None and not {source, target} & among:
            continue
        ends = tuple(sorted((source, target))) if known.dealings.types[relation] in MUTUAL else (source, target)
        if (relation, ends) not in seen:
            rows.append(row)
        seen.add((relation, ends))
    rows = rows[:most]
    return Triples(found.source[rows], found.relation[rows], found.target[rows], found.chance[rows])


def _triples(found: Triples) -> list[tuple[int, int, int]]:
    return list(zip(found.source.tolist(), found.relation.tolist(), found.target.tolist(), strict=True))


def _told(view: View, known: _Known, forecast: EventForecast, found: Triples) -> Iterator[Statement]:
    for (source, relation, target), chance in list(zip(_triples(found), found.chance.tolist(), strict=True))[:TOLD]:
        speaks = forecast.links.evidence(source, relation, target, EVIDENCE)
        ids = [str(known.dealings.event[row]) for row in speaks.events]
        yield Statement(
            NEXT, f"{_chance(chance)}: {_event(known, source, relation, target)}.", sources=_sources(view, ids)
        )


def _chance(chance: float) -> str:
    return "Above 99 %" if chance > 0.99 else "Below 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"


def _event(known: _Known, source: int, relation: int, target: int) -> str:
    names, kind = known.sides.sides, known.dealings.types[relation]
    arrow = "–" if kind in MUTUAL else "→"
    return f"{names[source].name} {arrow} {names[target].name}, {kind.lower()}"


def _sources(view: View, ids: list[str]) -> tuple[Source, ...]:
    stored = {one.event.id: one.event for one in view.events_of(list(dict.fromkeys(ids)))}
    return tuple(of_event(view, stored[id], "speaks for it") for id in dict.fromkeys(ids) if id in stored)


def _thin(came: int) -> Iterator[Statement]:
    yield Statement(
        LIMITS,
        f"Only {came} of the events that looked likely came in the two weeks that chances are calibrated on. With so few they lean on what held in "
        "other records: take them as rough.",
    )


def _limits(known: _Known, options: NextOptions) -> Iterator[Statement]:
    yield Statement(
        LIMITS,
        f"Each is the chance that the record will tell of at least one such event on {known.last + timedelta(days=1)}, by what recurred so far and calibrated on the two weeks before. "
        "It knows of no plan, and of no source that never did the same before.",
    )
    if not options.ranker:
        yield Statement(
            LIMITS,
            "With --ranker a network is trained on top, which ranks better and takes minutes (docs/methods/links.md).",
        )


def _basis(known: _Known) -> Statement:
    events, days = len(known.dealings), (known.last - known.first).days + 1
    pairs = len({*zip(known.dealings.source.tolist(), known.dealings.target.tolist(), strict=True)})
    return Statement(
        BASIS,
        f"{events:,} dealings between {pairs:,} pairs of sides on {days:,} days from {known.first} to {known.last}, those dated to a single day.",
    )


def _table(known: _Known, found: Triples, digits: int) -> Table:
    names, kinds = known.sides.sides, ontology.load().types
    rows = (
        (names[s].name, known.dealings.types[r], names[t].name, kinds[known.dealings.types[r]].quad, round(float(c), digits))
        for (s, r, t), c in zip(_triples(found), found.chance.tolist(), strict=True)
    )  # fmt: skip
    return Table(LIKELIEST, ("source", "type", "target", "quad class", "chance"), tuple(rows))
