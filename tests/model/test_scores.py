"""Scores against brute force and closed forms, and that the truth scores best."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import hyp2f1
from scipy.stats import kstest, nbinom

from standoff.model.laws import draw, interval, negbin, points
from standoff.model.scores import (
    VIEWS_BINS,
    auc,
    brier,
    coverage,
    covered,
    crps,
    crps_of_draws,
    ignorance,
    interval_score,
    log_score,
    pit,
)


def closed_form(mean, size, y):
    """CRPS of a negative binomial (Wei & Held 2014)."""
    p = size / (size + mean)
    q = 1 - p
    first = y * (2 * nbinom.cdf(y, size, p) - 1)
    second = size * q / p**2 * (p * (2 * nbinom.cdf(y - 1, size + 1, p) - 1) + hyp2f1(size + 1, 0.5, 2, -4 * q / p**2))
    return first - second


@pytest.mark.parametrize(("mean", "size"), [(0.2, 0.5), (3.0, 1.0), (40.0, 4.0), (90.0, 0.8)])
@pytest.mark.parametrize("y", [0, 1, 7, 130])
def test_crps_of_a_negative_binomial_is_the_closed_form(mean, size, y):
    law = negbin(np.array([mean]), np.array([mean + mean**2 / size]))
    assert crps(law, np.array([float(y)]))[0] == pytest.approx(closed_form(mean, size, y), rel=1e-5, abs=1e-6)


def test_crps_of_large_counts_loses_next_to_nothing_by_blocks():
    law = negbin(np.array([30_000.0]), np.array([30_000.0**2 / 2.0]))
    counts = np.arange(0.0, 600_000.0)[:, None]
    for y in (0.0, 12_345.0, 200_000.0):
        exact = ((law.cdf(counts) - (counts >= y)) ** 2).sum()
        assert crps(law, np.array([y]))[0] == pytest.approx(exact, rel=1e-4)


def test_crps_of_draws_is_that_of_all_pairs():
    rng = np.random.default_rng(2)
    draws, y = rng.poisson(5.0, (30, 4)).astype(float), np.array([0.0, 3.0, 5.0, 40.0])
    pairs = np.abs(draws[:, None] - draws[None]).mean(axis=(0, 1)) / 2
    brute = np.abs(draws - y).mean(axis=0) - pairs
    assert crps_of_draws(draws, y) == pytest.approx(brute)
    assert crps(points(draws), y) == pytest.approx(brute)


def test_log_score_is_that_of_scipy():
    law = negbin(np.array([3.0]), np.array([12.0]))
    assert log_score(law, np.array([4.0]))[0] == pytest.approx(-nbinom.logpmf(4, 1.0, 0.25))


def test_ignorance_takes_the_bins_of_views_and_one_draw_in_each():
    law = points(np.array([[0.0], [0.0], [3.0], [2000.0]]))
    chances = {0.0: 0.5, 1.0: 0.0, 2.0: 0.0, 3.0: 0.25, 5.0: 0.25, 6.0: 0.0, 1000.0: 0.0, 1001.0: 0.25}
    for y, chance in chances.items():
        assert ignorance(law, np.array([y]))[0] == pytest.approx(-np.log2((1000 * chance + 1) / 1011)), y
    assert len(VIEWS_BINS) + 1 == 11


def test_interval_score_and_coverage():
    low, high, y = np.array([2.0, 2.0, 2.0]), np.array([5.0, 5.0, 5.0]), np.array([3.0, 1.0, 7.0])
    assert interval_score(low, high, y, 0.9) == pytest.approx([3.0, 23.0, 43.0])
    assert covered(low, high, y).tolist() == [True, False, False]


def test_pit_of_the_truth_is_uniform_and_coverage_is_the_level():
    rng = np.random.default_rng(3)
    means = rng.gamma(1.0, 2.0, 5000)
    law = negbin(means, means + means**2)
    y = draw(law, 1, rng)[0]
    assert kstest(pit(law, y, rng), "uniform").pvalue > 0.01
    assert coverage(law, y).mean() == pytest.approx(0.9, abs=0.012)
    assert covered(*interval(law), y).mean() > 0.92  # whole numbers: more than was asked
    narrow = negbin(means, means)
    assert coverage(narrow, y).mean() < 0.85


@pytest.mark.parametrize("score", [crps, log_score, ignorance])
def test_the_truth_scores_best(score):
    rng = np.random.default_rng(4)
    truth = negbin(np.full(4000, 6.0), np.full(4000, 24.0))
    y = draw(truth, 1, rng)[0]
    best = score(truth, y).mean()
    for mean, variance in ((5.0, 24.0), (7.5, 24.0), (6.0, 9.0), (6.0, 80.0), (6.0, 6.0)):
        assert score(negbin(np.full(4000, mean), np.full(4000, variance)), y).mean() > best


def test_scores_of_yes_and_no():
    chances, happened = np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1])
    assert brier(chances, happened) == pytest.approx((0.01 + 0.16 + 0.4225 + 0.04) / 4)
    assert auc(chances, happened) == pytest.approx(0.75)
    assert auc(np.full(4, 0.3), happened) == pytest.approx(0.5)
    assert np.isnan(auc(chances, np.ones(4)))


def test_discrimination_is_the_share_of_pairs_in_order():
    rng = np.random.default_rng(1)
    said, came = rng.integers(0, 5, 60) / 5, rng.random(60) < 0.4
    pairs = [(a > b) + (a == b) / 2 for a in said[came] for b in said[~came]]
    assert auc(said, came) == pytest.approx(np.mean(pairs))
