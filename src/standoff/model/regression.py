"""Counts and a design into the non-negative coefficients of a Poisson mean that is linear in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

Floats = NDArray[np.float64]

MOST_STEPS = 200
TOLERANCE = 1e-10  # of the projected gradient: estimates from different starts then agree to better than 1e-6
ROUNDING = 1e-7  # below this, a search that finds nothing lower has met the limits of arithmetic, not failed
ARITHMETIC = 1e-14  # of the loss: smaller changes of it are noise, and the last steps are smaller
NEAR_ZERO = 1e-8  # of all events: a coefficient below it that wants to fall is zero (the epsilon of Bertsekas)
RIDGE = 1e-12  # of the mean curvature; only columns that repeat one another feel it
DAMPED = (
    RIDGE,
    1e-8,
    1e-4,
    1e-2,
    1.0,
)  # the same, where Newton's step runs off along what few events cannot tell apart
SLOPE = 1e-4  # of what a step promises, it must bring at least so much (Armijo)


@dataclass(frozen=True, slots=True)
class Regression:
    """`coefficients`, shape (columns,), none negative; `loss`: the negative log-likelihood without its constant; `converged`: whether the
    projected gradient is as good as zero.
    """

    coefficients: Floats
    loss: float
    converged: bool


def regress(totals: Floats, design: Floats, counts: Floats, start: Floats | None = None) -> Regression:
    """The minimum of totals . c - sum(counts * log(design @ c)) over c >= 0: a projected Newton method on a concave likelihood.

    `design`, shape (rows, columns), holds the rows with events and `counts`, shape (rows,), how many; `totals`, shape (columns,), is the
    integral of each column over all time, rows without events included. Columns that integrate to zero get 0. A binned mean and an
    exact-time intensity differ in `design` and `totals` only. Method: Bertsekas 1982.
    """
    used = (totals > 0) & (np.abs(design).sum(axis=0) > 0)
    found = np.zeros(len(totals))
    if not counts.sum() or not used.any():
        return Regression(found, 0.0, converged=True)
    scale = totals[used] / counts.sum()
    problem = _Problem(design[:, used] / scale, counts)
    begin = np.full(len(scale), 1.0 / len(scale)) if start is None else np.maximum(start[used] * scale, 0.0)
    inner, loss, converged = problem.solve(begin + 1e-3 / len(scale))
    found[used] = inner / scale
    return Regression(found, loss, converged)


class _Problem:
    """Columns scaled so that each integrates to the number of events: coefficients are shares of these, and sum to one at the optimum."""

    def __init__(self, design: Floats, counts: Floats) -> None:
        self._design, self._counts, self._events = design, counts, float(counts.sum())

    def solve(self, start: Floats) -> tuple[Floats, float, bool]:
        at, loss = start, self._loss(start)
        for _ in range(MOST_STEPS):
            gradient, curvature = self._derivatives(at)
            left = float(np.abs(at - np.maximum(at - gradient / self._events, 0.0)).max())
            if left < TOLERANCE:
                return at, loss, True
            moved = self._forward(at, loss, gradient, curvature, DAMPED[: 1 if left < ROUNDING else None])
            if moved is None:
                return at, loss, left < ROUNDING
            at, loss = moved
        return at, loss, False

    def _loss(self, at: Floats) -> float:
        mean = self._design @ at
        if mean.min() <= 0:
            return float("inf")
        return float(self._events * at.sum() - self._counts @ np.log(mean))

    def _derivatives(self, at: Floats) -> tuple[Floats, Floats]:
        ratio = self._counts / (mean := self._design @ at)
        weighted = self._design * (np.sqrt(ratio / mean))[:, None]
        return self._events - self._design.T @ ratio, weighted.T @ weighted

    def _forward(
        self, at: Floats, loss: float, gradient: Floats, curvature: Floats, damped: tuple[float, ...]
    ) -> tuple[Floats, float] | None:
        """Newton's step, damped more and more until it lowers the loss; None where none does."""
        free = (at > NEAR_ZERO) | (gradient < 0)
        for damping in damped:
            step = np.where(free, self._step(gradient, curvature, free, damping), -at)
            if (moved := self._search(at, loss, gradient, step)) is not None:
                return moved
        return None

    def _step(self, gradient: Floats, curvature: Floats, free: NDArray[np.bool_], damping: float) -> Floats:
        """Newton's step over the coefficients that are not held at zero."""
        part = curvature[np.ix_(free, free)]
        ridge = damping * np.trace(part) / len(part)
        step = np.zeros(len(gradient))
        while True:
            try:
                step[free] = -cho_solve(cho_factor(part + ridge * np.eye(len(part))), gradient[free])
            except np.linalg.LinAlgError:
                ridge = max(ridge, 1e-300) * 100
            else:
                return step

    def _search(self, at: Floats, loss: float, gradient: Floats, step: Floats) -> tuple[Floats, float] | None:
        """The longest of the halved steps that lowers the loss enough; None where none does."""
        length = 1.0
        while length > 1e-12:
            tried = np.maximum(at + length * step, 0.0)
            promised = gradient @ (at - tried)
            lower = self._loss(tried)
            if promised > 0 and lower <= loss - SLOPE * promised + ARITHMETIC * abs(loss):
                return tried, lower
            length /= 2
        return None
