"""Counted streams and a conflict into the process that runs on as things are: as fitted where the record bears it, else as counted and assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.answers.deeds import RECENT_DAYS, Counted, Deeds
from standoff.conflict.types import AssumedGain, Conflict, Stream
from standoff.model.process.assumed import Assuming, Stated, assuming, nothing_known, rates, within
from standoff.model.process.branching import corrected
from standoff.model.process.margins import margin
from standoff.model.process.simulate import Process, around, expected, onward, state
from standoff.options import EffectOptions

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROUNDING = 1e-9  # of gains that are worked out from a daily fit


@dataclass(frozen=True, slots=True)
class Grounds:
    """`deeds`: the streams as counted. `estimated`, shape (streams, streams): whether the record tells a gain; `assumed`: (target, source, what is assumed) of the
    others; `overruled`: what is assumed of gains that the record tells, which is not used. `drawn`: the process as things are, of which the first path is
    without error, and `gains`, shape (paths, streams, streams), its gains.
    """

    deeds: Deeds
    estimated: Flags
    assumed: tuple[tuple[int, int, AssumedGain], ...]
    overruled: tuple[AssumedGain, ...]
    drawn: Assuming
    gains: Floats

    @property
    def streams(self) -> tuple[Counted, ...]:
        return self.deeds.streams

    def place(self, stream: Stream) -> int | None:
        """Where a stream stands among those with numbers."""
        return next((n for n, one in enumerate(self.streams) if one.stream == stream), None)

    @property
    def links(self) -> Flags:
        """Whether a stream may set off another, shape (streams, streams)."""
        return np.asarray((self.gains > ROUNDING).any(axis=0))


def grounds(found: Deeds, conflict: Conflict, options: EffectOptions, rng: np.random.Generator) -> Grounds:
    """The process as things are, over `options.weeks`: first path without error, then `options.paths` drawn."""
    known, begun = _known(found, options, rng)
    estimated = _estimated(found)
    assumed, overruled = _assumed(found, conflict, estimated)
    stated = _stated(found, known, begun, assumed, rng)
    drawn = assuming(known, begun, found.places, stated, rng)
    gains, _, _ = corrected(drawn.process.lagged, known.lag_days)
    return Grounds(found, estimated, assumed, overruled, drawn, gains)


def _known(found: Deeds, options: EffectOptions, rng: np.random.Generator) -> tuple[Process, Floats]:
    """What is fitted, and its state. What comes from outside is that of the last half year: where the baseline ends it is known badly."""
    days = 7 * options.weeks
    if found.fitted is None:
        known = nothing_known(1 + options.paths, days)
        return known, np.zeros((len(known.lag_days), 0))
    fit = found.fitted.found.profile.fit
    outside = onward(fit, days, over=RECENT_DAYS)
    return around(fit, found.fitted.found.day, outside, options.paths, rng, RECENT_DAYS), state(fit)


def _estimated(found: Deeds) -> Flags:
    """Gains of which the days of the record tell something."""
    estimated = np.zeros((len(found.streams), len(found.streams)), dtype=bool)
    if found.fitted is not None:
        estimated[np.ix_(found.places, found.places)] = ~np.isnan(found.fitted.found.branching.errors)
    return estimated


def _assumed(
    found: Deeds, conflict: Conflict, estimated: Flags
) -> tuple[tuple[tuple[int, int, AssumedGain], ...], tuple[AssumedGain, ...]]:
    """Gains that are assumed of streams with numbers, by place, and those that the record tells."""
    order = [one.stream for one in found.streams]
    placed = [
        (order.index(one.stream), order.index(one.after), one)
        for one in conflict.gains
        if one.stream in order and one.after in order
    ]
    assumed = tuple(one for one in placed if not estimated[one[0], one[1]])
    return assumed, tuple(gain for i, j, gain in placed if estimated[i, j])


def _stated(
    found: Deeds,
    known: Process,
    begun: Floats,
    assumed: Sequence[tuple[int, int, AssumedGain]],
    rng: np.random.Generator,
) -> Stated:
    """Rates as things are, of fitted streams what is expected of them; gains within the ranges assumed."""
    paths, streams = len(known.lagged) - 1, len(found.streams)
    now = rates(found.recent, paths, rng)
    now[:, list(found.places)] = expected(known, begun).counts.mean(axis=1)
    gains = np.zeros((1 + paths, streams, streams))
    for i, j, gain in assumed:
        gains[:, i, j] += within(*gain.gain, paths, rng)
    margins = [margin(y, np.full(len(y), y.mean())) for y in found.recent.T]
    for place, one in zip(found.places, known.margins, strict=True):
        margins[place] = one
    return Stated(now, gains, tuple(margins))
