"""Daily counts of what may happen again, and of what may herald it, into the chance that it happens at all within the next days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.special import expit, logit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Table = NDArray[np.float32]

HALF_LIVES = (1.0, 2.0, 4.0, 7.0, 14.0, 21.0, 40.0, 60.0, 100.0, np.inf)  # days, for the counts themselves
HERALD_HALF_LIVES = (5.0, 30.0, np.inf)
WINDOW_HALF_LIVES = (7.0, 14.0, 20.0, 40.0, 80.0, np.inf)  # for the share of windows in which it happened
SPANS = (1, 2, 4)  # of horizons just past: whether anything came in them
RECENT = (3, 5)  # of the half-lives: what is more, or less, of late counts the more where it came often at all times
LEAST = 0.15  # events in a window that are added to every rate before its logarithm
SURE = 0.01  # shares of windows, and chances, are kept this far from 0 and 1
RIDGE = 20.0  # pull of the standardised coefficients to zero; 20 to 60 are alike on validation
STEP = 2  # days between the days that are learnt from; windows overlap, and weigh less for it
KEPT_DAYS = 112.0  # half-life of what is learnt from: 56 to 224 are alike on validation
SHIFTS, SHIFT_PRIOR = (
    8,
    100,
)  # windows before the last in which what was said is held against what came; forecasts without fault beside them
LEARNT_DAYS = 21  # with fewer, a past window is not forecast
STEPS, TOLERANCE = 50, 1e-6


@dataclass(frozen=True, slots=True)
class OccurrenceOptions:
    """`horizon`: days ahead; `warm`: first days that are not learnt from, as too little is known on them; `streams`: how many are learnt from
    on each day, the busiest until then, as those that are asked about mostly are picked for having been busy.
    """

    horizon: int = 7
    warm: int = 60
    streams: int = 300


def occurrence(counts: Floats, heralds: tuple[Floats, ...], options: OccurrenceOptions | None = None) -> Floats:
    """The chance of each stream to have at least one event in the days after the last, shape (streams,).

    `counts`, shape (days, streams), are of what is asked about; `heralds`, each of that shape, of anything that may go before it (the
    same by the other side, or between their countries, what each side does elsewhere). One ridge logistic regression over all streams and past
    days, so that what is rare in one stream is learnt from others; then a shift of all log odds, by how far the same regression was off in
    the windows before. ValueError where too few days are given.
    """
    options = options or OccurrenceOptions()
    last = len(counts) - 1
    if last - options.horizon < options.warm:
        raise ValueError(f"{len(counts)} days are too few: at least {options.warm + options.horizon + 1} are needed")
    past = _Past(_known(counts, heralds, options.horizon), _came(counts, options.horizon), np.cumsum(counts, axis=0))
    return np.asarray(expit(past.odds(last, options) + _shift(past, last, options)))


@dataclass(frozen=True, slots=True)
class _Past:
    """What was known at the end of each day, shape (days, streams, features), whether anything came in the days after it, and events so far."""

    known: Table
    came: Floats
    so_far: Floats

    def odds(self, day: int, options: OccurrenceOptions) -> Floats:
        """Log odds of each stream at the end of a day, learnt from days whose windows had ended by then."""
        days = np.arange(day - options.horizon, options.warm - 1, -STEP)
        busiest = self.busiest(days, options.streams)
        rows = self.known[days[:, None], busiest].reshape(-1, self.known.shape[2]).astype(float)
        weights = np.repeat(0.5 ** ((day - days) / KEPT_DAYS), busiest.shape[1]) * min(1.0, STEP / options.horizon)
        centre = np.average(rows, axis=0, weights=weights)
        scale = np.sqrt(np.average((rows - centre) ** 2, axis=0, weights=weights)) + 1e-6
        at = _ridge_logistic((rows - centre) / scale, self.came[days[:, None], busiest].ravel(), weights)
        return np.asarray((self.known[day] - centre) / scale @ at[:-1] + at[-1])

    def busiest(self, days: Ints, most: int) -> Ints:
        """The streams with most events until each of these days, shape (days, streams)."""
        return np.argsort(-self.so_far[days], axis=1, kind="stable")[:, :most]


def _shift(past: _Past, last: int, options: OccurrenceOptions) -> float:
    """How far log odds were off in the windows before the last, each forecast from what was known before it: no more than that can be seen."""
    earliest = options.warm + options.horizon + LEARNT_DAYS
    days = last - options.horizon * np.arange(1, SHIFTS + 1)
    days = days[days >= earliest]
    if not len(days):
        return 0.0
    busiest = past.busiest(days, options.streams)
    said = np.concatenate([past.odds(int(day), options)[own] for day, own in zip(days, busiest, strict=True)])
    came = past.came[days[:, None], busiest].ravel()
    said = np.clip(said, logit(SURE), -logit(SURE))
    shift, prior = 0.0, SHIFT_PRIOR / 4  # a forecast of one half says a quarter
    for _ in range(STEPS):
        chance = expit(said + shift)
        shift -= ((chance - came).sum() + prior * shift) / ((chance * (1 - chance)).sum() + prior)
    return float(shift)


def _known(counts: Floats, heralds: tuple[Floats, ...], horizon: int) -> Table:
    """What is known at the end of each day, shape (days, streams, features)."""
    rates = [np.log(horizon * _faded(counts, h) + LEAST) for h in HALF_LIVES]
    often = rates[-1]
    late = [(rates[i] - often) * often for i in RECENT]
    rates += [np.log(horizon * _faded(one, h) + LEAST) for one in heralds for h in HERALD_HALF_LIVES]
    recent = [_any(counts, span * horizon) for span in SPANS]
    shares = [logit(np.clip(_faded(recent[0], h), SURE, 1 - SURE)) for h in WINDOW_HALF_LIVES]
    return np.stack([*rates, *late, *recent, *shares], axis=2, dtype=np.float32, casting="same_kind")


def _any(counts: Floats, span: int) -> Floats:
    """Whether anything came in as many days until the end of each."""
    so_far = np.cumsum(counts, axis=0)
    before = np.concatenate([np.zeros((min(span, len(so_far)), so_far.shape[1])), so_far[:-span]])
    return np.asarray(so_far > before, dtype=float)


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


def _ridge_logistic(rows: Floats, outcome: Floats, weights: Floats) -> Floats:
    """Coefficients and, last, the intercept, which is not pulled: Newton's method on a concave likelihood."""
    table = np.column_stack([rows, np.ones(len(rows))])
    at, pull = np.zeros(table.shape[1]), np.full(table.shape[1], RIDGE)
    pull[-1] = 1e-6  # only keeps the intercept finite where all or nothing came
    for _ in range(STEPS):
        chance = expit(table @ at)
        slope = table.T @ (weights * (chance - outcome)) + pull * at
        curvature = (table * (weights * chance * (1 - chance))[:, None]).T @ table + np.diag(pull)
        step = np.linalg.solve(curvature, slope)
        at -= step
        if np.abs(step).max() < TOLERANCE:
            break
    return at
