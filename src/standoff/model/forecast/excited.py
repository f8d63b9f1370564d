"""A panel into the self-exciting process with kernels that its units share, and one panel of days into the process of `pointprocess` run forward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.errors import ModelError
from standoff.model.forecast.forecasters import LEAST_MEAN, pairs
from standoff.model.forecast.history import known_levels
from standoff.model.forecast.panel import Panel
from standoff.model.forecast.pooled import HALF_LIFE, OFFSET, highest
from standoff.model.forecast.spread import curve, variances
from standoff.model.laws import Draws, Floats, Law, negbin, points
from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.pointprocess import SCALES, counted
from standoff.model.process.pointprocess import fit as fit_process
from standoff.model.process.simulate import onward, process, simulate, state
from standoff.model.regression import regress

RATES = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0)  # kernels: geometric, what a level with this rate of forgetting weighs
MOVES = ((0.1, 0.4, 0.1), (0.2, 0.8, 0.2))  # a level times how much the units together have moved, fast level over slow
OUTSIDE = 0.1  # events a period that nothing earlier explains, as a column
PATHS = 400
MOST_STREAMS = 12  # of a process whose streams all excite each other: more gains than days can tell


@dataclass(frozen=True, slots=True)
class SelfExciting:
    """The mean is a sum, nothing negative in it, of what each kernel holds of the unit's past, its own mean, moves of the total, and signals:
    a discrete-time Hawkes process (Hawkes 1971) whose gains all units share, fitted anew for each lead.
    """

    signals: bool = False

    @property
    def name(self) -> str:
        return "self-exciting, signals" if self.signals else "self-exciting"

    def __call__(self, past: Panel, lead: int) -> Law:
        design, taught = memories(past, signals=self.signals), pairs(past.periods, lead)
        rows, came = taught.known(design).reshape(-1, design.shape[-1]), taught.came(past.counts)
        weight = np.repeat(0.5 ** (np.arange(len(came) - 1, -1, -1) / HALF_LIFE), past.units)
        gains = shared_gains(rows, came.ravel(), weight)
        means = np.clip(design @ gains, LEAST_MEAN, highest(past.counts))
        squares = (came - taught.known(means)) ** 2
        return negbin(means[-1], variances(squares, taught.known(means), means[-1]))


def shared_gains(rows: Floats, counts: Floats, weight: Floats) -> Floats:
    """Coefficients, none negative: a Poisson fit, and a second in which rows count less the more their variance exceeds the mean, since otherwise
    a few units at war would set the gains of all.
    """
    some = counts > 0
    scaled = weight
    found = np.zeros(rows.shape[1])
    for _ in range(2):
        found = regress((rows * scaled[:, None]).sum(axis=0), rows[some], (counts * scaled)[some]).coefficients
        means = np.maximum(rows @ found, LEAST_MEAN)
        linear, square = curve((counts - means) ** 2, means, weight)
        scaled = weight / (1.0 + linear + square * means)
    return found


def memories(past: Panel, *, signals: bool) -> Floats:
    """What each kernel holds before each period and now, shape (periods + 1, units, kernels)."""
    return past.rows(("memories", signals), lambda whole: _memories(whole, signals=signals))


def _memories(past: Panel, *, signals: bool) -> Floats:
    known = [known_levels(past, rate) for rate in (*RATES, 0.0)]
    for rate, fast, slow in MOVES:
        move = np.log(known_levels(past, fast) + OFFSET) - np.log(known_levels(past, slow) + OFFSET)
        known.append(known_levels(past, rate) * np.exp(move.mean(axis=1, keepdims=True)))
    known.append(np.full_like(known[0], OUTSIDE))
    if signals:
        known += list(np.moveaxis(past.signals, -1, 0))
    return np.stack(known, axis=-1)


@dataclass(frozen=True, slots=True)
class Simulated:
    """The self-exciting process of `pointprocess` over days, every stream on every other, run forward: for daily panels of a few units."""

    seed: int = 0
    name: str = "point process"

    def __call__(self, past: Panel, lead: int) -> Draws:
        if past.units > MOST_STREAMS:
            raise ModelError(
                f"a point process of {past.units} streams has too many links; give {MOST_STREAMS} or fewer"
            )
        found = fit_process(counted(past.counts), SCALES, BaselineOptions(weekdays=past.periods >= 8 * 7))
        run = process(found, onward(found, lead))
        return points(simulate(run, state(found), PATHS, np.random.default_rng(self.seed)).counts[:, -1])
