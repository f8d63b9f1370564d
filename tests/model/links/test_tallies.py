"""Tallies against sums over the events themselves."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.tallies import NEVER, Tallies

HALF_LIVES = (2.0, 30.0)


def made(seed=0, size=400, days=40):
    rng = np.random.default_rng(seed)
    context, item, day = rng.integers(-1, 6, size), rng.integers(-1, 9, size), np.sort(rng.integers(0, days, size))
    tallies = Tallies(context, item, 9, HALF_LIVES)
    return tallies, context, item, day


def taken_in(tallies, context, item, day, until):
    for one in range(until):
        tallies.add(one, context[day == one], item[day == one])


def test_counts_fade_by_half_lives():
    tallies, context, item, day = made()
    taken_in(tallies, context, item, day, 25)
    for c in range(6):
        for i in range(9):
            ages = 25 - day[(context == c) & (item == i) & (day < 25)]
            counts, silence = tallies.counts(25, np.array([c]), np.array([i]))
            assert counts[0] == pytest.approx([(2.0 ** (-ages / h)).sum() for h in HALF_LIVES], rel=1e-4, abs=1e-12)
            assert silence[0] == (ages.min() if len(ages) else NEVER)


def test_what_is_not_known_is_not_counted():
    tallies, context, item, day = made()
    taken_in(tallies, context, item, day, 40)
    for c, i in ((-1, 3), (3, -1), (99, 3)):
        counts, silence = tallies.counts(40, np.array([c]), np.array([i]))
        assert not counts.any()
        assert silence.tolist() == [NEVER]


def test_mixed_shares_sum_to_the_weights():
    tallies, context, item, day = made()
    taken_in(tallies, context, item, day, 30)
    weights = np.array([[0.25, 0.5]] * 6, dtype=np.float32)
    table = tallies.mixed(30, np.arange(6), weights).toarray()
    assert table.sum(axis=1) == pytest.approx([0.75] * 6, rel=1e-4)
    counts, _ = tallies.counts(30, np.full(9, 2), np.arange(9))
    totals, _ = tallies.totals(30, np.array([2]))
    assert table[2] == pytest.approx((counts / totals * weights[2]).sum(axis=1), rel=1e-4)


def test_lists_hold_what_came_and_nothing_of_what_comes_later():
    tallies, context, item, day = made()
    taken_in(tallies, context, item, day, 10)
    row, found, _ = tallies.listed(10, np.array([4, 1]))
    for place, c in enumerate((4, 1)):
        assert set(found[row == place]) == set(item[(context == c) & (item >= 0) & (day < 10)])
