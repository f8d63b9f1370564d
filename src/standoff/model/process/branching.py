"""A fit into its branching matrix: who sets off whom and how often, whether that sustains itself, and how sure each of these is.

Children on the day of their parent are not among the lagged ones that a daily fit sees. With m the same-day share of the kernel and B the lagged
matrix, A = B [(1 - m) I + m B]^-1, which for several kernels is A = (I + C)^-1 sum_l B_l / (1 - m_l) with C = sum_l B_l m_l / (1 - m_l).
Derived for this project, checked by simulation only (docs/methods/dynamics.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.influence import Influence
from standoff.model.process.memory import same_day, same_day_by_decay
from standoff.model.process.pointprocess import Fit

Floats = NDArray[np.float64]

NORMAL_95 = 1.959964
DRAWS = 400  # the span of their middle is known to 6 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its standard error."""

    value: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        """Of 95 %."""
        return self.value - NORMAL_95 * self.error, self.value + NORMAL_95 * self.error


@dataclass(frozen=True, slots=True)
class Branching:
    """`gains[i, j]`: events in stream i that one event in stream j directly sets off, shape (streams, streams), with standard `errors` (NaN where
    the days tell nothing of it) and `by_kernel`, shape (kernels, streams, streams), which sum to `gains`. `outside`, shape (streams,): events a
    day that nothing in the record sets off, on average, with their errors. `radius`: the spectral radius rho of `gains`, at 1 or more a process that
    sustains itself; `share`: of all events, those that others set off.
    """

    gains: Floats
    errors: Floats
    by_kernel: Floats
    outside: Floats
    outside_errors: Floats
    radius: Estimate
    share: Estimate
    rates: Floats

    @property
    def participation(self) -> Floats:
        """How much of the spectral radius hangs on each stream, shape (streams,): left times right eigenvector, adding up to one."""
        (values, right), (back, left) = np.linalg.eig(self.gains), np.linalg.eig(self.gains.T)
        parts = np.abs(right[:, np.abs(values).argmax()] * left[:, np.abs(back).argmax()])
        return np.asarray(parts / max(float(parts.sum()), 1e-300))

    @property
    def attributed(self) -> Floats:
        """Of the events in stream i, the share that events in stream j directly set off, shape (streams, streams)."""
        return np.asarray(self.gains * self.rates / np.maximum(self.rates, 1e-300)[:, None])


def branching(found: Fit, day: Influence) -> Branching:
    """The branching matrix with errors by the delta method on the influence of each day."""
    gains, by_kernel, spread = corrected(found.lagged, found.lag_days)
    lagged = _lagged_influence(found, day)
    moved = _gains_influence(found, gains, spread, lagged, day.decay)
    rates, baseline = found.counts.events.mean(axis=0), found.baseline.mean(axis=0)
    outside = spread @ baseline
    moved_outside = _outside_influence(found, spread, outside, lagged, day)
    total = max(float(rates.sum()), 1e-300)
    return Branching(
        gains,
        np.where(_known(found, day), _size(moved), np.nan),
        by_kernel,
        outside,
        _size(moved_outside),
        _radius(gains, moved),
        Estimate(_share(outside, rates), float(_size(moved_outside.sum(axis=1))) / total),
        rates,
    )


def radius_and_share(found: Fit) -> tuple[float, float]:
    """The spectral radius and the share that is set off, without their errors."""
    gains, _, spread = corrected(found.lagged, found.lag_days)
    return radius(gains), _share(spread @ found.baseline.mean(axis=0), found.counts.events.mean(axis=0))


def _share(outside: Floats, rates: Floats) -> float:
    return 1.0 - float(outside.sum()) / max(float(rates.sum()), 1e-300)


def corrected(lagged: Floats, lag_days: tuple[float, ...]) -> tuple[Floats, Floats, Floats]:
    """The branching matrix, its parts by kernel, and (I + C)^-1, which takes fitted baselines to outside rates, from `lagged`, shape (..., kernels, d, d)."""
    within = np.array([same_day(lag) for lag in lag_days])
    spread = np.linalg.inv(np.eye(lagged.shape[-1]) + _over_kernels(within / (1.0 - within), lagged))
    by_kernel = spread[..., None, :, :] @ lagged / (1.0 - within)[:, None, None]
    return np.asarray(by_kernel.sum(axis=-3)), np.asarray(by_kernel), np.asarray(spread)


