"""What ties cost, and the cheapest exits: every division tried, and the balancing act of 2024."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from standoff.measure.balance import cheapest_exits, frustration, strains
from tests.measure.networks import (
    IRAN,
    IRAQ,
    MILITIAS,
    US,
    WITH_MILITIAS,
    YEAR_2024,
    costs,
    cycle,
    divisions,
    drawn,
    foes,
    network,
    tribes,
)


def small_networks():
    rng = np.random.default_rng(8)
    for number in range(60):
        actors = int(rng.integers(2, 8))
        yield drawn(rng, actors, rng.choice([0.5, 1.0]), whole=bool(number % 2))
        yield np.sign(drawn(rng, actors, rng.choice([0.5, 1.0])))


def given_way(weights: np.ndarray, camps: np.ndarray) -> tuple[tuple[int, int], ...]:
    i, j = np.nonzero(np.triu(weights) * np.outer(camps, camps) < 0)
    return tuple(zip(i.tolist(), j.tolist(), strict=True))


def test_strain_against_every_division():
    for weights in small_networks():
        camps = divisions(len(weights))
        all_costs = costs(weights, camps)
        found = strains(weights)
        assert len(found) == np.count_nonzero(np.triu(weights))
        assert all(one.cost >= other.cost for one, other in pairwise(found))
        for strain in found:
            keeps = np.sign(weights[strain.i, strain.j]) == camps[:, strain.i] * camps[:, strain.j]
            assert strain.proven
            assert strain.cost == pytest.approx(all_costs[keeps].min() - all_costs.min(), abs=1e-9)
            assert (strain.i, strain.j) not in strain.instead
            assert sum(abs(weights[tie]) for tie in strain.instead) == pytest.approx(all_costs[keeps].min(), abs=1e-9)


def test_exits_against_every_division():
    for weights in small_networks():
        camps = divisions(len(weights))
        all_costs = costs(weights, camps)
        best = {given_way(weights, one) for one in camps[all_costs <= all_costs.min() + 1e-9]}
        found = cheapest_exits(weights, most=100)
        assert found.cost == pytest.approx(all_costs.min(), abs=1e-9)
        assert (set(found.sets), len(found.sets), found.complete) == (best, len(best), True)
        assert found.unique == (len(best) == 1)
        few = cheapest_exits(weights, most=2)
        assert set(few.sets) <= best
        assert (len(few.sets), few.complete) == (min(2, len(best)), len(best) <= 2)


def test_a_flip_or_a_removal_of_an_exit_balances():
    weights = tribes()[0]
    [ties] = cheapest_exits(weights).sets
    assert len(ties) == 7
    for factor in (-1, 0):
        changed = weights.copy()
        for i, j in ties:
            changed[i, j] = changed[j, i] = factor * weights[i, j]
        assert frustration(changed).cost == 0


def test_five_foes_have_ten_exits_and_a_cycle_one_per_tie():
    assert len(cheapest_exits(foes(5), most=100).sets) == 10
    found = cheapest_exits(cycle(5), most=100)
    assert found.sets == (((0, 1),), ((0, 4),), ((1, 2),), ((2, 3),), ((3, 4),))
    assert not any(strain.cost for strain in strains(cycle(5)))


@pytest.mark.parametrize(
    ("ties", "more", "instead"),
    [
        (YEAR_2024, 0.4, [((IRAQ, IRAN),), ((US, IRAN),)]),
        (WITH_MILITIAS, 0.9, [((IRAQ, IRAN), (IRAQ, MILITIAS - 1))]),
    ],
)
def test_the_balancing_act_strains_one_tie(ties, more, instead):
    """The cheapest exit is a break with the United States, for .6; the other is one with Iran, for 1, and with its militias for 1.5.

    Among three, Iran and the United States may as well be friends.
    """
    weights = network(5, ties)
    keep = [actor for actor in range(5) if weights[actor].any()]
    weights = weights[np.ix_(keep, keep)]
    exits = cheapest_exits(weights)
    assert (exits.cost, exits.sets, exits.unique) == (0.6, (((US, IRAQ),),), True)
    first, *rest = strains(weights)
    assert (first.i, first.j) == (US, IRAQ)
    assert first.instead in instead
    assert first.cost == pytest.approx(more)
    assert [strain.cost for strain in rest] == [0] * len(rest)


def test_when_time_is_up_a_strain_is_a_lower_bound():
    weights = np.sign(drawn(np.random.default_rng(3), 24, 0.3))
    exact = {(strain.i, strain.j): strain.cost for strain in strains(weights)}
    assert max(exact.values()) > 0
    for strain in strains(weights, time_limit_seconds=0):
        assert not strain.proven
        assert strain.cost <= exact[strain.i, strain.j]
    assert not cheapest_exits(weights, time_limit_seconds=0).complete
