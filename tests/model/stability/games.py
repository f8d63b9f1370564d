"""Games with known answers, random games, and what the definitions say of them, spelled out over Python's sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from hypothesis import strategies as st

from standoff.model.stability.game import ALIKE, BETTER, UNKNOWN, WORSE, Game, likings
from standoff.model.stability.walks import Path

Step = tuple[int, int]  # a maker, and the state that it goes to


def ranked(*best_first: Sequence[int], states: Iterable[int]) -> np.ndarray:
    """Rankings of state names, best first, as ranks of states in the order of `states`."""
    return np.array([[-float(list(ranking).index(state)) for state in states] for ranking in best_first])


def two_by_two(row: Sequence[float], column: Sequence[float]) -> Game:
    """States 0 to 3: (first, first), (first, second), (second, first), (second, second); how each of the two makers ranks them."""
    moves = np.zeros((2, 4, 4), dtype=bool)
    for state in range(4):
        moves[0, state, state ^ 2] = moves[1, state, state ^ 1] = True
    return Game(moves, likings(np.array([row, column], dtype=float)))


def of_edges(states: int, edges: Sequence[Iterable[tuple[int, int]]], ranks: Sequence[Sequence[float]]) -> Game:
    """`edges`: the moves of each maker."""
    moves = np.zeros((len(edges), states, states), dtype=bool)
    for maker, mine in enumerate(edges):
        for before, after in mine:
            moves[maker, before, after] = True
    return Game(moves, likings(np.array(ranks, dtype=float)))


def elmira() -> Game:
    """Nine states, here from 0. Ontario's ministry can have the order modified, Uniroyal stop delaying or abandon the plant, the local government
    insist or not (Hipel, Fang, Kilgour & Haight 1993).
    """
    ministry = [(0, 1), (2, 3), (4, 5), (6, 7)]
    uniroyal = [(0, 2), (1, 3), (4, 6), (5, 7), *((state, 8) for state in range(8))]
    local = [(a, b) for low in range(4) for a, b in ((low, low + 4), (low + 4, low))]
    names = range(1, 10)
    ranks = ranked((7, 3, 4, 8, 5, 1, 2, 6, 9), (1, 4, 8, 5, 9, 3, 7, 2, 6), (7, 3, 5, 1, 8, 6, 4, 2, 9), states=names)
    return of_edges(9, [ministry, uniroyal, local], ranks.tolist())


def cuba(*, strike_is_final: bool) -> Game:
    """State = air strike 1 + blockade 2 + withdraw 4 + escalate 8; withdrawing and escalating exclude each other (Fraser & Hipel 1984)."""
    states = range(12)
    us = [(a, b) for a in states for b in states if a != b and a & 12 == b & 12]
    if strike_is_final:
        us = [(a, b) for a, b in us if b & 1 or not a & 1]
    ussr = [(a, b) for a in states for b in states if a != b and a & 3 == b & 3]
    ranks = ranked((4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8), (0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8), states=states)
    return of_edges(12, [us, ussr], ranks.tolist())


IRAQ_OPTIONS = ("Strike", "Timetable", "Expel", "Curb", "Restrain", "Attack")
IRAQ_OWNERS = (0, 0, 1, 1, 2, 3)  # the United States, Iraq, Iran, the militias
IRAQ_STATES = tuple(taken for taken in product((False, True), repeat=6) if not (taken[1] and taken[2]))


def iraq() -> Game:
    """The founding article as a game; the preferences are one reading of it (balance note, 4c)."""
    strike, timetable, expel, curb, restrain, attack = np.array(IRAQ_STATES).T
    leaving = timetable | expel
    wishes = (
        (~expel, ~attack, strike == attack, ~(timetable & attack), timetable | attack, curb, restrain),
        (~strike, ~attack, timetable, expel == strike, ~curb, restrain),
        (leaving, ~strike, restrain == timetable, ~curb),
        (leaving, attack != (leaving | restrain), ~curb, ~strike),
    )
    ranks = [sum(2.0**-k * wish for k, wish in enumerate(mine)) for mine in wishes]
    changes = [[{IRAQ_OWNERS[k] for k in range(6) if a[k] != b[k]} for b in IRAQ_STATES] for a in IRAQ_STATES]
    moves = np.array([[[change == {maker} for change in row] for row in changes] for maker in range(4)])
    return Game(moves, likings(np.array(ranks)))


def iraq_state(*taken: str) -> int:
    return IRAQ_STATES.index(tuple(option in taken for option in IRAQ_OPTIONS))


def random_game(rng: np.random.Generator, makers: int, states: int, unknown: float = 0.0) -> Game:
    """Moves of any density, many of them one way only; ranks with ties; a share of pairs whose liking is not known."""
    moves = rng.random((makers, states, states)) < rng.uniform(0.1, 0.6)
    moves[:, np.arange(states), np.arange(states)] = False
    liked = likings(rng.integers(0, rng.integers(2, states + 2), size=(makers, states)).astype(float))
    hidden = np.triu(rng.random(liked.shape) < unknown, 1)
    return Game(moves, np.where(hidden | hidden.transpose(0, 2, 1), UNKNOWN, liked).astype(np.int8))


@st.composite
def games(draw: st.DrawFn, *, makers: int = 4, states: int = 10, unknown: float = 0.0) -> Game:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return random_game(rng, draw(st.integers(2, makers)), draw(st.integers(2, states)), unknown)


def completions(game: Game) -> Iterator[Game]:
    """The game with every unknown liking turned every way."""
    hidden = np.argwhere(np.triu(game.likings == UNKNOWN))
    for turned in product((WORSE, ALIKE, BETTER), repeat=len(hidden)):
        liked = game.likings.copy()
        for (maker, one, other), liking in zip(hidden, turned, strict=True):
            liked[maker, one, other], liked[maker, other, one] = liking, -liking
        yield Game(game.moves, liked)


# What the definitions say, of games in which every liking is known.


def likes(game: Game, maker: int, state: int, beside: int) -> bool:
    return bool(game.likings[maker, beside, state] == BETTER)


def can(game: Game, maker: int, before: int) -> list[int]:
    return [after for after in range(game.states) if game.moves[maker, before, after]]


def improves(game: Game, maker: int, before: int) -> list[int]:
    return [after for after in can(game, maker, before) if likes(game, maker, after, before)]


def sequences(
    game: Game, makers: Iterable[int], start: int, steps: Callable[[Game, int, int], list[int]]
) -> dict[int, int]:
    """How many steps each state is away that legal sequences reach: all (last maker, state) after one step, after two, and so on."""
    makers = list(makers)
    now: set[Step] = {(maker, after) for maker in makers for after in steps(game, maker, start)}
    away: dict[int, int] = {}
    for length in range(1, len(makers) * game.states + 1):
        for _, state in now:
            away.setdefault(state, length)
        now = {
            (maker, after)
            for last, state in now
            for maker in makers
            if maker != last
            for after in steps(game, maker, state)
        }
    return away


def legal(path: Path, steps: np.ndarray, start: int) -> bool:
    states = [start, *(move.state for move in path)]
    return all(steps[move.maker, before, move.state] for move, before in zip(path, states, strict=False)) and all(
        one.maker != other.maker for one, other in pairwise(path)
    )


def others(game: Game, maker: int) -> list[int]:
    return [other for other in range(game.makers) if other != maker]


def is_nash(game: Game, maker: int, state: int) -> bool:
    return not improves(game, maker, state)


def is_gmr(game: Game, maker: int, state: int) -> bool:
    return all(
        any(not likes(game, maker, answer, state) for answer in sequences(game, others(game, maker), target, can))
        for target in improves(game, maker, state)
    )


def is_smr(game: Game, maker: int, state: int) -> bool:
    return all(
        any(
            not likes(game, maker, answer, state)
            and not any(likes(game, maker, escape, state) for escape in can(game, maker, answer))
            for answer in sequences(game, others(game, maker), target, can)
        )
        for target in improves(game, maker, state)
    )


def is_seq(game: Game, maker: int, state: int) -> bool:
    return all(
        any(not likes(game, maker, answer, state) for answer in sequences(game, others(game, maker), target, improves))
        for target in improves(game, maker, state)
    )


DEFINITIONS = {"nash": is_nash, "seq": is_seq, "smr": is_smr, "gmr": is_gmr}


def by_definition(game: Game, concept: str) -> np.ndarray:
    return np.array(
        [[DEFINITIONS[concept](game, maker, state) for state in range(game.states)] for maker in range(game.makers)]
    )
