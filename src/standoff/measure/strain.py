"""A signed network into what each tie costs the balance, and into the cheapest sets of ties that would have to give way."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.measure.covering import REACHED
from standoff.measure.frustration import TIME_LIMIT_SECONDS, Frustration, divided
from standoff.measure.signed import ROUNDING, Floats, Ints, Signed, Tie, cost, of_checked, signed, strained

# More than a sentence can join by "or".
MOST_EXITS = 5


@dataclass(frozen=True, slots=True)
class Strain:
    """What it costs to keep one tie.

    `cost` is the least weight of strained ties with this one satisfied, less the frustration index: above 0 the tie is surely strained,
    at 0 some best division satisfies it. `instead` are the ties that are strained in a cheapest division that satisfies it.
    Where not `proven`, the cost is only a lower bound.
    """

    i: int
    j: int
    cost: float
    instead: tuple[Tie, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Exits:
    """The sets of ties whose flip or removal balances the network at the least weight, `cost`.

    `complete` says whether these are all such sets, and surely the cheapest.
    """

    cost: float
    sets: tuple[tuple[Tie, ...], ...]
    complete: bool

    @property
    def unique(self) -> bool:
        """Whether there is no "or"."""
        return self.complete and len(self.sets) == 1


def strains(weights: npt.ArrayLike, time_limit_seconds: float = TIME_LIMIT_SECONDS) -> tuple[Strain, ...]:
    """What every tie of a symmetric (n, n) array of signed weights costs the balance, the most strained first.

    The best divisions of a network need not agree, so a tie that is strained in one of them is not strained for sure. Only the ties strained
    in the one that is found take a search of their own; the others cost nothing. Raises MeasureError as `frustration` does.
    """
    network = signed(weights)
    deadline = time.monotonic() + time_limit_seconds
    best = divided(network, deadline)
    gave_way = _gave_way(network, best)
    found = [
        _strain(network, tie, best, deadline) if tie in gave_way else Strain(*tie, 0.0, gave_way, best.proven)
        for tie in network.pairs(network.size > 0)
    ]
    return tuple(sorted(found, key=lambda strain: (-strain.cost, strain.i, strain.j)))


def _strain(network: Signed, tie: Tie, best: Frustration, deadline: float) -> Strain:
    other = _free(network).with_tie(tie, satisfied=True).divided(deadline)
    more = other.bound - best.cost
    return Strain(
        *tie, more if more > _tolerance(network) else 0.0, _gave_way(network, other), best.proven and other.proven
    )


def cheapest_exits(
    weights: npt.ArrayLike, most: int = MOST_EXITS, time_limit_seconds: float = TIME_LIMIT_SECONDS
) -> Exits:
    """The sets of ties of least total weight whose flip or removal balances the network, at most so many of them.

    After each set, what remains is split by the first of its ties that is satisfied after all (Lawler 1972), so that no set comes
    twice and none is missed. Raises MeasureError as `frustration` does.
    """
    network = signed(weights)
    deadline, tolerance = time.monotonic() + time_limit_seconds, _tolerance(network)
    sets: list[tuple[Tie, ...]] = []
    least, complete = math.inf, True
    waiting = deque([_free(network)])
    while waiting:
        bonds = waiting.popleft()
        found = bonds.divided(deadline)
        if found.cost > least + tolerance:
            complete = complete and found.bound > least + tolerance
            continue
        if len(sets) == most:
            complete = False
            break
        if found.cost < least - tolerance:  # only where the first was not proven
            sets.clear()
        least, complete = min(least, found.cost), complete and found.proven
        sets.append(_gave_way(network, found))
        waiting.extend(bonds.without(sets[-1]))
    return Exits(least, tuple(sorted(sets, key=lambda ties: (len(ties), ties))), complete)


def _gave_way(network: Signed, found: Frustration) -> tuple[Tie, ...]:
    return network.pairs(strained(network.weights, found.camps)[network.i, network.j] > 0)


def _tolerance(network: Signed) -> float:
    """What costs may differ by and still count as equal: what `frustration` is exact to."""
    return REACHED * float(network.size.max(initial=0.0))


@dataclass(frozen=True, slots=True, eq=False)
class _Bonds:
    """A network in which some actors are bound together: actor a stands on side `side[a]`, +1 or -1, of its group `group[a]`."""

    weights: Floats
    group: Ints
    side: Floats

    def with_tie(self, tie: Tie, *, satisfied: bool) -> _Bonds:
        """With a tie satisfied or strained for good; its ends are not yet bound together."""
        i, j = tie
        turn = self.side[i] * self.side[j] * np.sign(self.weights[tie]) * (1 if satisfied else -1)
        moved = self.group == self.group[j]
        return _Bonds(
            self.weights, np.where(moved, self.group[i], self.group), np.where(moved, turn * self.side, self.side)
        )

    def without(self, ties: tuple[Tie, ...]) -> Iterator[_Bonds]:
        """Networks that cover all divisions but those that strain all of the ties: in each, one is satisfied and those before it are strained."""
        bonds = self
        for tie in ties:
            if bonds.group[tie[0]] != bonds.group[tie[1]]:  # else the bonds strain it already
                yield bonds.with_tie(tie, satisfied=True)
                bonds = bonds.with_tie(tie, satisfied=False)

    def divided(self, deadline: float) -> Frustration:
        """The best division of all actors that keeps to the bonds."""
        groups, number = np.unique(self.group, return_inverse=True)
        member = np.zeros((len(self.weights), len(groups)))
        member[np.arange(len(number)), number] = self.side
        found = divided(of_checked(_without_noise(member.T @ self.weights @ member)), deadline)
        camps = (self.side * found.camps[number]).astype(np.int8)
        total = cost(self.weights, camps)
        return Frustration(total, total - found.cost + found.bound, found.proven, camps)


def _free(network: Signed) -> _Bonds:
    actors = len(network.weights)
    return _Bonds(network.weights, np.arange(actors), np.ones(actors))


def _without_noise(between: Floats) -> Floats:
    """Summed weights between groups, without what rounding leaves of ties that cancel, and without those within a group."""
    np.fill_diagonal(between, 0.0)
    between = (between + between.T) / 2
    return np.where(np.abs(between) > ROUNDING * np.abs(between).max(initial=0.0), between, 0.0)
