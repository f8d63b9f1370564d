"""Joint reach and shortest legal sequences against all sequences of every length."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import shortest_path

from standoff.model.stability.reach import closure, joint_reach, product
from standoff.model.stability.walks import Move, walks
from tests.model.stability.games import can, games, improves, legal, sequences

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(1, 40))
def test_closure_is_where_a_path_leads(seed, nodes):
    rng = np.random.default_rng(seed)
    onward = rng.random((nodes, nodes)) < rng.uniform(0, 3 / nodes)
    hops = shortest_path(onward.astype(float), unweighted=True)
    expected = np.array(
        [
            [any(onward[i, k] and np.isfinite(hops[k, j]) for k in range(nodes)) for j in range(nodes)]
            for i in range(nodes)
        ]
    )
    assert (closure(onward) == expected).all()


def test_product_of_flags():
    rng = np.random.default_rng(0)
    left, right = rng.random((3, 5, 7)) < 0.3, rng.random((3, 7, 4)) < 0.3
    assert (product(left, right) == (left[..., None] & right[:, None]).any(axis=2)).all()


@settings(max_examples=40, deadline=None)
@given(games())
def test_joint_reach_is_what_sequences_of_any_length_reach(game):
    for steps, rule in ((game.moves, can), (game.improvements(perhaps=False), improves)):
        for size in range(game.makers + 1):
            found = joint_reach(steps[:size])
            for start in range(game.states):
                assert set(np.flatnonzero(found[start]).tolist()) == set(sequences(game, range(size), start, rule))


@settings(max_examples=40, deadline=None)
@given(games(), SEEDS)
def test_paths_are_legal_and_the_shortest(game, seed):
    rng = np.random.default_rng(seed)
    makers = rng.permutation(game.makers)[: rng.integers(1, game.makers + 1)].tolist()
    start = int(rng.integers(game.states))
    found = walks(game.moves, start, makers)
    away = sequences(game, makers, start, can)
    assert set(np.flatnonzero(found.reached).tolist()) == set(away)
    for state, length in away.items():
        path = found.path(state)
        assert len(path) == length
        assert path[-1].state == state
        assert legal(path, game.moves, start)
        assert {move.maker for move in path} <= set(makers)
    wanted = rng.random(game.states) < 0.3
    near = [length for state, length in away.items() if wanted[state]]
    nearest = found.nearest(wanted)
    assert (None if nearest is None else len(nearest)) == (min(near) if near else None)
    assert nearest is None or wanted[nearest[-1].state]


def every(game, makers: list[int], path: tuple[Move, ...], start: int, length: int) -> Iterator[tuple[Move, ...]]:
    if not length:
        yield path
        return
    state = path[-1].state if path else start
    for maker in makers:
        if not path or path[-1].maker != maker:
            for after in can(game, maker, state):
                yield from every(game, makers, (*path, Move(maker, after)), start, length - 1)


@settings(max_examples=30, deadline=None)
@given(games(makers=3, states=6))
def test_between_is_every_state_on_some_shortest_path(game):
    makers = list(range(game.makers))
    found = walks(game.moves, 0, makers)
    for state, length in sequences(game, makers, 0, can).items():
        if length <= 4:
            shortest = [path for path in every(game, makers, (), 0, length) if path[-1].state == state]
            assert found.path(state) in shortest
            through = {move.state for path in shortest for move in path[:-1]}
            assert set(np.flatnonzero(found.between(state)).tolist()) == through