def uncorrected(by_kernel: Floats, lag_days: tuple[float, ...]) -> tuple[Floats, Floats]:
    """The way back: what a daily fit sees, `lagged` and I + C, of a branching matrix given by kernel, shape (..., kernels, d, d)."""
    within = np.array([same_day(lag) for lag in lag_days])
    seen = np.linalg.inv(np.eye(by_kernel.shape[-1]) - _over_kernels(within, by_kernel))
    return seen[..., None, :, :] @ by_kernel * (1.0 - within)[:, None, None], np.asarray(seen)


def _over_kernels(shares: Floats, matrices: Floats) -> Floats:
    return np.asarray(np.einsum("l,...lij->...ij", shares, matrices))


def radius(gains: Floats) -> float:
    """The largest modulus of an eigenvalue."""
    return float(np.abs(np.linalg.eigvals(gains)).max())


def _lagged_influence(found: Fit, day: Influence) -> Floats:
    """Shape (days, kernels, streams, streams)."""
    kernels, streams = len(found.lag_days), found.counts.streams
    parts = [
        one[:, len(w) :].reshape(-1, kernels, streams) for one, w in zip(day.coefficients, found.weights, strict=True)
    ]
    return np.stack(parts, axis=2)


def _known(found: Fit, day: Influence) -> NDArray[np.bool_]:
    streams = found.counts.streams
    parts = [one[len(w) :].reshape(-1, streams).all(axis=0) for one, w in zip(day.known, found.weights, strict=True)]
    return np.stack(parts)


def _gains_influence(found: Fit, gains: Floats, spread: Floats, lagged: Floats, decay: Floats) -> Floats:
    """Shape (days, streams, streams)."""
    within = np.array([same_day(lag) for lag in found.lag_days])
    eye = np.eye(len(gains))
    moved = np.zeros((len(lagged), *gains.shape))
    for kernel, share in enumerate(within):
        moved += lagged[:, kernel] @ ((eye - share * gains) / (1.0 - share))
    moved = spread @ moved
    if decay.any():
        within_one, seen = within[0], found.lagged[0]
        slope = np.linalg.solve((1.0 - within_one) * eye + within_one * seen, (eye - seen) @ gains)
        moved += decay[:, None, None] * slope * same_day_by_decay(found.lag_days[0])
    return np.asarray(moved)


def _outside_influence(found: Fit, spread: Floats, outside: Floats, lagged: Floats, day: Influence) -> Floats:
    """Shape (days, streams)."""
    within = np.array([same_day(lag) for lag in found.lag_days])
    baseline = np.stack(
        [one[:, : base.shape[1]] @ base.mean(axis=0) for one, base in zip(day.coefficients, found.bases, strict=True)],
        axis=1,
    )
    moved = baseline - np.tensordot(within / (1.0 - within), lagged, (0, 1)) @ outside
    if day.decay.any():
        slope = same_day_by_decay(found.lag_days[0]) / (1.0 - within[0]) ** 2
        moved -= np.outer(day.decay, slope * found.lagged[0] @ outside)
    return np.asarray(moved @ spread.T)


def radius_error(gains: Floats, shifts: Floats) -> Estimate:
    """The spectral radius with half the span of the middle 68 % of what shifted gains, shape (draws, streams, streams), have as theirs.

    The delta method fails where two eigenvalues nearly meet, and the derivative of each runs away.
    """
    low, high = np.quantile([radius(gains + shift) for shift in shifts], (0.1587, 0.8413))
    return Estimate(radius(gains), float(high - low) / 2)


def _radius(gains: Floats, moved: Floats) -> Estimate:
    """Each day of the record counts with a weight drawn anew (multiplier bootstrap)."""
    weights = np.random.default_rng(0).standard_normal((DRAWS, len(moved)))
    return radius_error(gains, np.tensordot(weights, moved, 1))


def _size(influence: Floats) -> Floats:
    """The standard error: the days add up."""
    return np.asarray(np.sqrt((influence**2).sum(axis=0)))
