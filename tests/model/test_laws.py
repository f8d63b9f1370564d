"""Predictive distributions: their distribution functions against SciPy, quantiles against brute force, draws against means."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from standoff.model.forecast.zeros import hurdle, untruncated
from standoff.model.laws import Draws, Mixture, Pool, draw, ends, interval, negbin, points, quantiles

MEANS, VARIANCES = np.array([0.3, 4.0, 250.0]), np.array([0.5, 9.0, 9000.0])


def plain():
    return negbin(MEANS, VARIANCES)


def by_scipy():
    sizes = MEANS**2 / (VARIANCES - MEANS)
    return nbinom(sizes, sizes / (sizes + MEANS))


def every_law():
    rng = np.random.default_rng(1)
    return [
        plain(),
        negbin(MEANS, MEANS),
        Mixture(np.full((3, 2), 0.5), np.array([[0.0, 2.0], [1.0, 8.0], [0.0, 90.0]]), np.full((3, 2), 1.5)),
        points(rng.poisson(MEANS, (40, 3))),
        Pool(np.full((2, 3), 0.5), (plain(), points(rng.poisson(MEANS, (9, 3))))),
        hurdle(np.array([0.2, 0.99, 0.5]), np.array([1.5, 5.0, 80.0]), np.array([4.0, 60.0, 20_000.0])),
    ]


def test_a_negative_binomial_is_that_of_scipy():
    counts = np.arange(-1.0, 400.0)[:, None]
    assert plain().cdf(counts) == pytest.approx(by_scipy().cdf(counts), abs=1e-10)


def test_a_variance_that_is_no_larger_than_the_mean_is_poisson():
    counts = np.arange(0.0, 400.0)[:, None]
    assert negbin(MEANS, MEANS / 2).cdf(counts) == pytest.approx(poisson(MEANS).cdf(counts), abs=1e-10)


@pytest.mark.parametrize("law", every_law())
def test_a_distribution_function_rises_from_zero_to_one(law):
    counts = np.arange(-2.0, 20_000.0)[:, None]
    share = law.cdf(counts)
    assert (share[:2] == 0).all()
    assert np.diff(share, axis=0).min() > -1e-12
    assert share[-1] == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("law", every_law())
def test_the_mean_is_the_sum_of_what_lies_above_each_count(law):
    counts = np.arange(0.0, 60_000.0)[:, None]
    assert (1.0 - law.cdf(counts)).sum(axis=0) == pytest.approx(law.mean, rel=1e-3)


@pytest.mark.parametrize("law", every_law())
def test_quantiles_are_the_least_counts_with_enough_below(law):
    levels = np.array([0.0, 0.01, 0.05, 0.5, 0.9, 0.95, 0.999])
    found = quantiles(law, levels)
    share = law.cdf(np.arange(0.0, 20_000.0)[:, None])
    expected = np.array([[np.argmax(column >= level) for column in share.T] for level in levels])
    assert (np.maximum(found, 0) == expected).all()


@pytest.mark.parametrize("law", every_law())
def test_a_part_says_the_same_of_its_units(law):
    counts = np.arange(0.0, 50.0)[:, None]
    part = law.part(np.array([2, 0]))
    assert part.cdf(counts) == pytest.approx(law.cdf(counts)[:, [2, 0]])
    assert part.units == 2


def test_draws_come_from_the_law_and_the_seed():
    first, again = (draw(plain(), 4000, np.random.default_rng(7)) for _ in range(2))
    assert (first == again).all()
    assert first.mean(axis=0) == pytest.approx(MEANS, rel=0.06)
    assert first.var(axis=0) == pytest.approx(VARIANCES, rel=0.15)


def test_the_central_interval_of_known_draws():
    low, high = interval(Draws(np.arange(100.0)[:, None]), 0.9)
    assert (low[0], high[0]) == (4.0, 94.0)


def test_ends_leave_next_to_nothing_above():
    law = plain()
    assert (1.0 - law.cdf(ends(law)) <= 1e-7).all()


def test_a_truncated_negative_binomial_is_found_by_its_moments():
    means, sizes = np.array([0.8, 5.0]), np.array([0.7, 2.0])
    some = 1.0 - (sizes / (sizes + means)) ** sizes
    first, second = means / some, (means + means**2 / sizes + means**2) / some
    found = untruncated(first, second)
    assert found[0] == pytest.approx(means, rel=0.02)
    assert found[1] == pytest.approx(sizes, rel=0.04)


def test_a_hurdle_has_the_chance_that_it_was_given_also_with_few_zeros():
    law = hurdle(np.array([0.3, 0.999]), np.array([2.0, 3.0]), np.array([9.0, 20.0]))
    assert 1.0 - law.cdf(np.zeros(2)) == pytest.approx([0.3, 0.999])
    assert law.mean == pytest.approx([0.6, 0.999 * 3.0], rel=0.02)
