"""Fits under many mean lags into the one that the counts like best, with the range of lags that they do not refuse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import chi2

from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.pointprocess import Counts, Fit, fit

Floats = NDArray[np.float64]

GRID = tuple(float(lag) for lag in np.geomspace(0.5, 60.0, 10))  # days; shorter lags cannot be told from the same day
CLOSE = 0.02  # of the logarithm of the lag: an interval is rarely under a tenth
REFUSED = float(chi2.ppf(0.95, 1)) / 2  # nats


@dataclass(frozen=True, slots=True)
class Profile:
    """`fit`: under the best mean lag; `low`, `high`: the ends of its 95 % interval in days, None where the grid of `lags` ends first.

    `losses`: of the fits under each of `lags`, in nats; `dispersion`: what differences of them are divided by before they are judged, since
    counts scatter more than Poisson.
    """

    fit: Fit
    low: float | None
    high: float | None
    lags: tuple[float, ...]
    losses: tuple[float, ...]
    dispersion: float

    @property
    def closed(self) -> bool:
        """Whether the counts refuse both shorter and longer lags."""
        return self.low is not None and self.high is not None


def profiled(counts: Counts, options: BaselineOptions = BaselineOptions()) -> Profile:  # noqa: B008 - frozen
    """One mean lag for all links, by the profile likelihood."""
    fits: list[Fit] = []
    for lag in GRID:
        fits.append(fit(counts, lag, options, fits[-1] if fits else None))
    best = min(fits, key=_loss)
    place = fits.index(best)
    if 0 < place < len(fits) - 1:
        tried = [best]

        def at(log_lag: float) -> float:
            tried.append(fit(counts, float(np.exp(log_lag)), options, tried[-1]))
            return _loss(tried[-1])

        bounds = (np.log(GRID[place - 1]), np.log(GRID[place + 1]))
        minimize_scalar(at, bounds=bounds, method="bounded", options={"xatol": CLOSE})
        fits = sorted([*fits, *tried[1:]], key=lambda one: one.lag_days)
        best = min(fits, key=_loss)
    spread = dispersion(best)
    lags, losses = tuple(one.lag_days[0] for one in fits), tuple(map(_loss, fits))
    low, high = _interval(np.log(lags), np.array(losses), REFUSED * spread)
    return Profile(best, low, high, lags, losses, spread)


def dispersion(found: Fit) -> float:
    """Pearson's: the mean squared residual over the mean, of days on which something was to be expected; at least one."""
    expected = found.means > 1e-3 * found.counts.events.mean(axis=0)
    squares = (found.counts.events - found.means)[expected] ** 2 / found.means[expected]
    return max(1.0, float(squares.mean())) if squares.size else 1.0


def _loss(found: Fit) -> float:
    return float(found.loss.sum())


def _interval(lags: Floats, losses: Floats, allowed: float) -> tuple[float | None, float | None]:
    """Where the losses cross what is allowed above the least. Between neighbours their roots run straight, since the losses bend like a
    parabola: straight lines between the losses themselves would end the interval too early.
    """
    above = np.sqrt(losses - losses.min()) - np.sqrt(allowed)
    best = int(losses.argmin())
    return _crossing(lags[best::-1], above[best::-1]), _crossing(lags[best:], above[best:])


def _crossing(lags: Floats, above: Floats) -> float | None:
    outside = np.flatnonzero(above > 0)
    if not len(outside):
        return None
    n = int(outside[0])
    share = above[n] / (above[n] - above[n - 1])
    return float(np.exp(lags[n] + share * (lags[n - 1] - lags[n])))
