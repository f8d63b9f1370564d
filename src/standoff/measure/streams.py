"""Dated events into streams: daily counts of what is grouped together, for asking what follows what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from standoff import ontology
from standoff.measure.series import day_number, day_numbers, day_of, quad_of_types
from standoff.store import Acts, Dealings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

VAGUE_DAYS = 3  # an event dated to more days is left out: spread over them it would look like something that lasts
SMOOTHED = 29  # days; how much is written follows events too, but hardly for four weeks on end
ENOUGH_AROUND = 4.0  # times as many other events as those of the streams say how much was written


@dataclass(frozen=True, slots=True)
class Stream:
    """`source` and `target` are numbers of sides, None for whoever it is; `country`: ISO3 of the place, "" for wherever it is."""

    source: int | None
    target: int | None
    country: str
    quad: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """Events with the stream that each belongs to, as columns of equal length: `event` ids, `day` since 1970-01-01, `stream` (place among `streams`)
    and `deaths` (the best figure, 0 where none is told).

    An event that lasts up to three days stands on its first; `vague` are left out because they are dated to more.
    """

    streams: tuple[Stream, ...]
    event: NDArray[np.object_]
    day: Ints
    stream: Ints
    deaths: Floats
    vague: int

    def busiest(self, most: int, least_events: int) -> Grouped:
        """Only the streams with most events, at most so many with at least so many each; those with most come first."""
        sizes = np.bincount(self.stream, minlength=len(self.streams))
        return self.only([int(n) for n in np.argsort(-sizes, kind="stable")[:most] if sizes[n] >= least_events])

    def lasting(self, first: date, days: int, share: float) -> Grouped:
        """Only the streams whose middle nine tenths of events span at least this share of the days."""
        inside = self.within(first, days)
        ends = [
            np.quantile(own, (0.05, 0.95)) if len(own := inside.day[inside.stream == n]) else (0.0, 0.0)
            for n in range(len(self.streams))
        ]
        return self.only([n for n, (low, high) in enumerate(ends) if high - low >= share * days])

    def only(self, chosen: Sequence[int]) -> Grouped:
        """These streams by their places, in this order."""
        place = np.full(len(self.streams), -1)
        place[list(chosen)] = np.arange(len(chosen))
        streams = tuple(self.streams[n] for n in chosen)
        return _rows(replace(self, streams=streams, stream=place[self.stream]), place[self.stream] >= 0)

    def within(self, first: date, days: int) -> Grouped:
        """Only the events of so many days from the first."""
        kept = (self.day >= day_number(first)) & (self.day < day_number(first) + days)
        return _rows(self, kept)

    def counts(self, first: date, last: date, *, deaths: bool = False) -> Floats:
        """Events, or deaths, per day and stream, shape (days, streams); those outside the days are left out."""
        days = (last - first).days + 1
        inside = self.within(first, days)
        cell = (inside.day - day_number(first)) * len(self.streams) + inside.stream
        flat = np.bincount(cell, inside.deaths if deaths else None, minlength=days * len(self.streams))
        return flat.reshape(days, len(self.streams)).astype(np.float64)

    def begins(self) -> date:
        """The first day of the record, as `begin` has it."""
        return day_of(begin(self.day))

    def on(self, stream: int, day: int) -> list[str]:
        """Ids of the events of a stream on a day."""
        return [str(id) for id in self.event[(self.stream == stream) & (self.day == day)]]


def begin(days: Ints) -> int:
    """The first of the days; that of the hundredth part of them where those before it are strewn over more than half of the time."""
    first, early, last = (int(day) for day in np.quantile(days, (0.0, 0.01, 1.0), method="lower"))
    return early if early - first > (last - first) / 2 else first


def _rows(grouped: Grouped, kept: NDArray[np.bool_]) -> Grouped:
    columns = {name: getattr(grouped, name)[kept] for name in ("event", "day", "stream", "deaths")}
    return replace(grouped, **columns)


def by_dyad(dealings: Dealings, *, directed: bool = True) -> Grouped:
    """A stream for each pair of sides, from source to target or between both, and quad class."""
    one, other = dealings.source.astype(np.int64), dealings.target.astype(np.int64)
    if not directed:
        one, other = np.minimum(one, other), np.maximum(one, other)
    found = _grouped(dealings, np.stack([one, other, quad_of_types(dealings.types)[dealings.type]], axis=1))
    return _named(found, (Stream(int(a), int(b), "", ontology.QUADS[quad]) for a, b, quad in found.keys))


def by_actor(acts: Acts) -> Grouped:
    """A stream for each side that acts, whoever it acts on, and quad class."""
    found = _grouped(acts, np.stack([acts.source, quad_of_types(acts.types)[acts.type]], axis=1), acts.source >= 0)
    return _named(found, (Stream(int(source), None, "", ontology.QUADS[quad]) for source, quad in found.keys))


def by_place(acts: Acts) -> Grouped:
    """A stream for each country in which things happen, whoever acts, and quad class."""
    names, place = np.unique(acts.country.astype(str), return_inverse=True)
    keys = np.stack([place.ravel(), quad_of_types(acts.types)[acts.type]], axis=1)
    found = _grouped(acts, keys, names[place.ravel()] != "")
    return _named(found, (Stream(None, None, str(names[n]), ontology.QUADS[quad]) for n, quad in found.keys))


@dataclass(frozen=True, slots=True)
class _Keyed:
    keys: Ints
    event: NDArray[np.object_]
    day: Ints
    group: Ints
    deaths: Floats
    vague: int


def _grouped(told: Acts | Dealings, keys: Ints, wanted: NDArray[np.bool_] | None = None) -> _Keyed:
    """An event counts once in a group, however many of its parties put it there."""
    first = day_numbers(told.first)
    precise = day_numbers(told.last) - first < VAGUE_DAYS
    asked = np.ones(len(first), dtype=bool) if wanted is None else wanted
    rows = np.flatnonzero(precise & asked)
    unique, group = np.unique(keys[rows], axis=0, return_inverse=True)
    _, number = np.unique(told.event[rows].astype(str), return_inverse=True)
    _, once = np.unique(np.stack([number.ravel(), group.ravel()], axis=1), axis=0, return_index=True)
    kept = rows[np.sort(once)]
    groups = group.ravel()[np.sort(once)]
    return _Keyed(unique, told.event[kept], first[kept], groups, told.deaths_best[kept], int((~precise & asked).sum()))


def _named(found: _Keyed, streams: Iterator[Stream]) -> Grouped:
    return Grouped(tuple(streams), found.event, found.day, found.group, found.deaths, found.vague)


def exposure_of(others: Ints, first: date, days: int, events: float) -> Floats | None:
    """How much was written on each day, shape (days,), from the days of reports or of all other events, smoothed over four weeks.

    None where these are too few beside the `events` of the streams, or stop for four weeks.
    """
    start = day_number(first)
    inside = others[(others >= start) & (others < start + days)] - start
    if len(inside) < ENOUGH_AROUND * events:
        return None
    smooth = uniform_filter1d(np.bincount(inside, minlength=days).astype(np.float64), SMOOTHED, mode="nearest")
    return np.asarray(smooth) if smooth.min() > 0 else None
