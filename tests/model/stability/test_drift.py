"""Where selfish moves lead, against every sequence of improvements, and the traps on the way."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.stability.drift import drift, surely_better, traps
from standoff.model.stability.game import BETTER, UNKNOWN, WORSE, Game
from standoff.model.stability.verdicts import stability
from tests.model.stability.games import (
    by_definition,
    games,
    improves,
    iraq,
    iraq_state,
    of_edges,
    sequences,
    two_by_two,
)


@settings(max_examples=40, deadline=None)
@given(games(), st.integers(0, 9))
def test_drift_is_what_sequences_of_improvements_reach(game, now):
    now %= game.states
    course = drift(game, now)
    away = sequences(game, range(game.makers), now, improves)
    assert set(np.flatnonzero(course.walks.reached).tolist()) == set(away)
    assert {state: len(course.walks.path(state)) for state in away} == away
    still = by_definition(game, "nash").all(axis=0)
    assert course.ends == tuple(
        state for state in range(game.states) if (state in away or state == now) and still[state]
    )


@settings(max_examples=40, deadline=None)
@given(games(), st.integers(0, 9))
def test_traps_are_what_the_definition_says(game, now):
    now %= game.states
    away = sequences(game, range(game.makers), now, improves) | {now: 0}
    firm = by_definition(game, "seq").all(axis=0) & by_definition(game, "smr").all(axis=0)
    liked = game.likings
    better = {
        state: tuple(
            other
            for other in range(game.states)
            if firm[other] and (liked[:, state, other] != WORSE).all() and (liked[:, state, other] == BETTER).any()
        )
        for state in away
        if firm[state]
    }
    found = traps(game, drift(game, now), stability(game))
    assert {trap.state: trap.better for trap in found} == {state: others for state, others in better.items() if others}
    assert [len(trap.path) for trap in found] == sorted(away[trap.state] for trap in found)
    for trap in found:
        assert {of.state for of in trap.exits} <= set(trap.better)


def test_of_iraq_one_end_two_traps_before_it_and_expel_first():
    game, now, end = iraq(), iraq_state("Strike", "Attack"), iraq_state("Timetable", "Restrain")
    course = drift(game, now)
    assert course.ends == (end,)
    path = course.walks.path(end)
    assert path[0].maker == 1
    assert path[0].state == iraq_state("Strike", "Expel", "Attack")
    assert [move.maker for move in path] == [1, 3, 0, 1, 0, 2]
    before = [trap for trap in traps(game, course, stability(game)) if trap.before]
    assert [trap.state for trap in before] == [iraq_state("Strike", "Expel", "Attack"), iraq_state("Expel")]
    assert all(trap.before == (end,) and end in trap.better for trap in before)


def test_two_prisoners_drift_into_a_trap_that_they_leave_only_together():
    game = two_by_two((3, 1, 4, 2), (3, 4, 1, 2))
    (trap,) = traps(game, drift(game, 0), stability(game))
    assert (trap.state, trap.better, trap.before) == (3, (0,), ())
    assert len(trap.path) == 2
    assert [of.members for of in trap.exits] == [(0, 1)]
    (stuck,) = traps(game, drift(game, 3), stability(game))
    assert (stuck.state, stuck.path) == (3, ())


def test_selfish_moves_may_go_round_and_end_nowhere():
    edges = [[(0, 1), (2, 3)], [(1, 2), (3, 0)]]
    game = of_edges(4, edges, [(0, 1, 0, 1), (1, 0, 1, 0)])
    ranks = game.likings.copy()
    ranks[1, 1, 2], ranks[1, 2, 1], ranks[1, 3, 0], ranks[1, 0, 3] = BETTER, WORSE, BETTER, WORSE
    course = drift(Game(game.moves, ranks), 0)
    assert course.ends == ()
    assert course.walks.reached.all()


def test_a_step_whose_liking_is_unknown_is_not_taken_but_its_state_may_be_an_end():
    game = of_edges(2, [[(0, 1)]], [(0, 1)])
    liked = game.likings.copy()
    liked[0, 0, 1] = liked[0, 1, 0] = UNKNOWN
    course = drift(Game(game.moves, liked), 0)
    assert not course.walks.reached.any()
    assert course.ends == (0,)


def test_surely_better_needs_somebody_who_gains_and_nobody_who_may_lose():
    game = of_edges(4, [[], []], [(0, 1, 1, 0), (0, 1, 0, 0)])
    liked = game.likings.copy()
    assert surely_better(game, 0).tolist() == [False, True, True, False]
    liked[1, 0, 2] = liked[1, 2, 0] = UNKNOWN
    assert surely_better(Game(game.moves, liked), 0).tolist() == [False, True, False, False]
