"""A panel into what followed where units stood as a unit stands now: like levels and moves, whoever's they were, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.model.forecast.forecasters import pairs
from standoff.model.forecast.history import known_levels
from standoff.model.forecast.panel import Panel
from standoff.model.laws import Draws, Floats, points

RATES = (0.5, 0.12, 0.04)  # of the levels that say how a unit stands: lately, this year, in the long run
MIDDLE = 1  # of them the one that outcomes are told as multiples of
OFFSET = 0.2  # events added before a log is taken, as in the pooled regression
NEIGHBOURS = 60  # rows within twice the width of the kernel
NARROWEST = 0.15  # of the kernel, in logs: rows nearer than that stand alike
MOST_ROWS = 20_000  # the latest: each unit is held against all of them
DRAWS = 100


@dataclass(frozen=True, slots=True)
class Analogues:
    """Past rows of all units weighed by a Gaussian kernel about how the unit stands, its width that of the nearest rows (Lorenz 1969; Hall, Racine &
    Li 2004 for the kernel estimate of a conditional distribution); outcomes are multiples of the middle level. A unit that has exploded gets what came
    after explosions, which went on or ended, at the lead that is asked for.
    """

    name: str = "analogues"

    def __call__(self, past: Panel, lead: int) -> Draws:
        taught = pairs(past.periods, lead)
        stands = np.stack([np.log(known_levels(past, rate) + OFFSET) for rate in RATES], axis=-1)
        scale = np.exp(stands[..., MIDDLE])
        rows = taught.known(stands).reshape(-1, len(RATES))[-MOST_ROWS:]
        multiples = (taught.came(past.counts) / taught.known(scale)).ravel()[-MOST_ROWS:]
        order = np.argsort(multiples, kind="stable")
        drawn = [_drawn(rows[order], multiples[order], now) for now in stands[-1]]
        return points(np.round(np.stack(drawn, axis=1) * scale[-1]))


def _drawn(rows: Floats, outcomes: Floats, now: Floats) -> Floats:
    """Quantiles at even levels, shape (draws,), of outcomes in rising order that are weighed by how near their rows, shape (rows, levels), are."""
    squares = ((rows - now) ** 2).sum(axis=1)
    nearest = min(NEIGHBOURS, len(squares) - 1)
    width = max(float(np.sqrt(np.partition(squares, nearest)[nearest])) / 2, NARROWEST)
    below = np.cumsum(np.exp(-0.5 * squares / width**2))
    places = np.searchsorted(below, (np.arange(DRAWS) + 0.5) / DRAWS * below[-1])
    return np.asarray(outcomes[np.minimum(places, len(outcomes) - 1)])
