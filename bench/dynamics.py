"""Daily counts of known processes into the CPU time and memory of fits, over one plain pass over the same array and over statsmodels' GLM."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from scipy.signal import lfilter

from bench.memory import peak_bytes
from bench.row import Row
from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.branching import uncorrected
from standoff.model.process.decay import profiled
from standoff.model.process.margins import Margin
from standoff.model.process.pointprocess import Counts, counted, design, fit
from standoff.model.process.simulate import Process, simulate

LAG, RADIUS, DAYS = 2.0, 0.7, 3650  # ten years of the processes that the note on dynamics measures
DENSITY = 0.1  # share of pairs with a link besides each stream's own
CONSTANT = BaselineOptions(knot_days=None, weekdays=False)
ITSELF = (sys.executable, "-m", "bench.dynamics")
ROUNDS = 5  # the quickest counts: what else the machine does only adds
# The note's targets of 2 s and 25 s are 70 and 860 passes of 29 ms; 18 and 319 were measured, 0.23 of GLM, and 0.14 GB of its 0.4.
MOST_FIXED, MOST_PROFILED, MOST_OVER_GLM, MOST_MEMORY = 30.0, 500.0, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Made:
    """A process by its size: streams, and events a day of each."""

    streams: int
    rate: float


SMALL = Made(10, 1.2)
LARGE = Made(50, 4.9)  # a million events in ten years


def dynamics_cost() -> list[Row]:
    """Fits of a million events in fifty streams, of ten streams, and what the former take in memory.

    In processes of their own: NumPy takes its number of threads from the environment when it is loaded, and here it is by now.
    """
    said = subprocess.run([*ITSELF, "costs"], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return [*(Row(**row) for row in json.loads(said.stdout)), _memory()]


def record(made: Made, seed: int = 0) -> Counts:
    """Ten years of daily counts of a process with a known matrix, of which a tenth is filled beside the diagonal."""
    rng = np.random.default_rng(seed)
    gains = rng.random((made.streams,) * 2) * (rng.random((made.streams,) * 2) < DENSITY)
    gains[np.diag_indices(made.streams)] = rng.uniform(0.2, 1.0, made.streams)
    gains *= RADIUS / np.abs(np.linalg.eigvals(gains)).max()
    outside = np.maximum((np.eye(made.streams) - gains) @ np.full(made.streams, made.rate), 0.1 * made.rate)
    lagged, seen = uncorrected(gains[None], (LAG,))
    baseline = np.tile(seen @ outside, (1, DAYS, 1))
    margins = (Margin(0.0, linear=True),) * made.streams
    begun = np.full((1, made.streams), made.rate)
    return counted(simulate(Process((LAG,), lagged[None], baseline, margins), begun, 1, rng).counts[0])


def one_pass(counts: Counts, gains: np.ndarray, outside: np.ndarray) -> tuple[float, Any]:
    """The log-likelihood with slopes and curvature once, as plain as NumPy and SciPy have it: memory by one filter, then stream by stream one
    product for the means, one for the slopes and one for the curvature.
    """
    keep = np.exp(-1 / LAG)
    begun = counts.events.mean(axis=0, keepdims=True)
    memory, _ = lfilter([0.0, 1 - keep], [1.0, -keep], counts.events, axis=0, zi=begun)
    total, derivatives = 0.0, []
    for series, row, base in zip(counts.events.T, gains, outside, strict=True):
        means = base + memory @ row
        slopes = memory.T @ (series / means - 1)
        curvature = memory.T @ (memory * (series / means**2)[:, None])
        total += float(series @ np.log(means) - means.sum())
        derivatives.append((slopes, curvature))
    return total, derivatives


def _large() -> list[Row]:
    counts = record(LARGE)
    found, fixed = _quickest(lambda: fit(counts, LAG, CONSTANT), rounds=2)
    _, plain = _quickest(lambda: one_pass(counts, found.lagged[0], found.baseline[0]), rounds=3)
    profile, free = _quickest(lambda: profiled(counts, CONSTANT), rounds=1)
    if not found.converged.all() or not profile.fit.converged.all():
        raise RuntimeError("a fit of fifty streams did not converge")
    size = f"{counts.events.sum():,.0f} events, {counts.streams} streams, {counts.days:,} days"
    what = "a pass of NumPy: memory, then means, log-likelihood, slopes and curvature once per stream"
    return [
        Row(
            "fit of 50 streams, lag given / plain pass",
            fixed / plain,
            MOST_FIXED,
            at_most=True,
            detail=f"{size}; {fixed:.2f} s CPU; {what}, {plain * 1e3:.0f} ms",
        ),
        Row(
            "fit of 50 streams, lag profiled / plain pass",
            free / plain,
            MOST_PROFILED,
            at_most=True,
            detail=f"the same; {free:.1f} s CPU for {len(profile.lags)} lags",
        ),
    ]


def _small() -> list[Row]:
    """Against a call of GLM per stream and lag on the same rows, since it takes the lag as given."""
    if find_spec("statsmodels") is None:
        print("fit of 10 streams left out: statsmodels is not installed", file=sys.stderr)
        return []
    counts = record(SMALL)
    profile, seconds = _quickest(lambda: profiled(counts, CONSTANT))
    tables = [design(profile.fit, stream) for stream in range(counts.streams)]
    _, other = _quickest(lambda: [_glm(y, table) for y, table in zip(counts.events.T, tables, strict=True)])
    detail = (
        f"{counts.events.sum():,.0f} events; {seconds * 1e3:.0f} ms CPU for {len(profile.lags)} lags, "
        f"statsmodels {other * 1e3:.0f} ms for each, without bounds"
    )
    name = "fit of 10 streams, lag profiled / statsmodels"
    return [Row(name, seconds / (other * len(profile.lags)), MOST_OVER_GLM, at_most=True, detail=detail)]


def _glm(series: np.ndarray, table: np.ndarray) -> Any:
    import warnings

    from statsmodels import api

    start = np.full(table.shape[1], series.mean() / table.sum(axis=1).mean())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the identity link can leave the domain
        return api.GLM(series, table, api.families.Poisson(api.families.links.Identity())).fit(start_params=start)


def _memory() -> Row:
    peak = peak_bytes([*ITSELF, "fit"])
    detail = "fifty streams, ten years, lag profiled, with Python and its imports"
    return Row("memory of a fit of 50 streams, in GB", peak / 1e9, MOST_MEMORY, at_most=True, detail=detail)


def _quickest(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[Any, float]:
    """What a call returns, and the CPU seconds of the quickest of a few."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        result = call()
        seconds.append(time.process_time() - start)
    return result, min(seconds)


if __name__ == "__main__":
    if sys.argv[1:] == ["costs"]:
        print(json.dumps([asdict(row) for row in (*_large(), *_small())]))
    else:
        profiled(record(LARGE), CONSTANT)
