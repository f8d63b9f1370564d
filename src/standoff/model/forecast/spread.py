"""Past errors of a forecast into the variance of the next: a curve that all units share, and each unit's own ratio to it."""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from standoff.model.laws import Floats

FORGETS = 0.03  # of what is known of the scatter, a period: half in 23 periods
OWN = 8.0  # periods that the shared curve counts as, against a unit's own
ROUNDS = 6
OUTLIER = 30.0  # variances: a squared error beyond is cut, since a single shock would be the whole fit


def recency(periods: int, forgets: float) -> Floats:
    """Weights of past periods, the last has 1."""
    return np.asarray((1.0 - forgets) ** np.arange(periods - 1, -1, -1))


def curve(squares: Floats, means: Floats, weights: Floats) -> tuple[float, float]:
    """The coefficients a and k of the variance m (1 + a) + k m^2, by iterated weighted least squares; both are not negative."""
    linear, square = 0.5, 0.1
    for _ in range(ROUNDS):
        variances = means * (1.0 + linear) + square * means**2
        weight = weights / np.maximum(variances, 0.05) ** 2
        columns = np.stack([means, means**2], axis=1)
        excess = np.minimum(squares, OUTLIER * variances) - means
        normal = (columns * weight[:, None]).T @ columns + 1e-9 * np.eye(2)
        linear, square = nnls(normal, columns.T @ (weight * excess))[0]
    return float(linear), float(square)


def variances(squares: Floats, means: Floats, ahead: Floats) -> Floats:
    """Of the coming counts whose means are `ahead`, shape (units,), from squared errors and means of past forecasts, shape (periods, units)."""
    weight = recency(len(squares), FORGETS)[:, None]
    linear, square = curve(squares.ravel(), means.ravel(), np.broadcast_to(weight, means.shape).ravel())
    expected = means * (1.0 + linear) + square * means**2
    prior = OWN * np.maximum(expected.mean(axis=0), 1e-6)
    ratio = ((weight * squares).sum(axis=0) + prior) / ((weight * expected).sum(axis=0) + prior)
    return np.asarray(ratio * (ahead * (1.0 + linear) + square * ahead**2))
