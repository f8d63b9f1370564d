"""A game into which states are stable for whom, under four ways to look ahead: Nash, SEQ, SMR and GMR.

A state is stable for a maker where each of its improvements is answered. To Nash nothing is an answer. To GMR it is one if the others, by any legal
sequence of joint moves, come to a state that the maker likes no better than where it was; to SEQ, if each step of theirs is an improvement for who makes
it; to SMR, if the maker moreover cannot leave that state, in one move, for one that it likes better than where it was.

Where likings are unknown, YES and NO hold whichever way they turn out: YES counts an unknown as an improvement when the maker leaves, as none for others
who answer, and as no answer; NO the other way round. What is neither DEPENDS. To Nash, SMR and GMR it then truly does; to SEQ it may still be a NO, where
the answers to two improvements would need somebody to like one step and the step back.

Source: Nash 1950; GMR, SMR: Howard 1971; SEQ: Fraser & Hipel 1984; many makers: Fang, Hipel & Kilgour 1993; unknown preferences: Li, Hipel, Kilgour
& Fang 2004.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.stability.game import UNKNOWN, Flags, Game
from standoff.model.stability.reach import joint_reach, product

NO, DEPENDS, YES = 0, 1, 2

Verdicts = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Stability:
    """NO, DEPENDS or YES, each of shape (makers, states)."""

    nash: Verdicts
    seq: Verdicts
    smr: Verdicts
    gmr: Verdicts


def stability(game: Game) -> Stability:
    """All four; what the others reach by any moves is found once."""
    reach = others_reach(game.moves)
    smr = _either_way(game, lambda perhaps: _stable(game, reach, held(game, perhaps=perhaps), perhaps=perhaps))
    gmr = _either_way(game, lambda perhaps: _stable(game, reach, game.no_better(perhaps=perhaps), perhaps=perhaps))
    return Stability(nash(game), seq(game), smr, gmr)


def nash(game: Game) -> Verdicts:
    """NO, DEPENDS or YES, shape (makers, states): whether the maker has no improvement. For runs over thousands of games."""
    return _either_way(game, lambda perhaps: np.asarray(~game.improvements(perhaps=not perhaps).any(axis=2)))


def seq(game: Game) -> Verdicts:
    """NO, DEPENDS or YES, shape (makers, states): whether the others answer every improvement by improvements of their own."""

    def stable(perhaps: bool) -> Flags:
        reach = others_reach(game.improvements(perhaps=perhaps))
        return _stable(game, reach, game.no_better(perhaps=perhaps), perhaps=perhaps)

    return _either_way(game, stable)


def equilibria(verdicts: Verdicts) -> Verdicts:
    """Of shape (makers, states): YES where the state is stable for all, NO where it is unstable for one, DEPENDS between; shape (states,)."""
    return np.asarray(verdicts.min(axis=0))


def others_reach(steps: Flags) -> Flags:
    """What all but the maker reach by `steps`, both of shape (makers, states, states)."""
    return np.stack([joint_reach(np.delete(steps, maker, axis=0)) for maker in range(len(steps))])


def held(game: Game, *, perhaps: bool) -> Flags:
    """Where the column's state is no better for the maker than the row's, and no state is that it can go on to from there; shape (makers, states,
    states). `perhaps`: or is not known to be.
    """
    no_better = game.no_better(perhaps=perhaps)
    return no_better & ~product(~no_better, game.moves.transpose(0, 2, 1))


def _stable(game: Game, reach: Flags, holds: Flags, *, perhaps: bool) -> Flags:
    """Where each improvement leads to where `reach` leads to a state that `holds` the maker to no better than it had."""
    answered = product(holds, reach.transpose(0, 2, 1))
    return np.asarray(~(game.improvements(perhaps=not perhaps) & ~answered).any(axis=2))


def _either_way(game: Game, stable: Callable[[bool], Flags]) -> Verdicts:
    """`stable` with what is unknown against the maker's staying, and for it."""
    surely = stable(False)
    perhaps = stable(True) if (game.likings == UNKNOWN).any() else surely
    return surely.astype(np.int8) + perhaps
