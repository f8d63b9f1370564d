"""A process and its state into days to come: counts drawn forward, with luck of their own or shared with another process, and expected ones.

Days are drawn one after another; parameters are drawn once per path from their sampling distribution, so that paths spread as widely as what is known allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.errors import ModelError
from standoff.model.process.influence import Influence, coefficient_shifts
from standoff.model.process.margins import Margin, margin
from standoff.model.process.memory import retention
from standoff.model.process.pointprocess import Fit

Floats = NDArray[np.float64]
Shocks = tuple[tuple[int, int, float], ...]  # (day, stream, events), more than come by themselves

WEEK = 7
LIMIT = 1e6  # events of a stream on a day: a path that runs away stops growing here, and says so


@dataclass(frozen=True, slots=True)
class Process:
    """Paths of `paths` processes with the same streams: `lagged`, shape (paths, kernels, streams, streams), as a daily fit has them, `baseline`,
    shape (paths, days, streams), for the days to come, and `margins` of the streams.
    """

    lag_days: tuple[float, ...]
    lagged: Floats
    baseline: Floats
    margins: tuple[Margin, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """`counts`, shape (paths, days, streams); `ran_away`: share of paths that met the limit, which a process that sustains itself does."""

    counts: Floats
    ran_away: float


def margins_of(found: Fit) -> tuple[Margin, ...]:
    """How days scatter, stream by stream."""
    return tuple(margin(y, m) for y, m in zip(found.counts.events.T, found.means.T, strict=True))


def onward(found: Fit, days: int, first: int | None = None, over: int = WEEK) -> Floats:
    """The baseline of the days after the record, shape (days, streams): that of its last week, weekday by weekday, or the mean of the weeks in its last `over` days."""
    start = found.counts.days if first is None else first
    weeks = max(1, min(over, start) // WEEK)
    last = found.baseline[max(0, start - weeks * WEEK) : start]
    week = last.reshape(weeks, -1, last.shape[1]).mean(axis=0)
    return np.asarray(week[np.arange(days) % len(week)])


def process(found: Fit, baseline: Floats) -> Process:
    """The fitted process itself, without error, as a single path."""
    return Process(found.lag_days, found.lagged[None], baseline[None], margins_of(found))


def drawn(
    found: Fit, day: Influence, baseline: Floats, paths: int, rng: np.random.Generator, over: int = WEEK
) -> Process:
    """Processes drawn from the sampling distribution of the fit; `over`: the last days, whose mean level the `baseline` has.

    Gains that are drawn below zero are cut there, and what that adds is taken from outside, as a fit would: else drawn paths had up to a tenth more events.
    """
    kernels, streams = len(found.lag_days), found.counts.streams
    lagged = np.empty((paths, kernels, streams, streams))
    level = np.empty((paths, streams))
    remembered = found.memory[-over:].mean(axis=0)
    for i, (shift, base) in enumerate(zip(coefficient_shifts(day, paths, rng), found.bases, strict=True)):
        k = base.shape[1]
        gains = found.lagged[:, i].ravel() + shift[:, k:]
        cut = np.maximum(gains, 0.0)
        lagged[:, :, i] = cut.reshape(paths, kernels, streams)
        last = base[-over:].mean(axis=0)
        moved = shift[:, :k] @ last - (cut - gains) @ remembered
        level[:, i] = np.maximum(1.0 + moved / max(float(last @ found.weights[i]), 1e-12), 0.0)
    return Process(found.lag_days, lagged, baseline * level[:, None, :], margins_of(found))


def around(
    found: Fit, day: Influence, baseline: Floats, paths: int, rng: np.random.Generator, over: int = WEEK
) -> Process:
    """The fitted process itself as the first path, then so many drawn ones."""
    one, others = process(found, baseline), drawn(found, day, baseline, paths, rng, over)
    lagged, outside = (np.concatenate(both) for both in ((one.lagged, others.lagged), (one.baseline, others.baseline)))
    return Process(found.lag_days, lagged, outside, one.margins)


def state(found: Fit) -> Floats:
    """What is remembered on the day after the record, shape (kernels, streams)."""
    keep = np.array([retention(lag) for lag in found.lag_days])[:, None]
    before = found.memory[-1].reshape(len(found.lag_days), found.counts.streams)
    return np.asarray(keep * before + (1.0 - keep) * found.counts.events[-1])


def simulate(process: Process, begun: Floats, paths: int, rng: np.random.Generator, shocks: Shocks = ()) -> Paths:
    """Counts of the days that `process.baseline` covers, with what is remembered when they begin, shape (kernels, streams) or one for each path."""

    def drawn(_day: int, means: Floats) -> Floats:
        counts = np.empty_like(means)
        for i, one in enumerate(process.margins):
            counts[:, i] = one.draw(means[:, i], rng)
        return counts

    return _run(process, begun, paths, drawn, shocks)


def simulate_alike(process: Process, begun: Floats, luck: Floats, shocks: Shocks = ()) -> Paths:
    """The same from evenly spread numbers `luck`, shape (paths, days, streams): what two processes that are given the same luck do differently is due to
    what differs in them (common random numbers, Glasserman & Yao 1992), and a process that differs in nothing has the same counts.
    """

    def quantiles(day: int, means: Floats) -> Floats:
        counts = np.empty_like(means)
        for i, one in enumerate(process.margins):
            counts[:, i] = one.quantile(luck[:, day, i], means[:, i])
        return counts

    return _run(process, begun, len(luck), quantiles, shocks)


def expected(process: Process, begun: Floats, shocks: Shocks = ()) -> Paths:
    """What each process is expected to count on each day: means of means, since they are linear in the counts before."""
    return _run(process, begun, len(process.lagged), lambda _day, means: means, shocks)


def _run(
    process: Process, begun: Floats, paths: int, counted: Callable[[int, Floats], Floats], shocks: Shocks
) -> Paths:
    """Day by day; `counted` takes a day and its means, shape (paths, streams), to counts."""
    if len(process.lagged) not in {1, paths}:
        raise ModelError(
            f"{len(process.lagged)} processes cannot be run on {paths} paths; draw one per path, or give one"
        )
    days, streams = process.baseline.shape[1:]
    keep = np.array([retention(lag) for lag in process.lag_days])[None, :, None]
    lagged = np.broadcast_to(process.lagged, (paths, *process.lagged.shape[1:]))
    memory = np.broadcast_to(begun, (paths, *begun.shape[-2:])).copy()
    counts = np.zeros((paths, days, streams))
    extra = np.zeros((days, streams))
    for day, stream, events in shocks:
        extra[day, stream] += events
    away = np.zeros(paths, dtype=bool)
    for day in range(days):
        means = process.baseline[:, day] + np.einsum("plij,plj->pi", lagged, memory)
        away |= (means > LIMIT).any(axis=1)
        counts[:, day] = counted(day, np.clip(means, 0.0, LIMIT)) + extra[day]
        memory = keep * memory + (1.0 - keep) * counts[:, day, None, :]
    return Paths(counts, float(away.mean()))


def steady_rates(gains: Floats, outside: Floats) -> Floats:
    """Events a day in the long run, (I - A)^-1 mu; ModelError where the process sustains itself and has none."""
    if np.abs(np.linalg.eigvals(gains)).max() >= 1.0:
        raise ModelError("the process sustains itself (rho is 1 or more): it has no long-run rates")
    return np.asarray(np.linalg.solve(np.eye(len(gains)) - gains, outside))
