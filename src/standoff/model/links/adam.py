"""A loss on batches into the parameters of a small network: Adam with a rate that falls to zero along a half cosine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

FIRST, SECOND, EPSILON = 0.9, 0.999, 1e-8  # Kingma and Ba 2015


@dataclass(frozen=True, slots=True)
class Schedule:
    """Passes over the rows, rows per step, the rate of the first step, and the pull of the weights to zero (added to the gradient)."""

    passes: int
    batch: int
    rate: float
    decay: float


def fitted(
    parameters: Sequence[Floats],
    gradients: Callable[[Sequence[Floats], NDArray[np.int64]], Sequence[Floats]],
    rows: int,
    schedule: Schedule,
    rng: np.random.Generator,
) -> tuple[Floats, ...]:
    """The parameters after all passes. `gradients` gives those of the mean loss over some rows; matrices are pulled to zero, vectors not.

    Method: Kingma and Ba 2015; the falling rate is that of Loshchilov and Hutter 2017 without restarts.
    """
    at = [one.copy() for one in parameters]
    first, second = ([np.zeros_like(one) for one in at] for _ in range(2))
    per_pass = max(1, rows // schedule.batch)
    steps = schedule.passes * per_pass
    for step in range(steps):
        if step % per_pass == 0:
            order = rng.permutation(rows)
        batch = order[step % per_pass * schedule.batch :][: schedule.batch]
        rate = schedule.rate * 0.5 * (1 + np.cos(np.pi * (step + 1) / steps))
        for i, slope in enumerate(gradients(at, batch)):
            pulled = slope + schedule.decay * at[i] if at[i].ndim > 1 else slope
            first[i] += np.float32(1 - FIRST) * (pulled - first[i])
            second[i] += np.float32(1 - SECOND) * (pulled**2 - second[i])
            mean, spread = first[i] / (1 - FIRST ** (step + 1)), second[i] / (1 - SECOND ** (step + 1))
            at[i] -= (rate * mean / (np.sqrt(spread) + EPSILON)).astype(np.float32)
    return tuple(at)
