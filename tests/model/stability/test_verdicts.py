"""Stability against games whose answers are known, against the definitions spelled out, and against every way an unknown may turn out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.stability.game import UNKNOWN, Game, likings
from standoff.model.stability.verdicts import DEPENDS, NO, YES, equilibria, nash, seq, stability
from tests.model.stability.games import (
    DEFINITIONS,
    by_definition,
    completions,
    cuba,
    elmira,
    games,
    iraq,
    iraq_state,
    of_edges,
    random_game,
    two_by_two,
)

CONCEPTS = tuple(DEFINITIONS)


def stable(game: Game) -> dict[str, set[int]]:
    """The equilibria of each concept."""
    found = stability(game)
    return {concept: set(np.flatnonzero(equilibria(getattr(found, concept)) == YES).tolist()) for concept in CONCEPTS}


def test_prisoners_dilemma_mutual_silence_holds_only_by_the_answer_to_it():
    found = stable(two_by_two((3, 1, 4, 2), (3, 4, 1, 2)))  # first: stay silent
    assert found == {"nash": {3}, "seq": {0, 3}, "smr": {0, 3}, "gmr": {0, 3}}


def test_chicken_both_swerving_holds_to_gmr_and_smr_only():
    found = stable(two_by_two((3, 2, 4, 1), (3, 4, 2, 1)))  # first: swerve
    assert found == {"nash": {1, 2}, "seq": {1, 2}, "smr": {0, 1, 2}, "gmr": {0, 1, 2}}


def test_stag_hunt_both_together_or_both_alone():
    found = stable(two_by_two((4, 1, 3, 2), (4, 3, 1, 2)))  # first: hunt the stag
    assert found["nash"] == {0, 3}


def test_elmira():
    early = {4, 7, 8}
    assert stable(elmira()) == {"nash": early, "seq": early, "smr": early | {0, 3}, "gmr": early | {0, 3}}


def test_cuban_missile_crisis_of_1962():
    wide = {0, 1, 2, 4, 5, 6, 7}
    assert stable(cuba(strike_is_final=False)) == {"nash": set(), "seq": {4, 6}, "smr": wide, "gmr": wide}
    final = stable(cuba(strike_is_final=True))
    assert final["nash"] == {5}
    assert final["seq"] == {4, 5, 6}


def test_iraq_holds_in_one_state_and_moves_first_in_the_status_quo():
    game = iraq()
    found = stable(game)
    assert found["nash"] == {iraq_state("Timetable", "Restrain")}
    assert [len(found[concept]) for concept in ("seq", "smr", "gmr")] == [9, 24, 28]
    now = iraq_state("Strike", "Attack")
    verdicts = stability(game)
    for concept in CONCEPTS:
        assert getattr(verdicts, concept)[:, now].tolist() == [YES, NO, YES, YES]


def test_an_answer_may_take_the_moves_of_two_others():
    """0 -> 1 is better for the first; only the second and then the third come to 3, worse for it. Neither does alone."""
    edges = [[(0, 1)], [(1, 2)], [(2, 3)]]
    game = of_edges(4, edges, [(1, 2, 2, 0), (0, 1, 2, 3), (0, 0, 0, 1)])
    found = stability(game)
    assert [getattr(found, concept)[0, 0] for concept in CONCEPTS] == [NO, YES, YES, YES]


def test_no_maker_answers_with_two_moves_in_a_row():
    game = of_edges(4, [[(0, 1)], [(1, 2), (2, 3)], []], [(1, 2, 2, 0), (0, 1, 2, 3), (0, 0, 0, 0)])
    assert stability(game).gmr[0, 0] == NO


def test_one_maker_alone_fears_nobody():
    game = of_edges(3, [[(0, 1), (1, 2)]], [(0, 1, 1)])
    assert [getattr(stability(game), concept).tolist() for concept in CONCEPTS] == [[[NO, YES, YES]]] * 4


@settings(max_examples=80, deadline=None)
@given(games())
def test_verdicts_are_what_the_definitions_say(game):
    found = stability(game)
    for concept in CONCEPTS:
        assert getattr(found, concept).tolist() == np.where(by_definition(game, concept), YES, NO).tolist()


@settings(max_examples=80, deadline=None)
@given(games(unknown=0.2))
def test_whoever_looks_ahead_less_is_stable_more_rarely(game):
    """Nash within SEQ within GMR, and Nash within SMR within GMR, with unknown likings too."""
    found = stability(game)
    for narrow, wide in (("nash", "seq"), ("seq", "gmr"), ("nash", "smr"), ("smr", "gmr")):
        assert (getattr(found, narrow) <= getattr(found, wide)).all()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_is_said_of_unknown_likings_holds_whichever_way_they_turn_out(seed):
    rng = np.random.default_rng(seed)
    game = random_game(rng, int(rng.integers(2, 4)), int(rng.integers(2, 5)), 0.15)
    while (game.likings == UNKNOWN).sum() > 8:
        game = random_game(rng, int(rng.integers(2, 4)), int(rng.integers(2, 5)), 0.15)
    found = stability(game)
    for concept in CONCEPTS:
        ways = np.array([by_definition(way, concept) for way in completions(game)])
        said = getattr(found, concept)
        assert ways.all(axis=0)[said == YES].all()
        assert not ways.any(axis=0)[said == NO].any()
        together = ways.all(axis=1)
        assert together.all(axis=0)[equilibria(said) == YES].all()
        assert not together.any(axis=0)[equilibria(said) == NO].any()
        hangs = said == DEPENDS
        assert not ways.all(axis=0)[hangs].any()
        if concept != "seq":
            assert ways.any(axis=0)[hangs].all()
            assert together.any(axis=0)[equilibria(said) == DEPENDS].all()


def test_seq_may_say_depends_where_a_step_and_the_step_back_would_both_be_needed():
    """The answer to 1 is 1 -> 3 -> 4 -> 5, that to 2 is 2 -> 4 -> 3 -> 6; the third likes 3 -> 4 or 4 -> 3, it is not known which."""
    edges = [[(0, 1), (0, 2)], [(1, 3), (3, 6)], [(3, 4), (4, 3)], [(4, 5), (2, 4)]]
    game = of_edges(7, edges, [(1, 2, 2, 2, 2, 0, 0), (0, 0, 0, 1, 0, 0, 2), (0,) * 7, (0, 0, 0, 0, 1, 2, 0)])
    liked = game.likings.copy()
    liked[2, 3, 4] = liked[2, 4, 3] = UNKNOWN
    unsure = Game(game.moves, liked)
    assert seq(unsure)[0, 0] == DEPENDS
    assert [seq(way)[0, 0] for way in completions(unsure)] == [NO] * 3


def test_an_unknown_liking_matters_only_where_a_verdict_hangs_on_it():
    """The second may leave 1 for 2, which answers the first's move; whether it would is not known."""
    game = of_edges(3, [[(0, 1)], [(1, 2)]], [(1, 2, 0), (0, 0, 0)])
    unknown = game.likings.copy()
    unknown[1, 1, 2] = unknown[1, 2, 1] = UNKNOWN
    found = stability(Game(game.moves, unknown))
    assert [getattr(found, concept)[0, 0] for concept in CONCEPTS] == [NO, DEPENDS, YES, YES]
    assert found.nash[1].tolist() == [YES, DEPENDS, YES]
    assert equilibria(found.nash).tolist() == [NO, DEPENDS, YES]


