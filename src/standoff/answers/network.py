"""Who stood with whom, and when: the sides of the whole record, and on each of some forty days their ties and how balanced they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from math import inf
from typing import Any, Self

import numpy as np

from standoff.answers import balance_words as words
from standoff.answers.answer import Answer, Cell, Statement, Table
from standoff.answers.balanced import Balanced, measured_on
from standoff.answers.standing import CANDIDATES, Known, Standing, known, standing
from standoff.errors import MeasureError
from standoff.measure.balance import frustration
from standoff.measure.evidence import ASSERTED, evidence
from standoff.measure.series import day_of, evenly_apart
from standoff.measure.ties import Ties, ties
from standoff.options import NetworkOptions
from standoff.store import View

QUESTION = "Who stands with whom?"
MOST_SIDES = 16  # by default: what one figure holds with a label for each
MOST_DAYS = 40  # a slider of more steps could not be set to one of them by hand
EARLY = 0.02  # share of the evidence that may lie before the first day: single events of years ago
DRAWS = 100  # behind the band of each day
MOST_PARTIES = 8  # of one side
SIDES, PARTIES, WHOLE, BY_DAY, BALANCE = (
    "sides", "parties of each side", "ties of the whole record", "ties by day", "balance by day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side; `camp` is 1 or 2 over the whole record, None where camps cannot be told; `weight`: pieces of evidence on its ties."""

    id: str
    name: str
    camp: int | None
    weight: float
    events: int


@dataclass(frozen=True, slots=True)
class PartyOf:
    """A party that stands on a side, and in how many events it is said to take part."""

    side: str
    id: str
    name: str
    country: str | None
    sector: str
    events: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """The tie of two sides, by id: `sign` is 1, -1 or 0 (undecided), `positive` the probability that it is positive, `per_week` its events a
    week by decay (over the whole record: its pieces of evidence), `asserted` decayed sentences, `strain` what it would cost to satisfy it.
    """

    a: str
    b: str
    sign: int
    positive: float
    per_week: float
    asserted: float
    strain: float

    @property
    def strength(self) -> float:
        return self.per_week + self.asserted


@dataclass(frozen=True, slots=True)
class Moment:
    """One day: the ties that are there, the index of balance with its band (None where no tie is), and what leads in words."""

    day: date
    ties: tuple[TieRow, ...]
    band: tuple[float, float, float] | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """What the answer holds, as values; `moments` in the order of time, the last of them as of the last day."""

    sides: tuple[SideRow, ...]
    parties: tuple[PartyOf, ...]
    whole: tuple[TieRow, ...]
    moments: tuple[Moment, ...]

    @classmethod
    def read(cls, answer: Answer) -> Self:
        """The way back from `answer`."""
        rows: dict[str, Sequence[Any]] = {table.title: table.rows for table in answer.tables}
        moments = tuple(_moment(row, rows[BY_DAY], answer.statements) for row in rows[BALANCE])
        return cls(
            tuple(SideRow(*row) for row in rows[SIDES]),
            tuple(PartyOf(*row) for row in rows[PARTIES]),
            tuple(TieRow(*row) for row in rows[WHOLE]),
            moments,
        )


def answer(view: View, options: NetworkOptions) -> Answer:
    """The network on each day as tables, and as statements, whose topic is the day, what leads of its balance.

    MeasureError where a name is no side, or there are no dated events between two sides.
    """
    told = known(view, None)
    sides = standing(told, options.actors or _busiest(told))
    whole = ties(sides.evidence, sides.at, inf)  # the ties of the whole record, in which nothing fades
    days = [_measured(replace(sides, at=day)) for day in _days(sides)]
    statements = [Statement(str(day), text) for day, found in days for text in _told(day, found)]
    tables = (
        _table(SIDES, ("id", "side", "camp", "evidence", "events"), _sides(told, sides, whole)),
        _table(PARTIES, ("side", "id", "party", "country", "sector", "events"), _parties(view, told, sides)),
        _table(WHOLE, ("a", "b", "sign", "P(+)", "evidence", "asserted", "strain"), _ties_of(sides, whole, {})),
        Table(
            BY_DAY,
            ("day", "a", "b", "sign", "P(+)", "events a week", "asserted", "strain"),
            tuple(_by_day(sides, days)),
        ),
        Table(BALANCE, ("day", "F", "low", "high"), tuple(_balance(days))),
    )
    return Answer(QUESTION, tuple(statements), tables)


