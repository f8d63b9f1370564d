"""Past events of pairs of actors into the chances of each type of event, should there be another in a pair on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from standoff.model.links.adam import Schedule, fitted
from standoff.model.links.table import Links
from standoff.model.links.type_contexts import SHARES, TypeState

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

HIDDEN = 64
ENOUGH = 5_000  # events for means and spreads
SCHEDULE = Schedule(
    passes=8, batch=128, rate=0.001, decay=1e-3
)  # of those tried on validation; see docs/methods/links.md


@dataclass(frozen=True, slots=True)
class TypeOptions:
    """Days learnt from, the last before the first forecast, and how many of these only the sharpness is learnt from; the seeds averaged."""

    learning_days: int = 240
    calibration_days: int = 7
    seeds: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Moments:
    """By which inputs are brought to mean 0 and spread 1: of shares, shape (contexts,), and of volumes, shape (volumes,)."""

    shares: tuple[Floats, Floats]
    volumes: tuple[Floats, Floats]

    def inputs(self, shares: Floats, volumes: Floats) -> Floats:
        """All inputs side by side, shape (rows, classes x contexts + volumes)."""
        own = ((shares - self.shares[0]) / self.shares[1]).reshape(len(shares), -1)
        return np.concatenate([own, (volumes - self.volumes[0]) / self.volumes[1]], axis=1)


class TypeForecast:
    """Made by `fit_types`. Days are asked in order: what is known is what happened before the day asked last."""

    def __init__(self, state: TypeState, moments: Moments, networks: Sequence[Sequence[Floats]]) -> None:
        self._state, self._moments, self._networks = state, moments, networks
        self.sharpness = 1.0

    def chances(self, day: int, rows: Ints) -> NDArray[np.float64]:
        """Of each type, shape (rows, classes), for the pairs in these rows of the links that it was made with (their types are not looked at).

        ValueError for a day before the last.
        """
        return np.asarray(softmax(self.sharpness * self._scores(day, rows), axis=1))

    def calibrate(self, days: range) -> None:
        """The sharpness that suits days that the networks were not trained on (temperature scaling, Guo et al. 2017)."""
        rows = [self._state.on(day) for day in days]
        scores = np.concatenate([self._scores(day, part) for day, part in zip(days, rows, strict=True)])
        came = self._state.type_of(np.concatenate(rows))

        def loss(sharpness: float) -> float:
            return -float(log_softmax(sharpness * scores, axis=1)[np.arange(len(came)), came].mean())

        if len(came):
            self.sharpness = float(minimize_scalar(loss, bounds=(0.3, 3.0), method="bounded").x)

    def _scores(self, day: int, rows: Ints) -> Floats:
        if day < self._state.day:
            raise ValueError(f"day {day} is before day {self._state.day}, up to which all is known already")
        self._state.advance(day)
        inputs = self._moments.inputs(*self._state.shares(rows))
        return np.asarray(sum(_forward(network, inputs)[0] for network in self._networks) / len(self._networks))


def fit_types(links: Links, until: int, options: TypeOptions | None = None) -> TypeForecast:
    """A forecast of `links.root`, learnt from the events before day `until`; later ones come into it as it is asked about later days.

    ValueError where no events lie in the days that it learns from.
    """
    options = options or TypeOptions()
    split = until - options.calibration_days
    first = max(1, until - options.learning_days)
    state = TypeState(links, first)
    days = [day for day in range(first, split) if len(state.on(day))]
    if not days:
        raise ValueError(f"no events from day {first} to day {split - 1} to learn from")
    moments, inputs, came = _examples(state, days)
    networks = [_network(inputs, came, state.classes, np.random.default_rng(seed)) for seed in options.seeds]
    forecast = TypeForecast(state, moments, networks)
    forecast.calibrate(range(split, until))
    return forecast


def _examples(state: TypeState, days: Sequence[int]) -> tuple[Moments, Floats, Ints]:
    """Inputs and types of the events of each day; the moments are those of the first of them, whose number is enough for means and spreads."""
    parts: list[Floats] = []
    waiting: list[tuple[Floats, Floats]] = []
    moments = None
    for day in days:
        state.advance(day)
        waiting.append(state.shares(state.on(day)))
        if moments is None and (day == days[-1] or sum(len(shares) for shares, _ in waiting) >= ENOUGH):
            moments = Moments(*(_moments(np.concatenate(column)) for column in zip(*waiting, strict=True)))
        if moments is not None:
            parts += [moments.inputs(*one) for one in waiting]
            waiting = []
    assert moments is not None
    return moments, np.concatenate(parts), np.concatenate([state.type_of(state.on(day)) for day in days])


def _moments(table: Floats) -> tuple[Floats, Floats]:
    axes = tuple(range(table.ndim - 1))
    return table.mean(axis=axes), table.std(axis=axes) + np.float32(1e-3)


def _network(inputs: Floats, came: Ints, classes: int, rng: np.random.Generator) -> tuple[Floats, ...]:
    width = inputs.shape[1]
    start = (
        (rng.normal(size=(width, HIDDEN)) / np.sqrt(width)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        (rng.normal(size=(HIDDEN, classes)) * 0.1 / np.sqrt(HIDDEN)).astype(np.float32),
        np.zeros(classes, np.float32),
        np.full(SHARES, 0.3 / SHARES, np.float32),
    )

    def gradients(at: Sequence[Floats], batch: Ints) -> tuple[Floats, ...]:
        rows = inputs[batch]
        scores, inner = _forward(at, rows)
        slope = softmax(scores, axis=1)
        slope[np.arange(len(batch)), came[batch]] -= 1
        slope /= np.float32(len(batch))
        back = (slope @ at[2].T) * (inner > 0)
        own = _own(at, rows)
        return rows.T @ back, back.sum(axis=0), inner.T @ slope, slope.sum(axis=0), np.tensordot(slope, own, 2)

    return fitted(start, gradients, len(came), SCHEDULE, rng)


def _forward(network: Sequence[Floats], inputs: Floats) -> tuple[Floats, Floats]:
    """Scores and hidden layer; beside the layer, the shares of a class speak for it straight, by weights that all classes have in common."""
    inner = np.maximum(inputs @ network[0] + network[1], 0)
    return inner @ network[2] + network[3] + _own(network, inputs) @ network[4], inner


def _own(network: Sequence[Floats], inputs: Floats) -> Floats:
    """The shares, shape (rows, classes, contexts)."""
    classes, contexts = len(network[3]), len(network[4])
    return inputs[:, : classes * contexts].reshape(len(inputs), classes, contexts)
