"""A conflict into its feasible states, who can move between them, and who likes which better: what `model.stability` takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from standoff.conflict.types import Conflict, Final, Preference
from standoff.errors import ConflictError

MOST_STATES = 512  # twelve times the 48 of the founding case; finding what is stable takes minutes beyond 1,024
WORSE, ALIKE, BETTER, UNKNOWN = -1, 0, 1, 2  # the codes of model.stability.game, which stands above this package

Flags = NDArray[np.bool_]
Likings = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class States:
    """`taken`, shape (states, options): which options are taken, of merged states those of the first; `place`, shape (2**options,): which state a
    combination of options is, -1 for one that cannot be, by the sum of 2**n over the options n that are taken; `now`: the status quo's place;
    `moves`, shape (makers, states, states): whether the maker can go from the row's state to the column's in one move.
    """

    conflict: Conflict
    taken: Flags
    place: NDArray[np.int64]
    now: int
    moves: Flags

    def label(self, state: int) -> str:
        """What is done in it, as in "Strike + Attack", or "nothing"."""
        names = [option.name for option, taken in zip(self.conflict.options, self.taken[state], strict=True) if taken]
        return " + ".join(names) or "nothing"


def states(conflict: Conflict) -> States:
    """The combinations of options that can be, in the order of their binary numbers (the first option counts 1, the second 2, then 4 and so on).

    In one move a maker changes any of their own options together, but for those that are final. States in which the same [[same]] pattern holds are
    one, whose first stands for all of them. ConflictError where there are too many, or the status quo is none of them.
    Source: Fang, Hipel & Kilgour 1993 (option form; irreversible moves; states that cannot be told apart).
    """
    taken = _feasible(conflict)
    now = _status_quo(conflict, taken)
    first, group = np.unique(_merged(conflict, taken), return_inverse=True)
    place = np.full(1 << len(conflict.options), -1)
    place[taken @ (1 << np.arange(len(conflict.options)))] = group.ravel()
    return States(conflict, taken[first], place, int(group[now]), _moves(conflict, taken, group.ravel()))


def likings(conflict: Conflict, states: States) -> Likings:
    """Shape (makers, states, states): how each maker likes the column's state beside the row's, BETTER, ALIKE, WORSE or UNKNOWN."""
    return np.stack([likings_of(statements(conflict, maker.id), states) for maker in conflict.makers])


def statements(conflict: Conflict, maker: str) -> tuple[Preference, ...]:
    """What one decision maker wants, heaviest first."""
    return tuple(sorted((p for p in conflict.preferences if p.of == maker), key=lambda p: p.level))


def likings_of(preferences: Sequence[Preference], states: States) -> Likings:
    """Shape (states, states), of the statements of one maker, heaviest first.

    Levels are walked in order of weight (option prioritising: Fang, Hipel, Kilgour & Peng 2003); the first on which two states differ in how many statements
    hold decides. Of a statement that is not known it may be wanted that it holds, that it does not, or neither: two states of which each could
    then be liked better, or as well, are UNKNOWN.
    """
    count = len(states.taken)
    open_ = np.ones((count, count), dtype=np.bool_)  # whether all levels so far may have left them alike
    better, worse = np.zeros_like(open_), np.zeros_like(open_)
    for _, level in groupby(preferences, key=lambda p: p.level):
        gain, doubt = np.zeros((2, count, count), dtype=np.int16)
        for statement in level:
            holds = statement.prefers.holds(states.taken).astype(np.int16)
            difference = holds[None, :] - holds[:, None]
            if statement.known:
                gain += difference
            else:
                doubt += np.abs(difference)
        better |= open_ & (gain + doubt > 0)
        worse |= open_ & (gain - doubt < 0)
        open_ &= np.abs(gain) <= doubt
    found = np.full((count, count), UNKNOWN, dtype=np.int8)
    found[better & ~worse & ~open_] = BETTER
    found[worse & ~better & ~open_] = WORSE
    found[open_ & ~better & ~worse] = ALIKE
    return found


def _feasible(conflict: Conflict) -> Flags:
    """Shape (states, options)."""
    numbers = np.arange(2 ** len(conflict.options), dtype=np.int32)
    taken = np.array([(numbers >> n & 1).astype(np.bool_) for n in range(len(conflict.options))]).T
    possible = np.ones(len(numbers), dtype=np.bool_)
    for pattern in conflict.infeasible:
        possible &= ~pattern.when.holds(taken)
    taken = np.ascontiguousarray(taken[possible])
    if len(taken) > MOST_STATES:
        raise ConflictError(
            conflict.path,
            conflict.options[-1].line,
            f"{len(taken):,} combinations of options can be, more than the {MOST_STATES} that can be looked at; "
            "say under [[infeasible]] what excludes what, or leave out options that decide little",
        )
    return taken


def _status_quo(conflict: Conflict, taken: Flags) -> int:
    """Its place among the feasible states."""
    now = np.array([[option.now for option in conflict.options]])
    for pattern in conflict.infeasible:
        if pattern.when.holds(now)[0]:
            raise ConflictError(
                conflict.path, pattern.line, "infeasible: holds in the status quo; change it, or what is done now"
            )
    return int(np.flatnonzero((taken == now).all(axis=1))[0])


def _merged(conflict: Conflict, taken: Flags) -> NDArray[np.int64]:
    """For each state, shape (states,), the first of those that it is one with."""
    first = np.arange(len(taken))
    for pattern in conflict.same:
        together = np.isin(first, first[pattern.when.holds(taken)])
        if together.any():
            first[together] = first[together].min()
    return first


def _moves(conflict: Conflict, taken: Flags, group: NDArray[np.int64]) -> Flags:
    """Between groups of merged states: what can be reached from any of those merged."""
    count = int(group.max()) + 1
    moves = np.zeros((len(conflict.makers), count, count), dtype=np.bool_)
    of = np.array([option.of for option in conflict.options])
    before, after = taken[:, None, :], taken[None, :, :]
    changed = before != after
    final = np.array([option.final for option in conflict.options])
    barred = (changed & before & (final == Final.TAKEN) | changed & after & (final == Final.LEFT)).any(axis=2)
    for place, maker in enumerate(conflict.makers):
        rows, columns = np.nonzero(~changed[:, :, of != maker.id].any(axis=2) & ~barred)
        moves[place, group[rows], group[columns]] = True
        np.fill_diagonal(moves[place], val=False)
    return moves
