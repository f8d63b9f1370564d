"""A signed network into its frustration index: the least weight of ties that a division in two camps strains, and what is proven of it.

The index is the least cost L = min over x in {-1, +1}^n of sum over ties |w_ij| (1 - sign(w_ij) x_i x_j) / 2 (Harary 1959; Abelson and
Rosenberg 1958), found by trying all divisions of few actors; of more, by cutting planes over cycles with an odd number of hostile ties, and where those leave a gap, by a mixed-integer
programme (the XOR model of Aref, Mason and Wilson 2020).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import breadth_first_order, dijkstra, minimum_spanning_tree

from standoff.measure.covering import NO_CYCLES, STEP, VIOLATED, Found, attained, below, closed_by, path, relaxed
from standoff.measure.local import descended, local_search
from standoff.measure.programme import Programme, solved
from standoff.measure.signed import Floats, Ints, Signed, connected, cost, of_checked, signed

# Of so few actors every division is tried: half a million of them take a few milliseconds, whatever the signs.
TRIED = 20
# A question at the terminal; networks of 150 actors take a tenth of a second (docs/methods/balance.md).
TIME_LIMIT_SECONDS = 30.0
# Descents per network before the mixed-integer programme starts, as a good first cost spares it most of its work.
STARTS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Frustration:
    """The frustration index, or what is known of it.

    `cost` is that of `camps`, an array of +1 and -1 per actor; `bound` is what no camps can cost less than. Where `proven`, both
    are the index. The camps need not be the only ones of that cost (see `cheapest_exits`), and those of parts of the network
    that no tie joins have nothing to do with each other; the first actor of each part has +1.
    """

    cost: float
    bound: float
    proven: bool
    camps: npt.NDArray[np.int8]


def frustration(weights: npt.ArrayLike, time_limit_seconds: float = TIME_LIMIT_SECONDS) -> Frustration:
    """The frustration index of a symmetric (n, n) array of signed weights, 0 for no tie.

    Exact if the time suffices, and to a millionth of the index or of the largest weight where weights are not whole multiples of one; else the
    cheapest camps found, with a bound. Raises MeasureError for an array that is no signed network.
    """
    return divided(signed(weights), time.monotonic() + time_limit_seconds)


def normalised(weights: npt.ArrayLike, cost: float) -> float:
    """F = 1 - 2 L / sum of |w|: 1 for a balanced network, 0 at worst (Aref and Wilson 2018). A network without ties has 1."""
    total = float(signed(weights).size.sum())
    return 1.0 - 2.0 * cost / total if total else 1.0


def divided(network: Signed, deadline: float) -> Frustration:
    """The index of a checked network, part by part."""
    camps = np.ones(len(network.weights), dtype=np.int8)
    bound, proven = 0.0, True
    for members in connected(network.weights):
        part = of_checked(network.weights[np.ix_(members, members)])
        unit = part.unit
        found = part_divided(part.over(unit), deadline)
        camps[members] = found.labels * found.labels[0]
        bound += found.bound * unit
        proven = proven and found.proven
    total = cost(network.weights, camps)
    camps.setflags(write=False)
    return Frustration(total, total if proven else min(bound, total), proven, camps)


def part_divided(network: Signed, deadline: float) -> Found:
    """The best camps of one connected network in whole weights, or weights of at most 1."""
    if len(network.weights) <= TRIED:
        return tried(network)
    found = relaxed(TwoCamps(network), deadline)
    if found.proven:
        return found
    found = found.after(local_search(network.weights, np.random.default_rng(0), STARTS), found.bound, found.cycles)
    return found if found.proven else branched(network, found, deadline)


def tried(network: Signed) -> Found:
    """The best of all divisions of two actors or more: those of one half of them, the last on side -1, with each of the other half."""
    cut = len(network.weights) // 2
    half, rest = every_side(cut)[: 2 ** (cut - 1)], every_side(len(network.weights) - cut)
    within = [
        np.einsum("bi,ij,bj->b", sides, part, sides) / 2
        for sides, part in ((half, network.weights[:cut, :cut]), (rest, network.weights[cut:, cut:]))
    ]
    agreement = within[0][:, None] + within[1] + half @ network.weights[:cut, cut:] @ rest.T
    one, other = divmod(int(agreement.argmax()), len(rest))
    camps = np.concatenate([half[one], rest[other]])
    least = cost(network.weights, camps)
    return Found(least, camps.astype(np.intp), least, NO_CYCLES)


def every_side(actors: int) -> Floats:
    """All ways to put so many actors on sides -1 and +1: (2 ** actors, actors)."""
    return np.where(np.arange(2**actors)[:, None] >> np.arange(actors) & 1, 1.0, -1.0)


@dataclass(frozen=True, slots=True, eq=False)
class TwoCamps:
    """Division of a connected network in two camps: a cycle with an odd number of hostile ties cannot hold."""

    network: Signed

    def rounded(self, strain: Floats) -> tuple[float, Ints]:
        """Camps that satisfy a tree of the least strained ties, then improved."""
        network = self.network
        order, before = breadth_first_order(
            minimum_spanning_tree(network.links(network.size > 0, strain + VIOLATED)), 0, directed=False
        )
        signs = np.where(network.weights[order[1:], before[order[1:]]] < 0, -1, 1)
        camps = [1] * len(order)
        for actor, known, sign in zip(order[1:].tolist(), before[order[1:]].tolist(), signs.tolist(), strict=True):
            camps[actor] = camps[known] * sign
        [best] = descended(network.weights, np.array([camps], dtype=np.float64))
        return cost(network.weights, best), best.astype(np.intp)

    def violated(self, strain: Floats, labels: Ints) -> set[tuple[int, ...]]:
        """Cycles with one tie that the camps strain; if there are none, with any odd number of them.

        With actors of one camp switched, the hostile ties are those that the camps strain; the parity of cycles stays (Zaslavsky 1982).
        """
        network = self.network
        crossing = network.hostile != (labels[network.i] != labels[network.j])
        return closed_by(network, crossing, strain) or odd(network, crossing, strain)


def odd(network: Signed, crossing: npt.NDArray[np.bool_], strain: Floats) -> set[tuple[int, ...]]:
    """Cycles with an odd number of crossing ties that are strained less than 1: shortest paths from an actor to its own copy.

    Every actor has a copy; crossing ties join actors and copies, all others either kind with itself (Barahona and Mahjoub 1986).
    """
    n = len(network.weights)
    starts = np.concatenate([network.i, network.i + n])
    ends = np.concatenate([network.j + n * crossing, network.j + n * ~crossing])
    graph = csr_array((np.tile(strain + STEP, 2), (starts, ends)), shape=(2 * n, 2 * n))
    sources = np.unique(network.i[crossing])
    length, before = dijkstra(graph, directed=False, indices=sources, return_predecessors=True, limit=1.0)
    found = set()
    for row in np.flatnonzero(length[np.arange(len(sources)), sources + n] < 1 - VIOLATED):
        walk = innermost([node % n for node in path(before[row], sources[row] + n)])
        found.add(tuple(sorted(network.number[walk[:-1], walk[1:]].tolist())))
    return found


def innermost(walk: list[int]) -> list[int]:
    """The first stretch of a closed walk that comes back to where it began: it has an odd number of crossing ties too, and visits no actor twice."""
    last: dict[int, int] = {}
    for place, actor in enumerate(walk):
        if actor in last:
            return walk[last[actor] : place + 1]
        last[actor] = place
    return walk


def branched(network: Signed, found: Found, deadline: float) -> Found:
    """The camps that a mixed-integer programme finds below the cost so far; if it shows that there are none, the cost is the index.

    Variables are a side of 0 or 1 per actor, the best linked actor on side 1, and per tie whether it is frustrated: at least |x_i - x_j| if it
    is friendly, at least |x_i + x_j - 1| if it is hostile. The rows of the cycles follow from these, and make the relaxation tight.
    """
    n, m = len(network.weights), len(network.size)
    tie = np.arange(m)
    sign = np.where(network.hostile, -1.0, 1.0)
    columns = np.concatenate([tie + n, network.i, network.j])
    one, other = (
        csr_array((np.concatenate([np.ones(m), -way, way * sign]), (np.tile(tie, 3), columns)), shape=(m, n + m))
        for way in (np.ones(m), -np.ones(m))
    )
    cycles = found.cycles.rows(m)
    cycles = csr_array((cycles.data, cycles.indices + n, cycles.indptr), shape=(cycles.shape[0], n + m))
    costs = np.concatenate([np.zeros(n), network.size])
    lowest = np.zeros(n + m)
    lowest[np.count_nonzero(network.weights, axis=0).argmax()] = 1
    programme = Programme(
        costs,
        vstack([one, other, cycles, csr_array(-costs[None, :])], format="csr"),
        np.concatenate(
            [-1.0 * network.hostile, 1.0 * network.hostile, np.ones(cycles.shape[0]), [-below(found.cost, network)]]
        ),
        np.arange(n + m) < n,
        lowest,
    )
    answer = solved(programme, deadline)
    bound = attained(min(answer.bound, found.cost), network)
    if answer.values is None:
        return found.after((found.cost, found.labels), bound, found.cycles)
    camps = np.where(answer.values[:n] > 0.5, 1, -1)
    return found.after((cost(network.weights, camps), camps), bound, found.cycles)
