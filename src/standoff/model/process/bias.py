"""A fit into how far off its summary figures tend to be: what fits to records simulated from it find, less what it says itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.branching import Branching, Estimate, radius_and_share
from standoff.model.process.pointprocess import Fit, counted, fit
from standoff.model.process.simulate import process, simulate

Floats = NDArray[np.float64]

RUNS = 24  # their median is known to a quarter of a standard error
CLOSEST = 0.999  # to 1


@dataclass(frozen=True, slots=True)
class Unbiased:
    """`radius` and `share` with what a parametric bootstrap finds to be their bias taken off, and that bias; `runs` records were simulated.

    With many streams each gain has an error of its own and none can be negative, so that their spectral radius is too large (docs/methods/dynamics.md).
    """

    radius: Estimate
    share: Estimate
    radius_bias: float
    share_bias: float
    runs: int


def unbiased(found: Fit, said: Branching, rng: np.random.Generator, runs: int = RUNS) -> Unbiased | None:
    """The figures without their bias, given the mean lag (Efron & Tibshirani 1993); None where the process sustains itself and cannot be run for long."""
    if said.radius.value >= 1.0:
        return None
    begun = np.broadcast_to(found.counts.events.mean(axis=0), (len(found.lag_days), found.counts.streams))
    records = simulate(process(found, found.baseline), begun, runs, rng).counts
    again = np.array([_figures(found, record) for record in records])
    radius, share = (_shifted(one.value, seen) for one, seen in zip((said.radius, said.share), again.T, strict=True))
    return Unbiased(
        Estimate(radius, said.radius.error),
        Estimate(share, said.share.error),
        said.radius.value - radius,
        said.share.value - share,
        runs,
    )


def _shifted(value: float, seen: Floats) -> float:
    """The value less what those seen of it are too large by, on a scale on which no correction takes it beyond 1."""
    return float(-np.expm1(np.median(_scaled(seen)) - 2.0 * _scaled(value)))


def _scaled(figures: float | Floats) -> Floats:
    return np.asarray(-np.log1p(-np.minimum(figures, CLOSEST)))


def _figures(found: Fit, record: Floats) -> tuple[float, float]:
    again = fit(
        counted(record, found.counts.exposure, found.counts.first_weekday), found.lag_days, found.options, found
    )
    return radius_and_share(again)
