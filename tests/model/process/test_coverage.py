"""How often intervals of 95 % hold the truth, in records simulated from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from standoff.model.process.branching import NORMAL_95, branching, corrected
from standoff.model.process.decay import profiled
from standoff.model.process.influence import Influence, influences
from standoff.model.process.pointprocess import Fit, counted, fit
from tests.model.simulated import (
    CONSTANT,
    DGP3,
    LAG,
    RATES,
    TEN_YEARS,
    THREE_YEARS,
    day_binned,
    model_counts,
    outside_of,
)

OUTSIDE = outside_of(DGP3)
SHARE = 1 - OUTSIDE.sum() / RATES.sum()
RECORDS = 300


@dataclass
class Held:
    """Shares of records whose interval holds the truth: of gains above zero and of those of zero, rho, the share, and the outside rates."""

    interior: float
    zeros: float
    radius: float
    share: float
    outside: float
    poisson: float  # interior gains, with the errors that Poisson counts would have
    mean_radius: float


def held(records, *, profile=False):
    gains, summaries, outside, poisson, radii = [], [], [], [], []
    for record in records:
        found, day = fitted(counted(record), profile=profile)
        said = branching(found, day)
        gains.append(np.abs(said.gains - DGP3) <= NORMAL_95 * said.errors)
        poisson.append(np.abs(said.gains - DGP3) <= NORMAL_95 * poisson_errors(found, day))
        outside.append(np.abs(said.outside - OUTSIDE) <= NORMAL_95 * said.outside_errors)
        summaries.append(
            [low <= true <= high for true, (low, high) in ((0.7, said.radius.interval), (SHARE, said.share.interval))]
        )
        radii.append(said.radius.value)
    shares, (radius, share) = np.mean(gains, axis=0), np.mean(summaries, axis=0)
    true = DGP3 > 0
    return Held(
        shares[true].mean(),
        shares[~true].mean(),
        radius,
        share,
        np.mean(outside),
        np.mean(poisson, axis=0)[true].mean(),
        np.mean(radii),
    )


def fitted(counts, *, profile) -> tuple[Fit, Influence]:
    if profile:
        found = profiled(counts, CONSTANT).fit
        return found, influences(found, decay_estimated=True)
    found = fit(counts, LAG, CONSTANT)
    return found, influences(found)


def poisson_errors(found, day):
    """Of the gains, from those of the lagged matrix by the delta method; its rows are independent, if counts are."""
    step, size = 1e-6, len(DGP3)
    at, _, _ = corrected(found.lagged, found.lag_days)
    variance = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            moved = found.lagged.copy()
            moved[0, i, j] += step
            slope = (corrected(moved, found.lag_days)[0] - at) / step
            variance += (slope * day.poisson_errors[i][1 + j]) ** 2
    return np.sqrt(variance)


def binned(days, lag=LAG):
    return (day_binned(DGP3, OUTSIDE, lag, days, np.random.default_rng(seed)) for seed in range(RECORDS))


def of_the_model(size=None):
    return model_counts(DGP3, OUTSIDE, LAG, (RECORDS, TEN_YEARS), np.random.default_rng(0), size)


@pytest.mark.slow
def test_counts_of_the_model():
    """Check 6."""
    found = held(of_the_model())
    assert 0.92 <= found.interior <= 0.975
    assert 0.92 <= found.radius <= 0.985
    assert 0.92 <= found.share <= 0.985
    assert 0.92 <= found.outside <= 0.985
    assert found.poisson >= 0.92  # such counts are Poisson


@pytest.mark.slow
@pytest.mark.parametrize("days", [TEN_YEARS, THREE_YEARS])
def test_days_of_a_process_in_continuous_time(days):
    """Check 7."""
    found = held(binned(days))
    assert 0.92 <= found.interior <= 0.975
    assert 0.92 <= found.radius <= (0.985 if days == TEN_YEARS else 0.995)  # .99 of three years: a little wide
    assert found.zeros >= 0.95
    assert found.share >= 0.92
    assert abs(found.mean_radius - 0.7) < (0.01 if days == TEN_YEARS else 0.02)


@pytest.mark.slow
def test_negative_binomial_counts():
    """Check 8: of size 1, where Poisson errors fail."""
    found = held(of_the_model(size=1.0))
    assert found.interior >= 0.92
    assert found.radius >= 0.92
    assert found.poisson <= 0.85


@pytest.mark.slow
def test_a_mean_lag_that_is_estimated():
    """The limit in section 9: coverage with the decay profiled, its error passed on."""
    found = held(binned(TEN_YEARS), profile=True)
    assert 0.92 <= found.interior <= 0.975
    assert 0.92 <= found.radius <= 0.985


@pytest.mark.slow
def test_the_interval_of_the_mean_lag():
    """.94; .85 where losses on the grid were joined by straight lines."""
    spans = [profiled(counted(record), CONSTANT) for record in binned(TEN_YEARS)]
    assert 0.92 <= np.mean([one.low <= LAG <= one.high for one in spans]) <= 0.985
