"""Ranks and moves into a graph model: what each decision maker can do from each state, and how it likes where that leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.errors import ModelError

WORSE, ALIKE, BETTER, UNKNOWN = -1, 0, 1, 2  # how a decision maker likes one state beside another

MOST_STATES = 512  # joint reach grows with the cube of states x makers: seconds here, minutes at eight times as many; studies have 10 to 100

Flags = NDArray[np.bool_]
Likings = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Game:
    """`moves` and `likings`, shape (makers, states, states): whether the maker can go from the row's state to the column's in one move, and how it
    likes the column's beside the row's: WORSE, ALIKE, BETTER or UNKNOWN.

    ModelError where the shapes do not fit, a state leads to itself, or a liking is not the opposite of the one the other way round. Likings need not
    be transitive.

    Source: Kilgour, Hipel & Fang 1987; unknown preferences: Li, Hipel, Kilgour & Fang 2004.
    """

    moves: Flags
    likings: Likings

    def __post_init__(self) -> None:
        _check_shapes(self.moves, self.likings)
        if self.states > MOST_STATES:
            raise ModelError(
                f"{self.states} states: no more than {MOST_STATES}, by design; leave out options, or say which patterns are the same"
            )
        if self.moves.diagonal(axis1=1, axis2=2).any():
            raise ModelError("a move leads from a state to itself: states that are merged have no moves between them")
        _check_likings(self.likings)

    @property
    def makers(self) -> int:
        return len(self.moves)

    @property
    def states(self) -> int:
        return int(self.moves.shape[1])

    def improvements(self, *, perhaps: bool) -> Flags:
        """Moves to a state that the mover likes better, shape (makers, states, states); `perhaps`: or of which it is not known whether it does."""
        return self.moves & self._liked(perhaps=perhaps)

    def no_better(self, *, perhaps: bool) -> Flags:
        """Where the maker likes the column's state no better than the row's, or, with `perhaps`, may not."""
        return ~self._liked(perhaps=not perhaps)

    def _liked(self, *, perhaps: bool) -> Flags:
        return self.likings >= BETTER if perhaps else self.likings == BETTER


def likings(ranks: NDArray[np.float64]) -> Likings:
    """Of `ranks`, shape (makers, states), higher is better: everything is known. ModelError where a rank is not a number."""
    if ranks.ndim != 2 or np.isnan(ranks).any():
        raise ModelError(f"ranks are numbers of shape (makers, states), without gaps, not {ranks.dtype} {ranks.shape}")
    better = ranks[:, None, :] > ranks[:, :, None]
    return better.astype(np.int8) - better.transpose(0, 2, 1)


def _check_shapes(moves: Flags, liked: Likings) -> None:
    if moves.dtype != np.bool_ or moves.ndim != 3 or moves.shape[1] != moves.shape[2] or 0 in moves.shape:
        raise ModelError(f"moves are flags of shape (makers, states, states), not {moves.dtype} {moves.shape}")
    if liked.shape != moves.shape:
        raise ModelError(f"likings have the shape of moves, {moves.shape}, not {liked.shape}")


def _check_likings(liked: Likings) -> None:
    unknown = liked == UNKNOWN
    if not np.isin(liked, (WORSE, ALIKE, BETTER, UNKNOWN)).all():
        raise ModelError("likings are -1 (worse), 0 (alike), 1 (better) or 2 (unknown)")
    if (liked != np.where(unknown, UNKNOWN, -liked).transpose(0, 2, 1)).any():
        maker, row, column = (
            int(at[0]) for at in np.nonzero(liked != np.where(unknown, UNKNOWN, -liked).transpose(0, 2, 1))
        )
        raise ModelError(
            f"maker {maker} likes state {column} beside {row}, and {row} beside {column}, in ways that do not fit: they are opposites"
        )
    if liked.diagonal(axis1=1, axis2=2).any():
        raise ModelError("a state is alike itself, whoever looks at it")