def _busiest(told: Known) -> tuple[str, ...]:
    """The sides with most evidence on their ties over the whole record, however old: they stay the same on every day."""
    weighed = evidence(told.dealings, told.asserted, told.sides, range(CANDIDATES))
    load = np.bincount(weighed.pairs[weighed.pair].ravel(), np.repeat(weighed.weight, 2), minlength=CANDIDATES)
    order = np.argsort(-load, kind="stable")[:MOST_SIDES].tolist()
    found = tuple(told.sides.sides[n].id for n in order if load[n] > 0)
    if not found:
        raise MeasureError("no dated event between two of the sides in most events; name sides with --actors")
    return found


def _days(sides: Standing) -> list[date]:
    """Evenly apart until the last, from where nearly all evidence lies ahead."""
    seen = np.cumsum(sides.evidence.weight) / sides.evidence.weight.sum()
    first = day_of(int(sides.evidence.day[int(np.searchsorted(seen, EARLY))]))
    return evenly_apart(first, sides.at, MOST_DAYS - 1)


def _measured(sides: Standing) -> tuple[date, Balanced | None]:
    there = ties(sides.evidence, sides.at).present.any()
    return sides.at, measured_on(sides, DRAWS) if there else None


def _told(day: date, found: Balanced | None) -> list[str]:
    return [draft.text for draft in words.leads(found)] if found else [f"Nothing is left by {day} of any tie."]


def _sides(told: Known, sides: Standing, whole: Ties) -> Iterator[SideRow]:
    weight = np.bincount(whole.pairs.ravel(), np.repeat(whole.sums.sum(axis=1), 2), minlength=len(told.sides.sides))
    positive, present = whole.matrix(sides.among)
    camps = frustration(np.where(present, 2 * positive - 1, 0.0)).camps
    open_share = float((whole.present & (whole.sign == 0)).sum() / max(int(whole.present.sum()), 1))
    for place, side in enumerate(sides.among):
        camp = None if open_share > words.MOSTLY or not present[place].any() else 1 if camps[place] == 1 else 2
        yield SideRow(
            told.sides.sides[side].id, sides.name(side), camp, round(float(weight[side]), 1), told.sides.events[side]
        )


def _parties(view: View, told: Known, sides: Standing) -> Iterator[PartyOf]:
    """Those of each side in most events."""
    shown: Counter[int] = Counter()
    for party in sorted(view.parties(), key=lambda p: (-p.events, p.id, p.sector)):
        side = told.sides.of.get((party.id, party.country, party.sector))
        if side in sides.among and shown[side] < MOST_PARTIES:
            shown[side] += 1
            id = told.sides.sides[side].id
            yield PartyOf(id, party.id, " ".join(party.name.split()), party.country, party.sector, party.events)


def _ties_of(sides: Standing, now: Ties, strain: Any) -> Iterator[TieRow]:
    """Those that are there."""
    rate = now.sums.sum(axis=1) if now.half_life == inf else now.rate_per_week
    for n in np.flatnonzero(now.present).tolist():
        a, b = (sides.sides.sides[side].id for side in now.pairs[n].tolist())
        asserted = 0.0 if now.half_life == inf else round(float(now.weights[n, ASSERTED]), 2)
        yield TieRow(
            a,
            b,
            int(now.sign[n]),
            round(float(now.positive[n]), 3),
            round(float(rate[n]), 3),
            asserted,
            round(strain.get(n, 0.0), 3),
        )


def _by_day(sides: Standing, days: Sequence[tuple[date, Balanced | None]]) -> Iterator[tuple[Cell, ...]]:
    for day, found in days:
        if found:
            for row in _ties_of(sides, found.network.ties, words.strain_of(found)):
                yield (str(day), *astuple(row))


def _balance(days: Sequence[tuple[date, Balanced | None]]) -> Iterator[tuple[Cell, ...]]:
    for day, found in days:
        band = (found.band.point, found.band.low, found.band.high) if found else (None,) * 3
        yield (str(day), *(None if value is None else round(float(value), 3) for value in band))


def _table(title: str, columns: tuple[str, ...], rows: Iterator[Any]) -> Table:
    return Table(title, columns, tuple(astuple(row) for row in rows))


def _moment(row: Sequence[Any], by_day: Sequence[Any], statements: Sequence[Statement]) -> Moment:
    day, *band = row
    there = tuple(TieRow(*rest) for on, *rest in by_day if on == day)
    told = tuple(statement.text for statement in statements if statement.topic == day)
    return Moment(date.fromisoformat(day), there, None if band[0] is None else tuple(band), told)
