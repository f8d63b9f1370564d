"""What a game refuses, and how ranks become likings."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import ModelError
from standoff.model.stability.game import ALIKE, BETTER, MOST_STATES, UNKNOWN, WORSE, Game, likings


def arrays(makers: int = 2, states: int = 3) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((makers, states, states), dtype=bool), np.zeros((makers, states, states), dtype=np.int8)


def test_higher_ranks_are_liked_better_and_ties_alike():
    assert likings(np.array([[1.0, 2.0, 1.0]])).tolist() == [
        [[ALIKE, BETTER, ALIKE], [WORSE, ALIKE, WORSE], [ALIKE, BETTER, ALIKE]]
    ]


def test_ranks_may_be_infinite_but_not_missing():
    assert likings(np.array([[np.inf, -np.inf, np.inf]])).tolist() == [[[0, -1, 0], [1, 0, 1], [0, -1, 0]]]
    with pytest.raises(ModelError, match="without gaps"):
        likings(np.array([[1.0, np.nan]]))


@pytest.mark.parametrize("shape", [(2, 3, 4), (3, 3), (0, 3, 3), (2, 0, 0)])
def test_moves_that_are_not_square_or_empty_are_refused(shape):
    with pytest.raises(ModelError, match=r"\(makers, states, states\)"):
        Game(np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.int8))


def test_moves_that_are_not_flags_are_refused():
    moves, liked = arrays()
    with pytest.raises(ModelError, match="flags"):
        Game(moves.astype(int), liked)  # type: ignore[arg-type]


def test_likings_of_another_shape_are_refused():
    moves, _ = arrays(2, 3)
    with pytest.raises(ModelError, match=r"\(2, 3, 3\), not \(3, 3, 3\)"):
        Game(moves, arrays(3, 3)[1])


def test_too_many_states_are_refused_by_design():
    assert Game(*arrays(1, MOST_STATES)).states == MOST_STATES
    with pytest.raises(ModelError, match="513 states: no more than 512, by design"):
        Game(*arrays(1, MOST_STATES + 1))


def test_a_state_does_not_lead_to_itself():
    moves, liked = arrays()
    moves[1, 2, 2] = True
    with pytest.raises(ModelError, match="to itself"):
        Game(moves, liked)


@pytest.mark.parametrize(
    ("there", "back"), [(BETTER, BETTER), (BETTER, ALIKE), (UNKNOWN, ALIKE), (BETTER, UNKNOWN), (WORSE, WORSE)]
)
def test_likings_that_are_not_opposites_are_refused(there, back):
    moves, liked = arrays()
    liked[1, 0, 2], liked[1, 2, 0] = there, back
    with pytest.raises(ModelError, match="maker 1 likes state 2 beside 0"):
        Game(moves, liked)


def test_opposites_and_unknowns_both_ways_are_taken():
    moves, liked = arrays()
    liked[0, 0, 2], liked[0, 2, 0] = BETTER, WORSE
    liked[1, 0, 2] = liked[1, 2, 0] = UNKNOWN
    moves[:, 0, 2] = True
    game = Game(moves, liked)
    assert game.improvements(perhaps=False)[:, 0, 2].tolist() == [True, False]
    assert game.improvements(perhaps=True)[:, 0, 2].tolist() == [True, True]
    assert game.no_better(perhaps=False)[:, 0, 2].tolist() == [False, False]
    assert game.no_better(perhaps=True)[:, 0, 2].tolist() == [False, True]


@pytest.mark.parametrize("value", [3, -2])
def test_other_numbers_are_refused(value):
    moves, liked = arrays()
    liked[0, 0, 1], liked[0, 1, 0] = value, -value
    with pytest.raises(ModelError, match=r"-1 \(worse\)"):
        Game(moves, liked)


def test_a_state_is_alike_itself():
    moves, liked = arrays()
    liked[0, 1, 1] = UNKNOWN
    with pytest.raises(ModelError, match="alike itself"):
        Game(moves, liked)
