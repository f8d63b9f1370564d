"""Counts and their means into how widely days scatter about them: a negative binomial margin per stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import nbinom, poisson

Floats = NDArray[np.float64]

LEAST, MOST = 1e-6, 1e3  # of the excess over Poisson
SEARCHED = 60  # events on a day, up to which quantiles are found by adding up


@dataclass(frozen=True, slots=True)
class Margin:
    """The variance of a day with mean m is m (1 + `excess`) where `linear`, else m + `excess` m^2 (NB1 and NB2 of Cameron & Trivedi 1998);
    an excess of zero is Poisson.
    """

    excess: float
    linear: bool

    def sizes(self, means: Floats) -> Floats:
        """The size parameter of the negative binomial on each day."""
        return np.asarray(means / self.excess if self.linear else np.full_like(means, 1.0 / self.excess))

    def below(self, counts: Floats, means: Floats) -> Floats:
        """The probability of at most so many events."""
        return np.asarray(self._law(means).cdf(counts))

    def draw(self, means: Floats, rng: np.random.Generator) -> Floats:
        """Counts of days with these means."""
        safe = np.maximum(means, 1e-12)
        if self.excess <= LEAST:
            return rng.poisson(safe).astype(np.float64)
        sizes = self.sizes(safe)
        return rng.poisson(rng.gamma(sizes, safe / sizes)).astype(np.float64)

    def quantile(self, levels: Floats, means: Floats) -> Floats:
        """The least counts that days with these means exceed with a chance of at most 1 - `levels`: never fewer for a higher level or a larger
        mean. By the recursion of Panjer (1981), which is a hundred times as fast as SciPy while counts are small.
        """
        safe = np.maximum(means, 1e-12)
        chance, slope, rise = self._panjer(safe)
        below, counts = chance.copy(), np.zeros_like(safe)
        for count in range(1, SEARCHED + 1):
            above = levels > below
            if not above.any():
                return counts
            counts += above
            chance = chance * (slope + rise / count)
            below += chance
        rest = levels > below
        counts[rest] = self._law(safe[rest]).ppf(levels[rest])
        return counts

    def loss(self, counts: Floats, means: Floats) -> float:
        """The negative log-likelihood in nats; counts that are no whole numbers are rounded."""
        return -float(self._law(means).logpmf(np.round(counts)).sum())

    def _panjer(self, means: Floats) -> tuple[Floats, Floats, Floats]:
        """The chance p[0] of no event, and a and b of p[n] = p[n - 1] (a + b / n)."""
        if self.excess <= LEAST:
            return np.exp(-means), np.zeros_like(means), means
        sizes = self.sizes(means)
        slope = means / (sizes + means)
        return np.exp(-sizes * np.log1p(means / sizes)), slope, slope * (sizes - 1.0)

    def _law(self, means: Floats) -> Any:
        safe = np.maximum(means, 1e-12)
        if self.excess <= LEAST:
            return poisson(safe)
        sizes = self.sizes(safe)
        return nbinom(sizes, sizes / (sizes + safe))


def margin(counts: Floats, means: Floats) -> Margin:
    """The margin under which the counts of one stream, shape (days,), are likeliest; Poisson for one without events."""
    plain = Margin(0.0, linear=True)
    if not counts.any():
        return plain
    tried = [_likeliest(counts, means, linear=linear) for linear in (True, False)]
    return min([plain, *tried], key=lambda one: one.loss(counts, means))


def _likeliest(counts: Floats, means: Floats, *, linear: bool) -> Margin:
    def loss(log_excess: float) -> float:
        return Margin(float(np.exp(log_excess)), linear).loss(counts, means)

    found = minimize_scalar(loss, bounds=(np.log(1e-3), np.log(MOST)), method="bounded", options={"xatol": 1e-2})
    return Margin(float(np.exp(found.x)), linear)
