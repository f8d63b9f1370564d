"""A conflict file into what follows from it: what is stable for whom, who can move, where that leads, and what of it survives other readings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from standoff.conflict.load import load
from standoff.conflict.states import States, likings, states
from standoff.conflict.types import Conflict
from standoff.conflict.variations import Change, singly, together
from standoff.model.stability.coalitions import Exit, exits
from standoff.model.stability.drift import Drift, Trap, drift, traps
from standoff.model.stability.game import Game
from standoff.model.stability.verdicts import NO, YES, Stability, equilibria, nash, stability
from standoff.model.stability.witnesses import Witness, witness

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Survival:
    """Over `number` variations of the statements: in what share each state is a Nash equilibrium, shape (states,), and each maker can improve alone from
    the status quo, shape (makers,). `each`: whether one statement of every maker is changed at a time, or one of all.
    """

    change: Change
    each: bool
    number: int
    nash: Floats
    moves: Floats


@dataclass(frozen=True, slots=True)
class Argued:
    """All that follows. `witnesses`: why each maker stays in the status quo, or does not; `exits`: where from there, and with whom."""

    conflict: Conflict
    states: States
    game: Game
    found: Stability
    witnesses: tuple[Witness, ...]
    course: Drift
    exits: tuple[Exit, ...]
    traps: tuple[Trap, ...]
    survival: tuple[Survival, ...]

    @property
    def now(self) -> int:
        """The status quo."""
        return self.states.now

    def maker(self, place: int) -> str:
        return self.conflict.makers[place].name

    def surely(self, verdicts: NDArray[np.int8]) -> list[int]:
        """States that are equilibria whichever way."""
        return [int(n) for n in np.flatnonzero(equilibria(verdicts) == YES)]


def argued(path: Path) -> Argued:
    """ConflictError where the file does not validate."""
    conflict = load(path)
    found = states(conflict)
    game = Game(found.moves, likings(conflict, found))
    stable = stability(game)
    course = drift(game, found.now)
    return Argued(
        conflict,
        found,
        game,
        stable,
        tuple(witness(game, maker, found.now) for maker in range(game.makers)),
        course,
        exits(game, found.now),
        traps(game, course, stable),
        tuple(_survivals(conflict, found)),
    )


def _survivals(conflict: Conflict, found: States) -> list[Survival]:
    return [
        one
        for change in Change
        for each in (False, True)
        if (one := _survival(conflict, found, change, each=each)) is not None
    ]


def _survival(conflict: Conflict, found: States, change: Change, *, each: bool) -> Survival | None:
    """None where no statement can be changed so."""
    number = 0
    stays, moves = np.zeros(len(found.taken)), np.zeros(len(conflict.makers))
    for varied in (together if each else singly)(conflict, found, change):
        verdicts = nash(Game(found.moves, varied.likings))
        stays += equilibria(verdicts) == YES
        moves += verdicts[:, found.now] == NO
        number += 1
    return Survival(change, each, number, stays / number, moves / number) if number else None
