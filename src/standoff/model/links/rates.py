"""How often each actor did each thing of late into how often it will on a day, whoever it is done to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.mixture import HISTORIES, history
from standoff.model.links.state import LinkState
from standoff.model.regression import regress

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LEARNT_DAYS = 14  # before the day asked: two weeks, so that every day of the week is there twice
WEEKS, PRIOR = 8, 0.5  # from which, and against how many mean days, the days of the week are compared


@dataclass(frozen=True, slots=True)
class Rates:
    """`weights`, shape (kinds of history, half-lives): of events of late (a day, by half-life), what is expected of the next day, for questions
    with few to many past events (`link_mixture.HISTORIES`): what was done once or twice recurs less than in proportion.
    """

    weights: Floats

    def expected(self, state: LinkState) -> tuple[Ints, Ints, Floats]:
        """Sources, relations and events expected on the state's day, of all that came before at least once."""
        source, relation, kind, faded = _faded(state)
        return source, relation, (faded * self.weights[kind]).sum(axis=1) * weekday(state)


def fit_rates(state: LinkState) -> Rates:
    """Learnt on the way from the state's day over the next `LEARNT_DAYS`: Poisson means that are linear in how often it came of late."""
    tables, counts, kinds = [], [], []
    for day in range(state.day, state.day + LEARNT_DAYS):
        state.advance(day)
        source, relation, kind, faded = _faded(state)
        codes = source * state.links.relations + relation
        part = state.halves.on(day)
        forward = part.asked < state.links.relations
        came = np.sort(part.known[forward] * state.links.relations + part.asked[forward])
        tables.append(faded * weekday(state))
        counts.append(np.searchsorted(came, codes, side="right") - np.searchsorted(came, codes))
        kinds.append(kind)
    table, count, of = np.concatenate(tables), np.concatenate(counts).astype(float), np.concatenate(kinds)
    return Rates(np.stack([_weights(table[of == k], count[of == k]) for k in range(len(HISTORIES) + 1)]))


def weekday(state: LinkState) -> float:
    """How busy days like the state's are, over the mean of all, in the last eight weeks; half a mean day is added to both."""
    days = np.arange(max(0, state.day - WEEKS * 7), state.day)
    counts = np.diff(np.searchsorted(state.halves.day, np.append(days, state.day)))
    if not counts.sum():
        return 1.0
    like = counts[(state.day - days) % 7 == 0] / counts.mean()
    return float((like.sum() + PRIOR) / (len(like) + PRIOR))


def _weights(table: Floats, counts: Floats) -> Floats:
    some = counts > 0
    return regress(table.sum(axis=0), table[some], counts[some]).coefficients


def _faded(state: LinkState) -> tuple[Ints, Ints, Ints, Floats]:
    """Sources and relations that came before, their kind of history, and how often they came a day, by half-life, shape (pairs, half-lives)."""
    context, tallies = state.counted[0]
    codes = tallies.seen(state.day)
    source, relation = codes // (2 * state.links.relations), codes % (2 * state.links.relations)
    forward = relation < state.links.relations
    source, relation = source[forward], relation[forward]
    totals, _ = tallies.totals(state.day, context.of(source, relation))
    span = np.minimum(np.array(context.half_lives) / np.log(2), max(state.day, 1))
    return source, relation, history(state, source, relation), totals / span
