"""Signed networks into divisions in two camps that no single change of side improves: quick, and only a bound."""

from __future__ import annotations

import numpy as np

from standoff.measure.signed import Floats, Ints, cost, signed

# An improvement below this share of the largest weight is rounding error.
NOISE = 1e-9


def local_search(weights: Floats, rng: np.random.Generator, starts: int) -> tuple[float, Ints]:
    """The best of so many descents from random camps: its cost, an upper bound of the frustration index, and its camps of +1 and -1.

    On real networks of a hundred states it is often above the index; for a draw among many that does not matter.
    """
    network = signed(weights).weights
    found = descended(network, rng.choice(np.array([-1.0, 1.0]), size=(starts, len(network))))
    costs = [cost(network, camps) for camps in found]
    best = int(np.argmin(costs))
    return costs[best], found[best].astype(np.intp)


def descended(weights: Floats, camps: Floats) -> Floats:
    """Camps (b, n) after every improving change of side, the best first; `weights` is (n, n) for all or (b, n, n), one each."""
    camps = camps.copy()
    if not camps.size:
        return camps
    each = np.broadcast_to(weights, (len(camps), *weights.shape[-2:]))
    fields = np.einsum("bij,bj->bi", each, camps)  # times the own side: what changing it would cost
    least = -NOISE * np.abs(weights).max(initial=0.0)
    active = np.arange(len(camps))
    while len(active):
        change = camps[active] * fields[active]
        actor = change.argmin(axis=1)
        better = change[np.arange(len(active)), actor] < least
        active, actor = active[better], actor[better]
        camps[active, actor] *= -1
        fields[active] += 2 * camps[active, actor, None] * each[active, actor]
    return camps


def searched(networks: Floats, rng: np.random.Generator, starts: int) -> tuple[Floats, Floats]:
    """The same for many networks (b, n, n) at once: their least costs found (b,), and camps of these costs (b, n)."""
    count, actors = networks.shape[:2]
    least, camps = np.full(count, np.inf), np.ones((count, actors))
    total = np.abs(networks).sum(axis=(1, 2))
    for _ in range(starts):
        found = descended(networks, rng.choice(np.array([-1.0, 1.0]), size=(count, actors)))
        costs = (total - np.einsum("bij,bi,bj->b", networks, found, found)) / 4
        better = costs < least
        least[better], camps[better] = costs[better], found[better]
    return least, camps
