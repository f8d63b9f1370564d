"""A forecast of links and how often each actor does each thing into the likeliest events of a day, with the chance of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.forecast import LinkForecast, LinkOptions, fit_links
from standoff.model.links.rates import LEARNT_DAYS, Rates, fit_rates
from standoff.model.links.recurrence import Curve, Triples, bent, codes_of, regularity
from standoff.model.links.state import LinkState
from standoff.model.links.table import Links

Ints = NDArray[np.int64]

CALIBRATION_DAYS = 14  # before the first forecast: every day of the week twice
CALIBRATED = 400  # likeliest events of each of these
PER_QUESTION = 10  # candidates of each question that may be among the likeliest events
QUESTIONS = 4  # looked at for each event asked for
REORDERED = 2  # times as many as asked for are given chances, as what is regular may stand low by rates alone


@dataclass(frozen=True, slots=True)
class EventForecast:
    """Rates and links say what may come, and how likely it looks; `curve` what chance that is. Alone, their product says too little of what is
    regular (a Poisson count with mean 1 misses a third of all days) and of what yesterday made likely.
    """

    links: LinkForecast
    rates: Rates
    curve: Curve

    def likeliest(self, day: int, most: int = 100) -> Triples:
        """The `most` likeliest events of a day, of sources that did the same before, likeliest first. Days are asked in order."""
        found = _products(self.links, self.rates, day, REORDERED * most)
        chance = self.curve.chances(regularity(self.links.state.links, found, day))
        best = np.argsort(-chance, kind="stable")[:most]
        return Triples(found.source[best], found.relation[best], found.target[best], chance[best])


def fit_events(links: Links, until: int, options: LinkOptions | None = None) -> EventForecast:
    """A forecast that has learnt from the events before day `until`: the ranker from all but the last two weeks, the curve from these.

    ValueError where fewer days lie before `until` than it learns from.
    """
    begin = until - CALIBRATION_DAYS
    forecast = fit_links(links, begin, options)
    state = LinkState(links.before(begin), begin)
    state.advance(max(0, begin - LEARNT_DAYS))
    rates = fit_rates(state)
    odds, came = [], []
    for day in range(begin, until):
        found = _products(forecast, rates, day, CALIBRATED)
        odds.append(regularity(links, found, day))
        came.append(_happened(links, day, found))
    return EventForecast(forecast, rates, bent(np.concatenate(odds), np.concatenate(came)))


def _products(forecast: LinkForecast, rates: Rates, day: int, most: int) -> Triples:
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
    return Triples(source[row], relation[row], target.ravel()[best], happens.ravel()[best])


def _happened(links: Links, day: int, events: Triples) -> NDArray[np.bool_]:
    today = links.day == day
    return np.isin(
        codes_of(links, events.source, events.relation, events.target),
        codes_of(links, links.source[today], links.relation[today], links.target[today]),
    )
