"""Analogues: what followed where units stood alike, against known processes; and explosions that always ended."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.forecast.analogues import Analogues
from standoff.model.forecast.forecasters import Ewma
from standoff.model.forecast.panel import panel
from standoff.model.laws import quantiles

MEDIAN = np.array([0.5])


def test_steady_units_get_the_law_that_they_were_drawn_from():
    rng = np.random.default_rng(0)
    counts = rng.poisson(9.0, (150, 40)).astype(float)
    law = Analogues()(panel(counts), 3)
    assert law.mean.mean() == pytest.approx(9.0, rel=0.05)
    low, high = quantiles(law, np.array([0.05, 0.95]))
    assert np.mean(low) == pytest.approx(4.0, abs=1.0)
    assert np.mean(high) == pytest.approx(14.0, abs=1.5)


def bursts(last):
    """Units that are mostly silent; each has had a burst of two periods, five hundred events each, that ended. `last` has one now."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(0.3, (60, 30)).astype(float)
    for unit, start in enumerate(rng.integers(12, 50, 30)):
        counts[start : start + 2, unit] = 500.0
    if last:
        counts[-1, 0] = 500.0
    return panel(counts)


def test_a_unit_that_has_exploded_gets_what_came_after_explosions():
    past = bursts(last=True)
    assert quantiles(Analogues()(past, 5), MEDIAN)[0, 0] <= 2
    assert Ewma(0.4)(past, 5).mean[0] > 100


def test_the_next_period_of_a_burst_and_the_fifth_are_told_apart():
    """One in two bursts has a further period to come; none has five."""
    past = bursts(last=True)
    assert Analogues()(past, 1).cdf(np.full(30, 100.0))[0] < 0.9
    assert Analogues()(past, 5).cdf(np.full(30, 100.0))[0] > 0.9


def test_a_silent_unit_gets_the_chance_of_units_as_silent():
    rng = np.random.default_rng(2)
    counts = np.where(rng.random((200, 50)) < 0.02, 5.0, 0.0)
    counts[:, 0] = 0.0
    law = Analogues()(panel(counts), 2)
    assert 1.0 - law.cdf(np.zeros(50))[0] < 0.06
