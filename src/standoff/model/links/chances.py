"""Scores of a ranked list into the probability of each candidate, and of all others together, to be the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax, logit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LEAST = 1e-6  # probability left over for the others, where the mixture leaves less


@dataclass(frozen=True, slots=True)
class Chances:
    """`sharpness` multiplies scores; all other actors together score `others` plus `slope` times the log odds that the mixture gives them."""

    sharpness: float
    others: float
    slope: float

    def logs(self, scores: NDArray[np.floating], left: NDArray[np.floating]) -> Floats:
        """Log probabilities, shape (questions, candidates + 1), the last for all others. `scores`, shape (questions, candidates); `left`,
        shape (questions,): what the mixture leaves to the others.
        """
        others = self.others + self.slope * logit(np.clip(left, LEAST, 1 - LEAST))
        own = self.sharpness * (scores - scores.mean(axis=1, keepdims=True))
        return np.asarray(log_softmax(np.column_stack([own, others]).astype(float), axis=1))


def calibrated(scores: NDArray[np.floating], left: NDArray[np.floating], of: Ints, place: Ints) -> Chances:
    """The likeliest, from questions that the ranker was not trained on: answer `place` (the number of candidates: none of them) of question `of`.

    With three parameters, this is temperature scaling (Guo et al. 2017) with a say of its own for what is not in the list.
    """

    def loss(at: Floats) -> float:
        return -float(Chances(*at).logs(scores, left)[of, place].mean())

    found = minimize(loss, np.array([1.0, 0.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-6})
    return Chances(*(float(value) for value in found.x))
