"""Events of many contexts into counts of their items that fade, at several half-lives at once, day after day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

NEVER = 400  # days: a longer silence says no more than this one


class Tallies:
    """How often each item came in each context, an event of `a` days ago counting 2 ** (-a / half-life).

    A context or item below zero is one that is not known, and is neither counted nor found. `contexts` and `items`, one pair per event,
    name the pairs that may be asked for; their counts start at nothing and come with `add` alone, so that no later event is seen.
    """

    def __init__(self, contexts: Ints, items: Ints, width: int, half_lives: tuple[float, ...]) -> None:
        known = (contexts >= 0) & (items >= 0)
        self.width, self._half_lives = width, np.array(half_lives, dtype=np.float32)
        self._keys = np.unique(contexts[known] * width + items[known])
        self._contexts = np.unique(contexts[known])
        self._starts = np.append(np.searchsorted(self._keys, self._contexts * width), len(self._keys))
        self._counts = _Fading(len(self._keys), self._half_lives)
        self._totals = _Fading(len(self._contexts), self._half_lives)

    def add(self, day: int, contexts: Ints, items: Ints) -> None:
        """Take in the events of one day, days in order."""
        known = (contexts >= 0) & (items >= 0)
        self._counts.add(day, np.searchsorted(self._keys, contexts[known] * self.width + items[known]))
        self._totals.add(day, np.searchsorted(self._contexts, contexts[known]))

    def counts(self, day: int, contexts: Ints, items: Ints) -> tuple[Floats, Ints]:
        """Counts of pairs, shape (pairs, half-lives), and days since the last of each, at most `NEVER`."""
        at = _position(self._keys, np.where((contexts >= 0) & (items >= 0), contexts * self.width + items, -1))
        return self._counts.read(day, at)

    def totals(self, day: int, contexts: Ints) -> tuple[Floats, Ints]:
        """The same of contexts, over all their items."""
        return self._totals.read(day, _position(self._contexts, contexts))

    def mixed(self, day: int, contexts: Ints, weights: Floats) -> csr_array:
        """Shares of the items of each context, weighed over the half-lives: shape (contexts, width), `weights` (contexts, half-lives)."""
        at = _position(self._contexts, contexts)
        totals, _ = self._totals.read(day, at)
        weights = np.divide(weights, totals, out=np.zeros_like(totals), where=totals > TINY)
        entries, row, ends = self._entries(at)
        counts, _ = self._counts.read(day, entries)
        shares = np.einsum("ij,ij->i", counts, weights[row])
        return csr_array((shares, (self._keys[entries] % self.width).astype(np.int32), ends), (len(at), self.width))

    def listed(self, day: int, contexts: Ints) -> tuple[Ints, Ints, Floats]:
        """All that came in each context: which of `contexts`, which item, and the counts, shape (pairs, half-lives)."""
        entries, row, _ = self._entries(_position(self._contexts, contexts))
        counts, _ = self._counts.read(day, entries)
        came = counts[:, -1] > FORGOTTEN
        return row[came], self._keys[entries[came]] % self.width, counts[came]

    def everything(self, day: int, half_life: int) -> tuple[Ints, Ints, Floats]:
        """Contexts, items and counts of all pairs that are not yet forgotten, at one of the half-lives."""
        counts = self._counts.column(day, half_life)
        kept = counts > FORGOTTEN
        return self._keys[kept] // self.width, self._keys[kept] % self.width, counts[kept]

    def seen(self, day: int) -> Ints:
        """All contexts in which anything came before, in order."""
        totals, _ = self._totals.read(day, np.arange(len(self._contexts)))
        return self._contexts[totals[:, -1] > FORGOTTEN]

    def _entries(self, at: Ints) -> tuple[Ints, Ints, Ints]:
        """Positions of the pairs of contexts, of which of these each is, and where the pairs of each end."""
        begin = np.where(at >= 0, self._starts[at], 0)
        lengths = np.where(at >= 0, self._starts[at + 1], 0) - begin
        ends = np.append(0, np.cumsum(lengths))
        row = np.repeat(np.arange(len(at)), lengths)
        return (begin - ends[:-1])[row] + np.arange(ends[-1]), row, ends


TINY = 1e-20  # of a total: below it, all of the context is forgotten at this half-life
FORGOTTEN = 1e-3  # of an event


class _Fading:
    """Counts as of the day of their last event; they fade when read."""

    def __init__(self, size: int, half_lives: Floats) -> None:
        self._half_lives = half_lives
        self._counts = np.zeros((size, len(half_lives)), dtype=np.float32)
        self._last = np.full(size, -NEVER, dtype=np.int64)

    def add(self, day: int, at: Ints) -> None:
        found, times = np.unique(at, return_counts=True)
        self._counts[found] = self._counts[found] * self._left(day - self._last[found]) + times[:, None]
        self._last[found] = day

    def read(self, day: int, at: Ints) -> tuple[Floats, Ints]:
        if not len(self._last):
            return np.zeros((len(at), len(self._half_lives)), np.float32), np.full(len(at), NEVER)
        there = (at >= 0) & (self._last[at] >= 0)
        silence = np.where(there, day - self._last[at], NEVER)
        return self._counts[at] * self._left(silence) * there[:, None], np.minimum(silence, NEVER)

    def column(self, day: int, half_life: int) -> Floats:
        left = np.exp2(-(day - self._last) / self._half_lives[half_life])
        return np.asarray(self._counts[:, half_life] * left, dtype=np.float32)

    def _left(self, silence: Ints) -> Floats:
        return np.asarray(np.exp2(-silence.astype(np.float32)[:, None] / self._half_lives))


def _position(known: Ints, asked: Ints) -> Ints:
    """Where each is among the sorted; -1 for those that are not there."""
    if not len(known):
        return np.full(len(asked), -1)
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[at] == asked, at, -1)
