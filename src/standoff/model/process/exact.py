"""Events with real times into the same process, for records that know the hour: nothing is lost within the day, but ties break it.

The Hawkes process with exponential kernels (Hawkes 1971; likelihood: Ozaki 1979), strictly earlier events only. Day-stamped events must go to
`pointprocess`: here they would find a rho of .45 to .53 where .70 is there (docs/methods/dynamics.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize_scalar

from standoff.errors import ModelError
from standoff.model.process.branching import DRAWS, Estimate, radius_error
from standoff.model.regression import regress

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_TIED = 0.02  # of events at the very time of another: more than a few per cent bias everything
LAGS = (0.02, 60.0)  # days: half an hour to two months
BLOCK = 300.0  # decay times: exp of it is still a number


@dataclass(frozen=True, slots=True)
class Times:
    """`at`, shape (events,): days since the start, rising; `stream`, shape (events,): 0 to `streams` - 1; `end`: days that were watched."""

    at: Floats
    stream: Ints
    streams: int
    end: float


@dataclass(frozen=True, slots=True)
class ExactFit:
    """`gains[i, j]`: events that one event in stream j directly sets off in stream i, with `errors` from the curvature (0 rows for no event);
    `outside`: events a day by themselves at each of the evenly spaced knots, shape (streams, knots). `loss`: negative log-likelihood in nats, with time in days.
    """

    lag_days: float
    gains: Floats
    errors: Floats
    outside: Floats
    loss: float
    converged: bool
    radius: Estimate


def timed(at: ArrayLike, stream: ArrayLike, end: float, streams: int | None = None) -> Times:
    """Times that were looked at, put in order; ModelError where they are out of range, or too many are tied."""
    days, marks = np.asarray(at, dtype=np.float64), np.asarray(stream, dtype=np.int64)
    if days.ndim != 1 or days.shape != marks.shape or not len(days):
        raise ModelError("give one time and one stream for each event, and one event at least")
    count = int(marks.max()) + 1 if streams is None else streams
    if not np.isfinite(days).all() or days.min() < 0 or days.max() > end or marks.min() < 0 or marks.max() >= count:
        raise ModelError(f"times must lie between 0 and {end:g} days, and streams be numbered from 0 to {count - 1}")
    tied = 1.0 - len(np.unique(days)) / len(days)
    if tied > MOST_TIED:
        raise ModelError(
            f"{tied:.0%} of the events stand at the time of another: count by day instead (pointprocess), or spread them first (jittered)"
        )
    order = np.argsort(days, kind="stable")
    return Times(days[order], marks[order], count, float(end))


def jittered(at: ArrayLike, width_days: float, rng: np.random.Generator) -> Floats:
    """Times spread evenly over the interval that each stands for, such as 1 for dates; below that width, what came first is made up."""
    days = np.asarray(at, dtype=np.float64)
    return np.asarray(np.floor(days / width_days) * width_days + rng.uniform(0.0, width_days, days.shape))


def fit_times(times: Times, lag_days: float | None = None, knots: int = 1) -> ExactFit:
    """The fit under this mean lag, or under the likeliest; the outside rate is straight between `knots` knots, constant with one."""
    if lag_days is not None:
        return _fit(times, lag_days, knots)
    grid = np.log(np.geomspace(*LAGS, 12))
    losses = [_profile(times, lag, knots) for lag in grid]
    place = int(np.argmin(losses))
    bounds = (grid[max(0, place - 1)], grid[min(len(grid) - 1, place + 1)])
    found = minimize_scalar(lambda lag: _profile(times, lag, knots), bounds=bounds, method="bounded")
    return _fit(times, float(np.exp(found.x)), knots)


def _profile(times: Times, log_lag: float, knots: int) -> float:
    lag_days = float(np.exp(log_lag))
    gains, outside, _ = _coefficients(times, lag_days, knots)
    return loss(times, lag_days, gains, outside)


def loss(times: Times, lag_days: float, gains: Floats, outside: Floats) -> float:
    """The negative log-likelihood in nats of any parameters; `outside`, shape (streams, knots)."""
    parts = [_stream(times, i, lag_days, outside.shape[1]) for i in range(times.streams)]
    coefficients = [np.concatenate([outside[i], gains[i]]) for i in range(times.streams)]
    return sum(
        float(totals @ c - np.log(table @ c).sum()) for (totals, table), c in zip(parts, coefficients, strict=True)
    )


def waits(times: Times, lag_days: float, gains: Floats, outside: Floats) -> tuple[Floats, ...]:
    """Of each stream the expected events between one event and the next, Exp(1) under the true parameters (time rescaling, Papangelou 1972)."""
    memory = remembered_at(times, lag_days)
    before = np.stack([np.searchsorted(times.at[times.stream == j], times.at, "left") for j in range(times.streams)], 1)
    set_off = (before - memory * lag_days) @ gains.T
    found = []
    for i in range(times.streams):
        own = times.stream == i
        passed = _hat_integrals(times.at[own], times.end, outside.shape[1]) @ outside[i] + set_off[own, i]
        found.append(np.diff(passed, prepend=0.0))
    return tuple(found)


def remembered_at(times: Times, lag_days: float) -> Floats:
    """The kernel summed over strictly earlier events of each stream, at each event, per day; shape (events, streams)."""
    found = np.zeros((len(times.at), times.streams))
    for j in range(times.streams):
        own = times.at[times.stream == j]
        if len(own):
            passed = np.searchsorted(own, times.at, "left") - 1
            level = _levels(own, 1.0 / lag_days)[np.maximum(passed, 0)]
            decayed = level * np.exp(-(times.at - own[np.maximum(passed, 0)]) / lag_days)
            found[:, j] = np.where(passed >= 0, decayed / lag_days, 0.0)
    return found


def _levels(own: Floats, decay: float) -> Floats:
    """The decayed number of events up to and with each, block by block so that no exponential overflows."""
    found, carried, since = np.empty_like(own), 0.0, own[0]
    block = ((own - own[0]) * decay // BLOCK).astype(np.int64)
    for n in np.unique(block):
        part = own[block == n]
        origin = part[0]
        grown = np.cumsum(np.exp(decay * (part - origin))) + carried * np.exp(-decay * (origin - since))
        found[block == n] = grown * np.exp(-decay * (part - origin))
        carried, since = found[block == n][-1], part[-1]
    return found


def _fit(times: Times, lag_days: float, knots: int) -> ExactFit:
    gains, outside, converged = _coefficients(times, lag_days, knots)
    tables = [_stream(times, i, lag_days, knots)[1] for i in range(times.streams)]
    covariances = [
        _covariance(table, np.concatenate([outside[i], gains[i]]))[knots:, knots:] for i, table in enumerate(tables)
    ]
    errors = np.sqrt(np.maximum([np.diag(one) for one in covariances], 0.0))
    rng, centre = np.random.default_rng(0), np.zeros(times.streams)
    shifts = np.stack([rng.multivariate_normal(centre, one, DRAWS, check_valid="ignore") for one in covariances], 1)
    total = loss(times, lag_days, gains, outside)
    return ExactFit(lag_days, gains, errors, outside, total, converged, radius_error(gains, shifts))


def _coefficients(times: Times, lag_days: float, knots: int) -> tuple[Floats, Floats, bool]:
    """Gains, outside rates at the knots, and whether every stream converged."""
    gains, outside = np.zeros((times.streams, times.streams)), np.zeros((times.streams, knots))
    converged = True
    for i in range(times.streams):
        totals, table = _stream(times, i, lag_days, knots)
        found = regress(totals, table, np.ones(len(table)))
        outside[i], gains[i] = found.coefficients[:knots], found.coefficients[knots:]
        converged = converged and found.converged
    return gains, outside, converged


def _stream(times: Times, stream: int, lag_days: float, knots: int) -> tuple[Floats, Floats]:
    """The integral of each column, and the columns at the events of the stream."""
    own = times.stream == stream
    lasting = 1.0 - np.exp(-(times.end - times.at) / lag_days)
    totals = np.bincount(times.stream, lasting, times.streams)
    hats = _hats(times.at[own], times.end, knots)
    integral = _hat_integrals(np.array([times.end]), times.end, knots)[0]
    return np.concatenate([integral, totals]), np.hstack([hats, remembered_at(times, lag_days)[own]])


def _hats(at: Floats, end: float, knots: int) -> Floats:
    if knots == 1:
        return np.ones((len(at), 1))
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(at[:, None] * (knots - 1) / end - np.arange(knots))))


def _hat_integrals(at: Floats, end: float, knots: int) -> Floats:
    """Of each hat from the start to each time, shape (times, knots)."""
    if knots == 1:
        return at[:, None].copy()
    width = end / (knots - 1)
    place = np.clip(at[:, None] / width - np.arange(knots), -1.0, 1.0)
    rising = np.minimum(place, 0.0) + 1.0
    falling = np.maximum(place, 0.0)
    whole = width * (rising**2 / 2 + falling - falling**2 / 2)
    whole[:, 0] -= width / 2  # the first hat begins at its top
    return np.asarray(whole)


def _covariance(table: Floats, coefficients: Floats) -> Floats:
    if not len(table):
        return np.zeros((len(coefficients), len(coefficients)))
    weighted = table / (table @ coefficients)[:, None]
    return np.asarray(np.linalg.pinv(weighted.T @ weighted, hermitian=True))
