"""A game and its status quo into where selfish moves lead from there, where they end, and where they get stuck though all could do better.

A trap is a state, the status quo or one that selfish moves reach from it, that is surely an equilibrium to SEQ and to SMR (nobody dares to leave it),
while another such equilibrium is surely worse for none and surely better for some. The second move of the Prisoner's Dilemma leads into one. The
definition is this project's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.model.stability.coalitions import Exit, exits_to
from standoff.model.stability.game import ALIKE, BETTER, Flags, Game
from standoff.model.stability.verdicts import NO, YES, Stability, equilibria, nash
from standoff.model.stability.walks import Path, Walks, walks


@dataclass(frozen=True, slots=True)
class Drift:
    """Where moves lead that surely are improvements for who makes them, no maker twice in a row. `ends`: of the states reached, and the status quo itself,
    those from which nobody surely has an improvement.
    """

    now: int
    walks: Walks
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """`path` leads to `state` from the status quo, shortest (empty: it is the status quo). `better`: the equilibria (SEQ and SMR) that are worse for
    nobody and better for some; `exits`: how some of them are reached by makers who all gain; `before`: the ends of drift to which a shortest path
    leads through this state.
    """

    state: int
    path: Path
    better: tuple[int, ...]
    exits: tuple[Exit, ...]
    before: tuple[int, ...]


def drift(game: Game, now: int) -> Drift:
    """From the status quo `now`. Source: status quo analysis, Li, Kilgour & Hipel 2005."""
    ways = walks(game.improvements(perhaps=False), now, range(game.makers))
    seen = ways.reached
    seen[now] = True
    ends = np.flatnonzero(seen & (equilibria(nash(game)) != NO)).tolist()
    return Drift(now, ways, tuple(ends))


def traps(game: Game, course: Drift, found: Stability) -> tuple[Trap, ...]:
    """Nearest first; `found`: the game's stability."""
    stuck = (equilibria(found.seq) == YES) & (equilibria(found.smr) == YES)
    seen = course.walks.reached
    seen[course.now] = True
    met = [_trap(game, course, state, stuck) for state in np.flatnonzero(stuck & seen).tolist()]
    return tuple(sorted((trap for trap in met if trap.better), key=lambda trap: len(trap.path)))


def surely_better(game: Game, state: int) -> Flags:
    """The states that are surely worse for nobody than `state`, and surely better for some; shape (states,)."""
    likes = game.likings[:, state]
    better = likes == BETTER
    return np.asarray((better | (likes == ALIKE)).all(axis=0) & better.any(axis=0))


def _trap(game: Game, course: Drift, state: int, stuck: Flags) -> Trap:
    better = surely_better(game, state) & stuck
    return Trap(
        state,
        () if state == course.now else course.walks.path(state),
        tuple(np.flatnonzero(better).tolist()),
        exits_to(game, state, better),
        tuple(end for end in course.ends if end not in (course.now, state) and course.walks.between(end)[state]),
    )
