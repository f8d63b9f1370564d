"""A signed network into groups with friends inside and foes outside, as nearly as can be: Davis's weak balance."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from standoff.errors import MeasureError
from standoff.measure.covering import Found, attained, below, cheapest, closed_by, relaxed
from standoff.measure.frustration import TIME_LIMIT_SECONDS, part_divided
from standoff.measure.local import NOISE
from standoff.measure.signed import Floats, Ints, Signed, connected, of_checked, signed

# Descents from random groups, where the number of groups is limited and the best groups are more.
STARTS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The groups found, numbered from 0 per actor, and the weight of hostile ties within them and friendly ties across them.

    Parts of the network that no tie joins are numbered apart, each from 0. Where not `proven`, there may be groups that cost less.
    """

    cost: float
    camps: Ints
    proven: bool


def clusterability(
    weights: npt.ArrayLike, most: int | None = None, time_limit_seconds: float = TIME_LIMIT_SECONDS
) -> Clusters:
    """The groups of least cost, `most` at most, of a symmetric (n, n) array of signed weights (Davis 1967; Doreian and Mrvar 1996).

    Exact for any number of groups, for one and for two, where the cost is the frustration index; for another limit that the best groups
    exceed, the groups are those of a local search, proven if they cost no more than the best. Raises MeasureError for an array that is
    no signed network and for a limit below 1.
    """
    network = signed(weights)
    if most is not None and most < 1:
        raise MeasureError(f"most: {most} groups hold nobody; give 1 or more, or none for any number")
    deadline = time.monotonic() + time_limit_seconds
    groups, proven = np.zeros(len(network.weights), dtype=np.intp), True
    for members in connected(network.weights):
        part = of_checked(network.weights[np.ix_(members, members)])
        found = _part_grouped(part.over(part.unit), most, deadline)
        groups[members], proven = _numbered(found.labels), proven and found.proven
    groups.setflags(write=False)
    return Clusters(_cost(network.weights, groups), groups, proven)


def _part_grouped(network: Signed, most: int | None, deadline: float) -> Found:
    found = relaxed(_Groups(network), deadline)
    if not found.proven:
        actors = len(network.weights)
        found = _branched(
            network, found.after(_searched(network, actors, found.labels), found.bound, found.cycles), deadline
        )
    if most is None or found.labels.max() < most:
        return found
    if most == 1:
        everyone = np.zeros(len(network.weights), dtype=np.intp)
        cost = _cost(network.weights, everyone)
        return Found(cost, everyone, cost, found.cycles)
    if most == 2:
        return part_divided(network, deadline)
    # What any number of groups cannot cost less than, these cannot either.
    return Found(*_searched(network, most, np.minimum(found.labels, most - 1)), found.bound, found.cycles)


def _searched(network: Signed, most: int, labels: Ints) -> tuple[float, Ints]:
    """The best of many descents with at most so many groups, from these and from random ones."""
    starts = [labels, *np.random.default_rng(0).integers(most, size=(STARTS, len(labels)))]
    tried = [improved(network.weights, start, most) for start in starts]
    return min(((_cost(network.weights, each), each) for each in tried), key=lambda each: each[0])


def _branched(network: Signed, found: Found, deadline: float) -> Found:
    """The groups that mixed-integer programmes find below the cost so far, each with the cycles that the one before violates."""
    division = _Groups(network)
    while not found.proven:
        answer = cheapest(network.size, found.cycles, deadline, below(found.cost, network), whole=True)
        bound = attained(min(answer.bound, found.cost), network)
        if answer.values is None:
            return found.after((found.cost, found.labels), bound, found.cycles)
        near = division.rounded(answer.values)
        more = division.violated(np.round(answer.values), near[1])
        found = found.after(near, bound, found.cycles.with_more(sorted(more)))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """Division of a connected network in any number of groups: a cycle with one hostile tie cannot hold."""

    network: Signed

    def rounded(self, strain: Floats) -> tuple[float, Ints]:
        """Groups that little strained friendly ties hold together, then improved."""
        network = self.network
        holding = ~network.hostile & (strain < 0.5)
        _, labels = connected_components(network.links(holding, np.ones(holding.sum())), directed=False)
        labels = improved(network.weights, labels.astype(np.intp), len(network.weights))
        return _cost(network.weights, labels), labels

    def violated(self, strain: Floats, labels: Ints) -> set[tuple[int, ...]]:  # noqa: ARG002 - the hostile ties stay hostile in any groups
        """The least strained cycles of one hostile tie and friendly ones."""
        return closed_by(self.network, self.network.hostile, strain)


def improved(weights: Floats, labels: Ints, most: int) -> Ints:
    """Groups numbered below `most` after every move of one actor to another group, or to an empty one, that lowers the cost, best first.

    The cost is the weight of all friendly ties less the sum of signed weights within groups.
    """
    labels = labels.copy()
    actors = np.arange(len(weights))
    support = weights @ (labels[:, None] == np.arange(min(most, len(weights))))  # of each group for each actor
    least = NOISE * np.abs(weights).max(initial=0.0)
    while True:
        gain = support - support[actors, labels][:, None]
        actor, group = divmod(int(gain.argmax()), support.shape[1])
        if gain[actor, group] <= least:
            return labels
        support[:, labels[actor]] -= weights[actor]
        support[:, group] += weights[actor]
        labels[actor] = group


def _cost(weights: Floats, labels: Ints) -> float:
    together = labels[:, None] == labels
    return float(np.where(together, np.maximum(-weights, 0.0), np.maximum(weights, 0.0)).sum() / 2)


def _numbered(labels: Ints) -> Ints:
    """The groups by the order of their first actors."""
    _, first, group = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[group]
