"""The sensitivity band: its sampler against exact probabilities, what it holds, and how often it holds the truth."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from scipy.special import beta

from standoff.measure.balance import frustration, normalised, sensitivity_band
from standoff.measure.band import Ties
from tests.measure.networks import tribes
from tests.measure.simulated import DESIGNS, coder_aware_posterior, flat_posterior, simulated

REPLICATES = 80


def test_certain_signs_leave_no_band():
    weights = tribes()[0]
    band = sensitivity_band(weights > 0, weights != 0, np.random.default_rng(0), draws=50)
    assert band.point == normalised(weights, 7)
    assert (band.low, band.high, band.undecided_share) == (band.point, band.point, 0)


def test_no_ties():
    band = sensitivity_band(np.zeros((3, 3)), np.zeros((3, 3)), np.random.default_rng(0))
    assert (band.point, band.low, band.high, band.undecided_share) == (1, 1, 1, 0)


def test_point_is_within_and_the_share_counts_present_ties():
    for seed in range(10):
        rng = np.random.default_rng(seed)
        upper = np.triu(rng.random((9, 9)), 1)
        there = np.triu(rng.random((9, 9)) < 0.6, 1)
        positive, present = upper + upper.T, there | there.T
        band = sensitivity_band(positive, present, rng, draws=60)
        expected = np.where(present, 2 * positive - 1, 0)
        assert band.point == pytest.approx(normalised(expected, frustration(expected).cost))
        assert 0 <= band.low <= band.point <= band.high <= 1
        assert band.undecided_share == pytest.approx(np.mean(np.abs(upper[there] - 0.5) <= 0.4))


def test_the_same_seed_gives_the_same_band():
    positive, present = np.full((6, 6), 0.7), ~np.eye(6, dtype=bool)
    one, same, other = (sensitivity_band(positive, present, np.random.default_rng(seed), 40) for seed in (1, 1, 2))
    assert one == same
    assert (one.low, one.high) != (other.low, other.high)


def test_joint_draws_follow_signs_camps_and_strained_share():
    """With the share of strained ties integrated out, signs s and camps x have the weight product of P(s) times B(1 + strained, 4 + satisfied)."""
    chance = np.array([0.6, 0.3, 0.2, 0.9, 0.5])
    i, j = np.array([0, 0, 1, 2, 1]), np.array([1, 2, 2, 3, 3])
    exact = defaultdict(float)
    for signs in product((1, -1), repeat=5):
        for camps in product((1, -1), repeat=4):
            strained = sum(s * camps[a] * camps[b] < 0 for s, a, b in zip(signs, i, j, strict=True))
            likely = np.prod(np.where(np.array(signs) > 0, chance, 1 - chance))
            exact[signs] += likely * beta(1 + strained, 4 + 5 - strained)
    total = sum(exact.values())
    drawn = Ties(4, i, j, chance).joint(np.random.default_rng(0), np.ones((20_000, 4)))
    for signs, weight in exact.items():
        share = (drawn == np.array(signs)).all(axis=1).mean()
        assert share == pytest.approx(weight / total, abs=0.012)  # four standard errors of the commonest


@pytest.mark.slow
@pytest.mark.parametrize("posterior", [flat_posterior, coder_aware_posterior])
@pytest.mark.parametrize("design", DESIGNS)
def test_the_band_holds_the_truth(design, posterior):
    rng = np.random.default_rng(7)
    held = []
    for _ in range(REPLICATES):
        truth, friendly, hostile = simulated(DESIGNS[design], rng)
        true = normalised(truth, frustration(truth).cost)
        band = sensitivity_band(posterior(friendly, hostile), truth != 0, rng, draws=200)
        held.append(band.low - 1e-9 <= true <= band.high + 1e-9)
    assert np.mean(held) >= 0.90
