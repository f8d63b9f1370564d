"""Past events of who does what to whom into a ranked list of who it will be on a day, with probabilities and the events that speak for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from standoff.model.links.chances import Chances, calibrated
from standoff.model.links.evidence import Evidence, evidence
from standoff.model.links.features import features
from standoff.model.links.mixture import Mixture, answer_shares, history, learnt, probabilities, second_hand
from standoff.model.links.paths import Paths, paths
from standoff.model.links.ranker import Ranker, trained
from standoff.model.links.state import LinkState
from standoff.model.links.table import Links, Questions, questions

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

CHUNK = 256  # questions at once: with 23,000 actors, a table of all is then 24 MB


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """Days from which weights, ranking and calibration are learnt, the last before the first forecast; how many questions of each day of
    the first two; candidates per question; whether there is a ranker above the mixture, and from which seeds it is averaged.
    """

    mixture_days: int = 10
    ranking_days: int = 30
    calibration_days: int = 4
    questions_a_day: int = 500
    candidates: int = 150
    ranker: bool = True
    seeds: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """`scores`, shape (questions, actors), order all actors. `candidates`, shape (questions, candidates), are the best, best first, with
    their `chances` to be the other end of an event that is as asked; what is missing to one falls to all others.
    """

    scores: Floats
    candidates: Ints
    chances: NDArray[np.float64]


class LinkForecast:
    """Made by `fit_links`. Days are asked in order: what is known is what happened before the day asked last."""

    def __init__(self, state: LinkState, options: LinkOptions, mixture: Mixture) -> None:
        self.state, self._options, self._mixture = state, options, mixture
        self._ranker: Ranker | None = None
        self._chances = Chances(1.0, 0.0, 1.0)
        self._paths: Paths | None = None

    def ranked(self, day: int, known: Ints, asked: Ints) -> Iterator[tuple[slice, Ranked]]:
        """Who is the other end, for questions of one day, some at a time. `asked`: a relation, `known` being its source, or a relation plus the
        number of relations, `known` being its target. ValueError for a day before the last.
        """
        self.advance(day)
        for first in range(0, len(known), CHUNK):
            part = slice(first, first + CHUNK)
            listed = self._listed(known[part], asked[part])
            yield part, self._ordered(listed)

    def evidence(self, known: int, asked: int, other: int, most: int = 5) -> Evidence:
        """The past events that speak most for one candidate, as of the day asked last."""
        return evidence(self.state, self._mixture, (known, asked), other, most)

    def learn(self, until: int) -> None:
        """The ranker and its calibration, from the days before `until`."""
        days = range(until - self._options.ranking_days - self._options.calibration_days, until)
        split = days.stop - self._options.calibration_days
        if self._options.ranker:
            table, came = self._examples(range(days.start, split))
            if came.any():
                self._ranker = trained(table, came, self._options.seeds)
        self._chances = self._calibrated(range(split, until))

    def advance(self, day: int) -> None:
        """Take in all days before `day`, as asking about it does."""
        if day < self.state.day:
            raise ValueError(f"day {day} is before day {self.state.day}, up to which all is known already")
        if day > self.state.day or self._paths is None:
            self.state.advance(day)
            self._paths = paths(self.state, self._paths)

    def _asked(self, day: int) -> Iterator[Questions]:
        """Some of the questions that the events of a day answer."""
        some = questions(self.state.halves.on(day), self.state.links.relations, self._options.questions_a_day, day)
        for first in range(0, len(some.known), CHUNK):
            yield some.some(first, min(first + CHUNK, len(some.known)))

    def _examples(self, days: range) -> tuple[NDArray[np.float16], NDArray[np.bool_]]:
        """Features and hits of lists. The table is the largest thing in memory by far, so it is made once, in its final size."""
        parts = [(day, part) for day in days for part in self._asked(day)]
        ends = np.cumsum([len(part.known) for _, part in parts])
        table, came = _NONE, np.zeros((0, 0), dtype=bool)
        for (day, part), end in zip(parts, ends, strict=True):
            self.advance(day)
            listed = self._listed(part.known, part.asked)
            if not len(table):
                table = np.empty((ends[-1], *listed.table.shape[1:]), np.float16)
                came = np.empty(table.shape[:2], dtype=bool)
            rows = slice(end - len(part.known), end)
            table[rows], came[rows] = listed.table, _came(listed.candidates, part)
        return table, came

    def _calibrated(self, days: range) -> Chances:
        scores: list[Floats] = []
        left: list[Floats] = []
        of: list[Ints] = []
        place: list[Ints] = []
        for day in days:
            self.advance(day)
            for part in self._asked(day):
                listed = self._listed(part.known, part.asked)
                at = listed.candidates[part.of] == part.answer[:, None]
                of.append(part.of + sum(len(one) for one in left))
                place.append(np.where(at.any(axis=1), at.argmax(axis=1), at.shape[1]))
                scores.append(self._scores(listed))
                left.append(listed.left)
        if not of:
            return Chances(1.0, 0.0, 1.0)
        return calibrated(np.concatenate(scores), np.concatenate(left), np.concatenate(of), np.concatenate(place))

    def _listed(self, known: Ints, asked: Ints) -> _Listed:
        assert self._paths is not None
        reached = second_hand(self._paths.month, known)
        everyone = probabilities(self._mixture, self.state, reached, known, asked)
        width = min(self._options.candidates, everyone.shape[1] - 1)
        best = np.argpartition(-everyone, width, axis=1)[:, :width]
        best = np.sort(best, axis=1)  # among equals, the order does not hang on the partition
        own = np.take_along_axis(everyone, best, axis=1)
        table = features(self.state, self._paths, reached, (known, asked), best, own) if self._options.ranker else _NONE
        return _Listed(everyone, best, own, table)

    def _scores(self, listed: _Listed) -> Floats:
        return np.log(listed.own) if self._ranker is None else self._ranker.scores(listed.table)

    def _ordered(self, listed: _Listed) -> Ranked:
        own = self._scores(listed)
        scores = np.log(listed.everyone)
        np.put_along_axis(scores, listed.candidates, own - own.min(axis=1, keepdims=True) + 1, axis=1)  # above all logs
        order = np.argsort(-own, axis=1, kind="stable")
        chances = np.exp(self._chances.logs(own, listed.left)[:, :-1])
        return Ranked(scores, *(np.take_along_axis(one, order, axis=1) for one in (listed.candidates, chances)))


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the mixture gives to everyone, the candidates, what it gives to these, and their features."""

    everyone: Floats
    candidates: Ints
    own: Floats
    table: NDArray[np.float16]

    @property
    def left(self) -> Floats:
        return np.asarray(1 - self.own.sum(axis=1) / self.everyone.sum(axis=1))


