"""Scores of candidates and what came into ranks, and ranks into the figures by which forecasts of links are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankFigures:
    """Mean reciprocal rank and the shares of ranks up to 1, 3 and 10, each from 0 to 1."""

    mrr: float
    hits_1: float
    hits_3: float
    hits_10: float


def figures(ranks: Floats) -> RankFigures:
    """Of ranks from 1, one per answer."""
    return RankFigures(float((1 / ranks).mean()), *(float((ranks <= k).mean()) for k in (1, 3, 10)))


def filtered_ranks(scores: NDArray[np.floating], of: Ints, answer: Ints) -> Floats:
    """The rank of each answer among all candidates but the other answers to its question on that day (the time-aware filter).

    `scores`, shape (questions, candidates); `of`, which question, and `answer`, which candidate, one entry per answer, each pair once at most.
    Ties get the mean of the ranks that they share, so that scores that are all the same are worth nothing.
    """
    ranks = np.empty(len(of))
    order = np.argsort(of, kind="stable")
    for at in np.split(order, np.flatnonzero(np.diff(of[order])) + 1) if len(of) else ():
        row, own = scores[of[at[0]]], scores[of[at[0]], answer[at]]
        above = _above(row, own) - _above(own, own)
        level = _level(row, own) - _level(own, own)
        ranks[at] = 1 + above + level / 2
    return ranks


def _above(scores: NDArray[np.floating], than: NDArray[np.floating]) -> Ints:
    return np.asarray(np.count_nonzero(scores[None, :] > than[:, None], axis=1))


def _level(scores: NDArray[np.floating], than: NDArray[np.floating]) -> Ints:
    return np.asarray(np.count_nonzero(scores[None, :] == than[:, None], axis=1))
