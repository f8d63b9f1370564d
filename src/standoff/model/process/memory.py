"""Daily counts into the memory of them that a kernel keeps, and what of a kernel falls on the same day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

Floats = NDArray[np.float64]


def retention(lag_days: float) -> float:
    """What a geometric kernel keeps from one day to the next, for an exponential kernel with this mean lag."""
    return float(np.exp(-1.0 / lag_days))


def remembered(counts: Floats, lag_days: float) -> Floats:
    """Z[t] = r Z[t-1] + (1 - r) counts[t-1], shape (days, streams); before the first day the mean is taken to have come, of all days
    but the last: a stream whose only events are there shows nothing of what they set off.
    """
    keep = retention(lag_days)
    found, _ = lfilter([0.0, 1.0 - keep], [1.0, -keep], counts, axis=0, zi=counts[:-1].mean(axis=0, keepdims=True))
    return np.asarray(found)


def remembered_by_decay(counts: Floats, memory: Floats, lag_days: float) -> Floats:
    """The derivative of `remembered` by the decay 1 / lag_days, shape (days, streams)."""
    keep = retention(lag_days)
    return np.asarray(-keep * lfilter([0.0, 1.0], [1.0, -keep], memory - counts, axis=0))


def same_day(lag_days: float) -> float:
    """The share of the children of an event, at an hour that nobody knows, that come on its own day."""
    decay = 1.0 / lag_days
    return float(1.0 + np.expm1(-decay) / decay)


def same_day_by_decay(lag_days: float) -> float:
    """The derivative of `same_day` by the decay 1 / lag_days."""
    decay = 1.0 / lag_days
    return float((1.0 - np.exp(-decay)) / decay**2 - np.exp(-decay) / decay)
