"""The exact-time process: likelihood and optimum against brute force and tick, time rescaling, hats, jitter, and what it refuses."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.stats import kstest

from standoff.errors import ModelError
from standoff.model.process.exact import (
    Times,
    _hat_integrals,
    _hats,
    fit_times,
    jittered,
    loss,
    remembered_at,
    timed,
    waits,
)
from tests.model.simulated import DGP3, INTERIOR, LAG, TEN_YEARS, THREE_YEARS, outside_of, sparse_gains, times_of


def record(gains=DGP3, days=THREE_YEARS, seed=0, lag=LAG):
    at, stream = times_of(gains, outside_of(gains), lag, days, np.random.default_rng(seed))
    return timed(at, stream, days, len(gains))


def floored(times):
    """The same events with the stamp of their day, whatever `timed` says of it."""
    return Times(np.floor(times.at), times.stream, times.streams, times.end)


def by_pairs(times, lag, gains, outside):
    """The negative log-likelihood from every pair of events; what is at the same time does not count as earlier."""
    gap = times.at[:, None] - times.at
    kernel = np.where(gap > 0, np.exp(-np.maximum(gap, 0.0) / lag) / lag, 0.0)
    by_source = kernel @ (times.stream[:, None] == np.arange(times.streams))
    intensity = outside[times.stream] + (by_source * gains[times.stream]).sum(axis=1)
    children = gains.sum(axis=0)[times.stream] * (1 - np.exp(-(times.end - times.at) / lag))
    return outside.sum() * times.end + children.sum() - np.log(intensity).sum()


@pytest.mark.parametrize("lag", [0.01, 0.5, LAG, 30.0])
def test_loss_is_that_of_all_pairs(lag):
    """Check 2, the part without tick: with and without ties, over lags short enough that exponentials would overflow."""
    times = record()
    for one in (times, floored(times)):
        found = loss(one, lag, INTERIOR, np.array([[0.2], [0.3], [0.4]]))
        assert found == pytest.approx(by_pairs(one, lag, INTERIOR, np.array([0.2, 0.3, 0.4])), rel=1e-12)


def test_loss_is_the_same_in_any_order_of_tied_events_and_any_numbering_of_streams():
    """Check 5."""
    rng, times = np.random.default_rng(0), floored(record())
    outside = np.array([[0.2], [0.3], [0.4]])
    expected, fitted = loss(times, LAG, INTERIOR, outside), fit_times(times, LAG)
    shuffled = rng.permutation(len(times.at))
    order = shuffled[np.argsort(times.at[shuffled], kind="stable")]
    assert (order != np.arange(len(order))).any()
    again = Times(times.at[order], times.stream[order], 3, times.end)
    assert loss(again, LAG, INTERIOR, outside) == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(fit_times(again, LAG).gains, fitted.gains, atol=1e-9)
    new = np.array([2, 0, 1])  # stream i is called new[i]
    named = Times(times.at, new[times.stream], 3, times.end)
    assert loss(named, LAG, INTERIOR[np.ix_([1, 2, 0], [1, 2, 0])], outside[[1, 2, 0]]) == pytest.approx(
        expected, rel=1e-12
    )
    np.testing.assert_allclose(fit_times(named, LAG).gains[np.ix_(new, new)], fitted.gains, atol=1e-9)


def test_slope_of_the_loss_is_zero_at_the_fit():
    """Check 1: central differences of the loss at the optimum vanish where a parameter is above zero."""
    times = record(INTERIOR)
    found = fit_times(times, LAG)
    assert found.converged
    assert found.gains.min() > 0

    def at(parameters):
        return loss(times, LAG, parameters[:9].reshape(3, 3), parameters[9:, None])

    best = np.concatenate([found.gains.ravel(), found.outside.ravel()])
    slope = [(at(best + step) - at(best - step)) / 2e-4 for step in 1e-4 * np.eye(12)]
    curvature = [(at(best + step) - 2 * at(best) + at(best - step)) / 1e-8 for step in 1e-4 * np.eye(12)]
    assert np.abs(np.array(slope) / np.sqrt(curvature)).max() < 1e-3  # of a standard error
    assert found.loss == pytest.approx(at(best), rel=1e-12)


def test_gradient_is_that_of_central_differences_at_an_interior_point():
    """Check 1: of the likelihood by its parts, the gradient totals - sum(columns / intensity) that `regress` goes by."""
    times, outside = record(), np.array([[0.2], [0.3], [0.4]])
    lasting = 1 - np.exp(-(times.end - times.at) / LAG)
    memory = remembered_at(times, LAG)
    intensity = outside[times.stream, 0] + (memory * INTERIOR[times.stream]).sum(axis=1)
    for i in range(3):
        own = times.stream == i
        for j in range(3):
            step = np.zeros((3, 3))
            step[i, j] = 1e-6
            numeric = (loss(times, LAG, INTERIOR + step, outside) - loss(times, LAG, INTERIOR - step, outside)) / 2e-6
            expected = lasting[times.stream == j].sum() - (memory[own, j] / intensity[own]).sum()
            assert numeric == pytest.approx(expected, rel=1e-6)


def test_loss_is_that_of_tick():
    """Check 2: loss * N + d * T, with ties and without."""
    ours = np.array([[0.2], [0.3], [0.4]])
    for times in (record(), floored(record())):
        model = ticks(times)
        theirs = model.loss(np.concatenate([ours.ravel(), INTERIOR.ravel()]))
        expected = theirs * len(times.at) + times.streams * times.end
        assert loss(times, LAG, INTERIOR, ours) == pytest.approx(expected, rel=1e-9)


def test_optimum_is_that_of_tick_and_l_bfgs_b():
    """Check 3: ten streams over ten years."""
    rng = np.random.default_rng(0)
    gains = sparse_gains(10, rng)
    at, stream = times_of(gains, np.maximum(outside_of(gains, np.full(10, 1.2)), 0.1), LAG, TEN_YEARS, rng)
    times = timed(at, stream, TEN_YEARS, 10)
    model = ticks(times)
    best = minimize(
        model.loss,
        np.full(110, 0.1),
        jac=model.grad,
        method="L-BFGS-B",
        bounds=[(1e-10, None)] * 10 + [(0, None)] * 100,
        options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 20_000, "maxfun": 20_000},
    )
    found = fit_times(times, LAG)
    np.testing.assert_allclose(found.gains.ravel(), best.x[10:], atol=1e-6)
    np.testing.assert_allclose(found.outside[:, 0], best.x[:10], atol=1e-6)


def ticks(times):
    """tick's model of the same events, its decay ours."""
    hawkes = pytest.importorskip("tick.hawkes")
    model = hawkes.ModelHawkesExpKernLogLik(1 / LAG)
    model.fit([np.ascontiguousarray(times.at[times.stream == i]) for i in range(times.streams)], times.end)
    return model


