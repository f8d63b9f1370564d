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
from standoff.store import Dealings, TieFilter, View

MOST_SIDES = 12  # by default: what one figure holds and a reader can follow
CANDIDATES = 60  # sides in most events, among which those with most recent dealings are found


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


def gather(view: View, at: date | None, actors: Sequence[str]) -> Standing:
    """What happened until `at` (by default the last day of any event) between the named sides, or those with most dealings by then.

    MeasureError where the archive holds no dated event between two sides by then, or a name is no side.
    """
    known, parties = knowledge.load(), view.parties()
    dealings = view.dealings(sides(parties, known, at or date.max).of, until=at)
    if not len(dealings):
        raise MeasureError(
            f"no dated event between two sides{f' until {at}' if at else ''} in the archive; see standoff events"
        )
    day = at or dealings.last.max().astype("datetime64[D]").astype(date)
    found = sides(parties, known, day)
    asserted = view.ties(TieFilter(until=day))
    dealings = view.dealings(found.of, until=day)
    if actors:
        among = found.chosen(actors, known)
    else:
        among = _busiest(evidence(dealings, asserted, found, range(CANDIDATES)), day)
    if len(among) < 2:
        raise MeasureError("ties are between two sides or more; name another with --actors")
    between = np.isin(dealings.source, among) & np.isin(dealings.target, among)
    return Standing(day, found, among, dealings.where(between), evidence(dealings, asserted, found, among))


def _busiest(known: Evidence, day: date) -> tuple[int, ...]:
    """The sides with most evidence on their ties as of the day."""
    now = ties(known, day)
    load = np.bincount(now.pairs.ravel(), np.repeat(now.sums.sum(axis=1), 2), minlength=CANDIDATES)
    order = np.argsort(-load, kind="stable")
    return tuple(int(side) for side in order[:MOST_SIDES] if load[side] > 0)
