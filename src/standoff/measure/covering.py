"""Cycles that cannot all hold into the ties that meet each of them at the least weight: linear programmes that grow by violated cycles.

Any division strains a tie of every such cycle, so the value of a programme is a lower bound of its cost
(cutting planes over odd cycles: Barahona and Mahjoub 1986; over cycles with one hostile tie: Chopra and Rao 1993).
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import dijkstra

from standoff.measure.programme import Programme, Solved, solved
from standoff.measure.signed import Flags, Floats, Ints, Signed

# HiGHS keeps rows to 1e-7 and whole numbers to 1e-6: a cycle counts as violated well above that, a bound as reached just above it.
VIOLATED = 1e-4
REACHED = 1e-6
# What an unstrained tie adds to a length, so that of paths without strain the one with fewest ties is shortest.
STEP = 1e-7
# Searches for violated cycles before the programme is solved anew: of 1, 4 and 20 the quickest on the 51 networks of states.
ROUNDS = 4
# A cycle with this much to spare leaves the programme when the bound has risen.
SPARE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Cycles:
    """Cycles as the numbers of their ties, one cycle after the other, and how many ties each has."""

    ties: Ints
    lengths: Ints

    def with_more(self, more: Collection[tuple[int, ...]]) -> Cycles:
        """These and those."""
        ties = np.array([tie for cycle in more for tie in cycle], dtype=np.intp)
        lengths = np.array([len(cycle) for cycle in more], dtype=np.intp)
        return Cycles(np.concatenate([self.ties, ties]), np.concatenate([self.lengths, lengths]))

    def rows(self, columns: int) -> csr_array:
        """A row per cycle with a 1 under each of its ties."""
        ends = np.concatenate([[0], np.cumsum(self.lengths)])
        return csr_array((np.ones(len(self.ties)), self.ties, ends), shape=(len(self.lengths), columns))

    def tight(self, strain: Floats) -> Cycles:
        """Those that the strain meets with little to spare."""
        kept = self.rows(len(strain)) @ strain < 1 + SPARE
        return Cycles(self.ties[np.repeat(kept, self.lengths)], self.lengths[kept])


NO_CYCLES = Cycles(np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best division so far and its cost; none costs less than `bound`; and the cycles behind the bound."""

    cost: float
    labels: Ints
    bound: float
    cycles: Cycles

    @property
    def proven(self) -> bool:
        """Whether no division is cheaper, up to the tolerance of the solver."""
        return self.cost <= self.bound + REACHED * max(self.cost, 1.0)

    def after(self, division: tuple[float, Ints], bound: float, cycles: Cycles) -> Found:
        """With one more division, one more bound, and these cycles."""
        cost, labels = min((self.cost, self.labels), division, key=lambda each: each[0])
        return Found(cost, labels, max(bound, self.bound), cycles)


class Division(Protocol):
    """A way to divide a network: which cycles cannot hold, and how to divide near a given strain of the ties."""

    @property
    def network(self) -> Signed:
        """One connected network whose weights are whole numbers, or are at most 1."""

    def rounded(self, strain: Floats) -> tuple[float, Ints]:
        """A division that strains about these ties, and its cost."""

    def violated(self, strain: Floats, labels: Ints) -> set[tuple[int, ...]]:
        """Cycles on which less than 1 is strained, none only if there are none; `labels` is a division to search from."""


def relaxed(division: Division, deadline: float) -> Found:
    """The best division that rounding finds, and the bound, until they meet, no cycle is violated, or time is up."""
    network = division.network
    strain = np.zeros(len(network.size))
    near = division.rounded(strain)
    found = Found(*near, 0.0, NO_CYCLES)
    while not found.proven:
        more = division.violated(strain, near[1])
        if not more:
            break
        cycles = found.cycles.with_more(sorted(more))
        answer = cheapest(network.size, cycles, deadline)
        if answer.values is None:
            break
        strain, bound = answer.values, attained(answer.bound, network)
        near = division.rounded(strain)
        found = found.after(near, bound, cycles.tight(strain) if bound > found.bound + VIOLATED else cycles)
    return found


def cheapest(size: Floats, cycles: Cycles, deadline: float, most: float = math.inf, *, whole: bool = False) -> Solved:
    """The cheapest strain that is at least 1 on every cycle; `most` is what it may cost.

    A tie on no cycle is not strained, and does not enter the programme.
    """
    used, ties = np.unique(cycles.ties, return_inverse=True)
    rows = Cycles(ties, cycles.lengths).rows(len(used))
    least = np.ones(len(cycles.lengths))
    if math.isfinite(most):
        rows, least = vstack([rows, csr_array(-size[None, used])], format="csr"), np.append(least, -most)
    programme = Programme(size[used], rows, least, np.full(len(used), whole), np.zeros(len(used)))
    answer = solved(programme, deadline)
    if answer.values is None:
        return answer
    strain = np.zeros(len(size))
    strain[used] = np.clip(answer.values, 0.0, 1.0)
    return Solved(strain, answer.bound)


def attained(bound: float, network: Signed) -> float:
    """The least cost at or above a bound that a division can have: a whole number where all weights are."""
    return math.ceil(bound - REACHED * max(bound, 1.0)) if network.whole else bound


def below(cost: float, network: Signed) -> float:
    """What a division that is better than this cost can cost at most."""
    return cost - (0.5 if network.whole else REACHED)


def closed_by(network: Signed, closing: Flags, strain: Floats) -> set[tuple[int, ...]]:
    """Cycles of one closing tie and others that are not, strained less than 1: in each round the least strained for every closing tie.

    Between rounds the ties of the cycles found are strained as much as these need, so that the next round looks elsewhere, as far as
    it would have to after solving for the cycles so far: four rounds take a programme's place at a fraction of its time.
    """
    strain, found = strain.copy(), set[tuple[int, ...]]()
    for _ in range(ROUNDS):
        fresh = least_strained(network, closing, strain) - found
        if not fresh:
            break
        found |= fresh
        for cycle in sorted(fresh):
            ties = list(cycle)
            strain[ties] += max(1 - strain[ties].sum(), 0.0) / len(ties)
    return found


def least_strained(network: Signed, closing: Flags, strain: Floats) -> set[tuple[int, ...]]:
    """For every closing tie the least strained cycle with ties that are not closing, where its strain is below 1."""
    chosen = np.flatnonzero(closing & (strain < 1 - VIOLATED))
    if not len(chosen):
        return set()
    graph = network.links(~closing, strain[~closing] + STEP)
    sources, row = np.unique(network.i[chosen], return_inverse=True)
    length, before = dijkstra(graph, directed=False, indices=sources, return_predecessors=True, limit=1.0)
    target = network.j[chosen]
    found = set()
    for k in np.flatnonzero(length[row, target] + strain[chosen] < 1 - VIOLATED):
        walk = path(before[row[k]], target[k])
        found.add(tuple(sorted([int(chosen[k]), *network.number[walk[:-1], walk[1:]].tolist()])))
    return found


def path(before: Ints, end: int) -> list[int]:
    """The nodes from the end back to the source of a shortest path."""
    walk = [int(end)]
    while (node := int(before[walk[-1]])) >= 0:
        walk.append(node)
    return walk