_NONE = np.zeros((0, 0, 0), np.float16)


def fit_links(links: Links, until: int, options: LinkOptions | None = None) -> LinkForecast:
    """A forecast that has learnt from the events before day `until`; later ones come into it as it is asked about later days.

    ValueError where fewer days lie before `until` than it learns from.
    """
    options = options or LinkOptions()
    first = until - options.mixture_days - options.ranking_days - options.calibration_days
    if first < 1 or not (links.day < first).any():
        raise ValueError(f"no events before day {first}: there is too little to learn from before day {until}")
    state = LinkState(links, first)
    forecast = LinkForecast(state, options, _mixture(state, range(first, first + options.mixture_days), options))
    forecast.learn(until)
    return forecast


def _mixture(state: LinkState, days: range, options: LinkOptions) -> Mixture:
    shares, kinds = [], []
    for day in days:
        state.advance(day)
        asked = questions(state.halves.on(day), state.links.relations, options.questions_a_day, day)
        if len(asked.of):
            known, relation = asked.known[asked.of], asked.asked[asked.of]
            reached: csr_array = second_hand(state.shares(2), known)
            shares.append(answer_shares(state, reached, known, relation, asked.answer))
            kinds.append(history(state, known, relation))
    if not shares:
        raise ValueError(f"no events from day {days.start} to day {days.stop - 1} to learn from")
    return learnt(np.concatenate(shares), np.concatenate(kinds))


def _came(candidates: Ints, part: Questions) -> NDArray[np.bool_]:
    came = np.zeros(candidates.shape, dtype=bool)
    at = candidates[part.of] == part.answer[:, None]
    there = at.any(axis=1)
    came[part.of[there], at[there].argmax(axis=1)] = True
    return came
