"""Triads: the balancing act of the founding article, the tribes, and probabilities against every draw of signs."""

from __future__ import annotations

from itertools import combinations, product
from math import prod

import numpy as np
import pytest

from standoff.errors import MeasureError
from standoff.measure.balance import frustration, normalised, triads
from tests.measure.networks import (
    BALANCING_ACT,
    COMMON_ENEMY,
    IRAN,
    IRAQ,
    MILITIAS,
    US,
    WITH_MILITIAS,
    YEAR_2024,
    network,
    tribes,
)

WEAK_TIE = [(i, j, -0.3 if (i, j) == (US, IRAN) else weight) for i, j, weight in COMMON_ENEMY]


@pytest.mark.parametrize(
    ("ties", "cost", "total", "share", "balanced", "weakly", "all_triads"),
    [
        (BALANCING_ACT, 1, 3, 0.333, 0, 0, 1),
        (COMMON_ENEMY, 1, 6, 0.667, 2, 3, 4),
        (WEAK_TIE, 0.3, 5.3, 0.887, 2, 3, 4),
        (YEAR_2024, 0.6, 2.6, 0.538, 0, 0, 1),
        (WITH_MILITIAS, 0.6, 5.1, 0.765, 2, 2, 4),
        ([*WITH_MILITIAS, (US, IRAQ, -0.6)], 0, 5.1, 1, 4, 4, 4),
        ([*WITH_MILITIAS, (IRAQ, IRAN, -1.0), (IRAQ, MILITIAS, -0.5)], 0, 5.1, 1, 4, 4, 4),
    ],
    ids=["alone", "common enemy", "weak tie", "2024", "with militias", "break with the US", "break with Iran"],
)
def test_the_balancing_act(ties, cost, total, share, balanced, weakly, all_triads):
    weights = network(5, ties)
    index = frustration(weights)
    assert index.cost == pytest.approx(cost, abs=1e-12)
    assert np.abs(weights).sum() / 2 == pytest.approx(total)
    assert normalised(weights, index.cost) == pytest.approx(share, abs=5e-4)
    found = triads(weights > 0, weights != 0)
    assert len(found) == all_triads
    assert sum(triad.balanced for triad in found) == balanced
    assert sum(triad.weakly_balanced for triad in found) == weakly


def test_tribes():
    weights = tribes()[0]
    found = triads(weights > 0, weights != 0)
    assert (len(found), sum(triad.balanced for triad in found)) == (68, 59)


def test_probabilities_against_every_draw():
    rng = np.random.default_rng(4)
    positive = np.triu(rng.random((6, 6)), 1)
    positive += positive.T
    upper = np.triu(rng.random((6, 6)) < 0.8, 1)
    present = upper | upper.T
    found = triads(positive, present)
    expected = [t for t in combinations(range(6), 3) if all(present[pair] for pair in combinations(t, 2))]
    assert sorted((t.i, t.j, t.k) for t in found) == expected
    assert [t.balanced for t in found] == sorted(t.balanced for t in found)
    for triad in found:
        chances = [positive[pair] for pair in combinations((triad.i, triad.j, triad.k), 2)]
        draws = {
            signs: prod(p if s > 0 else 1 - p for p, s in zip(chances, signs, strict=True))
            for signs in product((1, -1), repeat=3)
        }
        assert triad.balanced == pytest.approx(sum(p for signs, p in draws.items() if prod(signs) > 0))
        assert triad.weakly_balanced == pytest.approx(sum(p for signs, p in draws.items() if signs.count(-1) != 1))


@pytest.mark.parametrize(
    ("positive", "present", "said"),
    [
        ([[0, 2], [2, 0]], [[0, 1], [1, 0]], "positive: the value 2.0 of actors 0 and 1 is no probability"),
        (np.zeros((2, 2)), np.zeros((3, 3)), r"positive: shape \(2, 2\) differs from \(3, 3\)"),
        (np.zeros((2, 2)), np.eye(2), "present: actor 0 has a tie to itself"),
        ([[0, 0.2], [0.3, 0]], [[0, 1], [1, 0]], "positive: .* differs from its mirror image"),
    ],
)
def test_what_is_no_probability(positive, present, said):
    with pytest.raises(MeasureError, match=said):
        triads(positive, present)


def test_a_probability_without_a_tie_is_not_looked_at():
    assert triads([[0, np.nan], [np.nan, 0]], np.zeros((2, 2))) == ()
