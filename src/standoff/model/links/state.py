"""Days of events, one after the other, into all that is counted of the past on the eve of a day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from standoff.model.links.contexts import Context, contexts, kinds
from standoff.model.links.table import Halves, Links, guessed_countries, halves
from standoff.model.links.tallies import Tallies

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

DYAD_HALF_LIVES = (3.0, 30.0)  # days
SMOOTHING = 20  # events of a kind before what follows it is believed


class LinkState:
    """What happened before `day`, which `advance` alone moves on: nothing here has seen that day or a later one.

    Countries that are not known are guessed once, from the events before `first`, the earliest day of which anything is asked.
    """

    def __init__(self, links: Links, first: int) -> None:
        self.links, self.first, self.day = links, first, 0
        self.halves = halves(links)
        self.kinds = kinds(links, guessed_countries(links.before(first)))
        h = self.halves
        self.counted: tuple[tuple[Context, Tallies], ...] = tuple(
            (c, Tallies(c.of(h.known, h.asked), c.items[h.answer], int(c.items.max(initial=0)) + 1, c.half_lives))
            for c in contexts(self.kinds)
        )
        self._dyads = Tallies(h.known * links.actors + h.answer, h.asked, 2 * links.relations, DYAD_HALF_LIVES)
        size = 2 * links.relations
        self._followed = np.zeros((len(DYAD_HALF_LIVES), size, size), np.float32)
        self._times = np.zeros(size, np.float32)

    def named(self, name: str) -> Tallies:
        """The tallies of one context."""
        return next(tallies for context, tallies in self.counted if context.name == name)

    def advance(self, day: int) -> None:
        """Take in all days before `day`."""
        for past in range(self.day, day):
            self.day = past
            part = self.halves.on(past)
            if len(part.known):
                self._take_in(part)
        self.day = max(day, self.day)

    def between(self, known: Ints, other: Ints) -> tuple[Ints, Ints, Floats]:
        """What was asked between two actors before, as `Tallies.listed` gives it, with `known` at the known end."""
        return self._dyads.listed(self.day, known * self.links.actors + other)

    def sequel(self, known: Ints, asked: Ints, other: Ints) -> tuple[Floats, Ints]:
        """How much of `asked` is to come after what happened between two actors, shape (pairs, half-lives), and how many relations they had.

        Each past event counts as often as `asked` came in a dyad for each event of its kind, in all days so far, both fading alike.
        """
        row, before, counts = self.between(known, other)
        rates = self._followed[:, before, asked[row]].T / (self._times[before] + SMOOTHING)[:, None]
        parts = [np.bincount(row, counts[:, j] * rates[:, j], minlength=len(known)) for j in range(counts.shape[1])]
        return np.stack(parts, axis=1).astype(np.float32), np.bincount(row, minlength=len(known))

    def shares(self, half_life: int) -> csr_array:
        """The share of each actor's events with each other, shape (actors, actors), at one of the half-lives of the context "actor"."""
        actor, other, counts = self.named("actor").everything(self.day, half_life)
        totals = np.bincount(actor, counts, minlength=self.links.actors)
        size = (self.links.actors, self.links.actors)
        return csr_array(((counts / totals[actor]).astype(np.float32), (actor, other)), size)

    def _take_in(self, part: Halves) -> None:
        row, before, counts = self.between(part.known, part.answer)
        for j in range(counts.shape[1]):
            np.add.at(self._followed[j], (before, part.asked[row]), counts[:, j])
        np.add.at(self._times, part.asked, 1)
        self._dyads.add(self.day, part.known * self.links.actors + part.answer, part.asked)
        for context, tallies in self.counted:
            tallies.add(self.day, context.of(part.known, part.asked), context.items[part.answer])
