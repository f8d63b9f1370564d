"""A fit into whether the counts look like what it says: passing is necessary and proves little, failing says that something is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, kstest, norm

from standoff.model.process.margins import Margin
from standoff.model.process.pointprocess import Fit

Floats = NDArray[np.float64]

LAGS = 14  # days over which residuals are looked at for memory


@dataclass(frozen=True, slots=True)
class Fitness:
    """Of one stream: `scatter` is the p-value that the probabilities of what was seen are evenly spread (randomised PIT with the fitted margin,
    Kolmogorov-Smirnov), `memory` that they do not hang on those of the 14 days before (Ljung & Box 1978). Neither certifies the branching matrix.
    """

    scatter: float
    memory: float


def fitness(found: Fit, margins: tuple[Margin, ...], rng: np.random.Generator) -> tuple[Fitness, ...]:
    """One per stream."""
    return tuple(
        _of_stream(seen, means, one, rng)
        for seen, means, one in zip(found.counts.events.T, found.means.T, margins, strict=True)
    )


def _of_stream(seen: Floats, means: Floats, one: Margin, rng: np.random.Generator) -> Fitness:
    whole = np.round(seen)
    above, below = one.below(whole, means), np.where(whole > 0, one.below(whole - 1, means), 0.0)
    place = below + rng.uniform(size=len(seen)) * (above - below)
    return Fitness(float(kstest(place, "uniform").pvalue), ljung_box(norm.ppf(np.clip(place, 1e-9, 1 - 1e-9)), LAGS))


def ljung_box(series: Floats, lags: int) -> float:
    """The p-value that a series has no autocorrelation up to this lag; 1 where it does not vary."""
    centred, days = series - series.mean(), len(series)
    power = float(centred @ centred)
    if power <= 0.0 or days <= lags + 1:
        return 1.0
    found = [float(centred[lag:] @ centred[:-lag]) / power for lag in range(1, lags + 1)]
    statistic = days * (days + 2) * sum(r**2 / (days - lag) for lag, r in enumerate(found, start=1))
    return float(chi2.sf(statistic, lags))
