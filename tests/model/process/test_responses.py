"""What one more event is expected to set off: against the long run, and against simulated days with and without it."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.process.branching import branching, uncorrected
from standoff.model.process.influence import influences
from standoff.model.process.pointprocess import SCALES, counted, fit
from standoff.model.process.responses import _added_up, lagged_draws, responses
from tests.model.simulated import CONSTANT, DGP3, LAG, THREE_YEARS, day_binned, outside_of


@pytest.fixture(scope="module")
def found():
    return fit(counted(day_binned(DGP3, outside_of(DGP3), LAG, THREE_YEARS, np.random.default_rng(0))), LAG, CONSTANT)


@pytest.mark.parametrize("lags", [(LAG,), SCALES])
def test_in_the_long_run_they_come_to_all_descendants(found, lags):
    one = fit(found.counts, lags, CONSTANT)
    day = influences(one)
    gains = branching(one, day).gains
    told = responses(one, day, 600, np.random.default_rng(0))
    assert told.expected.shape == (601, 3, 3)
    np.testing.assert_allclose(told.expected[-1], np.linalg.inv(np.eye(3) - gains) - np.eye(3), atol=1e-6)
    assert (np.diff(told.expected, axis=0) >= -1e-12).all()


def test_day_by_day_they_are_the_children_of_a_true_process():
    """Of one event at an hour that nobody knows, in a process with nothing from outside: descendants up to each day."""
    lagged, _ = uncorrected(DGP3[None], (LAG,))
    expected = _added_up(lagged, (LAG,), 10)
    rng, parents = np.random.default_rng(0), 20_000
    for source in range(3):
        at, stream = rng.uniform(0, 1, parents), np.full(parents, source)
        seen = np.zeros((11, 3))
        while len(at):
            children = rng.poisson(DGP3[:, stream])
            at = np.concatenate([np.repeat(at, n) for n in children])
            stream = np.repeat(np.arange(3), children.sum(axis=1))
            at = at + rng.exponential(LAG, len(at))
            np.add.at(seen, (np.floor(at[at < 11]).astype(int), stream[at < 11]), 1 / parents)
        np.testing.assert_allclose(expected[:, :, source], np.cumsum(seen, axis=0), atol=0.03)


def test_intervals_are_wide_enough_to_hold_the_truth():
    held = []
    truth = np.linalg.inv(np.eye(3) - DGP3) - np.eye(3)
    for seed in range(30):
        counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, THREE_YEARS, np.random.default_rng(seed)))
        one = fit(counts, LAG, CONSTANT)
        told = responses(one, influences(one), 40, np.random.default_rng(seed))
        held.append((told.low[-1] <= truth) & (truth <= told.high[-1]))
        assert (told.low >= 0).all()
        assert (told.low <= told.high).all()
    assert 0.90 <= np.mean(held) <= 0.99


def test_draws_have_the_spread_of_the_influences(found):
    day = influences(found)
    draws = lagged_draws(found, day, 2000, np.random.default_rng(0))
    assert draws.shape == (2000, 1, 3, 3)
    errors = np.stack([np.sqrt((one[:, 1:] ** 2).sum(axis=0)) for one in day.coefficients])
    np.testing.assert_allclose(draws.std(axis=0)[0], errors, rtol=0.08)
    np.testing.assert_allclose(draws.mean(axis=0), found.lagged, atol=0.1 * errors.max())
    assert draws.min() < 0


def test_the_same_seed_gives_the_same_intervals(found):
    one, same, other = (responses(found, influences(found), 5, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (one.low == same.low).all()
    assert (one.low != other.low).any()
