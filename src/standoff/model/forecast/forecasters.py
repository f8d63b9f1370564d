"""A panel of past counts into predictive distributions of a period ahead: the forecasters that others have to beat.

A forecaster is a frozen value with a name that is called with what was known and a lead, 1 for the period that now begins, and returns a law
over units. `pooled`, `excited` and `zeros` hold the other forecasters, `ensemble` what is made of several.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from standoff.model.forecast.history import known_levels
from standoff.model.forecast.panel import Panel
from standoff.model.forecast.spread import FORGETS, recency
from standoff.model.laws import Draws, Floats, Law, Mixture, negbin, points

BURN = 8  # periods at the start that are not learned from: levels have hardly begun there
LEAST_MEAN = 1e-4  # events a period; a mean of zero could never be surprised


class Forecaster(Protocol):
    """What every forecaster is."""

    @property
    def name(self) -> str: ...

    def __call__(self, past: Panel, lead: int) -> Law: ...


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which rows of what was known met which counts, `lead` periods ahead: known[first:last] met counts[first + lead - 1:]."""

    first: int
    last: int
    lead: int

    def known(self, rows: Floats) -> Floats:
        return rows[self.first : self.last]

    def came(self, counts: Floats) -> Floats:
        return counts[self.first + self.lead - 1 :]


def pairs(periods: int, lead: int) -> Pairs:
    """What can be learned from so many periods. Where they are fewer than twice the lead, the longest lead is taken that half of them can teach."""
    taught = min(lead, periods // 2)
    return Pairs(min(BURN, periods // 4), periods - taught + 1, taught)


@dataclass(frozen=True, slots=True)
class Ewma:
    """Negative binomial about an exponentially weighted mean of this rate; its variance is a multiple of the mean, from the unit's own past errors."""

    rate: float

    @property
    def name(self) -> str:
        return f"EWMA({self.rate:g}) negative binomial"

    def __call__(self, past: Panel, lead: int) -> Law:
        known, taught = known_levels(past, self.rate), pairs(past.periods, lead)
        means, came = taught.known(known), taught.came(past.counts)
        ahead = np.maximum(known[-1], LEAST_MEAN)
        return negbin(ahead, ahead * own_ratio((came - means) ** 2, means) * (1.0 + 1.0 / past.periods))


def own_ratio(squares: Floats, means: Floats) -> Floats:
    """Variance over mean of each unit, at least 1, recent errors first."""
    weight = recency(len(squares), FORGETS)[:, None]
    return np.asarray(np.maximum((weight * squares).sum(axis=0) / np.maximum((weight * means).sum(axis=0), 1e-9), 1.0))


@dataclass(frozen=True, slots=True)
class Recent:
    """Negative binomial with mean and variance of the unit's own last periods (mean-12 of VIEWS)."""

    window: int = 12

    @property
    def name(self) -> str:
        return f"mean-{self.window} negative binomial"

    def __call__(self, past: Panel, lead: int) -> Law:  # noqa: ARG002 - as far ahead as nearby
        last = past.counts[-self.window :]
        means = np.maximum(last.mean(axis=0), LEAST_MEAN)
        scatter = last.var(axis=0, ddof=1) if len(last) > 1 else means
        return negbin(means, np.maximum(scatter, means) + scatter / len(last))


@dataclass(frozen=True, slots=True)
class Conflictology:
    """The unit's own last periods as equally likely draws (Hegre et al. 2024)."""

    window: int = 12

    @property
    def name(self) -> str:
        return f"conflictology-{self.window}"

    def __call__(self, past: Panel, lead: int) -> Draws:  # noqa: ARG002 - as far ahead as nearby
        return points(past.counts[-self.window :])


@dataclass(frozen=True, slots=True)
class LastPoisson:
    """Poisson with the last count as its mean."""

    name: str = "last value, Poisson"

    def __call__(self, past: Panel, lead: int) -> Law:  # noqa: ARG002 - as far ahead as nearby
        means = past.counts[-1][:, None]
        return Mixture(np.ones_like(means), means, np.full_like(means, np.inf))


BASELINES: tuple[Forecaster, ...] = (Ewma(0.2), Ewma(0.4))
FURTHER_BASELINES: tuple[Forecaster, ...] = (*BASELINES, Recent())  # further ahead than one period