def test_gains_lag_and_outside_rates_are_recovered():
    times = record(days=10_000)
    found = fit_times(times)
    assert found.lag_days == pytest.approx(LAG, rel=0.15)
    assert abs(found.radius.value - 0.7) < 0.04
    assert np.abs(found.gains - DGP3).max() < 0.07
    np.testing.assert_allclose(found.outside[:, 0], outside_of(DGP3), atol=0.07)


def test_intervals_hold_the_truth():
    """Section 4: .94 of interior entries, .96 to .975 of rho, with the mean lag known."""
    entries, radii = [], []
    for seed in range(100):
        found = fit_times(record(seed=seed), LAG)
        entries.append(np.abs(found.gains - DGP3) <= 1.96 * found.errors)
        radii.append(found.radius.interval[0] <= 0.7 <= found.radius.interval[1])
    assert 0.90 <= np.mean(entries, axis=0)[DGP3 > 0].mean() <= 0.985
    assert np.mean(radii) >= 0.90


def test_outside_rate_between_knots_follows_a_trend():
    rng = np.random.default_rng(0)
    days = 2000
    at = days * np.sqrt(rng.uniform(size=6000))  # a rate that rises from 0 to 6 a day
    found = fit_times(timed(at, np.zeros(6000), days), LAG, knots=5)
    np.testing.assert_allclose(found.outside[0], np.linspace(0, 6, 5), atol=0.6)
    assert found.radius.value < 0.1
    assert fit_times(timed(at, np.zeros(6000), days), LAG).radius.value > 0.5


@pytest.mark.parametrize("knots", [1, 2, 5])
def test_hat_integrals_are_those_of_quadrature(knots):
    end, at = 12.0, np.array([0.0, 0.7, 3.0, 5.9, 9.1, 12.0])
    found = _hat_integrals(at, end, knots)
    np.testing.assert_allclose(_hats(at, end, knots).sum(axis=1), 1)
    corners = np.linspace(0, end, max(knots, 2))
    for k in range(knots):
        for time, integral in zip(at, found[:, k], strict=True):
            inner = corners[(corners > 0) & (corners < time)]
            numeric = quad(lambda t, k=k: _hats(np.array([t]), end, knots)[0, k], 0, time, points=inner)[0]
            assert integral == pytest.approx(numeric, abs=1e-9)
    np.testing.assert_allclose(found.sum(axis=1), at)


