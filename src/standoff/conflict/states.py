"""A conflict into its feasible states, who can move between them, and who likes which better: what `model.stability` takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.conflict.types import Conflict


@dataclass(frozen=True, slots=True)
class States:
    """`taken`, shape (states, options): which options are taken, of merged states those of the first; `now`: the status quo's place;
    `moves`, shape (makers, states, states): whether the maker can go from the row's state to the column's in one move.
    """

    conflict: Conflict
    taken: NDArray[np.bool_]
    now: int
    moves: NDArray[np.bool_]
