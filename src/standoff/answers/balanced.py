"""The evidence on ties into everything that the answer on balance tells: signs, triangles, frustration, strain, bands, history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff.answers.standing import Standing
from standoff.measure.balance import (
    Band,
    Clusters,
    Exits,
    Frustration,
    Strain,
    Triad,
    cheapest_exits,
    clusterability,
    frustration,
    leave_one_out,
    sensitivity_band,
    strains,
    triads,
)
from standoff.measure.series import WEEK
from standoff.measure.ties import HALF_LIFE, HALF_LIVES, Ties, ties, ties_over

Floats = NDArray[np.float64]
Present = NDArray[np.bool_]
DRAWS, DRAWS_IN_HISTORY = 400, 100
MOST_STEPS = 40  # days of the history
SEED = 20240205  # of the draws behind the bands: the same archive, the same band


@dataclass(frozen=True, slots=True)
class Network:
    """The signed network of one day and half-life: P(+) and which ties are there, shape (sides, sides); weights are expected signs."""

    ties: Ties
    positive: Floats
    present: Present

    @property
    def weights(self) -> Floats:
        return np.where(self.present, 2 * self.positive - 1, 0.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """Balance on one day of the history; no band where no tie is there."""

    day: date
    band: Band | None


@dataclass(frozen=True, slots=True)
class Balanced:
    """All that is measured as of `standing.at`, sides by place in `standing.among`; `networks` and `bands` by half-life in days."""

    standing: Standing
    networks: Mapping[float, Network]
    bands: Mapping[float, Band]
    frustration: Frustration
    triads: tuple[tuple[Triad, float, float], ...]  # with the lowest and the highest probability over the half-lives
    strains: tuple[Strain, ...]
    exits: Exits
    clusters: Clusters
    without: tuple[float, ...]
    history: tuple[Moment, ...]

    @property
    def network(self) -> Network:
        return self.networks[HALF_LIFE]

    @property
    def band(self) -> Band:
        return self.bands[HALF_LIFE]


def measured(standing: Standing) -> Balanced:
    """The balance of what is known as of `standing.at`, under three half-lives, and how it came to be."""
    return replace(measured_on(standing, DRAWS), history=tuple(_history(standing)))


def measured_on(standing: Standing, draws: int) -> Balanced:
    """The same without its history, with bands from so many draws."""
    networks = {
        half_life: _network(ties(standing.evidence, standing.at, half_life), standing) for half_life in HALF_LIVES
    }
    rng = np.random.default_rng(SEED)
    bands = {h: sensitivity_band(n.positive, n.present, rng, draws) for h, n in networks.items()}
    weights = networks[HALF_LIFE].weights
    return Balanced(
        standing, networks, bands, frustration(weights), _triads(networks), strains(weights), cheapest_exits(weights),
        clusterability(weights), leave_one_out(weights), (),
    )  # fmt: skip


def _network(now: Ties, standing: Standing) -> Network:
    return Network(now, *now.matrix(standing.among))


def _triads(networks: Mapping[float, Network]) -> tuple[tuple[Triad, float, float], ...]:
    """The triangles of the headline half-life, the least balanced first, with the range of their probability over all half-lives."""
    chances: dict[tuple[int, int, int], list[float]] = {}
    for network in networks.values():
        for triad in triads(network.positive, network.present):
            chances.setdefault((triad.i, triad.j, triad.k), []).append(triad.balanced)
    main = triads(networks[HALF_LIFE].positive, networks[HALF_LIFE].present)
    return tuple((t, min(chances[t.i, t.j, t.k]), max(chances[t.i, t.j, t.k])) for t in main)


def _history(standing: Standing) -> Iterator[Moment]:
    """Balance on some forty days, evenly apart and whole weeks, from the first evidence until now."""
    rng = np.random.default_rng(SEED)
    days = _steps(standing)
    for day, now in zip(days, ties_over(standing.evidence, days), strict=True):
        network = _network(now, standing)
        known = (
            sensitivity_band(network.positive, network.present, rng, DRAWS_IN_HISTORY)
            if network.present.any()
            else None
        )
        yield Moment(day, known)


def _steps(standing: Standing) -> Sequence[date]:
    first = date(1970, 1, 1) + timedelta(days=int(standing.evidence.day[0]))
    weeks = max(1, (standing.at - first).days // WEEK)
    step = -(-weeks // MOST_STEPS)
    back = range(0, weeks + 1, step)
    return [standing.at - timedelta(weeks=n) for n in reversed(back)]
