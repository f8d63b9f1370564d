"""Counts into all that is said of their excitation under one baseline, and under several, since only given a baseline is it defined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy
from scipy.stats import chi2, false_discovery_control, norm

from standoff.model.process.baseline import BaselineOptions, pieces
from standoff.model.process.bias import RUNS, unbiased
from standoff.model.process.branching import Branching, Estimate, branching
from standoff.model.process.decay import GRID, Profile, profiled
from standoff.model.process.influence import Influence, influences
from standoff.model.process.pointprocess import Counts, Fit, fit
from standoff.model.regression import regress

Floats = NDArray[np.float64]

SPACINGS = (None, 730.0, 365.0, 182.0, 91.0, 61.0)  # days from knot to knot; None: a constant rate
HEADLINE = 182.0
CURVE_RUNS = 8  # simulated records for the correction of the figures beside the headline
LEVEL = 0.1  # of links that are named, so many may be there by chance
CHANCE = 0.05  # with which a record without excitation shows some


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Excitation:
    """What is found under one baseline. `radius` and `share` have their bias taken off where that could be done (`corrected`), and intervals
    over every mean lag that the counts do not refuse. `chance`: the probability of so good a fit, were nothing set off by anything.
    """

    options: BaselineOptions
    profile: Profile
    day: Influence
    branching: Branching
    radius: Interval
    share: Interval
    corrected: bool
    chance: float

    @property
    def stands_out(self) -> bool:
        """Whether a record in which nothing sets anything off would hardly look like this."""
        return self.chance < CHANCE

    @property
    def links(self) -> NDArray[np.bool_]:
        """Which gains are above zero, a tenth of those named wrongly at most in expectation (Benjamini & Hochberg 1995, one-sided).

        None where `chance` does not refuse that nothing is set off: the errors know nothing of the choice of the mean lag, and a third of
        records without excitation would have links named.
        """
        found = self.branching
        if self.chance >= CHANCE:
            return np.zeros(found.gains.shape, dtype=bool)
        size = np.divide(found.gains, found.errors, out=np.zeros_like(found.gains), where=found.errors > 0)
        return np.asarray(false_discovery_control(norm.sf(size), axis=None).reshape(size.shape) <= LEVEL)


def excitation(counts: Counts, options: BaselineOptions, rng: np.random.Generator, runs: int = RUNS) -> Excitation:
    """Under one baseline, with the likeliest mean lag."""
    profile = profiled(counts, options)
    day = influences(profile.fit, decay_estimated=profile.closed)
    said = branching(profile.fit, day)
    radius, share, corrected = _summary(profile.fit, said, rng, runs)
    ends = () if profile.closed else (profile.low or GRID[0], profile.high or GRID[-1])
    others = [_under(counts, lag, options, rng, runs) for lag in ends]
    return Excitation(
        options,
        profile,
        day,
        said,
        _over([radius, *(r for r, _ in others)]),
        _over([share, *(s for _, s in others)], most=1.0),
        corrected,
        _chance(profile),
    )


def by_spacing(counts: Counts, rng: np.random.Generator, *, weekdays: bool = True) -> tuple[Excitation, ...]:
    """From the stiffest baseline to the most flexible; spacings that give the same knots are fitted once."""
    return tuple(
        excitation(counts, BaselineOptions(knots, weekdays), rng, RUNS if knots == HEADLINE else CURVE_RUNS)
        for knots in spacings(counts.days)
    )


def spacings(days: int) -> Iterator[float | None]:
    """Those of `SPACINGS` that differ on a record of so many days; the headline's is always among them."""
    for knots in SPACINGS:
        same = [other for other in SPACINGS if pieces(days, other) == pieces(days, knots)]
        if knots == (HEADLINE if HEADLINE in same else same[-1]):
            yield knots


def _under(
    counts: Counts, lag: float, options: BaselineOptions, rng: np.random.Generator, runs: int
) -> tuple[Estimate, Estimate]:
    found = fit(counts, lag, options)
    radius, share, _ = _summary(found, branching(found, influences(found)), rng, runs)
    return radius, share


def _summary(found: Fit, said: Branching, rng: np.random.Generator, runs: int) -> tuple[Estimate, Estimate, bool]:
    without = unbiased(found, said, rng, runs)
    return (said.radius, said.share, False) if without is None else (without.radius, without.share, True)


def _over(estimates: list[Estimate], most: float = np.inf) -> Interval:
    """The first, within the intervals of all; none of these figures can be negative, and no share more than one."""
    lows, highs = zip(*(one.interval for one in estimates), strict=True)
    value, low, high = np.clip([estimates[0].value, min(lows), max(highs)], 0.0, most)
    return Interval(float(value), float(low), float(high))


def _chance(profile: Profile) -> float:
    """Twice the gain in likelihood, over the dispersion, against chi-square. Half of the d x d gains are zero under the null and count
    nothing, and the lag counts as two: measured, .00 to .12 of records without excitation come under .05 with one to twelve streams.
    """
    counts = profile.fit.counts
    without = sum(_loss_without(y, base) for y, base in zip(counts.events.T, profile.fit.bases, strict=True))
    gain = 2.0 * (without - float(profile.fit.loss.sum())) / profile.dispersion
    return float(chi2.sf(max(gain, 0.0), counts.streams**2 / 2 + 2))


def _loss_without(series: Floats, base: Floats) -> float:
    some = series > 0
    means = base @ regress(base.sum(axis=0), base[some], series[some]).coefficients
    return float((means - xlogy(series, np.where(some, means, 1.0))).sum())
