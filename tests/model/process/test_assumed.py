"""Rates as counted with errors that hold the truth, and assumed gains that leave the counts as they are and never more than they bear."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.process.assumed import LAGS, Stated, assuming, nothing_known, rates, scatter, within
from standoff.model.process.branching import corrected, uncorrected
from standoff.model.process.interventions import Intervention, intervened
from standoff.model.process.margins import Margin
from standoff.model.process.simulate import Process, expected, simulate
from tests.model.simulated import INTERIOR, LAG, RATES, by_day, outside_of, times_of

POISSON = Margin(0.0, linear=True)
HALF_A_YEAR = 182
NOBODY = np.zeros((len(LAGS), 0))


def assumed(rates_now, gains, days=HALF_A_YEAR, paths=300, seed=0):
    """No stream is fitted; the same rates in all paths."""
    now = np.tile(np.array(rates_now, dtype=float), (paths, 1))
    stated = Stated(now, np.broadcast_to(np.array(gains, dtype=float), (paths, *np.shape(gains)[-2:])), (POISSON,) * 2)
    return assuming(nothing_known(paths, days), NOBODY, (), stated, np.random.default_rng(seed))


def share_held(gains, per_day, records=200):
    held = []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        outside = np.array([per_day]) * (1 - gains)
        at, stream = times_of(np.array([[gains]]), outside, 4.0, HALF_A_YEAR, rng)
        counts = by_day(at, stream, HALF_A_YEAR, 1)
        low, high = np.quantile(rates(counts, 300, rng)[1:, 0], (0.025, 0.975))
        held.append(not counts.any() or low <= per_day <= high)
    return np.mean(held)


def test_intervals_of_rates_hold_the_rate_of_events_that_nothing_sets_off():
    for per_day in (0.03, 0.1, 0.5):
        assert share_held(0.0, per_day) >= 0.92


def test_intervals_of_rates_hold_the_rate_of_clustered_events_a_little_less_often():
    """Half of the events are set off, after four days on average: blocks of weeks scatter less than half years do."""
    assert share_held(0.5, 0.1) >= 0.8
    assert share_held(0.5, 0.5) >= 0.8


def test_rates_begin_with_those_counted_and_a_stream_without_events_has_none():
    counts = np.zeros((100, 3))
    counts[::10, 0], counts[5, 1] = 1, 1
    found = rates(counts, 2000, np.random.default_rng(0))
    assert found.shape == (2001, 3)
    np.testing.assert_allclose(found[0], (0.10, 0.01, 0.0))
    assert not found[:, 2].any()
    np.testing.assert_allclose(found[1:, :2].mean(axis=0), (0.105, 0.015), rtol=0.05)


def test_scatter_is_the_variance_of_blocks_of_weeks_over_their_mean():
    steady = np.tile([1.0, 0, 0, 1, 0, 0, 0], 10)[:, None]
    assert scatter(steady) == 1.0
    single, lasting = np.zeros((56, 1)), np.zeros((112, 1))
    single[[0, 14, 28, 42]] = 6.0
    lasting[:28] = 1.0
    for counts, blocks in ((single, [6.0, 0.0] * 4), (lasting, [28.0, 0.0, 0.0, 0.0])):
        assert scatter(counts) == pytest.approx(np.var(blocks, ddof=1) / np.mean(blocks))
    assert scatter(lasting[:27]) == 1.0
    assert scatter(np.zeros((70, 2))) == 1.0
    assert scatter(np.hstack([lasting, np.zeros((112, 1))])) == scatter(lasting)


def test_a_range_begins_with_its_middle():
    found = within(0.2, 0.8, 5000, np.random.default_rng(0))
    assert found[0] == 0.5
    assert found[1:].min() >= 0.2
    assert found[1:].max() <= 0.8
    assert np.quantile(found[1:], (0.25, 0.75)) == pytest.approx((0.35, 0.65), abs=0.02)
    assert (within(1.0, 1.0, 4, np.random.default_rng(0)) == 1.0).all()


def test_what_is_assumed_leaves_the_counts_as_they_are_and_tells_what_a_cut_takes():
    """Of .5 attacks a day .08 are set off by strikes, which come at a tenth a day."""
    found = assumed((0.5, 0.1), [[0.0, 0.8], [0.0, 0.0]])
    as_is = expected(found.process, found.begun).counts
    np.testing.assert_allclose(as_is, np.broadcast_to((0.5, 0.1), as_is.shape), rtol=1e-9)
    assert not found.cut.any()
    cut = expected(intervened(found.process, Intervention(streams=((1, 0.0),))), found.begun).counts
    np.testing.assert_allclose(cut[:, -1, 0], 0.42, rtol=1e-6)
    assert not cut[:, :, 1].any()
    seen = simulate(found.process, found.begun, 300, np.random.default_rng(1)).counts
    np.testing.assert_allclose(seen.mean(axis=(0, 1)), (0.5, 0.1), rtol=0.05)


def test_each_path_has_one_mean_lag_for_all_its_gains_and_the_first_the_middle_one():
    found = assumed((0.5, 0.1), [[0.3, 0.8], [0.1, 0.0]])
    _, by_kernel, _ = corrected(found.process.lagged, found.process.lag_days)
    has = (by_kernel > 1e-12).any(axis=(2, 3))
    assert (has.sum(axis=1) == 1).all()
    assert has[0].tolist() == [False, True, False]
    assert has.mean(axis=0) == pytest.approx((1 / 3,) * 3, abs=0.1)
    np.testing.assert_allclose(by_kernel.sum(axis=1)[7], [[0.3, 0.8], [0.1, 0.0]], atol=1e-12)


def test_gains_that_account_for_more_than_there_is_are_cut_to_all_of_it():
    gains = np.zeros((300, 2, 2))
    gains[150:, 0, 1], gains[:, 1, 0] = 10.0, 0.1
    found = assumed((0.5, 0.1), gains)
    assert found.cut == pytest.approx((0.5, 0.0))
    left = corrected(found.process.lagged, found.process.lag_days)[0]
    np.testing.assert_allclose(left[:, 0, 1], np.repeat([0.0, 5.0], 150), atol=1e-9)
    np.testing.assert_allclose(left[:, 1, 0], 0.1, atol=1e-9)
    assert np.abs(np.linalg.eigvals(left)).max() <= 1 + 1e-9
    as_is = expected(found.process, found.begun).counts
    np.testing.assert_allclose(as_is, np.broadcast_to((0.5, 0.1), as_is.shape), rtol=1e-9)


def test_gains_that_would_sustain_themselves_are_cut_until_they_hardly_do():
    found = assumed((0.3, 0.3), [[0.7, 2.0], [3.0, 0.0]])
    left = corrected(found.process.lagged, found.process.lag_days)[0]
    assert np.abs(np.linalg.eigvals(left)).max() <= 1 + 1e-9
    assert (found.cut == 1).all()


def test_a_stream_without_events_has_those_that_are_assumed_to_be_set_off():
    found = assumed((0.5, 0.0), [[0.0, 0.0], [0.4, 0.0]])
    as_is = expected(found.process, found.begun).counts
    np.testing.assert_allclose(as_is, np.broadcast_to((0.5, 0.2), as_is.shape), rtol=1e-9)
    assert not found.cut.any()


def test_fitted_streams_keep_their_gains_and_states_beside_those_assumed():
    """The third of three streams is only counted; a tenth of an event of the first is assumed to follow each of it."""
    kept, paths, days = INTERIOR[:2, :2], 3, 50
    outside = outside_of(kept, RATES[:2])
    lagged, seen = uncorrected(kept[None], (LAG,))
    known = Process(
        (LAG,), np.repeat(lagged[None], paths, axis=0), np.tile(seen @ outside, (paths, days, 1)), (POISSON,) * 2
    )
    state = 2.0 * RATES[None, :2]
    now = np.tile(RATES, (paths, 1))
    gains = np.zeros((paths, 3, 3))
    gains[:, 0, 2] = 0.1
    found = assuming(known, state, (0, 1), Stated(now, gains, (POISSON,) * 3), np.random.default_rng(0))
    after = corrected(found.process.lagged, (LAG,))[0]
    np.testing.assert_allclose(after[:, :2, :2], np.broadcast_to(kept, (paths, 2, 2)), atol=1e-12)
    np.testing.assert_allclose(after[:, 0, 2], 0.1, atol=1e-12)
    np.testing.assert_allclose(found.begun[:, 0], np.tile([*state[0], RATES[2]], (paths, 1)))
    alone, together = expected(known, state).counts, expected(found.process, found.begun).counts
    np.testing.assert_allclose(together[:, :, :2], alone, rtol=1e-9)
    np.testing.assert_allclose(together[:, :, 2], RATES[2], rtol=1e-9)
    without = expected(intervened(found.process, Intervention(streams=((2, 0.0),))), found.begun).counts
    fewer = np.linalg.solve(np.eye(2) - kept, outside - [0.1 * RATES[2], 0.0])
    np.testing.assert_allclose(without[:, -1, :2], np.tile(fewer, (paths, 1)), rtol=1e-3)
