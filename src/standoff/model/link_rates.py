"""How often each actor did each thing of late into how often it will on a day, and with a forecast of links into the likeliest events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.link_state import LinkState
from standoff.model.links import LinkForecast
from standoff.model.regression import regress

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LEARNT_DAYS = 14  # before the day asked: two weeks, so that every day of the week is there twice
PER_QUESTION = 10  # candidates of each question that may be among the likeliest events


@dataclass(frozen=True, slots=True)
class Events:
    """The likeliest events of a day: `source`, `relation`, `target`, and the `chance` of each to happen at least once, highest first."""

    source: Ints
    relation: Ints
    target: Ints
    chance: Floats


@dataclass(frozen=True, slots=True)
class Rates:
    """`weights`, shape (half-lives,): of events of late (a day, by half-life), what is expected of the next day."""

    weights: Floats

    def expected(self, state: LinkState) -> tuple[Ints, Ints, Floats]:
        """Sources, relations and events expected on the state's day, of all that came before at least once."""
        source, relation, faded = _faded(state)
        return source, relation, faded @ self.weights


def fit_rates(state: LinkState) -> Rates:
    """Learnt on the way from the state's day over the next `LEARNT_DAYS`: a Poisson mean that is linear in how often it came of late."""
    sums: Floats | float = 0.0
    rows, counts = [], []
    for day in range(state.day, state.day + LEARNT_DAYS):
        state.advance(day)
        source, relation, faded = _faded(state)
        codes = source * state.links.relations + relation
        part = state.halves.on(day)
        forward = part.asked < state.links.relations
        found, number = np.unique(part.known[forward] * state.links.relations + part.asked[forward], return_counts=True)
        at = np.minimum(np.searchsorted(codes, found), len(codes) - 1)
        known = codes[at] == found
        rows.append(faded[at[known]])
        counts.append(number[known])
        sums = sums + faded.sum(axis=0)
    return Rates(regress(np.asarray(sums), np.concatenate(rows), np.concatenate(counts).astype(float)).coefficients)


def likeliest(forecast: LinkForecast, rates: Rates, day: int, most: int = 100) -> Events:
    """The `most` likeliest events of a day: events expected of (source, relation), times the chances of its targets.

    Only what a source did before is looked at. The chance of at least one is that of a Poisson count.
    """
    forecast.state.advance(day)
    source, relation, expected = rates.expected(forecast.state)
    busiest = np.sort(np.argsort(-expected, kind="stable")[: 4 * most])
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


def _faded(state: LinkState) -> tuple[Ints, Ints, Floats]:
    """Sources and relations that came before, in order, and how often a day, by half-life, shape (pairs, half-lives)."""
    context, tallies = state.counted[0]
    codes = tallies.seen(state.day)
    source, relation = codes // (2 * state.links.relations), codes % (2 * state.links.relations)
    forward = relation < state.links.relations
    source, relation = source[forward], relation[forward]
    totals, _ = tallies.totals(state.day, context.of(source, relation))
    span = np.minimum(np.array(context.half_lives) / np.log(2), max(state.day, 1))
    return source, relation, totals / span
