"""Memory of counts and the share of a kernel within the day, against sums and integrals done one by one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad

from standoff.model.process.memory import remembered, remembered_by_decay, retention, same_day, same_day_by_decay

LAGS = (0.25, 0.5, 2.0, 10.0, 60.0)


@pytest.fixture
def counts():
    return np.random.default_rng(0).poisson([0.5, 3.0], (60, 2)).astype(float)


@pytest.mark.parametrize("lag", LAGS)
def test_memory_is_the_geometric_sum_of_earlier_days(counts, lag):
    keep = np.exp(-1 / lag)
    found = remembered(counts, lag)
    for day in (0, 1, 7, 59):
        expected = keep**day * counts[:-1].mean(axis=0)
        for past in range(1, day + 1):
            expected = expected + (1 - keep) * keep ** (past - 1) * counts[day - past]
        np.testing.assert_allclose(found[day], expected, rtol=1e-12)


def test_weights_of_one_event_sum_to_one():
    spike = np.zeros((4000, 1))
    spike[0] = 1
    without_beginning = remembered(spike, 20.0) - spike[:-1].mean() * np.exp(-1 / 20) ** np.arange(4000)[:, None]
    assert without_beginning.sum() == pytest.approx(1)


@pytest.mark.parametrize("lag", LAGS)
def test_derivative_by_the_decay(counts, lag):
    decay, step = 1 / lag, 1e-6
    numeric = (remembered(counts, 1 / (decay + step)) - remembered(counts, 1 / (decay - step))) / (2 * step)
    found = remembered_by_decay(counts, remembered(counts, lag), lag)
    np.testing.assert_allclose(found, numeric, atol=1e-7)


@pytest.mark.parametrize("lag", LAGS)
def test_same_day_share_is_the_integral_over_the_hour_of_the_event(lag):
    integral, _ = quad(lambda hour: 1 - np.exp(-(1 - hour) / lag), 0, 1)
    assert same_day(lag) == pytest.approx(integral, rel=1e-9)
    step = 1e-6
    numeric = (same_day(1 / (1 / lag + step)) - same_day(1 / (1 / lag - step))) / (2 * step)
    assert same_day_by_decay(lag) == pytest.approx(numeric, rel=1e-5)


@pytest.mark.parametrize("lag", LAGS)
def test_children_of_later_days_fall_off_as_the_geometric_kernel(lag):
    """Of events at an hour that nobody knows, the share of children n days on falls by the retention from day to day."""
    shares = [
        quad(lambda hour, n=n: np.exp(-(n - hour) / lag) - np.exp(-(n + 1 - hour) / lag), 0, 1)[0] for n in (1, 2, 3)
    ]
    assert shares[1] / shares[0] == pytest.approx(retention(lag))
    assert shares[2] / shares[1] == pytest.approx(retention(lag))
    assert same_day(lag) + shares[0] / (1 - retention(lag)) == pytest.approx(1)


def test_a_stream_whose_only_events_are_on_the_last_day_has_no_memory():
    late = np.zeros((50, 1))
    late[-1] = 3
    assert (remembered(late, 5.0) == 0).all()
