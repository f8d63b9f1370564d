"""Recurrence: what is regular is told from what is as frequent at any time, and the curve bends only as far as there is to bend it to."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit

from standoff.model.links.recurrence import SHARED, WORTH, Curve, Triples, bent, regularity
from tests.model.linked import of

SHARED_CURVE = Curve(np.array(SHARED), 0)


def odds(days, day, chance=0.3):
    """Of the event 0 -> 1 with these days behind it, among others that are not asked about."""
    links = of(np.array([*[(0, 0, 1, one) for one in days], (2, 1, 0, 0), (1, 0, 0, 3)]))
    return regularity(links, Triples(*(np.array([n]) for n in (0, 0, 1)), np.array([chance])), day)


def test_log_odds_are_those_of_shares_and_hazard():
    found = expit(odds([0, 2, 4, 7], 9)[0, :5])
    share = (4 + WORTH * 0.3) / (9 + WORTH)
    assert found[:2] == pytest.approx([0.3, share])
    keep = 2 ** (-1 / 30)
    fading = (sum(keep**age for age in (8, 6, 4, 1)) + WORTH * share) / (sum(keep**age for age in range(9)) + WORTH)
    assert found[2] == pytest.approx(fading)
    assert found[4] == pytest.approx((2 + WORTH * fading) / (3 + WORTH))  # silences of 2, 2 and 3 days; now 2


def test_what_comes_every_day_is_nearly_sure_though_its_rate_as_a_count_is_not():
    chance = SHARED_CURVE.chances(odds(range(60), 60, chance=1 - np.exp(-1)))[0]
    assert chance > 0.9


@pytest.mark.parametrize("every", [2, 7])
def test_what_comes_at_even_intervals_is_expected_on_its_day(every):
    days = np.arange(0, 84, every)
    due, early = (SHARED_CURVE.chances(odds(days, days[-1] + wait, 1 / every))[0] for wait in (every, every - 1))
    assert due > early + 0.2


def test_nothing_later_is_seen():
    assert odds([0, 2, 4, 9, 10, 11], 9).tolist() == odds([0, 2, 4], 9).tolist()


def test_many_outcomes_bend_the_curve_to_what_came_and_few_leave_it():
    rng = np.random.default_rng(2)
    table = np.column_stack([rng.normal(-1, 1, (40_000, 6)), np.ones(40_000)])
    true = np.array([0.5, 0.0, 0.5, 0.0, 0.0, 0.0, -1.0])
    came = rng.random(40_000) < expit(table @ true)
    many, few = bent(table, came), bent(table[:5], came[:5])
    assert np.abs(many.chances(table) - expit(table @ true)).mean() < 0.02
    assert np.abs(few.coefficients - np.array(SHARED)).max() < 0.3
    assert many.came == came.sum()


def test_nothing_to_bend_to_is_the_shared_curve():
    assert bent(np.zeros((0, 7)), np.zeros(0, dtype=bool)).coefficients == pytest.approx(np.array(SHARED))


def test_chances_that_are_certain_by_rates_stay_finite():
    assert np.isfinite(odds([], 5, chance=1.0)).all()
    assert odds([], 5, chance=0.0)[0, 0] == pytest.approx(logit(1e-4))
