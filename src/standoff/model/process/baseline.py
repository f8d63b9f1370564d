"""Days into the columns of a baseline: hat functions over knots, weekdays, and an exposure that multiplies both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from standoff.errors import ModelError

Floats = NDArray[np.float64]
WEEK = 7


@dataclass(frozen=True, slots=True)
class BaselineOptions:
    """`knot_days`: days from one knot to the next, None for a rate that never changes by itself; `weekdays`: whether weekdays may differ."""

    knot_days: float | None = 182.0
    weekdays: bool = True


def hats(days: int, knot_days: float | None) -> Floats:
    """Hat functions that sum to one on every day, shape (days, knots); knots stand evenly, as far apart as asked or a little less."""
    if knot_days is not None and knot_days <= 0:
        raise ModelError(f"knots cannot stand {knot_days:g} days apart; name a number of days above zero")
    if knot_days is None or days < 2:
        return np.ones((days, 1))
    stretches = pieces(days, knot_days)
    place = np.linspace(0.0, stretches, days)
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(place[:, None] - np.arange(stretches + 1.0))))


def pieces(days: int, knot_days: float | None) -> int:
    """Stretches between knots; 0 for a constant baseline."""
    return 0 if knot_days is None else max(1, int(np.ceil((days - 1) / knot_days)))


def columns(counts: Floats, options: BaselineOptions, exposure: Floats, first_weekday: int = 0) -> list[Floats]:
    """The baseline's design per stream, each of shape (days, columns), from counts of shape (days, streams).

    With weekdays, six columns are added for all but the quietest weekday, in proportion to the level of the stream in the knots'
    neighbourhood: how much a weekday adds grows with the rate.
    """
    trend = hats(len(counts), options.knot_days) * exposure[:, None]
    if not options.weekdays or len(counts) < 2 * WEEK:
        return [trend] * counts.shape[1]
    weekday = (np.arange(len(counts)) + first_weekday) % WEEK
    return [np.hstack([trend, _weekdays(series, weekday, exposure, options.knot_days)]) for series in counts.T]


def _weekdays(series: Floats, weekday: NDArray[np.int64], exposure: Floats, knot_days: float | None) -> Floats:
    means = np.bincount(weekday, series, WEEK) / np.bincount(weekday, minlength=WEEK)
    others = [day for day in range(WEEK) if day != int(means.argmin())]
    level = exposure
    if knot_days is not None and series.any():
        smooth = uniform_filter1d(series, max(WEEK, min(int(knot_days), len(series))), mode="reflect")
        level = smooth / smooth.mean()
    return np.asarray((weekday[:, None] == np.array(others)) * level[:, None])
