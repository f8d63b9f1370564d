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

    def loss(self, counts: Floats, means: Floats) -> float:
        """The negative log-likelihood in nats; counts that are no whole numbers are rounded."""
        return -float(self._law(means).logpmf(np.round(counts)).sum())

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
