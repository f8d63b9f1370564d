"""Pairs of actors into what was done so far by them, to them, and by and to those like them: shares of the types of event, which fade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.table import Links, guessed_countries
from standoff.model.links.tallies import Tallies

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

ALL_TIME = 1e6  # days: a half-life by which nothing fades
PRIOR = 1.0  # events that the wider context is worth beside those counted
PAIR_PRIOR = 3.0  # the same of all events beside those of one actor, where they are the wider context of a pair
LEAST_SHARE = 1e-3
SHARES = 37  # contexts and half-lives, as `_contexts` lists them


@dataclass(frozen=True, slots=True)
class PairContext:
    """`counted`: the context in which an event counts, by event; `read`: that which is asked for, by event; `half_lives` in days."""

    name: str
    counted: Ints
    read: Ints
    half_lives: tuple[float, ...]


class TypeState:
    """What was done before `day`, which `advance` alone moves on. Rows of `links` are both what is counted and what may be asked."""

    def __init__(self, links: Links, first: int) -> None:
        self.links, self.day = links, 0
        self.classes = int(links.root.max(initial=0)) + 1
        self._type = links.root[links.relation]
        self._contexts = _contexts(links, guessed_countries(links.before(first)))
        self._order = np.argsort(links.day, kind="stable")
        self._sorted_day = links.day[self._order]
        self._tallies = tuple(
            Tallies(context.counted, self._type, self.classes, context.half_lives) for context in self._contexts
        )

    def type_of(self, rows: Ints) -> Ints:
        """What type the events of these rows are."""
        return self._type[rows]

    def on(self, day: int) -> Ints:
        """The rows of one day."""
        first, last = np.searchsorted(self._sorted_day, (day, day + 1))
        return self._order[first:last]

    def advance(self, day: int) -> None:
        """Take in all days before `day`."""
        for past in range(self.day, day):
            rows = self.on(past)
            for context, tallies in zip(self._contexts, self._tallies, strict=True):
                tallies.add(past, context.counted[rows], self._type[rows])
        self.day = max(day, self.day)

    def shares(self, rows: Ints) -> tuple[Floats, Floats]:
        """Of the pairs in these rows: logarithms of the shares of each type, shape (rows, classes, contexts and half-lives), and how much is
        known, shape (rows, volumes): logarithms of the counts of all types, and of the days since the last.
        """
        counts, silences = zip(
            *(self._read(c, t, rows) for c, t in zip(self._contexts, self._tallies, strict=True)), strict=True
        )
        named = dict(zip((context.name for context in self._contexts), counts, strict=True))
        everyone = _smoothed(named["all"][:, :, -1], np.full(self.classes, 1 / self.classes, np.float32), self.classes)
        ends = (_smoothed(named[name][:, :, -1], everyone, PAIR_PRIOR) for name in ("source", "target"))
        wider = np.sqrt(next(ends) * next(ends))
        wider /= wider.sum(axis=1, keepdims=True)
        logs, volumes = [], []
        for context, count, silence in zip(self._contexts, counts, silences, strict=True):
            for j in range(count.shape[2]):
                prior = wider if context.name in ("pair", "pair turned") else everyone
                logs.append(np.log(_smoothed(count[:, :, j], prior, PRIOR) + LEAST_SHARE))
                volumes.append(np.log1p(count[:, :, j].sum(axis=1)))
            volumes.append(np.log1p(silence).astype(np.float32))
        return np.stack(logs, axis=2), np.stack(volumes, axis=1)

    def _read(self, context: PairContext, tallies: Tallies, rows: Ints) -> tuple[Floats, Ints]:
        """Counts, shape (rows, classes, half-lives), and days since the last event."""
        of = np.repeat(context.read[rows], self.classes)
        counts, silence = tallies.counts(self.day, of, np.tile(np.arange(self.classes), len(rows)))
        return counts.reshape(len(rows), self.classes, -1), silence.reshape(len(rows), self.classes).min(axis=1)


def _smoothed(counts: Floats, prior: Floats, worth: float) -> Floats:
    """Shares after `worth` events of the prior: the mean of a Dirichlet posterior."""
    return np.asarray((counts + worth * prior) / (counts.sum(axis=1, keepdims=True) + worth))


def _contexts(links: Links, country: Ints) -> tuple[PairContext, ...]:
    """Half-lives: a coarse grid; what each is worth is learnt."""
    a, b, actors, sectors = links.source, links.target, links.actors, int(links.sector.max(initial=-1)) + 2
    land, sector = country + 1, links.sector + 1
    lands = int(land.max(initial=0)) + 1
    at_home = (land[a] == land[b]).astype(np.int64)
    pair, lands_of_pair, sectors_of_pair = a * actors + b, land[a] * lands + land[b], sector[a] * sectors + sector[b]

    def same(name: str, key: Ints, *half_lives: float) -> PairContext:
        return PairContext(name, key, key, half_lives)

    return (
        same("pair", pair, 3, 15, 60, ALL_TIME),
        PairContext("pair turned", pair, b * actors + a, (3, 15, ALL_TIME)),
        same("source", a, 3, 30, ALL_TIME),
        same("target", b, 3, 30, ALL_TIME),
        PairContext("target as source", a, b, (5, ALL_TIME)),
        PairContext("source as target", b, a, (5, ALL_TIME)),
        same("country of source, target", land[a] * actors + b, 5, 60),
        same("source, country of target", a * lands + land[b], 5, 60),
        same("countries", lands_of_pair, 3, 15, ALL_TIME),
        PairContext("countries turned", lands_of_pair, land[b] * lands + land[a], (5,)),
        same("sectors", sectors_of_pair * 2 + at_home, 60, ALL_TIME),
        same("source, sector of target", a * sectors + sector[b], ALL_TIME),
        same("sector of source, target", sector[a] * actors + b, ALL_TIME),
        same("country of source, sectors", sectors_of_pair * lands + land[a], 30, ALL_TIME),
        same("country of target, sectors", sectors_of_pair * lands + land[b], 30, ALL_TIME),
        same("country of source", land[a], 4),
        same("country of target", land[b], 4),
        same("all", np.zeros_like(a), 3, ALL_TIME),
    )
