"""Lists of candidates with their features into scores, by a network of one hidden layer that is trained on which candidates came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.adam import Schedule, fitted

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]

HIDDEN = 48
SCHEDULE = Schedule(
    passes=10, batch=64, rate=0.003, decay=1e-3
)  # of those tried on validation; see docs/methods/links.md
FARTHEST = 6.0  # standard deviations: features are cut there


@dataclass(frozen=True, slots=True)
class Ranker:
    """`centre`, `scale`, shape (features,); `networks`, each the parameters (inner, thresholds, outer, straight) from one seed."""

    centre: Floats
    scale: Floats
    networks: tuple[tuple[Floats, ...], ...]

    def scores(self, features: Floats) -> Floats:
        """The mean over the networks, shape (lists, candidates), of `features`, shape (lists, candidates, features); a softmax of a list is its probabilities."""
        rows = _scaled(features, self.centre, self.scale).reshape(-1, features.shape[2])
        scores = [_forward(network, rows)[0] for network in self.networks]
        return np.asarray(np.mean(scores, axis=0, dtype=np.float32)).reshape(features.shape[:2])


def trained(features: Floats, came: Bools, seeds: tuple[int, ...]) -> Ranker:
    """From lists, shape (lists, candidates, features) in half or single precision, and which candidates came, (lists, candidates).

    The loss of each that came is minus the log of its share in a softmax over itself and those that did not come (listwise, as in Cao et al.
    2007), which is what a rank among others filtered by time asks for. Lists without any that came say nothing. The same seeds, the same ranker.
    """
    told = np.flatnonzero(came.any(axis=1))
    centre, scale = _moments(features)
    networks = tuple(_network(features, came, told, (centre, scale), np.random.default_rng(seed)) for seed in seeds)
    return Ranker(centre, scale, networks)


def _moments(features: Floats) -> tuple[Floats, Floats]:
    rows = features.reshape(-1, features.shape[2])
    some = rows[:: max(1, len(rows) // 200_000)].astype(np.float32)  # enough for a mean and a spread
    return some.mean(axis=0), some.std(axis=0) + np.float32(1e-3)


def _scaled(features: Floats, centre: Floats, scale: Floats) -> Floats:
    return np.asarray(np.clip((features.astype(np.float32) - centre) / scale, -FARTHEST, FARTHEST))


def _network(
    features: Floats, came: Bools, told: NDArray[np.int64], moments: tuple[Floats, Floats], rng: np.random.Generator
) -> tuple[Floats, ...]:
    width = features.shape[2]
    start = (
        (rng.normal(size=(width, HIDDEN)) / np.sqrt(width)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        (rng.normal(size=HIDDEN) * 0.3 / np.sqrt(HIDDEN)).astype(np.float32),
        np.zeros(width, np.float32),
    )

    def gradients(at: Sequence[Floats], batch: NDArray[np.int64]) -> tuple[Floats, ...]:
        lists = told[batch]
        rows = _scaled(features[lists], *moments).reshape(-1, width)
        scores, inner = _forward(at, rows)
        slope = (_slope(scores.reshape(len(lists), -1), came[lists]) / len(lists)).ravel()
        back = slope[:, None] * at[2] * (inner > 0)
        return rows.T @ back, back.sum(axis=0), inner.T @ slope, rows.T @ slope

    return fitted(start, gradients, len(told), SCHEDULE, rng)


def _forward(network: Sequence[Floats], rows: Floats) -> tuple[Floats, Floats]:
    inner = np.maximum(rows @ network[0] + network[1], 0)
    return inner @ network[2] + rows @ network[3], inner


def _slope(scores: Floats, came: Bools) -> Floats:
    """The gradient of the loss by the scores: shares of those that did not come, less what is lacking to those that came."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    others = (weights * ~came).sum(axis=1, keepdims=True)
    shares = weights / (weights + others + np.float32(1e-30))
    per_other = (came / (weights + others + np.float32(1e-30))).sum(axis=1, keepdims=True)
    return np.asarray(np.where(came, shares - 1, weights * per_other))
