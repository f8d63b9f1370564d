"""Past counts into what they say before each period: levels that forget at several rates, means, and rates from days within periods."""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from standoff.errors import ModelError
from standoff.model.forecast.panel import Panel
from standoff.model.laws import Floats, Index
from standoff.model.process.memory import retention


def known_levels(past: Panel, rate: float) -> Floats:
    """`levels` of a panel."""
    return past.rows(("levels", rate), lambda whole: levels(whole.counts, rate))


def levels(counts: Floats, rate: float) -> Floats:
    """The exponentially weighted mean before each period and now, shape (periods + 1, units); a plain mean while that forgets faster.

    Before the first period nothing is known, and the first count is put there: whoever fits leaves out the first rows.
    """
    found = np.empty((len(counts) + 1, counts.shape[1]))
    found[0] = counts[0]
    for i, row in enumerate(counts):
        weight = max(rate, 1.0 / (i + 1))
        found[i + 1] = (1.0 - weight) * found[i] + weight * row
    return found


def quiet(counts: Floats) -> Floats:
    """How many periods without an event have just passed, shape (periods + 1, units)."""
    found = np.zeros((len(counts) + 1, counts.shape[1]))
    for i, row in enumerate(counts):
        found[i + 1] = np.where(row == 0, found[i] + 1.0, 0.0)
    return found


def within(daily: Floats, starts: Index, lag_days: float) -> Floats:
    """Rates from days, as signals of a panel: what a memory of daily counts with this mean lag holds when each period begins, times its days.

    `daily`, shape (days, units); `starts`, shape (periods + 1,): the day on which each period begins, and the one that now begins, which may
    lie just after the last day. That one counts as long as the one before. Returns shape (periods + 1, units).
    """
    if len(starts) < 2 or starts[0] < 0 or starts[-1] > len(daily) or (np.diff(starts) < 1).any():
        raise ModelError("periods must begin on days of the record, one after another")
    keep = retention(lag_days)
    first = daily[: int(starts[1])].mean(axis=0)
    memory, _ = lfilter([1.0 - keep], [1.0, -keep], daily, axis=0, zi=(keep * first)[None])
    held = np.vstack([first[None], memory])[starts]
    days = np.append(np.diff(starts), starts[-1] - starts[-2])
    return np.asarray(held * days[:, None])
