"""How days scatter: the margins that counts were drawn from are found again."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from standoff.model.process.margins import Margin, margin

MEANS = np.random.default_rng(9).gamma(2.0, 2.0, 5000) + 0.05  # of many sizes, so that the two kinds differ


@pytest.mark.parametrize("linear", [True, False])
@pytest.mark.parametrize("excess", [0.3, 1.0, 3.0])
def test_excess_and_kind_are_recovered(excess, linear):
    counts = Margin(excess, linear).draw(MEANS, np.random.default_rng(0))
    found = margin(counts, MEANS)
    assert found.linear == linear
    assert found.excess == pytest.approx(excess, rel=0.12)


def test_poisson_counts_have_hardly_any_excess():
    for seed in range(10):
        assert margin(np.random.default_rng(seed).poisson(MEANS).astype(float), MEANS).excess < 0.06


def test_counts_more_even_than_poisson_are_taken_for_poisson():
    assert margin(np.round(MEANS), MEANS) == Margin(0.0, linear=True)


@pytest.mark.parametrize("one", [Margin(0.0, True), Margin(0.8, True), Margin(0.8, False)], ids=str)
def test_draws_have_the_mean_and_the_variance_stated(one):
    mean = 3.0
    drawn = one.draw(np.full(200_000, mean), np.random.default_rng(0))
    variance = mean * (1 + one.excess) if one.linear else mean + one.excess * mean**2
    assert drawn.mean() == pytest.approx(mean, rel=0.02)
    assert drawn.var() == pytest.approx(variance, rel=0.03)
    share = np.mean(drawn <= 2)
    assert one.below(np.array([2.0]), np.array([mean]))[0] == pytest.approx(share, abs=0.005)


def test_probabilities_and_loss_are_those_of_the_negative_binomial():
    counts, means = np.array([0.0, 3.0, 1.0]), np.array([0.5, 2.0, 4.0])
    size = np.array([0.5, 2.0, 4.0]) / 0.8
    expected = nbinom.logpmf(counts, size, size / (size + means))
    assert Margin(0.8, linear=True).loss(counts, means) == pytest.approx(-expected.sum())
    assert Margin(0.0, linear=True).loss(counts, means) == pytest.approx(-poisson.logpmf(counts, means).sum())


def test_days_on_which_nothing_is_expected():
    zeros = np.zeros(50)
    assert margin(zeros, zeros).excess == 0
    for one in (Margin(0.0, True), Margin(0.8, True), Margin(0.8, False)):
        assert one.draw(zeros, np.random.default_rng(0)).sum() == 0
        assert np.isfinite(one.loss(zeros, zeros))


@pytest.mark.parametrize("one", [Margin(0.0, True), Margin(0.8, True), Margin(30.0, False)], ids=str)
def test_quantiles_are_those_of_scipy_also_where_counts_are_many(one):
    rng = np.random.default_rng(3)
    levels, means = rng.random(20_000), np.exp(rng.normal(0.0, 3.0, 20_000))
    means[:100] = 0.0
    found = one.quantile(levels, means)
    assert found.max() > 200
    assert not found[:100].any()
    if one.excess:
        size = means[100:] / one.excess if one.linear else np.full(len(means) - 100, 1 / one.excess)
        expected = nbinom.ppf(levels[100:], size, size / (size + means[100:]))
    else:
        expected = poisson.ppf(levels[100:], means[100:])
    assert (found[100:] == expected).all()


@pytest.mark.parametrize("one", [Margin(0.0, True), Margin(0.8, True), Margin(0.8, False)], ids=str)
def test_a_larger_mean_never_has_a_smaller_quantile(one):
    rng = np.random.default_rng(4)
    levels, means = rng.random(20_000), np.exp(rng.normal(0.0, 1.5, 20_000))
    assert (one.quantile(levels, 1.2 * means) >= one.quantile(levels, means)).all()
    assert (one.quantile(levels + 0.5 * (1 - levels), means) >= one.quantile(levels, means)).all()
