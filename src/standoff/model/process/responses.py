"""A fit into what one more event is expected to set off, directly and through others, day by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.branching import corrected
from standoff.model.process.influence import Influence, coefficient_shifts
from standoff.model.process.memory import retention
from standoff.model.process.pointprocess import Fit

Floats = NDArray[np.float64]

DRAWS = 200
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Responses:
    """`expected[h, i, j]`: further events in stream i by the end of day h after one event in stream j (the day of the event is 0), shape
    (days + 1, streams, streams), with the ends of their 95 % intervals.
    """

    expected: Floats
    low: Floats
    high: Floats


def responses(found: Fit, day: Influence, days: int, rng: np.random.Generator) -> Responses:
    """Added up over `days` days; in the long run they come to (I - A)^-1 - I."""
    lagged = lagged_draws(found, day, DRAWS, rng)
    drawn = np.stack([_added_up(one, found.lag_days, days) for one in lagged])
    low, high = np.quantile(drawn, (LOW, HIGH), axis=0)
    return Responses(_added_up(found.lagged, found.lag_days, days), np.maximum(low, 0.0), np.maximum(high, 0.0))


def lagged_draws(found: Fit, day: Influence, draws: int, rng: np.random.Generator) -> Floats:
    """Lagged matrices drawn from their sampling distribution, shape (draws, kernels, streams, streams), some entries below
    zero.
    """
    kernels, streams = len(found.lag_days), found.counts.streams
    shifts = [
        shift[:, base.shape[1] :].reshape(draws, kernels, streams)
        for shift, base in zip(coefficient_shifts(day, draws, rng), found.bases, strict=True)
    ]
    return np.asarray(found.lagged + np.stack(shifts, axis=2))


def _added_up(lagged: Floats, lag_days: tuple[float, ...], days: int) -> Floats:
    keep = np.array([retention(lag) for lag in lag_days])[:, None, None]
    _, _, spread = corrected(lagged, lag_days)
    own_day = np.linalg.inv(spread)  # the event and what it sets off on its own day
    memory = (1.0 - keep) * own_day
    found = [own_day]
    for _ in range(days):
        today = np.einsum("lij,ljk->ik", lagged, memory)
        found.append(today)
        memory = keep * memory + (1.0 - keep) * today
    return np.asarray(np.cumsum(found, axis=0) - np.eye(lagged.shape[1]))