def test_waits_are_integrals_of_the_intensity():
    times = record(days=40)
    outside = np.array([[0.2, 0.6], [0.3, 0.1], [0.4, 0.4]])
    found = waits(times, LAG, INTERIOR, outside)
    for i in range(3):
        own = times.at[times.stream == i]

        def intensity(t, i=i):
            earlier = times.at < t
            kernel = np.exp(-(t - times.at[earlier]) / LAG) / LAG
            return outside[i] @ _hats(np.array([t]), times.end, 2)[0] + INTERIOR[i, times.stream[earlier]] @ kernel

        for n in (0, 1, 5):
            begun = own[n - 1] if n else 0.0
            corners = times.at[(times.at > begun) & (times.at < own[n])]
            edges = np.concatenate([[begun], corners, [own[n]]])
            integral = sum(quad(intensity, a, b)[0] for a, b in pairwise(edges))
            assert found[i][n] == pytest.approx(integral, rel=1e-7)


def test_waits_are_exponential_under_the_truth_and_at_the_fit():
    """Check 14: 5 % +- 3 of p-values under 5 % at true parameters, at most that at fitted ones."""
    true, fitted = [], []
    outside = outside_of(DGP3)[:, None]
    for seed in range(100):
        times = record(seed=seed)
        found = fit_times(times, LAG)
        true += [kstest(one, "expon").pvalue for one in waits(times, LAG, DGP3, outside)]
        fitted += [kstest(one, "expon").pvalue for one in waits(times, LAG, found.gains, found.outside)]
    assert 0.02 <= np.mean(np.array(true) < 0.05) <= 0.08
    assert kstest(true, "uniform").pvalue > 0.001
    assert np.mean(np.array(fitted) < 0.05) <= 0.05


def test_waits_of_day_stamps_reject_the_truth():
    """Pitfall 7: what day stamps do to time rescaling."""
    times = floored(record())
    found = waits(times, LAG, DGP3, outside_of(DGP3)[:, None])
    assert max(kstest(one, "expon").pvalue for one in found) < 1e-6


def test_jittered_times_stay_in_their_interval_and_mend_the_ties():
    times = record(days=10_000)
    days = np.floor(times.at)
    at = jittered(days, 1.0, np.random.default_rng(0))
    assert (np.floor(at) == days).all()
    assert kstest(at - days, "uniform").pvalue > 0.001
    found = fit_times(timed(at, times.stream, times.end))
    assert abs(found.radius.value - 0.7) < 0.04
    hours = jittered([0.3, 0.51], 0.25, np.random.default_rng(0))
    assert ((hours >= [0.25, 0.5]) & (hours < [0.5, 0.75])).all()


def test_events_are_put_in_order_of_time():
    times = timed([3.0, 1.0, 2.0], [0, 1, 0], 5.0)
    assert times.at.tolist() == [1, 2, 3]
    assert times.stream.tolist() == [1, 0, 0]
    assert (times.streams, timed([3.0], [0], 5.0, streams=4).streams) == (2, 4)


@pytest.mark.parametrize(
    ("at", "stream", "says"),
    [
        ([], [], "one event at least"),
        ([1.0, 2.0], [0], "one stream for each"),
        ([[1.0]], [[0]], "one time"),
        ([-1.0], [0], "between 0 and 9"),
        ([9.5], [0], "between 0 and 9"),
        ([np.nan], [0], "between 0 and 9"),
        ([1.0], [-1], "numbered from 0"),
        ([1.0, 1.0, 2.0], [0, 1, 0], "33% of the events"),
    ],
)
def test_what_is_no_record_is_refused(at, stream, says):
    with pytest.raises(ModelError, match=says):
        timed(at, stream, 9.0)


def test_a_stream_beyond_those_named_is_refused():
    with pytest.raises(ModelError, match="stream"):
        timed([1.0, 2.0], [0, 3], 9.0, streams=2)


def test_streams_with_one_event_and_with_none():
    """Check 18."""
    times = record(days=200)
    only = int(np.flatnonzero(times.stream == 1)[0])
    kept = (times.stream == 0) | (np.arange(len(times.at)) == only)
    found = fit_times(timed(times.at[kept], times.stream[kept], 200, streams=3))
    for part in (found.gains, found.errors, found.outside, found.radius.value, found.radius.error, found.loss):
        assert np.isfinite(part).all()
    assert found.gains[2].tolist() == [0, 0, 0]
    assert found.outside[2].tolist() == [0]
