"""Rates: how often sources do things is recovered, and days of the week that differ."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.rates import fit_rates, weekday
from standoff.model.links.state import LinkState
from tests.model.linked import made, of, rows_of


def test_expected_events_are_as_many_as_come():
    links = made(seed=2)
    state = LinkState(links, 40)
    state.advance(40)
    rates = fit_rates(state)
    assert (rates.weights >= 0).all()
    state.advance(54)
    _, _, expected = rates.expected(state)
    assert expected.sum() == pytest.approx(np.bincount(links.day)[54:].mean(), rel=0.1)


def test_quiet_days_of_the_week_are_told():
    rows = rows_of(made(seed=4))
    quiet = rows[(rows[:, 3] % 7 != 0) | (np.arange(len(rows)) % 4 == 0)]
    state = LinkState(of(quiet), 60)
    state.advance(63)
    assert weekday(state) == pytest.approx(0.25 / (6.25 / 7), abs=0.12)
    state.advance(64)
    assert weekday(state) == pytest.approx(1 / (6.25 / 7), abs=0.1)
