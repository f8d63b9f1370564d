"""Probabilities that ties are friendly into a band of what the normalised frustration may be, given what may be wrong about the ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.errors import MeasureError
from standoff.measure.frustration import TIME_LIMIT_SECONDS, frustration, normalised
from standoff.measure.local import searched
from standoff.measure.signed import Flags, Floats, Ints, square

# A tie whose probability lies between these is undecided.
UNDECIDED = (0.1, 0.9)
# The band runs from the one quantile of independent draws to the other of joint draws.
LOWER, UPPER = 0.05, 0.95
# Descents per drawn network.
STARTS = 8
# Rounds of the sampler before its state is a draw, from camps of an independent draw on.
SWEEPS = 30
# A prior of one strained tie to four satisfied ones: most networks of states are nearer to balance than to chance (Doreian and Mrvar 2015).
STRAINED_PRIOR, SATISFIED_PRIOR = 1, 4
# Probabilities of 0 and 1 have no logarithm of their odds.
CERTAIN = 1e-12


@dataclass(frozen=True, slots=True)
class Band:
    """A point between a low and a high end, all three values of F, and the share of present ties that are undecided.

    A sensitivity band, not a confidence interval: no sampling theory gives its ends.
    """

    point: float
    low: float
    high: float
    undecided_share: float


def sensitivity_band(
    positive: npt.ArrayLike,
    present: npt.ArrayLike,
    rng: np.random.Generator,
    draws: int = 400,
    time_limit_seconds: float = TIME_LIMIT_SECONDS,
) -> Band:
    """The band of a network whose tie of i and j is friendly with probability `positive[i, j]`, and is there where `present[i, j]`.

    The point is F of the expected signs, with weights |2 P - 1|. Signs drawn independently add noise, and noise looks like frustration: their
    lower quantile is the low end. Signs drawn jointly with camps that most ties keep to are drawn towards balance: their upper quantile is the
    high end. Raises MeasureError for arrays that are no symmetric (n, n) or hold no probabilities.
    """
    chance, there = probabilities(positive, present)
    expected = np.where(there, 2 * chance - 1, 0.0)
    point = normalised(expected, frustration(expected, time_limit_seconds).cost)
    i, j = np.nonzero(np.triu(there))
    if not len(i):
        return Band(point, point, point, 0.0)
    ties = Ties(len(chance), i, j, chance[i, j])
    signs = ties.independent(rng, draws)
    costs, camps = searched(ties.networks(signs), rng, STARTS)
    low = np.quantile(1 - 2 * costs / len(i), LOWER)
    costs, _ = searched(ties.networks(ties.joint(rng, camps)), rng, STARTS)
    high = np.quantile(1 - 2 * costs / len(i), UPPER)
    undecided = (ties.chance >= UNDECIDED[0]) & (ties.chance <= UNDECIDED[1])
    return Band(point, min(float(low), point), max(float(high), point), float(undecided.mean()))


def probabilities(positive: npt.ArrayLike, present: npt.ArrayLike) -> tuple[Floats, Flags]:
    """The two arrays, checked: symmetric, of one shape, nobody tied to itself, probabilities where ties are present."""
    there = square(present, "present").astype(bool)
    if there.diagonal().any():
        raise MeasureError(
            f"present: actor {int(np.flatnonzero(there.diagonal())[0])} has a tie to itself; set it to false"
        )
    shape = np.shape(positive)
    if shape != there.shape:
        raise MeasureError(f"positive: shape {shape} differs from {there.shape}, the shape of present")
    chance = square(np.where(there, positive, 0.5), "positive")
    if (wrong := (chance < 0) | (chance > 1)).any():
        i, j = (int(k) for k in np.argwhere(wrong)[0])
        raise MeasureError(f"positive: the value {chance[i, j]} of actors {i} and {j} is no probability")
    return chance, there


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The ties of n actors, from i to j, and the chance that each is friendly."""

    actors: int
    i: Ints
    j: Ints
    chance: Floats

    def networks(self, signs: Floats) -> Floats:
        """Signs (draws, ties) as unweighted networks (draws, n, n)."""
        filled = np.zeros((len(signs), self.actors, self.actors))
        filled[:, self.i, self.j] = filled[:, self.j, self.i] = signs
        return filled

    def independent(self, rng: np.random.Generator, draws: int) -> Floats:
        """Signs drawn tie by tie."""
        return np.where(rng.random((draws, len(self.i))) < self.chance, 1.0, -1.0)

    def joint(self, rng: np.random.Generator, camps: Floats) -> Floats:
        """Signs after rounds of Gibbs sampling of signs, camps and the share e of ties that do not keep to the camps, one chain per draw.

        Given the others, a sign is friendly with log-odds log(P / (1 - P)) + x_i x_j log((1 - e) / e), an actor's camp follows its ties,
        and e is Beta(1 + strained, 4 + satisfied).
        """
        evidence = np.log(np.clip(self.chance, CERTAIN, 1)) - np.log(np.clip(1 - self.chance, CERTAIN, 1))
        camps = camps.copy()
        pull = np.full((len(camps), 1), np.log(SATISFIED_PRIOR / STRAINED_PRIOR))
        for _ in range(SWEEPS):
            odds = evidence + pull * camps[:, self.i] * camps[:, self.j]
            signs = np.where(rng.logistic(size=odds.shape) < odds, 1.0, -1.0)
            strained = (signs * camps[:, self.i] * camps[:, self.j] < 0).sum(axis=1, keepdims=True)
            share = rng.beta(STRAINED_PRIOR + strained, SATISFIED_PRIOR + len(self.i) - strained)
            pull = np.log1p(-share) - np.log(share)
            networks = self.networks(signs)
            for actor in range(self.actors):
                odds = pull[:, 0] * (networks[:, actor] * camps).sum(axis=1)
                camps[:, actor] = np.where(rng.logistic(size=len(camps)) < odds, 1.0, -1.0)
        return signs
