"""Rates: how often a source does a thing is recovered, and the likeliest events are those that recur."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.link_rates import fit_rates, likeliest
from standoff.model.link_state import LinkState
from standoff.model.links import LinkOptions, fit_links
from tests.model.linked import PLANTED, made


def test_expected_events_are_as_many_as_come():
    links = made(seed=2)
    state = LinkState(links, 40)
    state.advance(40)
    rates = fit_rates(state)
    assert (rates.weights >= 0).all()
    state.advance(54)
    _, _, expected = rates.expected(state)
    assert expected.sum() == pytest.approx(np.bincount(links.day)[54:].mean(), rel=0.1)


def test_what_recurs_is_likeliest_and_chances_fall():
    links = made()
    options = LinkOptions(mixture_days=6, ranking_days=20, calibration_days=4, candidates=20, ranker=False)
    state = LinkState(links, 40)
    state.advance(40)
    rates = fit_rates(state)
    found = likeliest(fit_links(links, 60, options), rates, 62, most=5)
    assert (found.source[0], found.relation[0], found.target[0]) == PLANTED
    assert 0.2 < found.chance[0] < 0.8  # it comes every second day
    assert (np.diff(found.chance) <= 0).all()
