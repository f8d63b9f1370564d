"""Witnesses: what they show is so, is shortest, and bears the verdict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from standoff.model.stability.game import UNKNOWN, Game
from standoff.model.stability.verdicts import DEPENDS, NO, YES, stability
from standoff.model.stability.walks import Move
from standoff.model.stability.witnesses import Answer, Improvement, Witness, witness
from tests.model.stability.games import (
    can,
    cuba,
    games,
    improves,
    iraq,
    iraq_state,
    legal,
    likes,
    of_edges,
    others,
    sequences,
)


def verdict(seen: Witness, concept: str) -> int:
    """As the docstring of Witness reads."""
    answers = [(at.known, getattr(at, concept)) for at in seen.improvements]
    if all(answer is not None and answer.known for _, answer in answers):
        return YES
    return NO if any(known and answer is None for known, answer in answers) else DEPENDS


@settings(max_examples=30, deadline=None)
@given(games(unknown=0.2))
def test_witnesses_bear_the_verdicts(game):
    found = stability(game)
    for maker in range(game.makers):
        for state in range(game.states):
            seen = witness(game, maker, state)
            for concept in ("seq", "smr", "gmr"):
                assert verdict(seen, concept) == getattr(found, concept)[maker, state]
            known = [at.known for at in seen.improvements]
            assert found.nash[maker, state] == (NO if any(known) else DEPENDS if known else YES)


@settings(max_examples=30, deadline=None)
@given(games())
def test_where_all_is_known_answers_are_the_shortest_that_do(game):
    for maker in range(game.makers):
        for state in range(game.states):
            seen = witness(game, maker, state)
            assert [at.state for at in seen.improvements] == improves(game, maker, state)
            for at in seen.improvements:
                check(game, seen, at, at.gmr, selfish=False, held=False)
                check(game, seen, at, at.smr, selfish=False, held=True)
                check(game, seen, at, at.seq, selfish=True, held=False)


def check(game: Game, seen: Witness, at: Improvement, answer: Answer | None, *, selfish: bool, held: bool) -> None:
    away = sequences(game, others(game, seen.maker), at.state, improves if selfish else can)
    lengths = [
        length
        for end, length in away.items()
        if not likes(game, seen.maker, end, seen.state)
        and not (held and any(likes(game, seen.maker, out, seen.state) for out in can(game, seen.maker, end)))
    ]
    assert (answer is None) == (not lengths)
    if answer is not None:
        end = answer.path[-1].state
        assert answer.known
        assert len(answer.path) == min(lengths)
        assert legal(answer.path, game.improvements(perhaps=False) if selfish else game.moves, at.state)
        assert all(move.maker != seen.maker for move in answer.path)
        assert not likes(game, seen.maker, end, seen.state)
        assert list(answer.ways_out) == can(game, seen.maker, end)
        assert not held or not any(likes(game, seen.maker, out, seen.state) for out in answer.ways_out)


def test_what_hangs_on_an_unknown_liking_says_so():
    game = of_edges(4, [[(0, 1), (0, 3)], [(1, 2)]], [(1, 2, 0, 0), (0, 0, 0, 0)])
    liked = game.likings.copy()
    liked[1, 1, 2] = liked[1, 2, 1] = liked[0, 0, 3] = liked[0, 3, 0] = UNKNOWN
    seen = witness(Game(game.moves, liked), 0, 0)
    answer = (Move(1, 2),)
    assert seen.improvements == (
        Improvement(1, True, Answer(answer, (), False), Answer(answer, (), True), Answer(answer, (), True)),
        Improvement(3, False, None, None, None),
    )


def test_khrushchev_stays_withdrawn_for_fear_of_the_air_strike():
    """At 4 (withdrawn, nothing done to him) he would rather be at 0; then the strike, from which he can withdraw again or escalate, comes worse."""
    (back,) = witness(cuba(strike_is_final=False), 1, 4).improvements
    answer = Answer((Move(0, 1),), (5, 9), True)
    assert back == Improvement(0, True, answer, answer, answer)


def test_nobody_can_answer_iraq():
    seen = witness(iraq(), 1, iraq_state("Strike", "Attack"))
    assert [at.state for at in seen.improvements] == [
        iraq_state("Strike", "Expel", "Attack"),
        iraq_state("Strike", "Expel", "Curb", "Attack"),
    ]
    assert all(at.known and at.seq is None and at.smr is None and at.gmr is None for at in seen.improvements)


def test_the_militias_keep_attacking_for_fear_of_two_who_move_in_turn():
    """If they stopped, the US would stop striking and Iraq would drop the order to leave: the selfish answer takes both."""
    seen = witness(iraq(), 3, iraq_state("Strike", "Expel", "Attack"))
    (stop,) = seen.improvements
    assert stop.state == iraq_state("Strike", "Expel")
    assert stop.seq == Answer((Move(0, iraq_state("Expel")), Move(1, iraq_state())), (iraq_state("Attack"),), True)
    assert stop.gmr is not None
    assert len(stop.gmr.path) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_state_that_nobody_can_leave_has_an_empty_witness(seed):
    game = Game(np.zeros((2, 3, 3), dtype=bool), np.zeros((2, 3, 3), dtype=np.int8))
    assert witness(game, seed % 2, seed) == Witness(seed % 2, seed, ())
