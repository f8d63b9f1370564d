"""Made weekly counts whose rate is known: (weeks, series) from the means that each week of each series shall have."""

from __future__ import annotations

import numpy as np


def poisson(rng, mean):
    return rng.poisson(mean)


def over_dispersed(rng, mean):
    """Variance three times the mean where the mean is 3, independent weeks."""
    return rng.negative_binomial(1.5, 1.5 / (1.5 + mean))


def hawkes(rng, mean, branching=0.5, days=7.0):
    """Events that cause `branching` further events each, `days` later on average, in clusters that begin by themselves."""
    warm_up = int(8 * days / 7 / (1 - branching)) + 4
    spontaneous = np.vstack([np.repeat(mean[:1], warm_up, axis=0), mean]) * (1 - branching)
    counts = np.zeros(spontaneous.shape, dtype=np.int64)
    begun = rng.poisson(spontaneous)
    week, series = np.nonzero(begun)
    per_cell = begun[week, series]
    when, series = np.repeat(week, per_cell) + rng.random(per_cell.sum()), np.repeat(series, per_cell)
    while when.size:
        inside = when < len(counts)
        when, series = when[inside], series[inside]
        np.add.at(counts, (when.astype(int), series), 1)
        children = rng.poisson(branching, when.size)
        when = np.repeat(when, children) + rng.exponential(days / 7, children.sum())
        series = np.repeat(series, children)
    return counts[warm_up:]


def slow_hawkes(rng, mean):
    return hawkes(rng, mean, days=28.0)


GENERATORS = {"Poisson": poisson, "over-dispersed": over_dispersed, "Hawkes": hawkes}


def changed(weeks, series, mean, at=None, factor=1.0):
    """Means (weeks, series): `mean`, and `factor` times it from week `at`."""
    means = np.full((weeks, series), float(mean))
    if at is not None:
        means[at:] *= factor
    return means
