"""Predictive distributions and what came into scores, one per unit: CRPS, log score, ignorance, intervals, calibration, and scores of yes and no.

All are negatively oriented: lower is better. Sources in docs/methods/forecast.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from standoff.model.laws import Floats, Index, Law, ends

NODES = 2048  # of the grid that a sum over counts is taken on: every count below, blocks of counts above
GROWTH = 1.08  # of a block of counts, where logs are summed
# Upper ends of the bins of the VIEWS prediction challenge 2023/24 (Hegre et al. 2024), the last without an end.
VIEWS_BINS = (0.0, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
VIEWS_DRAWS = 1000  # of a submission there; one is added to each bin, so that none has a probability of zero
LEAST = 1e-300


def crps(law: Law, observed: Floats) -> Floats:
    """The continuous ranked probability score, sum over k of (F(k) - 1[k >= y])^2 (Matheson & Winkler 1976).

    Exact, but for what lies above all but 1e-7 of the probability, while that lies below 2048; beyond, blocks of counts stand for their middle.
    """
    found = np.empty(law.units)
    for units, counts, under, over in grids(law, observed):
        share = law.part(units).cdf(counts)
        found[units] = (under * share**2 + over * (1.0 - share) ** 2).sum(axis=0)
    return found


def grids(law: Law, observed: Floats, *, logs: bool = False) -> Iterator[tuple[Index, Floats, Floats, Floats]]:
    """Units of like size together: their numbers, the counts at which to look, shape (nodes, units), and how many counts each stands for that lie
    under what was observed, and not under it; with `logs`, how much of log(1 + count) instead.
    """
    top = np.maximum(ends(law), 2.0 ** np.ceil(np.log2(np.maximum(observed, 0.0) + 1.0)))
    for end in np.unique(top):
        units = np.flatnonzero(top == end)
        edges = (_growing(float(end)) if logs else np.linspace(0.0, end, int(min(end, NODES)) + 1))[:, None]
        first, last = edges[:-1], edges[1:]
        met = np.clip(observed[units], first, last)
        counts = np.broadcast_to(first + np.floor((last - first - 1.0) / 2), met.shape)
        if logs:
            first, met, last = np.log1p(first), np.log1p(met), np.log1p(last)
        yield units, counts, met - first, last - met


def _growing(end: float) -> Floats:
    """Edges of blocks of counts up to `end`: single ones, then each longer than the last by GROWTH."""
    edges = [0.0]
    while edges[-1] < end:
        edges.append(min(end, max(edges[-1] + 1.0, np.ceil(edges[-1] * GROWTH))))
    return np.array(edges)


def crps_of_draws(draws: Floats, observed: Floats) -> Floats:
    """The same for equally likely draws, shape (draws, units): mean |x - y| minus half the mean |x - x'|, exactly (Gneiting & Raftery 2007)."""
    ordered = np.sort(draws, axis=0)
    n = len(ordered)
    place = (2.0 * np.arange(1, n + 1) - n - 1)[:, None]
    return np.asarray(np.abs(ordered - observed).mean(axis=0) - (place * ordered).sum(axis=0) / n**2)


def log_score(law: Law, observed: Floats) -> Floats:
    """Minus the log of the probability of what came, in nats; a probability of zero counts as 1e-300."""
    return np.asarray(-np.log(np.maximum(law.cdf(observed) - law.cdf(observed - 1.0), LEAST)))


def ignorance(law: Law, observed: Floats, draws: float = VIEWS_DRAWS) -> Floats:
    """IGN of VIEWS: minus log2 of the probability of the bin that the outcome falls into.

    A bin of probability p counts as (1000 p + 1) / (1000 + 11): as if one of 1,000 draws were added to each of the 11 bins. An exact law has no draws, but
    a submission has, and scores compare only if treated alike.
    """
    edges = np.array([-1.0, *VIEWS_BINS, np.inf])
    bin_ = np.searchsorted(edges, observed, side="left")
    upper = np.where(bin_ < len(edges) - 1, law.cdf(edges[np.minimum(bin_, len(edges) - 2)]), 1.0)
    chance = np.clip(upper - law.cdf(edges[bin_ - 1]), 0.0, 1.0)
    return np.asarray(-np.log2((draws * chance + 1.0) / (draws + len(edges) - 1)))


def interval_score(low: Floats, high: Floats, observed: Floats, level: float = 0.9) -> Floats:
    """Width, and 2 / (1 - level) times the distance by which it missed (Winkler 1972; MIS where averaged)."""
    missed = np.maximum(low - observed, 0.0) + np.maximum(observed - high, 0.0)
    return np.asarray(high - low + 2.0 / (1.0 - level) * missed)


def covered(low: Floats, high: Floats, observed: Floats) -> NDArray[np.bool_]:
    """Whether the interval, its ends included, holds what came."""
    return np.asarray((observed >= low) & (observed <= high))


def pit(law: Law, observed: Floats, rng: np.random.Generator) -> Floats:
    """The randomised probability integral transform: uniform where the law is right (Czado, Gneiting & Held 2009)."""
    first, last = law.cdf(observed - 1.0), law.cdf(observed)
    return np.asarray(first + rng.random(first.shape) * (last - first))


def coverage(law: Law, observed: Floats, level: float = 0.9) -> Floats:
    """The probability that the randomised PIT falls into the central interval. Its mean is `level` where the law is right, also for small counts,
    whose intervals of whole numbers must hold more.
    """
    first, last = law.cdf(observed - 1.0), law.cdf(observed)
    inside = np.minimum(last, (1.0 + level) / 2) - np.maximum(first, (1.0 - level) / 2)
    return np.asarray(np.clip(inside, 0.0, None) / np.maximum(last - first, LEAST))


def brier(chances: Floats, happened: Floats) -> float:
    """The mean square of probability minus outcome (Brier 1950)."""
    return float(((np.asarray(chances) - happened) ** 2).mean())


def auc(chances: Floats, happened: Floats) -> float:
    """The probability that what happened was given a higher chance than what did not, ties counting half; NaN where only one of both is there."""
    yes = np.asarray(happened).astype(bool).ravel()
    if yes.all() or not yes.any():
        return float("nan")
    ranks = rankdata(np.asarray(chances).ravel())
    n = int(yes.sum())
    return float((ranks[yes].sum() - n * (n + 1) / 2) / (n * (len(yes) - n)))
