"""Processes whose branching matrix is known into times and counts, by code that shares nothing with `standoff.model`.

DGP-3, its rates and its bounds are those of the project's note on dynamics, sections 4 and 8. Gains are children of any day; where counts are drawn from the
count model itself, its lagged matrix is worked out from them here a second time.
"""

from __future__ import annotations

import numpy as np

from standoff.model.process.baseline import BaselineOptions

TEN_YEARS, THREE_YEARS = 3650, 1095
LAG = 2.0  # days; beta .5
CONSTANT = BaselineOptions(knot_days=None, weekdays=False)
RATES = np.array([1.0, 0.7, 1.3])


def scaled(gains, radius):
    return np.array(gains) * radius / np.abs(np.linalg.eigvals(gains)).max()


DGP3 = scaled([[0.45, 0.15, 0.0], [0.2, 0.4, 0.1], [0.0, 0.25, 0.35]], 0.7)
INTERIOR = np.array([[0.3, 0.15, 0.15], [0.15, 0.3, 0.15], [0.15, 0.15, 0.25]])  # no entry near zero


def outside_of(gains, rates=RATES):
    """Events a day from outside with which all streams have these rates."""
    return (np.eye(len(gains)) - gains) @ rates


def sparse_gains(streams, rng, radius=0.7, density=0.2):
    """Each stream sets itself off, and every fifth of the others."""
    gains = rng.random((streams, streams)) * (rng.random((streams, streams)) < density)
    gains[np.diag_indices(streams)] = rng.uniform(0.2, 1.0, streams)
    return scaled(gains, radius)


def times_of(gains, outside, lag, days, rng, begun=100):
    """Times and streams of a Hawkes process with exponential kernels, generation after generation, in order of time."""
    streams, whole = len(outside), days + begun
    at = rng.uniform(0, whole, rng.poisson(outside.sum() * whole))
    stream = rng.choice(streams, len(at), p=outside / outside.sum())
    all_at, all_streams = [at], [stream]
    while len(at):
        children = rng.poisson(gains[:, stream])
        at = np.concatenate([np.repeat(at, n) for n in children])
        stream = np.repeat(np.arange(streams), children.sum(axis=1))
        at = at + rng.exponential(lag, len(at))
        at, stream = at[at < whole], stream[at < whole]
        all_at.append(at)
        all_streams.append(stream)
    at, stream = np.concatenate(all_at) - begun, np.concatenate(all_streams)
    order = np.argsort(at)
    return at[order][at[order] >= 0], stream[order][at[order] >= 0]


def by_day(at, stream, days, streams):
    whole = np.floor(at).astype(int) * streams + stream
    return np.bincount(whole, minlength=days * streams).reshape(days, streams).astype(float)


def day_binned(gains, outside, lag, days, rng):
    """The same as daily counts, shape (days, streams)."""
    return by_day(*times_of(gains, outside, lag, days, rng), days, len(outside))


def model_counts(gains, outside, lag, shape, rng, size=None):
    """Counts of the count model, shape (records, days, streams); negative binomial where a size is given."""
    records, days = shape
    keep, streams = np.exp(-1 / lag), len(outside)
    within = 1 - lag * (1 - keep)
    own_day = np.linalg.inv(np.eye(streams) - within * gains)
    lagged, baseline = (1 - within) * own_day @ gains, own_day @ outside
    memory = np.tile(np.linalg.solve(np.eye(streams) - gains, outside), (records, 1))
    counts = np.empty((records, days + 100, streams))
    for day in range(days + 100):
        means = baseline + memory @ lagged.T
        counts[:, day] = rng.poisson(means if size is None else rng.gamma(size, means / size))
        memory = keep * memory + (1 - keep) * counts[:, day]
    return counts[:, 100:]


def poisson_counts(rate, streams, rng):
    """Events that nothing sets off, at the rate of each day, shape (days, streams)."""
    return rng.poisson(np.tile(np.asarray(rate)[:, None], streams)).astype(float)
