"""A panel into a regression that all its units share: the log of the coming mean over contrasts of levels, totals, signals and season.

How fast a unit should forget depends on how many events it has, since large counts say more: contrasts between levels enter once for all
units and once in proportion to level / (level + scale). A ridge holds all coefficients near those of the level itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from standoff.model.forecast.forecasters import LEAST_MEAN, Pairs, pairs
from standoff.model.forecast.history import known_levels, quiet
from standoff.model.forecast.panel import Panel
from standoff.model.forecast.spread import curve, variances
from standoff.model.laws import Floats, Law, negbin

RATES = (0.05, 0.12, 0.25, 0.5, 0.9)  # of forgetting, a period; each about twice the one before
MIDDLE = 2  # of them the one that all else is told against
TOTALS = (0.05, 0.2, 0.5, 0.9)
SCALES = (3.0, 30.0)  # events a period at which a unit counts as half large
OFFSET = 0.2  # events added before a log is taken
RIDGE = 30.0  # rows that a coefficient of zero counts as, for a column of unit size
HALF_LIFE = 78.0  # periods after which a row counts half
STEPS, STEP = 30, 1.0  # of Newton's method, and the longest in any coefficient
LOWEST, HIGHEST = -12.0, 15.0  # of the log of a mean


@dataclass(frozen=True, slots=True)
class Pooled:
    """Negative binomial regression by quasi-likelihood, fitted anew for each lead; with `signals`, those of the panel are used too."""

    signals: bool = False
    ridge: float = RIDGE

    @property
    def name(self) -> str:
        return "pooled regression, signals" if self.signals else "pooled regression"

    def __call__(self, past: Panel, lead: int) -> Law:
        base, design = columns(past, signals=self.signals)
        taught = pairs(past.periods, lead)
        found = fit(base, design, past.counts, taught, self.ridge)
        means = predicted(base, design, found, highest(past.counts))
        squares = (taught.came(past.counts) - taught.known(means)) ** 2
        return negbin(means[-1], variances(squares, taught.known(means), means[-1]))


def columns(past: Panel, *, signals: bool) -> tuple[Floats, Floats]:
    """The log of the middle level, shape (periods + 1, units), and the columns of the regression, with a last axis."""
    level = np.log(known_levels(past, RATES[MIDDLE]) + OFFSET)
    return level, past.rows(("columns", signals), lambda whole: _columns(whole, signals=signals))


def _columns(past: Panel, *, signals: bool) -> Floats:
    known = [known_levels(past, rate) for rate in RATES]
    logs = [np.log(level + OFFSET) for level in known]
    own = np.log(known_levels(past, 0.0) + OFFSET)
    sizes = [known[1] / (known[1] + scale) for scale in SCALES]
    grades = [np.ones_like(own), *sizes]
    contrasts = [b - a for a, b in pairwise(logs)] + [own - logs[0]]
    overall = [np.log(known_levels(past, rate) + OFFSET).mean(axis=1, keepdims=True) for rate in TOTALS]
    shared = [np.broadcast_to(b - a, own.shape) for a, b in pairwise(overall)]
    parts = [c * g for c in contrasts for g in grades] + [c * g for c in shared for g in grades[:2]]
    parts += [d / (1.0 + 2.0 * np.abs(d)) for d in contrasts[-3:-1]] + grades + [np.log1p(quiet(past.counts))]
    if signals:
        parts += [np.log(s + OFFSET) - logs[MIDDLE] for s in np.moveaxis(past.signals, -1, 0)]
    return np.stack(parts + _season(past, own.shape), axis=-1)


def fit(base: Floats, design: Floats, counts: Floats, taught: Pairs, ridge: float) -> Floats:
    """The coefficients; rows count less the longer ago they are."""
    width = design.shape[-1]
    rows, offset = taught.known(design).reshape(-1, width), taught.known(base).ravel()
    came = taught.came(counts)
    weight = np.repeat(0.5 ** (np.arange(len(came) - 1, -1, -1) / HALF_LIFE), counts.shape[1])
    return quasi_fit(rows, offset, came.ravel(), weight, ridge)[0]


def quasi_fit(
    rows: Floats, offset: Floats, counts: Floats, weight: Floats, ridge: float
) -> tuple[Floats, tuple[float, float]]:
    """Coefficients, and a and k of the variance m (1 + a) + k m^2; weights begin with those of moderate over-dispersion."""
    found, shape = np.zeros(rows.shape[1]), (0.5, 0.1)
    for _ in range(2):
        found = _newton(rows, offset, counts, weight, (found, shape, ridge))
        means = np.exp(np.clip(offset + rows @ found, LOWEST, HIGHEST))
        shape = curve((counts - means) ** 2, means, weight)
    return found, shape


def predicted(base: Floats, design: Floats, found: Floats, most: Floats) -> Floats:
    """Means for every period and the coming one, shape (periods + 1, units), none above `most`: a fit to a handful of shocks must not tell of larger ones."""
    return np.clip(np.exp(np.clip(base + design @ found, LOWEST, HIGHEST)), LEAST_MEAN, most)


def highest(counts: Floats) -> Floats:
    """The highest count of each unit so far, at least 1."""
    return np.asarray(np.maximum(counts.max(axis=0), 1.0))


def _newton(
    rows: Floats, offset: Floats, counts: Floats, weight: Floats, start: tuple[Floats, tuple[float, float], float]
) -> Floats:
    at, (linear, square), ridge = start
    for _ in range(STEPS):
        means = np.exp(np.clip(offset + rows @ at, LOWEST, HIGHEST))
        scaled = weight / (1.0 + linear + square * means)
        gradient = rows.T @ (scaled * (counts - means)) - ridge * at
        normal = (rows * (scaled * means)[:, None]).T @ rows + ridge * np.eye(len(at))
        step = np.linalg.solve(normal, gradient)
        at = at + step * min(1.0, STEP / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-4:
            break
    return at


def _season(past: Panel, shape: tuple[int, ...]) -> list[Floats]:
    if not past.season:
        return []
    turn = 2.0 * np.pi * np.arange(past.periods + 1) / past.season
    return [np.broadcast_to(wave[:, None], shape) for wave in (np.sin(turn), np.cos(turn))]
