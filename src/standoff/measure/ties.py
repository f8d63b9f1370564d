"""Evidence into ties as of a day: positive, negative, undecided or absent, with a probability and, apart from it, an intensity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from standoff.measure.evidence import ASSERTED, Evidence, Floats, Ints, Kinds
from standoff.measure.series import WEEK, day_number

HALF_LIVES = (30.0, 60.0, 120.0)  # days; an answer that depends on which is no answer (balance.md section 1)
HALF_LIFE = 60.0
DECIDED = 0.9  # the probability from which a sign is given: all that were decided were right in simulation (the same)
FADED = 2.0**-5  # what is left of one event after five half-lives: less than that is no evidence
_NODES = 32  # Gauss-Legendre points on each half of [0, 1]
_BLOCK = 20_000  # pairs at once, which bounds memory to some ten MB


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of all pairs of which there is evidence, as of a day; arrays of shape (pairs,).

    `positive`: the probability that most of their dealings are friendly; `share`: the share of friendly dealings that is expected; `sums`:
    decayed evidence by kind, shape (pairs, kinds); `half_life`: in days.
    """

    pairs: NDArray[np.int32]
    positive: Floats
    share: Floats
    sums: Floats
    kinds: Kinds
    half_life: float

    @property
    def weights(self) -> Floats:
        """Decayed evidence by quad class and, last, asserted; shape (pairs, 5)."""
        return np.asarray(self.sums @ (self.kinds.channel[:, None] == np.arange(ASSERTED + 1)))

    @property
    def rate_per_week(self) -> Floats:
        """Intensity: events a week, by decay, whatever they say of the sign."""
        return np.asarray(self.weights[:, :ASSERTED].sum(axis=1) * WEEK * np.log(2) / self.half_life)

    def by_words(self) -> Floats:
        """The probability from verbal dealings alone."""
        return self._of_channels((0, 2))

    def by_deeds(self) -> Floats:
        """The probability from material dealings alone."""
        return self._of_channels((1, 3))

    def _of_channels(self, channels: tuple[int, ...]) -> Floats:
        return probability(np.where(np.isin(self.kinds.channel, channels), self.sums, 0.0), self.kinds)[0]

    @property
    def present(self) -> NDArray[np.bool_]:
        """Of which pairs there is any evidence left."""
        return np.asarray(self.sums.sum(axis=1) >= FADED)

    @property
    def sign(self) -> Ints:
        """1, -1, or 0 for undecided; absent ties are 0 too, see `present`."""
        sign = np.where(self.positive > DECIDED, 1, np.where(self.positive < 1 - DECIDED, -1, 0))
        return np.where(self.present, sign, 0)

    def matrix(self, sides: Sequence[int]) -> tuple[Floats, NDArray[np.bool_]]:
        """The probabilities and which ties are present, both symmetric of shape (n, n), for the sides in this order; 0.5 where absent."""
        place = {side: n for n, side in enumerate(sides)}
        positive, present = np.full((len(sides), len(sides)), 0.5), np.zeros((len(sides), len(sides)), dtype=bool)
        for (a, b), chance, there in zip(self.pairs, self.positive, self.present, strict=True):
            if there and a in place and b in place:
                i, j = place[a], place[b]
                positive[i, j] = positive[j, i] = chance
                present[i, j] = present[j, i] = True
        return positive, present


def ties(known: Evidence, day: date, half_life: float = HALF_LIFE) -> Ties:
    """The ties as of `day`, from what happened until then; what is one half-life (days) old counts half."""
    return next(ties_over(known, [day], half_life))


def ties_over(known: Evidence, days: Sequence[date], half_life: float = HALF_LIFE) -> Iterator[Ties]:
    """The ties on each of the days, which are in order; one pass over the evidence for all of them."""
    cells, kinds = len(known.pairs) * len(known.kinds.right), len(known.kinds.right)
    sums, before, taken = np.zeros(cells), 0, 0
    cell = known.pair * kinds + known.kind
    for day in days:
        now = day_number(day)
        upto = int(np.searchsorted(known.day, now, side="right"))
        if taken:  # else there is nothing to fade, and the first day may lie ages after day 0
            sums *= 2.0 ** (-(now - before) / half_life)
        if upto > taken:
            fresh = slice(taken, upto)
            aged = known.weight[fresh] * 2.0 ** (-(now - known.day[fresh]) / half_life)
            sums += np.bincount(cell[fresh], aged, minlength=cells)
        before, taken = now, upto
        now_known = sums.reshape(len(known.pairs), kinds).copy()
        yield Ties(known.pairs, *probability(now_known, known.kinds), now_known, known.kinds, half_life)


def probability(sums: Floats, kinds: Kinds) -> tuple[Floats, Floats]:
    """P(theta > 1/2) and the mean of theta, shape (pairs,), from decayed counts of each kind, shape (pairs, kinds).

    theta, the share of friendly dealings of a pair, is uniform before any evidence. A piece that is right with chance q reads as friendly with
    chance q theta + (1 - q)(1 - theta). With one kind and q = 1 this is the Beta posterior 1 - I_1/2(1 + p, 1 + m).
    """
    node, weight = _quadrature()
    hostile = np.where(kinds.friendly, 1 - kinds.right, kinds.right)[:, None]
    reads = np.log(hostile * (1 - node) + (1 - hostile) * node)
    positive, mean = np.empty(len(sums)), np.empty(len(sums))
    for start in range(0, len(sums), _BLOCK):
        block = slice(start, start + _BLOCK)
        likelihood = np.einsum(
            "pk,kn->pn", sums[block], reads
        )  # BLAS spins on all cores for products as small as a day's
        mass = np.exp(likelihood - likelihood.max(axis=1, keepdims=True)) * weight
        total = mass.sum(axis=1)
        positive[block] = mass[:, _NODES:].sum(axis=1) / total
        mean[block] = mass @ node / total
    return positive, mean


@cache
def _quadrature() -> tuple[Floats, Floats]:
    """Nodes and weights on [0, 1], half of them on either side of 1/2."""
    node, weight = np.polynomial.legendre.leggauss(_NODES)
    quarter, half = (node + 1) / 4, weight / 4
    return np.concatenate([quarter, quarter + 0.5]), np.concatenate([half, half])


def behind(known: Evidence, pair: int, day: date, half_life: float, most: int, *, friendly: bool) -> tuple[int, ...]:
    """Places of the pieces that weigh most for a friendly (or else a hostile) tie of one pair, at most one per event."""
    mine = np.flatnonzero(
        (known.pair == pair) & (known.day <= day_number(day)) & (known.kinds.friendly[known.kind] == friendly)
    )
    right = known.kinds.right[known.kind[mine]]
    age = day_number(day) - known.day[mine]
    told = known.weight[mine] * 2.0 ** (-age / half_life) * np.log(right / (1 - right))
    first: dict[str, int] = {}
    for place in mine[np.argsort(-told, kind="stable")]:
        first.setdefault(known.event[place], int(place))
        if len(first) == most:
            break
    return tuple(first.values())
