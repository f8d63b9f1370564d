"""The daily process: likelihood against sums done one by one, symmetry, recovery, several kernels, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from standoff.errors import ModelError
from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.branching import corrected
from standoff.model.process.memory import remembered
from standoff.model.process.pointprocess import SCALES, counted, design, fit
from tests.model.simulated import (
    CONSTANT,
    DGP3,
    INTERIOR,
    LAG,
    TEN_YEARS,
    THREE_YEARS,
    by_day,
    day_binned,
    model_counts,
    outside_of,
    times_of,
)

FULL = BaselineOptions(182.0)


def record(gains=DGP3, days=THREE_YEARS, seed=0):
    return day_binned(gains, outside_of(gains), LAG, days, np.random.default_rng(seed))


@pytest.mark.parametrize("lags", [(LAG,), SCALES])
@pytest.mark.parametrize("options", [CONSTANT, FULL], ids=["constant", "knots and weekdays"])
def test_means_and_loss_are_those_worked_out_one_by_one(options, lags):
    counts = counted(record())
    found = fit(counts, lags, options)
    assert found.converged.all()
    means = found.baseline.copy()
    for k, lag in enumerate(lags):
        means += remembered(counts.events, lag) @ found.lagged[k].T
    np.testing.assert_allclose(found.means, means, rtol=1e-12)
    for i in range(3):
        np.testing.assert_allclose(design(found, i) @ found.coefficients(i), means[:, i], rtol=1e-12)
        pmf = poisson.logpmf(counts.events[:, i], means[:, i])
        constant = poisson.logpmf(counts.events[:, i], 1) + 1  # - log y!
        assert found.loss[i] == pytest.approx(-(pmf - constant).sum(), rel=1e-10)
        assert found.means[:, i].sum() == pytest.approx(counts.events[:, i].sum())


def test_order_within_the_day_does_not_matter():
    """Check 5."""
    at, stream = times_of(DGP3, outside_of(DGP3), LAG, THREE_YEARS, np.random.default_rng(0))
    shuffled = np.random.default_rng(1).permutation(len(at))
    one = fit(counted(by_day(at, stream, THREE_YEARS, 3)), LAG, FULL)
    other = fit(counted(by_day(np.floor(at[shuffled]) + 0.5, stream[shuffled], THREE_YEARS, 3)), LAG, FULL)
    assert (one.lagged == other.lagged).all()
    assert (one.loss == other.loss).all()


def test_streams_in_another_order_give_the_same_fit_in_that_order():
    """Check 5."""
    order = [2, 0, 1]
    one, other = fit(counted(record()), LAG, FULL), fit(counted(record()[:, order]), LAG, FULL)
    np.testing.assert_allclose(other.loss, one.loss[order], rtol=1e-9)
    np.testing.assert_allclose(other.lagged[0], one.lagged[0][np.ix_(order, order)], atol=1e-7)
    np.testing.assert_allclose(other.baseline, one.baseline[:, order], rtol=1e-6)


def test_the_matrix_of_the_count_model_is_recovered():
    counts = model_counts(INTERIOR, outside_of(INTERIOR), LAG, (1, 20_000), np.random.default_rng(0))[0]
    found = fit(counted(counts), LAG, CONSTANT)
    gains, _, spread = corrected(found.lagged, found.lag_days)
    np.testing.assert_allclose(gains, INTERIOR, atol=0.05)
    np.testing.assert_allclose(spread @ found.baseline[0], outside_of(INTERIOR), atol=0.05)


def test_three_kernels_hold_what_one_cannot():
    """Pitfall 3: of children, 60 % at a mean lag of 1.5 days and 40 % at 15."""
    rng, radii = np.random.default_rng(0), []
    for _ in range(4):
        counts = counted(_two_scales(rng))
        three = fit(counts, SCALES, CONSTANT)
        assert three.lagged.shape == (3, 3, 3)
        gains, by_kernel, _ = corrected(three.lagged, SCALES)
        np.testing.assert_allclose(by_kernel.sum(axis=0), gains)
        radii.append(np.abs(np.linalg.eigvals(gains)).max())
    assert np.mean(radii) == pytest.approx(0.7, abs=0.05)


def _two_scales(rng, days=TEN_YEARS, begun=200):
    at = rng.uniform(0, days + begun, rng.poisson(outside_of(DGP3).sum() * (days + begun)))
    stream = rng.choice(3, len(at), p=outside_of(DGP3) / outside_of(DGP3).sum())
    seen = np.zeros((days + begun, 3))
    while len(at):
        seen += by_day(at, stream, days + begun, 3)
        children = rng.poisson(DGP3[:, stream])
        at = np.concatenate([np.repeat(at, n) for n in children])
        stream = np.repeat(np.arange(3), children.sum(axis=1))
        at = at + rng.exponential(np.where(rng.random(len(at)) < 0.6, 1.5, 15.0))
        at, stream = at[at < days + begun], stream[at < days + begun]
    return seen[begun:]


def test_a_start_elsewhere_comes_to_the_same_fit():
    """Check 19: as the profile begins each lag at the fit of the last."""
    counts = counted(record())
    alone = fit(counts, LAG, FULL)
    for lag in (0.5, 60.0):
        begun = fit(counts, LAG, FULL, fit(counts, lag, FULL))
        np.testing.assert_allclose(begun.lagged, alone.lagged, atol=1e-6)
        np.testing.assert_allclose(begun.loss, alone.loss, rtol=1e-10)


def test_marks_that_are_no_whole_numbers_are_taken():
    found = fit(counted(record() * 0.5), LAG, FULL)
    np.testing.assert_allclose(found.lagged, fit(counted(record()), LAG, FULL).lagged, atol=1e-6)


@pytest.mark.parametrize(
    ("events", "exposure", "says"),
    [
        (np.ones(100), None, "days x streams"),
        (np.ones((100, 0)), None, "days x streams"),
        (np.ones((13, 1)), None, "13 days are too few"),
        (np.full((20, 1), -1), None, "not negative"),
        (np.full((20, 1), np.nan), None, "finite"),
        (np.full((20, 1), np.inf), None, "finite"),
        (np.ones((20, 1)), np.ones(19), "one number a day"),
        (np.ones((20, 1)), np.zeros(20), "not all zero"),
        (np.ones((20, 1)), -np.ones(20), "none negative"),
    ],
)
def test_what_are_no_counts_is_refused(events, exposure, says):
    with pytest.raises(ModelError, match=says):
        counted(events, exposure)


@pytest.mark.parametrize("lags", [0.0, -1.0, (), (2.0, 0.0)])
def test_mean_lags_that_are_none_are_refused(lags):
    with pytest.raises(ModelError, match="above zero"):
        fit(counted(np.ones((20, 1))), lags)