@pytest.mark.parametrize(("states", "makers"), [(48, 4), (96, 3)])
def test_nash_and_seq_alone_say_what_all_four_say(states, makers):
    game = random_game(np.random.default_rng(states), makers, states, 0.1)
    found = stability(game)
    assert (nash(game) == found.nash).all()
    assert (seq(game) == found.seq).all()


def test_numbering_makers_and_states_otherwise_changes_nothing():
    rng = np.random.default_rng(3)
    game = random_game(rng, 4, 60, 0.1)
    makers, states = rng.permutation(4), rng.permutation(60)
    again = stability(Game(*(one[makers][:, states][:, :, states] for one in (game.moves, game.likings))))
    for concept in CONCEPTS:
        assert (getattr(again, concept) == getattr(stability(game), concept)[makers][:, states]).all()


def test_512_states_are_taken():
    bits = np.arange(512)
    changed = bits[:, None] ^ bits
    moves = np.stack([(changed & ~mask == 0) & (changed != 0) for mask in (0b111, 0b11000, 0b1100000, 0b110000000)])
    ranks = np.random.default_rng(0).random((4, 512))
    found = stability(Game(moves, likings(ranks)))
    best = np.array([[ranks[i][moves[i, s]].max(initial=-1) <= ranks[i, s] for s in range(512)] for i in range(4)])
    assert ((found.nash == YES) == best).all()
