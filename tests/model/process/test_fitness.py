"""Whether counts look like the fit: how often the true model is refused, what is found out, and Ljung and Box by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, kstest

from standoff.model.process.fitness import fitness, ljung_box
from standoff.model.process.margins import Margin
from standoff.model.process.pointprocess import counted, fit
from standoff.model.process.simulate import margins_of
from tests.model.simulated import CONSTANT, DGP3, LAG, TEN_YEARS, day_binned, outside_of, poisson_counts

POISSON = (Margin(0.0, linear=True),) * 3


def refused(records=60):
    """Shares of p-values under 5 %: of scatter with the fitted and with a Poisson margin, of memory with both."""
    p = []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        found = fit(counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, rng)), LAG, CONSTANT)
        for one, other in zip(fitness(found, margins_of(found), rng), fitness(found, POISSON, rng), strict=True):
            p.append([one.scatter, other.scatter, one.memory, other.memory])
    return np.mean(np.array(p) < 0.05, axis=0)


@pytest.mark.slow
def test_the_true_model_is_seldom_refused_with_its_margin_and_often_as_poisson():
    """Check 13."""
    scatter, as_poisson, memory, _ = refused()
    assert scatter <= 0.10
    assert memory <= 0.10
    assert as_poisson >= 0.30


def test_memory_that_no_kernel_holds_is_found_out():
    """A cycle of 40 days, under a constant baseline and a memory of a quarter of a day."""
    cycle = 2 * (1 + 0.8 * np.sin(2 * np.pi * np.arange(1500) / 40))
    found = fit(counted(poisson_counts(cycle, 2, np.random.default_rng(0))), 0.25, CONSTANT)
    assert max(one.memory for one in fitness(found, margins_of(found), np.random.default_rng(0))) < 1e-6


def test_scatter_that_no_margin_holds_is_found_out():
    """Counts that are never odd."""
    counts = 2 * poisson_counts(np.full(1500, 2.0), 1, np.random.default_rng(0))
    found = fit(counted(counts), LAG, CONSTANT)
    assert fitness(found, margins_of(found), np.random.default_rng(0))[0].scatter < 1e-6


def test_ljung_box_is_the_sum_worked_out_by_hand():
    series = np.random.default_rng(0).normal(size=50)
    mean = sum(series) / 50
    statistic = 0.0
    for lag in range(1, 5):
        up = sum((series[t] - mean) * (series[t - lag] - mean) for t in range(lag, 50))
        statistic += (up / sum((x - mean) ** 2 for x in series)) ** 2 / (50 - lag)
    assert ljung_box(series, 4) == pytest.approx(chi2.sf(50 * 52 * statistic, 4))


def test_ljung_box_of_noise_is_evenly_spread():
    rng = np.random.default_rng(0)
    assert kstest([ljung_box(rng.normal(size=500), 14) for _ in range(400)], "uniform").pvalue > 0.01


def test_ljung_box_where_nothing_varies_or_days_are_few():
    assert ljung_box(np.ones(100), 14) == 1
    assert ljung_box(np.arange(15.0), 14) == 1
