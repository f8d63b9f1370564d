"""Counts that do not tell what sets off what into processes in which it is assumed: rates as counted, gains within ranges that somebody states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.process.branching import corrected, uncorrected
from standoff.model.process.margins import Margin
from standoff.model.process.simulate import Process

Floats = NDArray[np.float64]

LAGS = (1.0, 2.5, 7.0)  # days; where records told a mean lag it was 0.8 to 6.9 (docs/methods/dynamics.md)
BLOCKS, LEAST_BLOCKS = (7, 14, 28), 4  # days


@dataclass(frozen=True, slots=True)
class Stated:
    """`rates`, shape (paths, streams): events a day as things are; `gains`, shape (paths, streams, streams): `gains[p, i, j]` events in stream i that one in
    stream j is assumed to set off; `margins` of the streams.
    """

    rates: Floats
    gains: Floats
    margins: tuple[Margin, ...]


@dataclass(frozen=True, slots=True)
class Assuming:
    """A process, what is remembered as it begins, shape (paths, kernels, streams), and `cut`, shape (streams,): the share of paths in which gains were
    assumed that account for more events of the stream than there are, and were cut to all of them.
    """

    process: Process
    begun: Floats
    cut: Floats


def rates(counts: Floats, paths: int, rng: np.random.Generator) -> Floats:
    """Events a day of each stream from counts, shape (days, streams): as counted, then `paths` draws from what may lie behind them; shape
    (1 + paths, streams). A stream without events has none.

    Gamma with Jeffreys' prior, as wide as blocks of weeks scatter beside Poisson (quasi-likelihood, McCullagh & Nelder 1989).
    """
    events, days = counts.sum(axis=0), len(counts)
    spread = scatter(counts)
    drawn = rng.gamma(events / spread + 0.5, spread / days, (paths, len(events)))
    return np.vstack([events / days, np.where(events > 0, drawn, 0.0)])


def scatter(counts: Floats) -> float:
    """The variance of counts over their mean, all streams together: the largest of those of blocks of one, two and four weeks, since what sets off more is
    followed by it for weeks; at least that of Poisson, 1.
    """
    return max([1.0, *(_scatter(counts, days) for days in BLOCKS)])


def _scatter(counts: Floats, days: int) -> float:
    blocks = len(counts) // days
    if blocks < LEAST_BLOCKS or not counts.any():
        return 1.0
    table = counts[len(counts) - blocks * days :].reshape(blocks, days, -1).sum(axis=1)
    table = table[:, table.any(axis=0)]
    mean = table.mean(axis=0)
    return float(((table - mean) ** 2 / mean).sum() / ((blocks - 1) * max(1, len(mean))))


def within(low: float, high: float, paths: int, rng: np.random.Generator) -> Floats:
    """The middle of a range, then `paths` values evenly spread over it; shape (1 + paths,)."""
    return np.concatenate([[(low + high) / 2.0], rng.uniform(low, high, paths)])


def nothing_known(paths: int, days: int) -> Process:
    """A fitted process of no streams, for `assuming` where no stream could be fitted."""
    return Process(LAGS, np.zeros((paths, len(LAGS), 0, 0)), np.zeros((paths, days, 0)), ())


def assuming(
    known: Process, state: Floats, places: Sequence[int], stated: Stated, rng: np.random.Generator
) -> Assuming:
    """The streams at `places` as fitted, `known` with its `state` of shape (kernels, places), the others as stated, and all with the gains that are assumed.

    What an assumed gain accounts for comes no longer from outside, so that rates as things are stay those of the record: no gain can account for more than all
    events of a stream, and what is assumed beyond that is cut. Only a stream without events takes the gain as it is. With these rates r, gains A r <= r
    keep the spectral radius at 1 or below (Perron-Frobenius). Each path has one of the mean lags of the process for all its assumed gains, the first path the middle one.
    """
    by_kernel, outside = _spread_out(known, places, stated)
    rates = stated.rates + np.where(stated.rates > 0, 0.0, _explained(stated.gains, stated.rates))
    explained = _explained(stated.gains, rates)
    room = np.maximum(outside.mean(axis=1), 0.0)
    counted = stated.rates > 0
    kept = np.where(counted & (explained > room), room / np.maximum(explained, 1e-300), 1.0)
    left = 1.0 - kept * explained / np.maximum(room, 1e-300)
    outside *= np.where(counted, np.maximum(left, 0.0), 0.0)[:, None, :]
    paths, kernels = known.lagged.shape[:2]
    lag = np.concatenate([[kernels // 2], rng.integers(0, kernels, paths - 1)])
    by_kernel[np.arange(paths), lag] += kept[:, :, None] * stated.gains
    lagged, seen = uncorrected(by_kernel, known.lag_days)
    begun = np.repeat(rates[:, None, :], kernels, axis=1)
    begun[:, :, list(places)] = state
    process = Process(known.lag_days, lagged, outside @ seen.swapaxes(-1, -2), stated.margins)
    return Assuming(process, begun, (kept < 1.0).mean(axis=0))


def _spread_out(known: Process, places: Sequence[int], stated: Stated) -> tuple[Floats, Floats]:
    """Fitted gains by kernel, shape (paths, kernels, streams, streams), and outside rates, shape (paths, days, streams), of streams not fitted all events."""
    (paths, days), streams = known.baseline.shape[:2], stated.rates.shape[1]
    _, fitted, spread = corrected(known.lagged, known.lag_days)
    by_kernel = np.zeros((paths, len(known.lag_days), streams, streams))
    by_kernel[:, :, np.array(places, dtype=int)[:, None], np.array(places, dtype=int)] = fitted
    outside = np.repeat(stated.rates[:, None, :], days, axis=1)
    outside[:, :, list(places)] = known.baseline @ spread.swapaxes(-1, -2)
    return by_kernel, outside


def _explained(gains: Floats, rates: Floats) -> Floats:
    """Events a day of each stream that gains account for, shape (paths, streams)."""
    return np.asarray(np.einsum("pij,pj->pi", gains, rates))
