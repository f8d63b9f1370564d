"""A game into where makers get together that none of them gets alone, to the gain of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from standoff.model.stability.game import BETTER, Flags, Game
from standoff.model.stability.reach import joint_reach
from standoff.model.stability.walks import Path, walks


@dataclass(frozen=True, slots=True)
class Exit:
    """`members` (one who moves alone is a coalition too) get to `state` by `path`, and each of them surely likes it better than where they were."""

    members: tuple[int, ...]
    state: int
    path: Path


def gains(game: Game, members: Sequence[int]) -> Flags:
    """Where the column's state is reached from the row's by legal sequences of the members' moves and each of them surely gains; shape (states,
    states). On the way they may lose.

    Source: coalition improvement, Kilgour, Hipel, Fang & Peng 2001.
    """
    chosen = list(members)
    return np.asarray(joint_reach(game.moves[chosen]) & (game.likings[chosen] == BETTER).all(axis=0))


def exits(game: Game, state: int) -> tuple[Exit, ...]:
    """From `state`, each target with each coalition that gets and gains there and of which no part does; small coalitions first."""
    return exits_to(game, state, np.ones(game.states, dtype=np.bool_))


def exits_to(game: Game, state: int, targets: Flags) -> tuple[Exit, ...]:
    """Those of `exits` that lead to `targets`, shape (states,)."""
    gaining = (game.likings[:, state] == BETTER) & targets
    found: list[Exit] = []
    for members in _coalitions(game.makers):
        wanted = gaining[list(members)].all(axis=0)
        wanted[[of.state for of in found if set(of.members) < set(members)]] = False
        if wanted.any():
            ways = walks(game.moves, state, members)
            reached = np.flatnonzero(wanted & ways.reached).tolist()
            found.extend(Exit(members, target, ways.path(target)) for target in reached)
    return tuple(found)


def smallest(game: Game, state: int, target: int) -> tuple[Exit, ...]:
    """Of the exits from `state` to `target`, those with the fewest members."""
    there = exits_to(game, state, np.arange(game.states) == target)
    fewest = min((len(of.members) for of in there), default=0)
    return tuple(of for of in there if len(of.members) == fewest)


def _coalitions(makers: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, makers + 1):
        yield from combinations(range(makers), size)
