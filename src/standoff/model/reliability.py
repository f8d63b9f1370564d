"""Forecast probabilities and what came into how well the one agrees with the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BINS = 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """By bins of equal width from 0 to 1, those without any forecast left out: how many, their mean probability, the share that came."""

    number: NDArray[np.int64]
    forecast: Floats
    came: Floats

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of the two over all forecasts (Naeini et al. 2015)."""
        return float((self.number * np.abs(self.forecast - self.came)).sum() / self.number.sum())


def reliability(forecast: Floats, came: Bools, bins: int = BINS) -> Reliability:
    """Of probabilities and whether each came, of one shape."""
    forecast, came = forecast.ravel(), came.ravel()
    at = np.minimum((forecast * bins).astype(int), bins - 1)
    number = np.bincount(at, minlength=bins)
    some = number > 0
    sums = (np.bincount(at, column, minlength=bins)[some] for column in (forecast, came))
    return Reliability(number[some], *(one / number[some] for one in sums))


def top_reliability(chances: Floats, answer: NDArray[np.int64], bins: int = BINS) -> Reliability:
    """Of the likeliest class of each row of `chances`, shape (rows, classes), and whether it was the answer."""
    return reliability(chances.max(axis=1), chances.argmax(axis=1) == answer, bins)
