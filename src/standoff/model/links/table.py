"""Dated events of who does what to whom, as arrays, into questions with one open end and the answers that came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Links:
    """`source`, `relation`, `target`, `day`, one entry per event, all from 0; what is known of actors and relations:

    `country`, shape (actors,), and `sector`, shape (actors,), any numbering from 0, -1 where not known; `root` and `quad`, shape
    (relations,), a fine and a coarse class of each relation (the roots of CAMEO and its four quads, say). ValueError where they do not fit.
    """

    source: Ints
    relation: Ints
    target: Ints
    day: Ints
    country: Ints
    sector: Ints
    root: Ints
    quad: Ints

    def __post_init__(self) -> None:
        events = (self.source, self.relation, self.target, self.day)
        if len({len(column) for column in events}) != 1:
            raise ValueError("source, relation, target and day must be of one length")
        for name, column, size in (
            ("source", self.source, self.actors),
            ("target", self.target, self.actors),
            ("relation", self.relation, self.relations),
        ):
            if len(column) and not (column.min() >= 0 and column.max() < size):
                raise ValueError(f"{name} must be from 0 to {size - 1}")
        if len(self.day) and self.day.min() < 0:
            raise ValueError("day must not be negative")
        if len(self.sector) != self.actors or len(self.quad) != self.relations:
            raise ValueError("country and sector must be of one length, root and quad too")

    @property
    def actors(self) -> int:
        return len(self.country)

    @property
    def relations(self) -> int:
        return len(self.root)

    def before(self, day: int) -> Links:
        """The events of earlier days only."""
        past = self.day < day
        source, relation, target = self.source[past], self.relation[past], self.target[past]
        return Links(source, relation, target, self.day[past], self.country, self.sector, self.root, self.quad)


@dataclass(frozen=True, slots=True)
class Halves:
    """Each event twice, sorted by day: as the question who is the target (`known` is the source, `asked` the relation) and as the question
    who is the source (`known` is the target, `asked` the relation plus the number of relations); `answer` is the other end, `event` its row.
    """

    known: Ints
    asked: Ints
    answer: Ints
    day: Ints
    event: Ints

    def on(self, day: int) -> Halves:
        """Those of one day."""
        a, b = np.searchsorted(self.day, (day, day + 1))
        return Halves(self.known[a:b], self.asked[a:b], self.answer[a:b], self.day[a:b], self.event[a:b])


def halves(links: Links) -> Halves:
    """Both questions of every event."""
    order = np.argsort(np.tile(links.day, 2), kind="stable")
    pairs = (
        (links.source, links.target),
        (links.relation, links.relation + links.relations),
        (links.target, links.source),
        (links.day, links.day),
        (np.arange(len(links.day)), np.arange(len(links.day))),
    )
    return Halves(*(np.concatenate(pair)[order] for pair in pairs))


@dataclass(frozen=True, slots=True)
class Questions:
    """Different questions (`known`, `asked`) of one day, and their answers: `of`, which question, and `answer`, one entry per event and end."""

    known: Ints
    asked: Ints
    of: Ints
    answer: Ints

    def some(self, first: int, last: int) -> Questions:
        """Questions `first` up to `last`, with their answers."""
        inside = (self.of >= first) & (self.of < last)
        return Questions(self.known[first:last], self.asked[first:last], self.of[inside] - first, self.answer[inside])


def questions(part: Halves, relations: int, most: int | None = None, seed: int = 0) -> Questions:
    """The different questions among the halves of one day; a random `most` of them where there are more."""
    codes, of = np.unique(part.known * 2 * relations + part.asked, return_inverse=True)
    answer = part.answer
    if most is not None and len(codes) > most:
        kept = np.sort(np.random.default_rng(seed).permutation(len(codes))[:most])
        number = np.full(len(codes), -1)
        number[kept] = np.arange(most)
        codes, of = codes[kept], number[of]
        answer, of = answer[of >= 0], of[of >= 0]
    return Questions(codes // (2 * relations), codes % (2 * relations), of, answer)


def guessed_countries(links: Links) -> Ints:
    """The country of every actor; where it is not known, the one that most of the actor's partners are of, if any.

    Give it events before the first question only: it looks at all.
    """
    countries = int(links.country.max(initial=-1)) + 1
    if not countries:
        return links.country
    one, other = np.concatenate([links.source, links.target]), np.concatenate([links.target, links.source])
    told = links.country[other] >= 0
    size = (links.actors, countries)
    votes = np.bincount(one[told] * countries + links.country[other[told]], minlength=size[0] * size[1]).reshape(size)
    guessed = np.where(votes.max(axis=1) > 0, votes.argmax(axis=1), -1)
    return np.where(links.country >= 0, links.country, guessed)
