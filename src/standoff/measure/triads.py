"""Probabilities that ties are friendly into the probability that each triad is balanced, in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.measure.band import probabilities
from standoff.measure.signed import triangles


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors i < j < k with ties between all of them, and the probabilities that they are balanced.

    `balanced`: with no hostile tie or two (Heider 1946; Cartwright and Harary 1956). `weakly_balanced`: not with exactly one, so that three
    foes are balanced as well (Davis 1967).
    """

    i: int
    j: int
    k: int
    balanced: float
    weakly_balanced: float


def triads(positive: npt.ArrayLike, present: npt.ArrayLike) -> tuple[Triad, ...]:
    """The triads of a network whose tie of i and j is friendly with probability `positive[i, j]`, and is there where `present[i, j]`.

    The least balanced first. The three signs count as independent, so that with m = 2 P - 1 a triad is balanced with probability
    (1 + m_ij m_jk m_ik) / 2. Both arrays are symmetric, (n, n). The probabilities have no error of their own: what they depend on (how fast
    evidence ages, how often a coder errs) moves P, and an interval comes from a call for every value of it. Raises MeasureError.
    """
    chance, there = probabilities(positive, present)
    i, j, k = triangles(there)
    first, second, third = chance[i, j], chance[j, k], chance[i, k]
    balanced = (1 + (2 * first - 1) * (2 * second - 1) * (2 * third - 1)) / 2
    one_hostile = (1 - first) * second * third + first * (1 - second) * third + first * second * (1 - third)
    order = np.lexsort((k, j, i, balanced))
    columns = (column[order].tolist() for column in (i, j, k, balanced, 1 - one_hostile))
    return tuple(Triad(*row) for row in zip(*columns, strict=True))
