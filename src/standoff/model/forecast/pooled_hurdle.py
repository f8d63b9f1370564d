"""A panel into two regressions that its units share: whether anything comes, and how many if so; together a pooled hurdle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from standoff.model.forecast.forecasters import Pairs, pairs
from standoff.model.forecast.panel import Panel
from standoff.model.forecast.pooled import HALF_LIFE, RIDGE, STEPS, columns, highest, predicted, quasi_fit
from standoff.model.forecast.zeros import LEAST, hurdle
from standoff.model.laws import Floats, Mixture

CERTAIN = 1e-4  # no chance is told nearer to 0 or 1: a unit that was always silent may begin
OFFSET_RIDGE = 1.0  # of the level's own coefficient, which should not be held near zero
FURTHEST = 15.0  # of a log odds


@dataclass(frozen=True, slots=True)
class PooledHurdle:
    """A logistic regression for any event and a negative binomial one for events beyond the first, over the columns of the pooled regression."""

    signals: bool = False
    ridge: float = RIDGE

    @property
    def name(self) -> str:
        return "pooled hurdle, signals" if self.signals else "pooled hurdle"

    def __call__(self, past: Panel, lead: int) -> Mixture:
        base, design = columns(past, signals=self.signals)
        taught = pairs(past.periods, lead)
        happened = taught.came(past.counts) > 0
        whole = np.concatenate([design, base[..., None]], axis=-1)
        chance = np.clip(
            expit(whole[-1] @ _logistic(taught.known(whole), happened, self.ridge)), CERTAIN, 1.0 - CERTAIN
        )
        return hurdle(chance, *_amounts(base, design, past.counts, taught, self.ridge))


def _logistic(rows: Floats, happened: NDArray[np.bool_], ridge: float) -> Floats:
    """Coefficients of the log odds, by Newton's method; a row of chance p says p (1 - p) of what a count says, so the ridge is a quarter."""
    width = rows.shape[-1]
    weight = _weights(*happened.shape)
    table, came = rows.reshape(-1, width), happened.ravel().astype(np.float64)
    held = np.append(np.full(width - 1, ridge / 4), OFFSET_RIDGE)
    at = np.zeros(width)
    for _ in range(STEPS):
        chance = expit(np.clip(table @ at, -FURTHEST, FURTHEST))
        normal = (table * (weight * chance * (1.0 - chance))[:, None]).T @ table + np.diag(held)
        step = np.linalg.solve(normal, table.T @ (weight * (came - chance)) - held * at)
        at = at + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-4:
            break
    return at


def _amounts(base: Floats, design: Floats, counts: Floats, taught: Pairs, ridge: float) -> tuple[Floats, Floats]:
    """The first two moments of the coming counts, given that there are any."""
    came = taught.came(counts)
    some = came.ravel() > 0
    if some.sum() < 2:
        return np.full(came.shape[1], 1.0 + LEAST), np.full(came.shape[1], 1.0 + 4.0 * LEAST)
    rows = taught.known(design).reshape(-1, design.shape[-1])[some]
    offset = taught.known(base).ravel()[some]
    found, (linear, square) = quasi_fit(rows, offset, came.ravel()[some] - 1.0, _weights(*came.shape)[some], ridge)
    beyond = np.maximum(predicted(base[-1], design[-1], found, highest(counts)), LEAST)
    return 1.0 + beyond, beyond * (1.0 + linear) + square * beyond**2 + (1.0 + beyond) ** 2


def _weights(periods: int, units: int) -> Floats:
    return np.repeat(0.5 ** (np.arange(periods - 1, -1, -1) / HALF_LIFE), units)
