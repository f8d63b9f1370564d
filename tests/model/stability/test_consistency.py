"""Moves are counted as improvements when they are, whatever the order, and a record of chance looks like chance."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy.stats import binomtest

from standoff.errors import ModelError
from standoff.model.stability.consistency import (
    BETTER,
    DEPENDS,
    LEAST_MOVES,
    NOT_BETTER,
    UNTESTED,
    World,
    combinations,
    consistency,
)
from standoff.model.stability.game import UNKNOWN, Game, likings

CHASED = np.array([[0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 1.0]])
"""Ranks by states "", a, b, ab: the owner of option a wants the two options to differ, that of b wants them alike; one of them can always improve."""


def world_of(ranks, owner=None) -> World:
    """A combination is a state, and everybody can change what is theirs."""
    makers, states = ranks.shape
    options = int(np.log2(states))
    owner = np.arange(options) if owner is None else np.array(owner)
    state = np.arange(states)
    own = [sum(1 << n for n in np.flatnonzero(owner == maker)) for maker in range(makers)]
    moves = np.stack([(state[:, None] ^ state[None]) & ~mask == 0 for mask in own]) & (state[:, None] != state[None])
    return World(Game(moves, likings(ranks)), owner, state)


def flags(series, options):
    return (np.asarray(series)[:, None] >> np.arange(options) & 1).astype(bool)


def pursued(world, rng, periods, chance=0.3):
    """A record in which now and then somebody who can improve does so."""
    state, series = 0, []
    for _ in range(periods):
        series.append(state)
        better = np.argwhere(world.game.moves[:, state] & (world.game.likings[:, state] == BETTER))
        if len(better) and rng.random() < chance:
            state = int(better[rng.integers(len(better)), 1])
    return flags(series, len(world.owner))


def at_random(rng, periods, options, chance=0.2):
    """Options that are taken and left by themselves."""
    return np.cumsum(rng.random((periods, options)) < chance, axis=0) % 2 == 1


# --- what is found ---


def test_makers_who_always_improve_have_share_one_and_chance_does_not():
    world = world_of(CHASED)
    found = consistency(pursued(world, np.random.default_rng(1), 200), world, np.random.default_rng(2))
    assert found.share == 1.0
    assert found.tested > 30
    assert found.by_chance == pytest.approx(0.5, abs=0.05)
    assert found.p < 0.02  # of 200 offsets one leaves the two series as they were


def test_makers_who_always_lose_have_share_zero_and_p_one():
    world = world_of(-CHASED)
    taken = pursued(world_of(CHASED), np.random.default_rng(1), 200)
    found = consistency(taken, world, np.random.default_rng(2))
    assert (found.share, found.p) == (0.0, 1.0)


def test_random_moves_have_p_values_that_are_uniform():
    """Of 300 records 5 % and 25 % and 50 % lie below, as they should; the p-value of a share that ties with others is a little too large."""
    world, rng = world_of(CHASED), np.random.default_rng(3)
    p = np.array([consistency(at_random(rng, 120, 2), world, rng, 99).p for _ in range(300)])
    for level in (0.05, 0.25, 0.5):
        assert binomtest(int((p <= level).sum()), 300, level).pvalue > 0.01, level


def test_moves_are_told_with_period_maker_and_both_combinations():
    world = world_of(CHASED)
    made = consistency(flags([0, 0, 1, 3, 2, 2], 2), world, np.random.default_rng(0)).moves
    rows = list(zip(made.period, made.maker, made.before, made.after, made.verdict, strict=True))
    assert rows == [(2, 0, 0, 1, BETTER), (3, 1, 1, 3, BETTER), (4, 0, 3, 2, BETTER)]


def test_a_maker_with_two_options_makes_one_move_of_both():
    ranks = np.array([[0.0, 0.0, 0.0, 1.0]])
    made = consistency(flags([0, 3, 3], 2), world_of(ranks, [0, 0]), np.random.default_rng(0)).moves
    assert (made.before.tolist(), made.after.tolist(), made.verdict.tolist()) == ([0], [3], [BETTER])


# --- what cannot be told ---


def test_unknown_likings_are_counted_apart():
    world = world_of(CHASED)
    unsure = world.game.likings.copy()
    unsure[0, ~np.eye(4, dtype=bool)] = UNKNOWN
    found = consistency(
        flags([0, 1, 3, 2, 0] * 3, 2),
        World(Game(world.game.moves, unsure), world.owner, world.place),
        np.random.default_rng(0),
    )
    assert found.moves.count(UNKNOWN) == int((found.moves.maker == 0).sum()) == 6
    assert found.tested == 6
    assert found.share == 1.0


def test_too_few_moves_have_a_share_but_no_p():
    world = world_of(CHASED)
    found = consistency(flags([0, 1, 3, 2], 2), world, np.random.default_rng(0))
    assert found.tested < LEAST_MOVES
    assert (found.share, found.by_chance, found.p) == (1.0, None, None)


def test_a_record_without_moves_has_no_share():
    found = consistency(flags([1, 1, 1], 2), world_of(CHASED), np.random.default_rng(0))
    assert (found.tested, found.share, found.p) == (0, None, None)


def test_moves_of_two_in_one_period_that_depend_on_the_order_are_counted_apart():
    """From nothing to both: who wants them to differ improves only if first, who wants them alike only if second."""
    made = consistency(flags([0, 3], 2), world_of(CHASED), np.random.default_rng(0)).moves
    assert made.verdict.tolist() == [DEPENDS, DEPENDS]
    careless = np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, -1.0, -1.0]])
    made = consistency(flags([0, 3], 2), world_of(careless), np.random.default_rng(0)).moves
    assert made.verdict.tolist() == [BETTER, NOT_BETTER]


def test_combinations_that_cannot_be_and_moves_that_cannot_be_made_are_not_tested():
    world = world_of(CHASED)
    place = np.array([0, 1, 2, -1])
    shut = World(world.game, world.owner, place)
    made = consistency(flags([1, 3, 2, 0], 2), shut, np.random.default_rng(0)).moves
    assert made.verdict.tolist() == [UNTESTED, UNTESTED, BETTER]
    for_good = world.game.moves.copy()
    for_good[1, 2, 0] = False
    made = consistency(
        flags([2, 0], 2), World(Game(for_good, world.game.likings), world.owner, place), np.random.default_rng(0)
    ).moves
    assert made.verdict.tolist() == [UNTESTED]


# --- against every order, one after the other ---


def by_brute_force(world, before, after, maker):
    own = [sum(1 << n for n in np.flatnonzero(world.owner == m)) for m in range(world.game.makers)]
    movers = [m for m, mask in enumerate(own) if (before ^ after) & mask]
    seen = set()
    for order in permutations(movers):
        now = before
        for mover in order:
            then = (now & ~own[mover]) | (after & own[mover])
            s, t = world.place[now], world.place[then]
            if mover == maker and min(s, t) >= 0 and world.game.moves[maker, s, t]:
                liked = int(world.game.likings[maker, s, t])
                seen.add(liked if liked in (BETTER, UNKNOWN) else NOT_BETTER)
            now = then
    return UNTESTED if not seen else seen.pop() if len(seen) == 1 else DEPENDS


def test_verdicts_are_those_of_every_order_written_out():
    rng, met = np.random.default_rng(4), set()
    for _ in range(40):
        world = world_of(rng.integers(0, 4, (3, 16)).astype(float), [0, 0, 1, 2])
        hidden = np.triu(rng.random(world.game.likings.shape) < 0.1, 1)
        liked = np.where(hidden | hidden.transpose(0, 2, 1), UNKNOWN, world.game.likings).astype(np.int8)
        place = np.where(rng.random(16) < 0.2, -1, world.place)
        world = World(Game(world.game.moves, liked), world.owner, place)
        taken = rng.random((30, 4)) < 0.5
        made, series = consistency(taken, world, rng, 1).moves, combinations(taken)
        for period, maker, verdict in zip(made.period, made.maker, made.verdict, strict=True):
            assert verdict == by_brute_force(world, int(series[period - 1]), int(series[period]), int(maker))
            met.add(int(verdict))
    assert met == {BETTER, NOT_BETTER, UNKNOWN, DEPENDS, UNTESTED}


# --- what does not fit ---


@pytest.mark.parametrize(
    ("shape", "owner", "place"),
    [((5,), 2, 4), ((5, 3), 2, 4), ((5, 2), 3, 4), ((5, 2), 2, 8), ((5, 21), 21, 2097152)],
)
def test_arrays_that_do_not_fit_are_refused(shape, owner, place):
    world = world_of(CHASED)
    wrong = World(world.game, np.zeros(owner, dtype=int), np.zeros(place, dtype=int))
    with pytest.raises(ModelError, match="shape"):
        consistency(np.zeros(shape, dtype=bool), wrong, np.random.default_rng(0))


def test_a_state_that_the_game_does_not_have_is_refused():
    world = world_of(CHASED)
    with pytest.raises(ModelError, match="does not have"):
        consistency(flags([0, 1], 2), World(world.game, world.owner, world.place + 1), np.random.default_rng(0))
