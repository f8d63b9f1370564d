"""Single steps of makers into the shortest way to each state, no maker stepping twice in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.stability.game import Flags


@dataclass(frozen=True, slots=True)
class Move:
    """`maker` goes to `state`."""

    maker: int
    state: int


Path = tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Walks:
    """From `start`, by `steps`, shape (makers, states, states). `lengths`, shape (makers, states): of the shortest way into the state whose last step
    is the maker's; 0 where there is none.
    """

    start: int
    steps: Flags
    lengths: NDArray[np.int64]

    @property
    def reached(self) -> Flags:
        """Shape (states,)."""
        return np.asarray(self.lengths.any(axis=0))

    def path(self, state: int) -> Path:
        """The shortest to a state that is reached; of several the one whose last steps are by the makers that come first."""
        lengths = np.where(self.lengths[:, state] > 0, self.lengths[:, state], self.lengths.max() + 1)
        maker = int(lengths.argmin())
        path = [Move(maker, state)]
        for length in range(int(lengths[maker]) - 1, 0, -1):
            before = (self.lengths == length) & self.steps[maker, :, state]
            before[maker] = False
            maker, state = (int(at[0]) for at in np.nonzero(before))
            path.append(Move(maker, state))
        return tuple(reversed(path))

    def between(self, state: int) -> Flags:
        """Through which states a shortest path to `state` leads, the ends left out; shape (states,)."""
        through = np.zeros(self.lengths.shape[1], dtype=np.bool_)
        length = int(self.lengths[:, state][self.lengths[:, state] > 0].min())
        nodes = np.zeros_like(self.lengths, dtype=np.bool_)
        nodes[:, state] = self.lengths[:, state] == length
        while length > 1:
            length -= 1
            into = np.stack([self.steps[maker][:, nodes[maker]].any(axis=1) for maker in range(len(nodes))])
            nodes = (self.lengths == length) & (into.sum(axis=0) > into)
            through |= nodes.any(axis=0)
        return through

    def nearest(self, wanted: Flags) -> Path | None:
        """The shortest to any state of `wanted`, shape (states,); of several the one to the state that comes first. None where none is reached."""
        lengths = np.where((self.lengths > 0) & wanted, self.lengths, self.lengths.max() + 1).min(axis=0)
        state = int(lengths.argmin())
        return self.path(state) if lengths[state] <= self.lengths.max() else None


def walks(steps: Flags, start: int, makers: Sequence[int]) -> Walks:
    """By steps of `makers`, the first by any of them."""
    taking = np.zeros_like(steps)
    taking[list(makers)] = steps[list(makers)]
    lengths = np.zeros(steps.shape[:2], dtype=np.int64)
    newest = np.array(taking[:, start])
    length = 1
    while newest.any():
        lengths[newest] = length
        by_another = newest.sum(axis=0) > newest
        newest = np.stack([taking[maker][by_another[maker]].any(axis=0) for maker in range(len(steps))]) & (
            lengths == 0
        )
        length += 1
    return Walks(start, taking, lengths)
