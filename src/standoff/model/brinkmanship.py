"""What two sides demand, what waiting costs them and how likely each cannot give in, into who gives in first: a chance, and the band it lies in.

Each side is, with a small prior chance, committed: it never gives in. One that is not committed pretends to be, and gives in at a rate that leaves the
other just willing to wait; that rate grows with what the *other* loses by waiting. Both are known to be committed, if they are, at the same time, so
the side that would take longer to give in gives in at the start with a chance that makes up for it.

The inputs are hardly ever known. `band` says how far the chance goes over ranges of them: for any real conflict that is most of the way from 0 to 1.

Source: Abreu & Gul 2000, Bargaining and reputation, Econometrica 68.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from standoff.errors import ModelError

Floats = NDArray[np.float64]

DRAWS = 2**14  # a power of two, as Sobol's points want
SLICES = 32  # of each range: 512 points in each, so that chance adds less than .002 to a share of the variance
CENTRAL = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sides, shape (..., 2) each. `demands`: the share of what is at stake that a side insists on, together more than all of it; `impatience`: the
    rate per unit of time at which waiting costs it; `committed`: the chance that it never gives in.
    """

    demands: Floats
    impatience: Floats
    committed: Floats


@dataclass(frozen=True, slots=True)
class Concession:
    """Of each side, shape (..., 2): `hazards`, at which it gives in per unit of time; `times`, by which it would be known to be committed without a start;
    `at_once`, the chance that it gives in at the start; `first`, that it gives in first at any time. Of both, shape (...): `never`, that neither does.
    """

    hazards: Floats
    times: Floats
    at_once: Floats
    first: Floats
    never: Floats


def concession(sides: Sides) -> Concession:
    """ModelError where a demand or chance is not between 0 and 1, an impatience is not positive, or the demands can both be met."""
    _check(sides)
    demands, committed = sides.demands, sides.committed
    hazards = sides.impatience[..., ::-1] * (1 - demands) / (demands.sum(axis=-1, keepdims=True) - 1)
    times = -np.log(committed) / hazards
    end = times.min(axis=-1, keepdims=True)
    waits = np.where(times > end, committed * np.exp(hazards * end), 1.0)
    both = hazards.sum(axis=-1, keepdims=True)
    later = waits.prod(axis=-1, keepdims=True) * hazards / both * -np.expm1(-both * end)
    return Concession(hazards, times, 1 - waits, 1 - waits + later, committed.prod(axis=-1))


@dataclass(frozen=True, slots=True)
class Ranges:
    """The lowest and highest that an input may be: of each side, ((low, high), (low, high))."""

    demands: tuple[tuple[float, float], tuple[float, float]]
    impatience: tuple[tuple[float, float], tuple[float, float]]
    committed: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Pull:
    """How `input` (a field of Ranges) of `side` alone moves the chance: `share` of its variance (the first-order index of Sobol' 1993), and its mean where
    the input is in the lowest and in the highest 1/32 of its range.
    """

    input: str
    side: int
    share: float
    at_lowest: float
    at_highest: float


@dataclass(frozen=True, slots=True)
class Band:
    """The chance that the first side gives in first, over the ranges: the middle 90 % with its median, and what moves it, most first."""

    low: float
    median: float
    high: float
    pulls: tuple[Pull, ...]


def band(ranges: Ranges, seed: int = 0) -> Band:
    """Every input independent and uniform on its range, Sobol's points scrambled by `seed`. ModelError as `concession`, or where a range is upside down."""
    names = tuple(field.name for field in fields(Ranges))
    bounds = np.array([getattr(ranges, name) for name in names])
    if bounds.shape != (len(names), 2, 2) or not (bounds[..., 0] <= bounds[..., 1]).all():
        raise ModelError("a range is (lowest, highest), one for each of the two sides")
    points = qmc.Sobol(2 * len(names), seed=seed).random(DRAWS)
    inputs = bounds[..., 0] + points.reshape(DRAWS, len(names), 2) * (bounds[..., 1] - bounds[..., 0])
    _check(Sides(*bounds[..., 0]))
    _check(Sides(*bounds[..., 1]))
    chances = concession(Sides(*np.moveaxis(inputs, 1, 0))).first[:, 0]
    pulls = [
        _pull(chances, points[:, 2 * at + side], name, side)
        for at, name in enumerate(names)
        for side in range(2)
        if bounds[at, side, 0] < bounds[at, side, 1]
    ]
    low, median, high = np.quantile(chances, CENTRAL).tolist()
    return Band(low, median, high, tuple(sorted(pulls, key=lambda pull: -pull.share)))


def _pull(chances: Floats, place: Floats, name: str, side: int) -> Pull:
    """From the means within slices of the input's range (Plischke, Borgonovo & Smith 2013)."""
    slices = (place * SLICES).astype(int)
    means = np.bincount(slices, chances) / np.bincount(slices)
    return Pull(name, side, float(means.var() / chances.var()), float(means[0]), float(means[-1]))


def _check(sides: Sides) -> None:
    if (
        not sides.demands.shape[-1:] == (2,)
        or not sides.demands.shape == sides.impatience.shape == sides.committed.shape
    ):
        raise ModelError("demands, impatience and committed hold one number for each of two sides")
    for one in (sides.demands, sides.committed):
        if not ((one > 0) & (one < 1)).all():
            raise ModelError("demands and chances of being committed lie between 0 and 1, both ends left out")
    if not (np.isfinite(sides.impatience) & (sides.impatience > 0)).all():
        raise ModelError("impatience is a positive rate")
    if not (sides.demands.sum(axis=-1) > 1).all():
        raise ModelError("the demands come to no more than all there is: both can be met, and nobody needs to give in")
