"""Parameters into predictive distributions of counts: mixtures of negative binomials, draws, and pools of distributions.

A law speaks of many units at once, shape (units,); what is asked of it has that as its last axis. All that others need is its distribution
function: quantiles, scores and calibration are made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, pdtr

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

MOST = 2.0**40  # no count is sought beyond it
FEW = 4  # counts that draws are compared with one by one; more are sought unit by unit
ALL_BUT = 1e-7  # of the probability lies below `ends`; what lies above adds less than its square to a score


class Law(Protocol):
    """A predictive distribution per unit."""

    @property
    def units(self) -> int: ...

    @property
    def mean(self) -> Floats: ...

    def cdf(self, counts: Floats) -> Floats:
        """The probability of at most so many, counts of shape (..., units); 0 below zero."""
        ...

    def part(self, units: Index) -> Law:
        """The law of these units."""
        ...


@dataclass(frozen=True, slots=True)
class Mixture:
    """Negative binomials of these `means` and `sizes` (variance mean + mean^2 / size; an infinite size is Poisson, a mean of 0 is no event for sure),
    all of shape (units, components). `weights` sum to one; they may be negative where the whole stays a distribution, as a hurdle needs.
    """

    weights: Floats
    means: Floats
    sizes: Floats

    @property
    def units(self) -> int:
        return len(self.means)

    @property
    def mean(self) -> Floats:
        return np.asarray((self.weights * self.means).sum(axis=-1))

    def cdf(self, counts: Floats) -> Floats:
        return np.asarray((self.weights * below(np.asarray(counts)[..., None], self.means, self.sizes)).sum(axis=-1))

    def part(self, units: Index) -> Mixture:
        return Mixture(self.weights[units], self.means[units], self.sizes[units])


@dataclass(frozen=True, slots=True)
class Draws:
    """Equally likely counts, `values` of shape (draws, units), sorted within units."""

    values: Floats

    @property
    def units(self) -> int:
        return int(self.values.shape[1])

    @property
    def mean(self) -> Floats:
        return np.asarray(self.values.mean(axis=0))

    def cdf(self, counts: Floats) -> Floats:
        asked = np.broadcast_to(counts, (*np.shape(counts)[:-1], self.units)).reshape(-1, self.units)
        if len(asked) <= FEW:
            below = [(self.values <= row).sum(axis=0) for row in asked]
            return np.stack(below).reshape(*np.shape(counts)[:-1], self.units) / len(self.values)
        rows = [np.searchsorted(v, c, side="right") for v, c in zip(self.values.T, asked.T, strict=True)]
        return np.stack(rows, axis=-1).reshape(*np.shape(counts)[:-1], self.units) / len(self.values)

    def part(self, units: Index) -> Draws:
        return Draws(self.values[:, units])


@dataclass(frozen=True, slots=True)
class Pool:
    """A linear pool: `weights`, shape (members, units), sum to one over members (Stone 1961)."""

    weights: Floats
    members: tuple[Law, ...]

    @property
    def units(self) -> int:
        return int(self.weights.shape[1])

    @property
    def mean(self) -> Floats:
        return np.asarray(sum(w * member.mean for w, member in zip(self.weights, self.members, strict=True)))

    def cdf(self, counts: Floats) -> Floats:
        return np.asarray(sum(w * member.cdf(counts) for w, member in zip(self.weights, self.members, strict=True)))

    def part(self, units: Index) -> Pool:
        return Pool(self.weights[:, units], tuple(member.part(units) for member in self.members))


def below(counts: Floats, means: Floats, sizes: Floats) -> Floats:
    """The probability of at most so many under a negative binomial; all three broadcast."""
    whole = np.floor(np.maximum(counts, 0.0))
    poisson = np.isinf(sizes)
    finite = np.where(poisson, 1.0, sizes)
    found = betainc(finite, whole + 1.0, finite / (finite + means))
    if poisson.any():
        found = np.where(poisson, pdtr(whole, means), found)
    return np.asarray(np.where(counts < 0, 0.0, found))


def negbin(means: Floats, variances: Floats) -> Mixture:
    """One negative binomial per unit; where the variance is no larger than the mean it is Poisson."""
    safe = np.maximum(means, 1e-9)
    excess = variances - safe
    over = excess > 1e-9 * safe
    sizes = np.where(over, np.divide(safe**2, excess, out=np.full_like(safe, np.inf), where=over), np.inf)
    return Mixture(np.ones((len(safe), 1)), safe[:, None], np.maximum(sizes, 1e-6)[:, None])


def points(values: Floats) -> Draws:
    """Draws, shape (draws, units), in any order."""
    return Draws(np.sort(np.asarray(values, dtype=np.float64), axis=0))


def ends(law: Law, beyond: float = ALL_BUT) -> Floats:
    """A count per unit, a power of two, above which no more than `beyond` lies."""
    top = np.ones(law.units)
    while (short := (1.0 - law.cdf(top) > beyond) & (top < MOST)).any():
        top = np.where(short, top * 2.0, top)
    return top


def quantiles(law: Law, levels: Floats) -> Floats:
    """The least counts that at most so many fall below with the probabilities `levels`, shape (levels,) or (levels, units); shape (levels, units)."""
    asked = np.asarray(levels, dtype=np.float64)
    asked = np.broadcast_to(asked[:, None] if asked.ndim == 1 else asked, (len(asked), law.units))
    low = np.full(asked.shape, -1.0)
    high = np.broadcast_to(ends(law, min(ALL_BUT, float((1.0 - asked).min()) / 2)), asked.shape).copy()
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = law.cdf(middle) >= asked
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def interval(law: Law, level: float = 0.9) -> tuple[Floats, Floats]:
    """The ends of the central interval, both counts that belong to it."""
    low, high = quantiles(law, np.array([(1.0 - level) / 2, (1.0 + level) / 2]))
    return low, high


def draw(law: Law, number: int, rng: np.random.Generator) -> Floats:
    """Counts drawn from the law, shape (number, units), by inversion."""
    return quantiles(law, np.minimum(rng.random((number, law.units)), 1.0 - 1e-12))
