"""A candidate for the other end of an event into the past events that speak for it, and how much each does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.mixture import Mixture, history
from standoff.model.links.state import LinkState

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """`events`, rows of the links, weightiest first, and `shares`: of the probability that the mixture gives, how much is each one's."""

    events: Ints
    shares: NDArray[np.float64]


def evidence(state: LinkState, mixture: Mixture, question: tuple[int, int], other: int, most: int = 5) -> Evidence:
    """Of all events before the state's day, those that speak most for `other` in answer to `question` (known actor, what is asked).

    The mixture is a sum over contexts and half-lives, and each share in it a sum over events, so that what one event adds is exact; what the
    ranker makes of it is not taken apart. Partners of partners, and what is given to all alike, are no single event's.
    """
    known, asked = (np.array([one]) for one in question)
    past = state.halves
    weights = mixture.weights[history(state, known, asked)[0]]
    added, first, whole = np.zeros(len(state.links.day)), 0, float(weights[-1] / state.links.actors)
    for context, tallies in state.counted:
        if not context.mixes:
            continue
        part = slice(first, first := first + len(context.half_lives))
        of = context.of(known, asked)[0]
        at = np.flatnonzero(
            (past.answer == other) & (past.day < state.day) & (of >= 0) & (context.of(past.known, past.asked) == of)
        )
        totals = tallies.totals(state.day, np.array([of]))[0][0]
        each = np.divide(weights[part], totals, out=np.zeros_like(totals), where=totals > 0)
        ages = (state.day - past.day[at])[:, None]
        np.add.at(added, past.event[at], (np.exp2(-ages / np.array(context.half_lives)) * each).sum(axis=1))
    paths = state.shares(2)
    whole += float(weights[first] * (paths[known] @ paths[:, [other]]).toarray()[0, 0]) + float(added.sum())
    best = np.argsort(-added, kind="stable")[:most]
    best = best[added[best] > 0]
    return Evidence(best, added[best] / whole)
