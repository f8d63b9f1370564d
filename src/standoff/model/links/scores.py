"""A forecast of links and days that are known into ranks and reliability of what it said of each day on its eve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.model.links.forecast import LinkForecast
from standoff.model.links.ranks import filtered_ranks
from standoff.model.links.table import questions
from standoff.model.reliability import Reliability, reliability

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LISTED = 10  # of a list are what a reader sees


@dataclass(frozen=True, slots=True)
class LinkScores:
    """`ranks` of all answers at both ends; log loss in nats of the answers in the list of candidates, and their share; reliability of the first
    of each list, and of its ten best: "this actor is the other end", over events.
    """

    ranks: Floats
    log_loss: float
    listed: float
    first: Reliability
    ten: Reliability


def scored(forecast: LinkForecast, days: Iterable[int], most: int | None = None) -> LinkScores:
    """Each day forecast from all days before it; `most` questions of a day at random, where given (for trials)."""
    ranks, given, said, came = [], [], [], []
    state = forecast.state
    for day in days:
        asked = questions(state.halves.on(day), state.links.relations, most, day)
        for part, ranked in forecast.ranked(day, asked.known, asked.asked):
            answers = asked.some(part.start, min(part.stop, len(asked.known)))
            ranks.append(filtered_ranks(ranked.scores, answers.of, answers.answer))
            hit = ranked.candidates[answers.of] == answers.answer[:, None]
            given.append((ranked.chances[answers.of] * hit).sum(axis=1))
            said.append(ranked.chances[answers.of][:, :LISTED])
            came.append(hit[:, :LISTED])
    chance, lists, hits = (np.concatenate(column) for column in (given, said, came))
    inside = chance > 0
    return LinkScores(
        np.concatenate(ranks),
        float(-np.log(chance[inside]).mean()),
        float(inside.mean()),
        reliability(lists[:, 0], hits[:, 0]),
        reliability(lists, hits),
    )
