"""Past counts into distributions whose probability of no event stands by itself: hurdle and zero-inflated negative binomials."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.forecast.panel import Panel
from standoff.model.laws import Floats, Mixture, below

ROUNDS = 60  # of the fixed points; both contract fast
PSEUDO = 0.5  # of an event and of a silence each, in the share of periods with events (Jeffreys)
LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A chance of any event, and a zero-truncated negative binomial for how many (Mullahy 1986), from the unit's last periods."""

    window: int = 52

    @property
    def name(self) -> str:
        return f"hurdle negative binomial-{self.window}"

    def __call__(self, past: Panel, lead: int) -> Mixture:  # noqa: ARG002 - as far ahead as nearby
        last = past.counts[-self.window :]
        some = last > 0
        any_ = (some.sum(axis=0) + PSEUDO) / (len(last) + 2 * PSEUDO)
        first, second = _positive(last, some)
        return hurdle(any_, first, second)


@dataclass(frozen=True, slots=True)
class ZeroInflated:
    """A chance that nothing can happen, and a negative binomial otherwise (Greene 1994), from the unit's last periods by moments."""

    window: int = 52

    @property
    def name(self) -> str:
        return f"zero-inflated negative binomial-{self.window}"

    def __call__(self, past: Panel, lead: int) -> Mixture:  # noqa: ARG002 - as far ahead as nearby
        last = past.counts[-self.window :]
        silent = ((last == 0).sum(axis=0) + PSEUDO) / (len(last) + 2 * PSEUDO)
        mean = np.maximum(last.mean(axis=0), LEAST)
        square = np.maximum((last**2).mean(axis=0), mean + mean**2)
        inflated = np.zeros_like(mean)
        for _ in range(ROUNDS):
            active = 1.0 - inflated
            means = mean / active
            sizes = _size(means, square / active - means**2)
            none = below(np.zeros_like(mean), means, sizes)
            inflated = np.clip((silent - none) / np.maximum(1.0 - none, LEAST), 0.0, 1.0 - PSEUDO / len(last))
        return with_zeros(inflated, means, sizes)


def hurdle(chance: Floats, first: Floats, second: Floats) -> Mixture:
    """Any event with this `chance`; how many then, by a zero-truncated negative binomial with these first two moments."""
    means, sizes = untruncated(first, second)
    some = 1.0 - below(np.zeros_like(means), means, sizes)
    return with_zeros(1.0 - chance / some, means, sizes)


def untruncated(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """Mean and size of the negative binomial that has these first two moments once its zeros are taken away, by a fixed point."""
    means = first.copy()
    sizes = np.full_like(first, np.inf)
    for _ in range(ROUNDS):
        none = below(np.zeros_like(means), means, sizes)
        kept = 1.0 - none
        means = np.maximum(first * kept, LEAST)
        sizes = _size(means, second * kept - means**2)
    return means, sizes


def _positive(last: Floats, some: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The first two moments of counts above zero; units with none or one get those of all units together."""
    number = some.sum(axis=0)
    shared = np.maximum(last.sum() / max(number.sum(), 1), 1.0 + LEAST)
    first = (last.sum(axis=0) + shared) / (number + 1)
    spread = (last**2).sum() / max(number.sum(), 1)
    second = ((last**2).sum(axis=0) + spread) / (number + 1)
    first = np.maximum(first, 1.0 + LEAST)
    return first, np.maximum(second, first**2 * (1.0 + LEAST))


def _size(means: Floats, variances: Floats) -> Floats:
    excess = variances - means
    over = excess > LEAST * means
    return np.clip(np.divide(means**2, excess, out=np.full_like(means, 1e6), where=over), LEAST, 1e6)


def with_zeros(zero: Floats, means: Floats, sizes: Floats) -> Mixture:
    """A point at zero beside the negative binomial; its weight is negative where there are fewer zeros than that has."""
    return Mixture(
        np.stack([zero, 1.0 - zero], axis=-1),
        np.stack([np.zeros_like(means), means], axis=-1),
        np.stack([np.ones_like(sizes), sizes], axis=-1),
    )
