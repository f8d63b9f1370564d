"""Daily counts of what may happen again, and of what may herald it, into the chance that it happens at all within the next days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.special import expit, logit

Floats = NDArray[np.float64]

HALF_LIVES = (2.0, 7.0, 21.0, 60.0, np.inf)  # days, for the counts themselves
HERALD_HALF_LIVES = (5.0, 30.0, np.inf)
WINDOW_HALF_LIVES = (20.0, 80.0, np.inf)  # for the share of windows in which it happened
LEAST = 0.15  # events in a window that are added to every rate before its logarithm
SURE = 0.01  # shares of windows are kept this far from 0 and 1
RIDGE = 3.0  # pull of the standardised coefficients to zero; 1 to 10 are alike on validation, 100 is worse
STEPS, TOLERANCE = 50, 1e-8


@dataclass(frozen=True, slots=True)
class OccurrenceOptions:
    """`horizon`: days ahead; `warm`: first days that are not learnt from, as too little is known on them; `streams`: how many are learnt from
    on each day, the busiest until then, as those that are asked about mostly are picked for having been busy.
    """

    horizon: int = 7
    warm: int = 45
    streams: int = 300


def occurrence(counts: Floats, heralds: tuple[Floats, ...], options: OccurrenceOptions | None = None) -> Floats:
    """The chance of each stream to have at least one event in the days after the last, shape (streams,).

    `counts`, shape (days, streams), are of what is asked about; `heralds`, each of that shape, of anything that may go before it (the
    same by the other side, all conflict of the pair, what each side does elsewhere). One ridge logistic regression over all streams and past
    days, a horizon apart, so that what is rare in one stream is learnt from others. ValueError where too few days are given.
    """
    options = options or OccurrenceOptions()
    last = len(counts) - 1
    days = np.arange(last - options.horizon, options.warm - 1, -options.horizon)
    if not len(days):
        raise ValueError(f"{len(counts)} days are too few: at least {options.warm + options.horizon + 1} are needed")
    known = _known(counts, heralds, options.horizon)
    came = _came(counts, options.horizon)
    busiest = np.argsort(-np.cumsum(counts, axis=0)[days], axis=1, kind="stable")[:, : options.streams]
    rows = known[days[:, None], busiest].reshape(-1, known.shape[2])
    outcome = came[days[:, None], busiest].ravel()
    centre, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    at = _ridge_logistic((rows - centre) / scale, outcome)
    return np.asarray(expit((known[last] - centre) / scale @ at[:-1] + at[-1]))


def _known(counts: Floats, heralds: tuple[Floats, ...], horizon: int) -> Floats:
    """What is known at the end of each day, shape (days, streams, features)."""
    rates = [np.log(horizon * _faded(counts, h) + LEAST) for h in HALF_LIVES]
    rates += [np.log(horizon * _faded(one, h) + LEAST) for one in heralds for h in HERALD_HALF_LIVES]
    some = np.cumsum(counts, axis=0)
    before = np.concatenate([np.zeros((min(horizon, len(some)), some.shape[1])), some[:-horizon]])
    windows = (some > before).astype(float)
    shares = [logit(np.clip(_faded(windows, h), SURE, 1 - SURE)) for h in WINDOW_HALF_LIVES]
    return np.stack([*rates, *shares], axis=2)


def _faded(series: Floats, half_life: float) -> Floats:
    """The mean of all days so far, one of `a` days ago weighing 2 ** (-a / half-life)."""
    keep = 2.0 ** (-1.0 / half_life)
    weights = np.cumsum(keep ** np.arange(len(series)))
    return np.asarray(lfilter([1.0], [1.0, -keep], series, axis=0) / weights[:, None])


def _came(counts: Floats, horizon: int) -> Floats:
    """Whether anything came in the window after each day; the last days, whose windows have not ended, hold what came so far."""
    some = np.cumsum(counts, axis=0)
    after = np.concatenate([some[horizon:], np.repeat(some[-1:], horizon, axis=0)])[: len(some)]
    return np.asarray(after > some, dtype=float)


def _ridge_logistic(rows: Floats, outcome: Floats) -> Floats:
    """Coefficients and, last, the intercept, which is not pulled: Newton's method on a concave likelihood."""
    table = np.column_stack([rows, np.ones(len(rows))])
    at, pull = np.zeros(table.shape[1]), np.full(table.shape[1], RIDGE)
    pull[-1] = 1e-6  # only keeps the intercept finite where all or nothing came
    for _ in range(STEPS):
        chance = expit(table @ at)
        slope = table.T @ (chance - outcome) + pull * at
        curvature = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(pull)
        step = np.linalg.solve(curvature, slope)
        at -= step
        if np.abs(step).max() < TOLERANCE:
            break
    return at
