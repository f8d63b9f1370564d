"""Exits by coalition against every sequence by every set of makers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings

from standoff.model.stability.coalitions import exits, gains, smallest
from standoff.model.stability.game import BETTER
from tests.model.stability.games import can, elmira, games, iraq, iraq_state, legal, sequences, two_by_two


def brute(game, state: int) -> set[tuple[tuple[int, ...], int]]:
    """Each coalition and target where all surely gain, then those without a part that does."""
    coalitions = [members for size in range(1, game.makers + 1) for members in combinations(range(game.makers), size)]
    every = {
        (members, target)
        for members in coalitions
        for target in sequences(game, members, state, can)
        if all(game.likings[maker, state, target] == BETTER for maker in members)
    }
    return {(m, t) for m, t in every if not any(t == u and set(k) < set(m) for k, u in every)}


@settings(max_examples=60, deadline=None)
@given(games(states=7, unknown=0.1))
def test_exits_are_all_minimal_coalitions_and_their_targets(game):
    for state in range(game.states):
        found = exits(game, state)
        assert {(of.members, of.state) for of in found} == brute(game, state)
        assert len(set(found)) == len(found)
        assert [len(of.members) for of in found] == sorted(len(of.members) for of in found)
        for of in found:
            assert legal(of.path, game.moves, state)
            assert of.path[-1].state == of.state
            assert {move.maker for move in of.path} == set(of.members)
            assert len(of.path) == sequences(game, of.members, state, can)[of.state]


@settings(max_examples=60, deadline=None)
@given(games(states=7, unknown=0.1))
def test_gains_of_a_coalition(game):
    for members in combinations(range(game.makers), 2):
        found = gains(game, members)
        for state in range(game.states):
            reached = sequences(game, members, state, can)
            expected = {t for t in reached if all(game.likings[m, state, t] == BETTER for m in members)}
            assert set(np.flatnonzero(found[state]).tolist()) == expected


def test_prisoners_get_out_together():
    game = two_by_two((3, 1, 4, 2), (3, 4, 1, 2))
    (out,) = exits(game, 3)
    assert (out.members, out.state) == ((0, 1), 0)
    assert smallest(game, 3, 0) == (out,)
    assert smallest(game, 3, 1) == ()


def test_elmira_ended_by_a_jump_of_ministry_and_company():
    (jump,) = (of for of in exits(elmira(), 4) if len(of.members) > 1)
    assert (jump.members, jump.state) == ((0, 1), 7)


def test_of_iraq_three_must_move_and_all_four_gain():
    game, now, way_out = iraq(), iraq_state("Strike", "Attack"), iraq_state("Timetable", "Restrain")
    (out,) = smallest(game, now, way_out)
    assert out.members == (0, 2, 3)
    assert (game.likings[:, now, way_out] == BETTER).all()
