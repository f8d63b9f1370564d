"""Daily counts of streams into a self- and mutually exciting process: each event raises the rates of the days that follow.

The mean of stream i on day t is its baseline plus the sum over streams j of B[i, j] Z[t, j], where Z remembers earlier days geometrically. Given
the decay each stream is a concave problem of its own. It is the discrete-time form of the Hawkes process (Hawkes 1971; Browning et al. 2021
for counts); what children on the same day change is put right in `branching`. `docs/methods/dynamics.md` has equations and measured errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

from standoff.errors import ModelError
from standoff.model.process.baseline import BaselineOptions, columns
from standoff.model.process.memory import remembered
from standoff.model.regression import Regression, regress

Floats = NDArray[np.float64]

SCALES = (1.5, 5.0, 20.0)  # days; three kernels that a kernel of any shape in between is made of
LEAST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Counts:
    """`events`, shape (days, streams); `exposure`, shape (days,), mean one: what the rate of outside events is in proportion to, such as
    how much was reported; `first_weekday`: of the first day, Monday 0.
    """

    events: Floats
    exposure: Floats
    first_weekday: int = 0

    @property
    def days(self) -> int:
        return len(self.events)

    @property
    def streams(self) -> int:
        return int(self.events.shape[1])


@dataclass(frozen=True, slots=True)
class Fit:
    """`lagged[l, i, j]`: events that one event in stream j adds to stream i on later days through the kernel of mean lag `lag_days[l]`.

    `baseline`, shape (days, streams): the rate per day that no earlier event explains; `weights` are the coefficients that it is made of,
    those of `bases`, each of shape (days, columns). `memory`: what is remembered, as `memories` has it. `loss`: negative log-likelihood in nats without log y!, per stream; `converged` likewise.
    """

    counts: Counts
    options: BaselineOptions
    lag_days: tuple[float, ...]
    lagged: Floats
    bases: tuple[Floats, ...]
    weights: tuple[Floats, ...]
    memory: Floats
    baseline: Floats
    means: Floats
    loss: Floats
    converged: NDArray[np.bool_]

    def coefficients(self, stream: int) -> Floats:
        """Of the baseline, then of the memories, kernel by kernel."""
        return np.concatenate([self.weights[stream], self.lagged[:, stream].ravel()])


def counted(events: ArrayLike, exposure: ArrayLike | None = None, first_weekday: int = 0) -> Counts:
    """Counts that were looked at; ModelError for a shape, a length or a value that is none."""
    table = np.asarray(events, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape:
        raise ModelError(f"daily counts must be days x streams, not an array of shape {table.shape}")
    if len(table) < LEAST_DAYS:
        raise ModelError(f"{len(table)} days are too few to see what follows what; give {LEAST_DAYS} or more")
    if not np.isfinite(table).all() or table.min() < 0:
        raise ModelError("daily counts must be finite and not negative")
    weight = np.ones(len(table)) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if weight.shape != (len(table),) or not np.isfinite(weight).all() or weight.min() < 0 or not weight.any():
        raise ModelError("exposure must be one number a day, finite, none negative and not all zero")
    return Counts(table, weight / weight.mean(), first_weekday % 7)


def fit(
    counts: Counts,
    lag_days: float | tuple[float, ...],
    options: BaselineOptions = BaselineOptions(),  # noqa: B008 - frozen
    start: Fit | None = None,
) -> Fit:
    """The fit under kernels of these mean lags in days, begun at `start`, which must be of the same shape, where one is given."""
    lags = lag_days if isinstance(lag_days, tuple) else (float(lag_days),)
    if not lags or min(lags) <= 0:
        raise ModelError("a mean lag is a number of days above zero")
    memory = memories(counts, lags)
    bases = columns(counts.events, options, counts.exposure, counts.first_weekday)
    rows = [_row(counts, base, memory, i, start) for i, base in enumerate(bases)]
    split = [base.shape[1] for base in bases]
    weights = tuple(row.coefficients[:k] for row, k in zip(rows, split, strict=True))
    apart = np.stack([row.coefficients[k:] for row, k in zip(rows, split, strict=True)])
    lagged = apart.reshape(counts.streams, len(lags), counts.streams).transpose(1, 0, 2)
    baseline = np.stack([base @ w for base, w in zip(bases, weights, strict=True)], axis=1)
    means = baseline + memory @ apart.T
    loss = (means - xlogy(counts.events, np.where(counts.events > 0, means, 1.0))).sum(axis=0)
    converged = np.array([row.converged for row in rows])
    return Fit(counts, options, lags, lagged, tuple(bases), weights, memory, baseline, means, loss, converged)


def memories(counts: Counts, lags: tuple[float, ...]) -> Floats:
    """What is remembered of each stream under each kernel, kernels first, shape (days, kernels * streams)."""
    return np.hstack([remembered(counts.events, lag) for lag in lags])


def design(found: Fit, stream: int) -> Floats:
    """The columns that the mean of a stream is made of, shape (days, coefficients)."""
    return np.hstack([found.bases[stream], found.memory])


def _row(counts: Counts, base: Floats, memory: Floats, stream: int, start: Fit | None) -> Regression:
    series = counts.events[:, stream]
    table = np.hstack([base, memory])
    some = series > 0
    begin = start.coefficients(stream) if start else None
    return regress(table.sum(axis=0), table[some], series[some], begin)
