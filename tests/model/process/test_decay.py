"""The mean lag: its profile, where an interval of it ends, and what differences of losses are judged by."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2

from standoff.model.process.decay import GRID, REFUSED, _interval, dispersion, profiled
from standoff.model.process.pointprocess import counted, fit
from tests.model.simulated import CONSTANT, DGP3, LAG, TEN_YEARS, day_binned, model_counts, outside_of, poisson_counts


@pytest.fixture(scope="module")
def profile():
    return profiled(counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, np.random.default_rng(0))), CONSTANT)


def test_the_best_of_the_profile_is_reported_with_all_that_was_tried(profile):
    """Check 19: the profile over the decay."""
    assert set(GRID) < set(profile.lags)
    assert list(profile.lags) == sorted(profile.lags)
    assert profile.fit.loss.sum() == min(profile.losses)
    assert profile.fit.lag_days[0] == profile.lags[int(np.argmin(profile.losses))]
    for lag in (profile.fit.lag_days[0] * 0.9, profile.fit.lag_days[0] * 1.1):
        assert fit(profile.fit.counts, lag, CONSTANT).loss.sum() > min(profile.losses)


def test_ends_of_the_interval_are_where_the_likelihood_ratio_says(profile):
    assert profile.closed
    assert profile.low < LAG < profile.high
    for end in (profile.low, profile.high):
        above = fit(profile.fit.counts, end, CONSTANT).loss.sum() - min(profile.losses)
        assert above / profile.dispersion == pytest.approx(chi2.ppf(0.95, 1) / 2, rel=0.15)


def test_ends_of_a_parabola_are_exact():
    lags = np.linspace(-2, 3, 6)
    low, high = _interval(lags, 7 + 10 * lags**2, REFUSED)
    assert np.log([low, high]) == pytest.approx([-np.sqrt(REFUSED / 10), np.sqrt(REFUSED / 10)])


@pytest.mark.parametrize(
    ("losses", "ends"), [([0, 1, 2, 9], (None, "high")), ([9, 2, 1, 0], ("low", None)), ([1, 0.5, 0, 1], (None, None))]
)
def test_ends_beyond_the_grid_are_none(losses, ends):
    found = _interval(np.arange(4.0), np.array(losses, dtype=float), REFUSED)
    assert tuple(end is None for end in found) == tuple(end is None for end in ends)


def test_without_excitation_no_mean_lag_is_refused_on_both_sides():
    closed = 0
    for seed in range(20):
        profile = profiled(counted(poisson_counts(np.ones(1095), 2, np.random.default_rng(seed))), CONSTANT)
        closed += profile.closed
    assert closed <= 2


@pytest.mark.parametrize(("size", "expected"), [(None, 1.0), (2.0, None)])
def test_dispersion_is_pearsons(size, expected):
    record = model_counts(DGP3, outside_of(DGP3), LAG, (1, TEN_YEARS), np.random.default_rng(0), size)[0]
    found = fit(counted(record), LAG, CONSTANT)
    reference = 1 + found.means.mean() / size if size else expected
    assert dispersion(found) == pytest.approx(reference, abs=0.1)


def test_clusters_within_the_day_are_over_dispersed(profile):
    """Section 4: 1.22."""
    assert profile.dispersion == pytest.approx(1.22, abs=0.05)


def test_counts_more_even_than_poisson_are_not_taken_for_better_evidence():
    assert dispersion(fit(counted(np.ones((100, 2))), LAG, CONSTANT)) == 1
