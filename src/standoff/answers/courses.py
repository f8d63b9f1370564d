"""Which way is it going? For each of the busiest dyads whether it has more or less of what is usual between its two sides, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.answers.answer import Answer, Statement, Table
from standoff.answers.change import dyad_name
from standoff.answers.changed import OTHERS, Changed, measured
from standoff.answers.standing import known
from standoff.answers.tie_sources import of_event
from standoff.measure.change import LEVEL, RegionWatch
from standoff.measure.series import WEEK
from standoff.options import ChangeOptions
from standoff.store import View

QUESTION = "Which way is it going?"
BASIS, DYADS, COUNTRIES = "what this rests on", "dyads", "countries"
WORSE, BETTER, AS_BEFORE = "▲", "▼", "="
LATELY = 4  # weeks: a month is what people ask about
SHOWN = 9  # dyads that are told in words
SOURCES = 2  # events of the last weeks that are quoted


@dataclass(frozen=True, slots=True)
class Course:
    """A dyad, by its column among the series: its arrow, what came in the last weeks and what is usual in as many."""

    column: int
    arrow: str
    lately: float
    usual: float


def answer(view: View, options: ChangeOptions) -> Answer:
    """The course of each dyad, those that left what was usual first.

    An arrow stands where e-BH names the dyad in the last week of the record: of those named, a tenth at most is expected to be wrong
    (docs/methods/change.md). Where there are more dyads than are told in words, a second table has them by country. MeasureError where the archive covers too few weeks to say what is usual.
    """
    found = measured(view, known(view, options.until), options)
    told = sorted(
        courses(found), key=lambda one: (one.arrow == AS_BEFORE, one.arrow == BETTER, -one.lately, -one.usual)
    )
    statements = (*(_statement(view, found, one) for one in told[:SHOWN]), _basis(found, told))
    many = (_countries(found, told),) if len(told) > SHOWN else ()
    return Answer(QUESTION, statements, (_table(found, told), *many))


def courses(found: Changed) -> Iterator[Course]:
    """One for each dyad that is watched by itself."""
    risen, fallen = _named(found.rise), _named(found.fall)
    weeks = min(LATELY, len(found.rise.e_process))
    for column, watch in zip(found.rise.columns, found.rise.dyads, strict=True):
        if found.series.dyads[column][0] == OTHERS:
            continue
        arrow = WORSE if column in risen else BETTER if column in fallen else AS_BEFORE
        yield Course(column, arrow, float(found.series.counts[-weeks:, column].sum()), watch.reference_mean * weeks)


def _named(watch: RegionWatch | None) -> set[int]:
    return set(watch.changed(len(watch.e_process) - 1)) if watch else set()


def _statement(view: View, found: Changed, one: Course) -> Statement:
    words = {WORSE: "More than usual", BETTER: "Less than usual", AS_BEFORE: "Within chance"}[one.arrow]
    first, last = _days(found)
    events = f"{one.lately:.0f} event{'' if one.lately == 1 else 's'} of {found.quad}"
    text = f"{one.arrow} {words}: {events} from {first} to {last}, where {one.usual:.1f} would be usual."
    sources = (of_event(view, stored.event, "lately") for stored in view.events_of(_events(found, one.column)))
    return Statement(dyad_name(found, one.column), text, sources=tuple(sources))


def _days(found: Changed) -> tuple[date, date]:
    """The first and the last day of the last weeks."""
    weeks = min(LATELY, len(found.rise.e_process))
    return found.series.mondays[-weeks], found.series.mondays[-1] + timedelta(days=WEEK - 1)


def _events(found: Changed, column: int) -> list[str]:
    """Ids of events of the dyad in the last weeks, those with most dead first, then the latest."""
    told, (source, target) = found.standing.dealings, found.series.dyads[column]
    first, last = (np.datetime64(day, "D") for day in _days(found))
    rows: NDArray[np.bool_] = (
        (told.source == source) & (told.target == target) & (told.last >= first) & (told.first <= last)
    )
    of_quad = [n for n in np.flatnonzero(rows) if found.quad_of(int(told.type[n])) == found.quad]
    ranked = sorted(of_quad, key=lambda n: (-told.deaths_best[n], -told.first[n].astype(int), str(told.event[n])))
    return list(dict.fromkeys(str(told.event[n]) for n in ranked))[:SOURCES]


def _basis(found: Changed, told: list[Course]) -> Statement:
    first, last = found.series.mondays[0], found.series.mondays[found.series.reference - 1] + timedelta(days=WEEK - 1)
    return Statement(
        BASIS,
        f"Usual is what the {found.series.reference} weeks from {first} to {last} had. {len(told)} dyads are watched; of those with an arrow "
        f"{LEVEL:.0%} at most are expected to have one wrongly.",
    )


def _table(found: Changed, told: list[Course]) -> Table:
    rows = ((dyad_name(found, one.column), one.arrow, int(one.lately), round(one.usual, 1)) for one in told)
    return Table(DYADS, ("dyad", "course", "events lately", "usual"), tuple(rows))


def _countries(found: Changed, told: list[Course]) -> Table:
    """The dyads of each country on either side, those with an arrow first: its arrow is that of its dyads, up before down, and no test of its own."""
    of: dict[str, list[Course]] = {}
    for one in told:
        for country in {_country(found, side) for side in found.series.dyads[one.column]} - {""}:
            of.setdefault(country, []).append(one)
    rows = [_row(found, country, those) for country, those in of.items()]
    rows.sort(key=lambda row: (row[1] == AS_BEFORE, row[1] == BETTER, -int(row[2]), row[0]))
    return Table(
        COUNTRIES, ("country", "course", "events lately", "usual", "dyads", "dyads with an arrow"), tuple(rows)
    )


def _row(found: Changed, country: str, those: list[Course]) -> tuple[str, str, int, float, int, str]:
    arrows = {one.arrow for one in those}
    arrow = next(arrow for arrow in (WORSE, BETTER, AS_BEFORE) if arrow in arrows)
    named = "; ".join(f"{one.arrow} {dyad_name(found, one.column)}" for one in those if one.arrow != AS_BEFORE)
    lately, usual = sum(one.lately for one in those), sum(one.usual for one in those)
    return country, arrow, int(lately), round(usual, 1), len(those), named


def _country(found: Changed, side: int) -> str:
    """The name of the country that a side is of; empty where it is of none."""
    code = found.standing.sides.sides[side].id.partition("/")[0]
    country = knowledge.load().countries.get(code)
    return country.name if country else ""
