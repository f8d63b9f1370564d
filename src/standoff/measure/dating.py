"""Weekly counts into the stretches between which their rate changed, looking back: a description, not an alarm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from standoff.errors import MeasureError
from standoff.measure.change import Floats, checked, variance_ratio, with_prior

BLOCK_WEEKS = 26  # long enough for six lags, short enough that most blocks of a series hold no change
LEAST_WEEKS = 4
# Per change, times the log of the weeks, in units of twice the log-likelihood: the leading term of the modified BIC of Zhang &
# Siegmund 2007. With its other term, which favours short segments, or with the 2 of the plain BIC clustered series split more often.
PENALTY = 3.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Weeks `start` up to, not including, `end`, with `mean` events a week (at the mean exposure of the series)."""

    start: int
    end: int
    mean: float


def date_changes(
    counts: ArrayLike, exposure: ArrayLike | None = None, least_weeks: int = LEAST_WEEKS
) -> tuple[Segment, ...]:
    """When the rate of a series changed, for describing what is already known to have changed; it states no error rate.

    `counts` (weeks,) are whole numbers, `exposure` (weeks,) what they are proportional to; counts of weeks without exposure do not
    enter. The segments have at least `least_weeks` each, cover the series, and are the best of all such by negative binomial
    likelihood less a penalty per change: optimal partitioning (Jackson et al. 2005), in time that grows with the square of the
    weeks. Raises MeasureError for counts or exposures that are none.
    """
    series = np.asarray(counts, dtype=np.float64)
    if series.ndim != 1 or least_weeks < 1:
        raise MeasureError(
            f"dating takes one number a week (not shape {series.shape}) and segments of a week or more (not {least_weeks})"
        )
    table, weight = checked(series[:, np.newaxis], exposure)
    events = np.where(weight > 0, table[:, 0], 0)
    if not events.any():
        return (Segment(0, len(events), 0.0),)
    total, exposed = _sums(events), _sums(weight)
    ends = _partition(total, exposed, _dispersion(events, weight), least_weeks)
    return tuple(
        Segment(
            start, end, float((total[end] - total[start]) / max(exposed[end] - exposed[start], np.finfo(float).tiny))
        )
        for start, end in zip([0, *ends[:-1]], ends, strict=True)
    )


def _sums(values: Floats) -> Floats:
    """Entry i is the sum of the first i values."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _dispersion(events: Floats, exposure: Floats) -> float:
    """The k of a week at mean exposure, from the lower median over half-year blocks: a change in a block does not raise it."""
    seen = exposure > 0
    events, exposure = events[seen], exposure[seen]
    parts = max(len(events) // BLOCK_WEEKS, 1)
    blocks = zip(np.array_split(events, parts), np.array_split(exposure, parts), strict=True)
    ratios = np.sort([variance_ratio(block[:, np.newaxis], weight)[0] for block, weight in blocks])
    ratio = with_prior(ratios[(parts - 1) // 2], len(events))
    return float(events.sum() / exposure.sum() / (ratio - 1))


def _partition(total: Floats, exposed: Floats, dispersion: float, least_weeks: int) -> list[int]:
    """The ends of the best segments, from sums of counts and of exposure: best[e] = min over s of best[s] + cost(s, e) + penalty."""
    weeks = len(total) - 1
    penalty = PENALTY * np.log(weeks)
    best = np.full(weeks + 1, np.inf)
    best[0] = -penalty
    last = np.zeros(weeks + 1, dtype=np.int64)
    for end in range(min(least_weeks, weeks), weeks + 1):
        starts = slice(0, max(end - least_weeks, 0) + 1)
        cost = best[starts] + _cost(total[end] - total[starts], exposed[end] - exposed[starts], dispersion) + penalty
        last[end] = int(cost.argmin())
        best[end] = cost[last[end]]
    return _walk_back(last)


def _walk_back(last: NDArray[np.int64]) -> list[int]:
    ends = [len(last) - 1]
    while last[ends[-1]] > 0:
        ends.append(int(last[ends[-1]]))
    return ends[::-1]


def _cost(events: Floats, exposure: Floats, dispersion: float) -> Floats:
    """Minus twice the log-likelihood at the best rate, less what no segmentation changes.

    The count of a week with exposure w is negative binomial with parameter k w, so that those of a segment add up to one.
    """
    rate = events / np.maximum(exposure, np.finfo(float).tiny)  # without exposure there are no events
    share = np.where(events > 0, rate, 1) / (dispersion + rate)
    return -2 * (events * np.log(share) - dispersion * exposure * np.log1p(rate / dispersion))
