"""An archive, a day and names into what balance and change are measured on: the sides, their dealings and the evidence on their ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff import knowledge
from standoff.errors import MeasureError
from standoff.measure.evidence import Evidence, evidence
from standoff.measure.sides import Sides, sides
from standoff.measure.ties import ties
from standoff.store import Dealings, TieFilter, TieRow, View

MOST_SIDES = 12  # by default: what one figure holds and a reader can follow
CANDIDATES = 60  # sides in most events, among which those with most recent dealings are found


@dataclass(frozen=True, slots=True)
class Known:
    """All that an archive knows of dealings between sides until the day `at`, which is the last of them by default."""

    at: date
    sides: Sides
    dealings: Dealings
    asserted: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`among`: the sides that are looked at, by number; `evidence` and `dealings` are those among them until the day `at`."""

    at: date
    sides: Sides
    among: tuple[int, ...]
    dealings: Dealings
    evidence: Evidence

    def name(self, side: int) -> str:
        return self.sides.sides[side].name


def known(view: View, at: date | None) -> Known:
    """What the archive holds by the day `at`; MeasureError where that is no dated event between two sides."""
    facts, parties = knowledge.load(), view.parties()
    dealings = view.dealings(sides(parties, facts, at or date.max).of, until=at)
    if not len(dealings):
        raise MeasureError(
            f"no dated event between two sides{f' until {at}' if at else ''} in the archive; see standoff events"
        )
    day = at or dealings.last.max().astype("datetime64[D]").astype(date)
    found = sides(parties, facts, day)  # with the backers of that day
    return Known(day, found, view.dealings(found.of, until=day), tuple(view.ties(TieFilter(until=day))))


def standing(told: Known, actors: Sequence[str], chosen_on: date | None = None) -> Standing:
    """Of what is known, that which concerns the named sides, or those with most dealings as of `chosen_on` (by default `told.at`).

    MeasureError where a name is no side, or all name one.
    """
    if actors:
        among = told.sides.chosen(actors, knowledge.load())
    else:
        among = _busiest(evidence(told.dealings, told.asserted, told.sides, range(CANDIDATES)), chosen_on or told.at)
    if len(among) < 2:
        raise MeasureError("ties are between two sides or more; name another with --actors")
    between = np.isin(told.dealings.source, among) & np.isin(told.dealings.target, among)
    weighed = evidence(told.dealings, told.asserted, told.sides, among)
    if not len(weighed):
        raise MeasureError(
            "nothing is known of any two of these sides; leave --actors out to see those with most dealings"
        )
    return Standing(told.at, told.sides, among, told.dealings.where(between), weighed)


def _busiest(weighed: Evidence, day: date) -> tuple[int, ...]:
    """The sides with most evidence on their ties as of the day."""
    now = ties(weighed, day)
    load = np.bincount(now.pairs.ravel(), np.repeat(now.sums.sum(axis=1), 2), minlength=CANDIDATES)
    order = np.argsort(-load, kind="stable")
    return tuple(int(side) for side in order[:MOST_SIDES] if load[side] > 0)
