"""A process and what is changed in it into the process that is left, and into how many times as many events there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.branching import corrected, uncorrected
from standoff.model.process.excitation import Interval
from standoff.model.process.simulate import Process, Shocks, expected, simulate_alike

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Intervention:
    """`outside`: (stream, events): so many events of the stream a day come from outside, in place of those that did. `links`: (target, source, factor): how
    many times as often the source sets off the target; 0 cuts the link. `streams`: (stream, factor): how many times as many events of the stream there are
    for whatever cause, one set from outside included; 0 removes it. `shocks`: (day, stream, events), more than come by themselves.

    A factor and a number of events from outside is one for all paths, or an array of one for each, shape (paths,).
    """

    outside: tuple[tuple[int, float | Floats], ...] = ()
    links: tuple[tuple[int, int, float | Floats], ...] = ()
    streams: tuple[tuple[int, float | Floats], ...] = ()
    shocks: Shocks = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Totals of the days over which a process was run, shape (paths, streams): `expected` under the parameters of each path, and `counts` as they fell out.

    `ran_away`: share of paths that met the limit.
    """

    expected: Floats
    counts: Floats
    ran_away: float


def intervened(process: Process, change: Intervention) -> Process:
    """The process after the intervention on what sets off what and how often; shocks are added in `simulate`."""
    if not (change.outside or change.links or change.streams):
        return process
    _, by_kernel, spread = corrected(process.lagged, process.lag_days)
    outside = process.baseline @ spread.swapaxes(-1, -2)
    for stream, events in change.outside:
        outside[:, :, stream] = np.reshape(events, (-1, 1))
    for target, source, factor in change.links:
        by_kernel[:, :, target, source] *= np.reshape(factor, (-1, 1))
    for stream, factor in change.streams:
        by_kernel[:, :, stream] *= np.reshape(factor, (-1, 1, 1))
        outside[:, :, stream] *= np.reshape(factor, (-1, 1))
    lagged, back = uncorrected(by_kernel, process.lag_days)
    return Process(process.lag_days, lagged, outside @ back.swapaxes(-1, -2), process.margins)


def outcomes(process: Process, begun: Floats, changes: Sequence[Intervention], luck: Floats) -> tuple[Outcome, ...]:
    """What comes of each intervention with the same `luck`, shape (paths, days, streams)."""
    return tuple(_outcome(process, begun, change, luck) for change in changes)


def _outcome(process: Process, begun: Floats, change: Intervention, luck: Floats) -> Outcome:
    changed = intervened(process, change)
    mean = expected(changed, begun, change.shocks)
    seen = simulate_alike(changed, begun, luck, change.shocks)
    return Outcome(mean.counts.sum(axis=1), seen.counts.sum(axis=1), seen.ran_away)


def ratio(changed: Floats, unchanged: Floats) -> Interval | None:
    """How many times as many events are expected, of totals of shape (paths,), path by path; `about` says what of them.

    What is expected of a path is above zero although no event may have fallen on it, so that no ratio hangs on paths without events. Paths of which nothing
    is expected either way say nothing and are left out; None where nothing is expected unchanged of any other.
    """
    told = (unchanged > 0) | (changed > 0)
    if not told[0] or not unchanged[told].all():
        return None
    return about(changed[told] / unchanged[told])


def about(figures: Floats) -> Interval:
    """The figure of the first path, whose parameters are those without error, within the middle 95 % of the others."""
    others = figures[1:] if len(figures) > 1 else figures
    low, high = np.quantile(others, (0.025, 0.975))
    value = float(figures[0])
    return Interval(value, min(value, float(low)), max(value, float(high)))
