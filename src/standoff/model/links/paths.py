"""What is counted on the eve of a day into how near two actors are over others: partners of partners, those who act alike, factors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from standoff.model.links.factors import Factors, factors
from standoff.model.links.state import LinkState

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WEEK, MONTH = 1, 2  # which half-life of the contexts "actor" and "actor, relation": 7 and 30 days
REFRESH = 5  # days for which factors are kept


@dataclass(frozen=True, slots=True)
class Paths:
    """`week`, `month`: shares of partners, shape (actors, actors); `by_asked`: counts of (known, answer), one table per relation and open end;
    `dyads`, `roots`: factors of who with whom, and of who with whom in which root; `day`: that before which the factors were found.
    """

    week: csr_array
    month: csr_array
    by_asked: tuple[csr_array, ...]
    dyads: Factors
    roots: Factors
    day: int


def paths(state: LinkState, before: Paths | None) -> Paths:
    """Of the state's day; factors are taken over from `before` where they are recent."""
    if before is None or not 0 <= state.day - before.day < REFRESH:
        dyads, roots, day = _dyads(state), _roots(state), state.day
    else:
        dyads, roots, day = before.dyads, before.roots, before.day
    return Paths(state.shares(WEEK), state.shares(MONTH), _by_asked(state), dyads, roots, day)


def alike(found: Paths, second_hand: csr_array, asked: Ints, candidates: Ints) -> Floats:
    """Answers to the same question of those to whom partners of partners lead, shape (questions, candidates), weighed by how much they do."""
    shares = np.zeros(candidates.shape, np.float32)
    for relation in np.unique(asked):
        if found.by_asked[relation].nnz:
            rows = np.flatnonzero(asked == relation)
            reached = (second_hand[rows] @ found.by_asked[relation]).toarray()
            shares[rows] = np.take_along_axis(reached, candidates[rows], axis=1)
    return shares


def _by_asked(state: LinkState) -> tuple[csr_array, ...]:
    context, answer, counts = state.named("actor, relation").everything(state.day, MONTH)
    relations, actors = 2 * state.links.relations, state.links.actors
    known, asked = context // relations, context % relations
    order = np.argsort(asked, kind="stable")
    bounds = np.searchsorted(asked[order], np.arange(relations + 1))
    parts = (order[bounds[q] : bounds[q + 1]] for q in range(relations))
    return tuple(csr_array((counts[p], (known[p], answer[p])), shape=(actors, actors)) for p in parts)


def _dyads(state: LinkState) -> Factors:
    known, answer, counts = state.named("actor").everything(state.day, MONTH)
    return factors(known, answer, counts, state.links.actors)


def _roots(state: LinkState) -> Factors:
    """Columns are numbered root x actors + answer."""
    context, answer, counts = state.named("actor, root").everything(state.day, 1)
    roots = int(state.kinds.root.max(initial=0)) + 1
    return factors(context // roots, context % roots * state.links.actors + answer, counts, state.links.actors)
