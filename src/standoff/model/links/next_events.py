"""A forecast of links and how often each actor does each thing into the likeliest events of a day, with the chance of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit, xlogy

from standoff.model.links.forecast import LinkForecast, LinkOptions, fit_links
from standoff.model.links.rates import LEARNT_DAYS, Rates, fit_rates
from standoff.model.links.state import LinkState
from standoff.model.links.table import Links

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CALIBRATION_DAYS = 14  # before the first forecast: every day of the week twice
CALIBRATED = 400  # likeliest events of each of these
PER_QUESTION = 10  # candidates of each question that may be among the likeliest events
QUESTIONS = 4  # looked at for each event asked for
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Events:
    """The likeliest events of a day: `source`, `relation`, `target`, and the `chance` of each to happen at least once, highest first."""

    source: Ints
    relation: Ints
    target: Ints
    chance: Floats


@dataclass(frozen=True, slots=True)
class EventForecast:
    """`shift` and `slope` turn the log odds of the product of rate and chance into those of the event. The product alone says too little: where
    a target is likely because of what happened yesterday, the deed itself is likelier than of late.
    """

    links: LinkForecast
    rates: Rates
    shift: float
    slope: float

    def likeliest(self, day: int, most: int = 100) -> Events:
        """The `most` likeliest events of a day, of sources that did the same before. Days are asked in order."""
        found = _products(self.links, self.rates, day, most)
        chance = expit(self.shift + self.slope * logit(np.clip(found.chance, LEAST, 1 - LEAST)))
        return Events(found.source, found.relation, found.target, chance)


def fit_events(links: Links, until: int, options: LinkOptions | None = None) -> EventForecast:
    """A forecast that has learnt from the events before day `until`: the ranker from all but the last two weeks, the calibration from these.

    ValueError where fewer days lie before `until` than it learns from.
    """
    begin = until - CALIBRATION_DAYS
    forecast = fit_links(links, begin, options)
    state = LinkState(links.before(begin), begin)
    state.advance(begin - LEARNT_DAYS)
    rates = fit_rates(state)
    said, came = [], []
    for day in range(begin, until):
        found = _products(forecast, rates, day, CALIBRATED)
        said.append(found.chance)
        came.append(_happened(links, day, found))
    return EventForecast(forecast, rates, *_calibrated(np.concatenate(said), np.concatenate(came)))


def _products(forecast: LinkForecast, rates: Rates, day: int, most: int) -> Events:
    """Events expected of (source, relation), times the chances of its targets; the chance of at least one is that of a Poisson count."""
    forecast.advance(day)
    source, relation, expected = rates.expected(forecast.state)
    busiest = np.sort(np.argsort(-expected, kind="stable")[: QUESTIONS * most])
    source, relation, expected = source[busiest], relation[busiest], expected[busiest]
    targets, chances = [], []
    for _, ranked in forecast.ranked(day, source, relation):
        targets.append(ranked.candidates[:, :PER_QUESTION])
        chances.append(ranked.chances[:, :PER_QUESTION])
    target, chance = np.concatenate(targets), np.concatenate(chances)
    happens = -np.expm1(-expected[:, None] * chance)
    best = np.argsort(-happens, axis=None, kind="stable")[:most]
    row = best // target.shape[1]
    return Events(source[row], relation[row], target.ravel()[best], happens.ravel()[best])


def _happened(links: Links, day: int, events: Events) -> NDArray[np.bool_]:
    today = links.day == day
    size = links.actors

    def codes(source: Ints, relation: Ints, target: Ints) -> Ints:
        return np.asarray((relation * size + source) * size + target)

    return np.isin(
        codes(events.source, events.relation, events.target),
        codes(links.source[today], links.relation[today], links.target[today]),
    )


def _calibrated(said: Floats, came: NDArray[np.bool_]) -> tuple[float, float]:
    """Shift and slope of log odds that are likeliest (Platt 1999)."""
    odds, outcome = logit(np.clip(said, LEAST, 1 - LEAST)), came.astype(float)

    def loss(at: Floats) -> float:
        chance = np.clip(expit(at[0] + at[1] * odds), LEAST, 1 - LEAST)
        return -float((xlogy(outcome, chance) + xlogy(1 - outcome, 1 - chance)).mean())

    found = minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-7})
    return float(found.x[0]), float(found.x[1])
