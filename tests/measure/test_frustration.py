"""The frustration index: known answers, every division tried, properties, real networks, and what is said when time is up."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from standoff.errors import MeasureError
from standoff.measure import frustration as module
from standoff.measure.balance import frustration, leave_one_out, local_search, normalised
from standoff.measure.covering import relaxed
from standoff.measure.frustration import TwoCamps
from standoff.measure.signed import of_checked
from tests.measure.networks import costs, cycle, divisions, drawn, foes, network, petersen, states, tribes

# From the first window, 1946-49, on; two exact solvers agree on each.
STATES = """17 18 20 15 15 17 21 27 33 35 34 26 30 36 39 37 36 29 24 23 28 27 28 33 26 28 29 35 46 48 50 45 39 43 48 45
47 46 43 34 32 46 42 38 44 49 45 50 48 38 45"""


@pytest.mark.parametrize("actors", range(3, 9))
def test_all_foes(actors):
    found = frustration(foes(actors))
    assert (found.cost, found.bound, found.proven) == ((actors - 1) ** 2 // 4, (actors - 1) ** 2 // 4, True)


@pytest.mark.parametrize("actors", [9, 16, 20])
def test_all_foes_with_hangers_on(actors):
    """A chain of friends strains nothing, whatever it hangs on."""
    weights = np.zeros((30, 30))
    weights[:8, :8] = foes(8)
    for k in range(7, 29):
        weights[k, k + 1] = weights[k + 1, k] = 1
    assert frustration(weights[: actors + 10, : actors + 10]).cost == 12


@pytest.mark.parametrize(
    ("weights", "index"),
    [(petersen(), 3), (cycle(5), 1), (cycle(6), 0), (tribes()[0], 7), (np.zeros((3, 3)), 0), (np.zeros((0, 0)), 0)],
    ids=["petersen", "C5", "C6", "tribes", "no ties", "nobody"],
)
def test_known_answers(weights, index):
    found = frustration(weights)
    assert (found.cost, found.bound, found.proven) == (index, index, True)
    assert len(found.camps) == len(weights)


def test_tribes_normalised():
    weights = tribes()[0]
    assert np.count_nonzero(np.triu(weights)) == 58
    assert np.count_nonzero(np.triu(weights) < 0) == 29
    assert normalised(weights, 7) == pytest.approx(0.7586, abs=5e-5)
    assert normalised(np.zeros((4, 4)), 0) == 1


@pytest.fixture(params=["tried", "solved"])
def way(request, monkeypatch):
    """Every division tried, as for few actors, and cutting planes with the solver, as for more."""
    if request.param == "solved":
        monkeypatch.setattr(module, "TRIED", 0)


def test_against_every_division(way):
    rng = np.random.default_rng(5)
    for number in range(80):
        actors = int(rng.integers(2, 13))
        weights = drawn(rng, actors, rng.choice([0.3, 0.6, 1.0]), whole=bool(number % 2))
        all_costs = costs(weights, divisions(actors))
        found = frustration(weights)
        assert found.proven
        assert found.cost == pytest.approx(all_costs.min(), abs=1e-9)
        assert costs(weights, found.camps[None, :]) == pytest.approx(found.cost, abs=1e-9)
        searched, camps = local_search(weights, rng, starts=3)
        assert costs(weights, camps[None, :]) == pytest.approx(searched, abs=1e-9)
        assert searched >= found.cost - 1e-9


def test_where_cycles_leave_a_gap_the_solver_closes_it(monkeypatch):
    """Of foes, cycles alone strain a third of each tie, which is far below the index."""
    monkeypatch.setattr(module, "TRIED", 0)
    network = of_checked(foes(9))
    relaxed_only = relaxed(TwoCamps(network), time.monotonic() + 60)
    assert relaxed_only.bound == 12
    assert frustration(foes(9)).bound == 16


def test_parts_that_no_tie_joins_add_up():
    weights = np.zeros((13, 13))
    weights[1:6, 1:6], weights[7:13, 7:13] = foes(5), -foes(6)
    found = frustration(weights)
    assert (found.cost, found.proven) == (4, True)
    assert found.camps[[0, 1, 6, 7]].tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("scale", [1e-9, 0.37, 1e9])
def test_scale_of_weights(scale, way):
    rng = np.random.default_rng(11)
    for whole in (True, False):
        weights = drawn(rng, 12, 0.7, whole=whole)
        assert frustration(weights * scale).cost == pytest.approx(frustration(weights).cost * scale, rel=1e-9)


SIGNS = st.integers(3, 9).flatmap(
    lambda n: st.lists(st.sampled_from((-1, 0, 1)), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2)
)


def as_network(signs: list[int]) -> np.ndarray:
    actors = int((1 + (1 + 8 * len(signs)) ** 0.5) / 2)
    upper = np.zeros((actors, actors))
    upper[np.triu_indices(actors, 1)] = signs
    return upper + upper.T


@settings(max_examples=60, deadline=None)
@given(SIGNS, st.data())
def test_switching_changes_nothing(signs, data):
    weights = as_network(signs)
    sides = np.array(data.draw(st.lists(st.sampled_from((-1, 1)), min_size=len(weights), max_size=len(weights))))
    assert frustration(weights * np.outer(sides, sides)).cost == frustration(weights).cost


@settings(max_examples=60, deadline=None)
@given(SIGNS)
def test_the_index_of_a_connected_network_is_below_its_bound(signs):
    weights = as_network(signs)
    ties = np.count_nonzero(weights) / 2
    index = frustration(weights).cost
    assert index <= ties / 2
    if connected_components(weights)[0] == 1:
        assert index <= ties / 2 - (len(weights) - 1) / 4


def test_networks_of_states(shared):
    found, shares = [], {}
    for window, weights in states(shared):
        index = frustration(weights)
        assert index.proven
        found.append(index.cost)
        shares[window] = normalised(weights, index.cost)
    assert found == [int(index) for index in STATES.split()]
    least, most = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    assert (least, round(shares[least], 3)) == ("55-58", 0.863)
    assert (most, round(shares[most], 3)) == ("89-92", 0.941)


def test_when_time_is_up_the_bound_says_what_is_proven():
    rng = np.random.default_rng(3)
    weights = np.sign(drawn(rng, 60, 0.5))
    for limit in (0.0, 1.0):
        found = frustration(weights, time_limit_seconds=limit)
        assert not found.proven
        assert 0 <= found.bound < found.cost
        assert costs(weights, found.camps[None, :]) == found.cost
        assert found.cost <= local_search(weights, rng, starts=1)[0]


def test_leave_one_out():
    weights = tribes()[0]
    found = leave_one_out(weights)
    assert len(found) == len(weights)
    for actor in (0, 7, 15):
        rest = np.delete(np.delete(weights, actor, 0), actor, 1)
        assert found[actor] == normalised(rest, frustration(rest).cost)
    assert leave_one_out(network(3, [(0, 1, 1), (1, 2, 1), (0, 2, -1)])) == (1, 1, 1)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (np.zeros((2, 3)), r"weights: shape \(2, 3\) is not square"),
        ([[0, 1], [2, 0]], "weights: the value 1.0 of actors 0 and 1 differs from its mirror image"),
        ([[0, np.nan], [np.nan, 0]], "weights: the value nan of actors 0 and 1 is not finite"),
        ([[0, 0], [0, 1]], "weights: actor 1 has a tie to itself"),
    ],
)
def test_what_is_no_network(weights, said):
    for estimator in (frustration, leave_one_out, lambda w: normalised(w, 0)):
        with pytest.raises(MeasureError, match=said):
            estimator(weights)
