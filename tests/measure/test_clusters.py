"""Weak balance: every division in groups tried, known answers, and limits of the number of groups."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import MeasureError
from standoff.measure.balance import clusterability, frustration
from tests.measure.networks import cycle, drawn, foes, group_cost, network, partitions, petersen, tribes


def test_against_every_division():
    rng = np.random.default_rng(2)
    for number in range(60):
        actors = int(rng.integers(1, 8))
        weights = drawn(rng, actors, rng.choice([0.4, 0.7, 1.0]), whole=bool(number % 2))
        for most in (None, 1, 2, 3):
            found = clusterability(weights, most)
            least = min(group_cost(weights, labels) for labels in partitions(actors, most or actors))
            assert found.proven or most == 3
            assert found.cost == pytest.approx(least, abs=1e-9)
            assert found.cost == pytest.approx(group_cost(weights, found.camps.tolist()), abs=1e-9)
            assert most is None or found.camps.max() < most


def test_tribes_are_three_camps():
    weights = tribes()[0]
    found = clusterability(weights)
    assert (found.cost, found.proven, len(set(found.camps.tolist()))) == (2, True, 3)
    assert [clusterability(weights, most).cost for most in (1, 2, 3, 4)] == [29, 7, 2, 2]


@pytest.mark.parametrize(
    ("weights", "cost", "groups"),
    [(foes(6), 0, 6), (petersen(), 0, None), (cycle(5), 0, None), (-foes(4), 0, 1), (np.zeros((0, 0)), 0, 0)],
    ids=["foes", "petersen", "C5", "friends", "nobody"],
)
def test_foes_of_foes_may_be_foes(weights, cost, groups):
    found = clusterability(weights)
    assert (found.cost, found.proven) == (cost, True)
    assert groups is None or len(set(found.camps.tolist())) == groups


def test_one_hostile_tie_among_friends_costs_one_side():
    triad = [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -5.0)]
    found = clusterability(network(3, triad))
    assert (found.cost, found.camps.tolist(), found.proven) == (2, [0, 0, 1], True)


def test_two_groups_are_the_two_camps():
    rng = np.random.default_rng(6)
    for _ in range(10):
        weights = drawn(rng, 14, 0.5)
        assert clusterability(weights, 2).cost == frustration(weights).cost


def test_a_limit_that_binds_is_not_called_proven():
    """Six foes need six groups; three cost 3, and the bound of any number of groups is 0."""
    found = clusterability(foes(6), 3)
    assert (found.cost, found.proven) == (3, False)


def test_when_time_is_up_it_is_not_proven():
    found = clusterability(np.sign(drawn(np.random.default_rng(3), 40, 0.5)), time_limit_seconds=0)
    assert not found.proven


def test_no_groups_hold_nobody():
    with pytest.raises(MeasureError, match="most: 0 groups hold nobody"):
        clusterability(foes(3), 0)
