"""A symmetric array of signed weights into a checked network: its ties, its parts that hang together, the ties that a division strains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from standoff.errors import MeasureError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.signedinteger[Any]] | Floats
Tie = tuple[int, int]

# Relative errors of a division of floats are below 1e-15; weights that someone typed differ by far more than this.
ROUNDING = 1e-12
# Solvers keep to a millionth of what they count in: larger numbers are not told from their neighbours.
MOST_UNITS = 1e5


@dataclass(frozen=True, slots=True, eq=False)
class Signed:
    """A signed network of n actors and m ties.

    `weights` (n, n): the sign of the tie times its weight, 0 for no tie. Tie number t joins `i[t]` < `j[t]` and weighs `size[t]`;
    it is hostile where `hostile[t]`; `number[i, j]` is t, and -1 where there is no tie.
    """

    weights: Floats
    i: Ints
    j: Ints
    size: Floats
    hostile: Flags
    number: Ints

    @property
    def whole(self) -> bool:
        """Whether all weights are whole numbers."""
        return bool(np.all(self.size == np.round(self.size)))

    @property
    def unit(self) -> float:
        """What to divide the weights by before solving: what all are whole multiples of, where that is plain to see, else the largest."""
        for unit in (float(self.size.min()), 1.0):
            multiples = self.size / unit
            if multiples.max() < MOST_UNITS and np.all(np.abs(multiples - np.round(multiples)) < ROUNDING * multiples):
                return unit
        return float(self.size.max())

    def over(self, unit: float) -> Signed:
        """The network with its weights in this unit."""
        weights = self.weights / unit
        close = np.abs(weights - np.round(weights)) < ROUNDING * np.abs(weights)
        return of_checked(np.where(close, np.round(weights), weights))

    def links(self, chosen: Flags, lengths: Floats) -> csr_array:
        """The chosen ties as a sparse matrix, each tie once, in its row i."""
        shape = (len(self.weights), len(self.weights))
        return csr_array((lengths, (self.i[chosen], self.j[chosen])), shape=shape)

    def pairs(self, chosen: Flags) -> tuple[Tie, ...]:
        """The chosen ties as pairs of actors."""
        return tuple(zip(self.i[chosen].tolist(), self.j[chosen].tolist(), strict=True))


def signed(weights: npt.ArrayLike) -> Signed:
    """The network of a symmetric (n, n) array.

    Raises MeasureError for an array that is not square, not symmetric, not finite, or that ties an actor to itself.
    """
    array = square(weights, "weights")
    if array.diagonal().any():
        raise MeasureError(
            f"weights: actor {int(np.flatnonzero(array.diagonal())[0])} has a tie to itself; set it to 0"
        )
    return of_checked(array)


def of_checked(array: Floats) -> Signed:
    """The same of an array that is known to be in order."""
    i, j = np.nonzero(np.triu(array))
    number = np.full(array.shape, -1, dtype=np.intp)
    number[i, j] = number[j, i] = np.arange(len(i))
    found = array[i, j]
    return Signed(array, i, j, np.abs(found), found < 0, number)


def square(values: npt.ArrayLike, name: str) -> Floats:
    """The values as a finite, symmetric (n, n) array of floats."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise MeasureError(f"{name}: shape {array.shape} is not square; give one row and one column per actor")
    for problem, wrong in (("is not finite", ~np.isfinite(array)), ("differs from its mirror image", array != array.T)):
        if wrong.any():
            i, j = (int(k) for k in np.argwhere(wrong)[0])
            raise MeasureError(f"{name}: the value {array[i, j]} of actors {i} and {j} {problem}")
    return array


def strained(weights: Floats, camps: Sides) -> Floats:
    """What every tie costs under camps of +1 and -1: its weight where it is frustrated, else 0; symmetric, (n, n)."""
    return np.maximum(-weights * np.multiply.outer(camps, camps), 0.0)


def cost(weights: Floats, camps: Sides) -> float:
    """The summed weight of the frustrated ties."""
    return float(strained(weights, camps).sum() / 2)


def triangles(present: Flags) -> Ints:
    """The triples of actors i < j < k whose three ties are all present: (3, number of triples)."""
    after = np.triu(present, 1)
    i, j = np.nonzero(after)
    tie, k = np.nonzero(after[i] & after[j])
    return np.stack([i[tie], j[tie], k])


def connected(weights: Floats) -> Iterator[Ints]:
    """The actors of every part of the network that hangs together, parts of one actor left out."""
    count, part = connected_components(csr_array(weights), directed=False)
    for number in range(count):
        members = np.flatnonzero(part == number)
        if len(members) > 1:
            yield members
