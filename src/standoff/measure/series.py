"""Dated dealings into daily counts per directed dyad and quad class, with tolls kept apart and the reports read as exposure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from standoff import ontology
from standoff.store import Dealings

Floats = NDArray[np.float64]
LONGEST_DAYS = 366  # what is dated no better than to more than a year says nothing about any day
SUMMARY_DAYS = 7  # "160 attacks since October" tells again of attacks that are told one by one: it counts once
WEEK = 7


@dataclass(frozen=True, slots=True)
class Daily:
    """Counts by day, dyad and quad class, and deaths by day and dyad; an event of several days is spread evenly over them.

    `first`: the first day; `dyads`: (source, target) numbers of sides, shape (n, 2); `counts`: shape (days, n, 4), quad classes in the order
    of `ontology.QUADS`; `deaths_low`, `deaths_best`, `deaths_high`: shape (days, n); `vague`: how many dealings are dated too
    vaguely to count.
    """

    first: date
    dyads: NDArray[np.int32]
    counts: Floats
    deaths_low: Floats
    deaths_best: Floats
    deaths_high: Floats
    vague: int

    def weekly(self, quad: str) -> tuple[tuple[date, ...], Floats]:
        """Mondays, and counts of one quad class by week and dyad; weeks that the days fill only in part are left out."""
        counts = self.counts[:, :, ontology.QUADS.index(quad)]
        skipped = -self.first.weekday() % WEEK
        weeks = max(0, (len(counts) - skipped) // WEEK)
        whole = counts[skipped : skipped + weeks * WEEK].reshape(weeks, WEEK, counts.shape[1]).sum(axis=1)
        monday = self.first + timedelta(days=skipped)
        return tuple(monday + timedelta(weeks=n) for n in range(weeks)), whole


@dataclass(frozen=True, slots=True)
class Spread:
    """Dealings day by day: `row` of the dealing, `day` (days since 1970-01-01) and the `share` of it that falls on the day."""

    row: NDArray[np.int64]
    day: NDArray[np.int64]
    share: Floats
    vague: int


def spread(dealings: Dealings) -> Spread:
    """Each dealing over the days of its interval, evenly; those that cover more than a year are left out and counted."""
    start, end = day_numbers(dealings.first), day_numbers(dealings.last)
    length = end - start + 1
    kept = np.flatnonzero(length <= LONGEST_DAYS)
    days = length[kept]
    row = np.repeat(kept, days)
    offset = np.arange(days.sum()) - np.repeat(np.cumsum(days) - days, days)
    return Spread(row, start[row] + offset, np.repeat(1.0 / days, days), len(length) - len(kept))


def daily(dealings: Dealings, first: date, last: date) -> Daily:
    """Counts of what is said to have happened from `first` to `last`; days outside are cut off, dyads without any are left out."""
    parts = spread(dealings)
    origin, days = day_number(first), (last - first).days + 1
    inside = (parts.day >= origin) & (parts.day < origin + days)
    row, day, share = parts.row[inside], parts.day[inside] - origin, parts.share[inside]
    dyads, dyad = np.unique(np.stack([dealings.source[row], dealings.target[row]], axis=1), axis=0, return_inverse=True)
    cell = day * len(dyads) + dyad.ravel()

    def summed(values: Floats) -> Floats:
        return np.bincount(cell, values, minlength=days * len(dyads)).reshape(days, len(dyads)).astype(np.float64)

    quads = quad_of_types(dealings.types)[dealings.type[row]]
    acts = share * _acts(dealings)[row]
    counts = np.stack([summed(acts * (quads == quad)) for quad in range(len(ontology.QUADS))], axis=2)
    low, best, high = (
        summed(share * tolls[row]) for tolls in (dealings.deaths_low, dealings.deaths_best, dealings.deaths_high)
    )
    return Daily(first, dyads, counts, low, best, high, parts.vague)


def _acts(dealings: Dealings) -> Floats:
    """How many acts each dealing is: what covers more than a week tells again of acts that are told one by one."""
    long = (dealings.last - dealings.first).astype(np.int64) >= SUMMARY_DAYS
    return np.where(long, 1.0, dealings.count)


def weekly_exposure(reports: Mapping[date, int], mondays: tuple[date, ...]) -> Floats:
    """Reports published in each week, shape (weeks,)."""
    starts = {monday: place for place, monday in enumerate(mondays)}
    found = np.zeros(len(mondays))
    for day, number in reports.items():
        place = starts.get(day - timedelta(days=day.weekday()))
        if place is not None:
            found[place] += number
    return found


def quad_of_types(types: tuple[str, ...]) -> NDArray[np.int64]:
    """The place of each type's quad class in `ontology.QUADS`."""
    known = ontology.load().types
    return np.array([ontology.QUADS.index(known[name].quad) for name in types])


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def day_of(number: int) -> date:
    """The day that so many days since 1970-01-01 come to: the way back from `day_number`."""
    return date(1970, 1, 1) + timedelta(days=number)


def evenly_apart(first: date, last: date, steps: int) -> list[date]:
    """Days that end with the last, at most so many steps before it, and none before the first."""
    whole = (last - first).days
    step = max(1, -(-whole // steps))
    return [last - timedelta(days=n) for n in range(whole // step * step, -1, -step)]


def day_numbers(days: NDArray[Any]) -> NDArray[np.int64]:
    """The same of many days, datetime64[D] or what becomes that."""
    return days.astype("datetime64[D]").astype(np.int64)
