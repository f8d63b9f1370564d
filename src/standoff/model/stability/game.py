"""Ranks and moves into a graph model: what each decision maker can do from each state, and how it likes where that leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORSE, ALIKE, BETTER, UNKNOWN = -1, 0, 1, 2  # how a decision maker likes one state beside another

Flags = NDArray[np.bool_]
Likings = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Game:
    """`moves` and `likings`, shape (makers, states, states): whether the maker can go from the row's state to the column's in one move, and how it
    likes the column's beside the row's: WORSE, ALIKE, BETTER or UNKNOWN.

    Source: Kilgour, Hipel & Fang 1987; unknown preferences: Li, Hipel, Kilgour & Fang 2004.
    """

    moves: Flags
    likings: Likings

    @property
    def makers(self) -> int:
        return len(self.moves)

    @property
    def states(self) -> int:
        return int(self.moves.shape[1])


def likings(ranks: NDArray[np.float64]) -> Likings:
    """Of `ranks`, shape (makers, states), higher is better: everything is known."""
    return np.sign(ranks[:, None, :] - ranks[:, :, None]).astype(np.int8)
