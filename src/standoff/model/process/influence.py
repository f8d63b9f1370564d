"""A fit into what each day did to its coefficients, from which the sampling error of anything that is computed from them follows.

The estimate is the truth plus the sum over days of these influences, to first order; their sums of squares are the sandwich variance
(Huber 1967), which holds for counts that are not Poisson, across streams too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.memory import remembered_by_decay
from standoff.model.process.pointprocess import Fit, design

Floats = NDArray[np.float64]

UNSEEN = 1e-3  # of the expected curvature: what is less counts as none
FLOOR = 0.25  # of the mean rate, below which a day's mean is not weighed more
LEAST_MEAN = 1e-3  # of a stream's mean rate, or of one event in all: what a day's mean is taken to be at least where something is divided by it


@dataclass(frozen=True, slots=True)
class Influence:
    """`coefficients`: of each stream, shape (days, coefficients); `decay`, shape (days,): of the common decay per day, zero where it is taken
    as given; `poisson_errors`: of each stream, shape (coefficients,), the standard errors that Poisson counts would have;
    `known`: likewise, whether the days tell anything of the coefficient.
    """

    coefficients: tuple[Floats, ...]
    decay: Floats
    poisson_errors: tuple[Floats, ...]
    known: tuple[NDArray[np.bool_], ...]


def influences(found: Fit, *, decay_estimated: bool = False) -> Influence:
    """What each day did; with `decay_estimated`, the error of a single profiled decay is passed on to all coefficients."""
    by_decay = _memory_by_decay(found)
    rows = [_Row(found, stream, by_decay) for stream in range(found.counts.streams)]
    decay = np.zeros(found.counts.days)
    if decay_estimated:
        decay = _decay(rows)
    return Influence(
        tuple(row.influence - np.outer(decay, row.by_decay) for row in rows),
        decay,
        tuple(row.poisson_errors for row in rows),
        tuple(row.known for row in rows),
    )


class _Row:
    """One stream: its score, its curvature, and how both hang on the decay.

    The curvature is the observed one. The expected one gives days on which nothing was expected and nothing happened a weight without
    bound, and intervals of small records that are too short: .84 in place of .98 of them held the truth (150 events in three streams, a year).
    A source that was hardly remembered on any day with events has next to no observed curvature, and so has a baseline that is zero at a
    knot: these get their own part of the expected one.
    """

    def __init__(self, found: Fit, stream: int, memory_by_decay: Floats) -> None:
        table, seen = design(found, stream), found.counts.events[:, stream]
        usual = max(float(seen.mean()), 1.0 / len(seen))
        means = np.maximum(found.means[:, stream], LEAST_MEAN * usual)
        residual, weight = seen / means - 1.0, seen / means**2
        score, slope = table * residual[:, None], memory_by_decay @ found.lagged[0, stream]
        observed = (table * weight[:, None]).T @ table
        expected = (table**2 / np.maximum(means, FLOOR * usual)[:, None]).sum(axis=0)
        idle = (found.coefficients(stream) == 0) & (np.arange(len(expected)) < len(found.weights[stream]))
        unseen = idle | (np.diag(observed) < UNSEEN * expected)
        inverse, self.known = _inverse(observed + np.diag(np.where(unseen, expected, 0.0)))
        self.influence = score @ inverse
        self.poisson_errors = np.sqrt(np.maximum(np.diag(_inverse((table / means[:, None]).T @ table)[0]), 0.0))
        cross = table.T @ (slope * weight)
        self.by_decay = inverse @ cross
        self.decay_score = slope * residual - score @ self.by_decay
        self.decay_curvature = float(slope @ (slope * weight) - cross @ self.by_decay)


def _memory_by_decay(found: Fit) -> Floats:
    """The derivative of what is remembered by the decay, shape (days, streams); zero for several kernels, whose decays are given."""
    if len(found.lag_days) > 1:
        return np.zeros_like(found.counts.events)
    return remembered_by_decay(found.counts.events, found.memory, found.lag_days[0])


def coefficient_shifts(day: Influence, draws: int, rng: np.random.Generator) -> tuple[Floats, ...]:
    """How far off the coefficients of each stream may be, each of shape (draws, coefficients): each day of the record counts with a weight
    drawn anew (multiplier bootstrap).
    """
    weights = rng.standard_normal((draws, len(day.decay)))
    return tuple(weights @ moved for moved in day.coefficients)


def _decay(rows: list[_Row]) -> Floats:
    curvature = sum(row.decay_curvature for row in rows)
    score = np.sum([row.decay_score for row in rows], axis=0)
    return np.asarray(score / curvature) if curvature > 0 else np.zeros_like(score)


def _inverse(curvature: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """The inverse over the columns that say anything, zero elsewhere; collinear columns share what is known of their sum."""
    size = np.sqrt(np.diag(curvature))
    known = size > 0
    whole = np.zeros_like(curvature)
    if known.any():
        part = curvature[np.ix_(known, known)] / np.outer(size[known], size[known])
        whole[np.ix_(known, known)] = np.linalg.pinv(part, hermitian=True, rcond=1e-10) / np.outer(
            size[known], size[known]
        )
    return whole, known
