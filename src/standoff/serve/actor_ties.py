"""Events and sentences about one party into its ties: with whom it deals most, what sentences assert, and which sign the record speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from standoff import ontology
from standoff.answers.balance_words import SIGNS
from standoff.answers.words import days
from standoff.measure.evidence import evidence
from standoff.measure.sides import Side, Sides
from standoff.measure.ties import ties
from standoff.records import Participant
from standoff.serve.actor_known import known_name
from standoff.store import Partner, TieFilter, TieRow, View

MOST_PARTNERS = 15  # a screen
MOST_TIES, MOST_TOLD = 40, 4  # ties that sentences assert, and sentences of each
ABSENT = "no evidence left"


@dataclass(frozen=True, slots=True)
class Signed:
    """What the record says of the sign of a tie as of a day: the word, and the probability that it is positive; None without evidence."""

    sign: str
    positive: float | None


@dataclass(frozen=True, slots=True)
class Dealt:
    """A party that this one deals with, by name and country: many are called "people"."""

    partner: Partner
    name: str
    country: str | None
    signed: Signed


@dataclass(frozen=True, slots=True)
class AssertedTie:
    """A tie that sentences assert, with its two ends; `other` is the end that the card is not about. `more` sentences are not shown."""

    kind: str
    source: str
    source_name: str
    target: str
    target_name: str
    other: str
    published: str
    sources: int
    sentences: tuple[TieRow, ...]
    more: int
    signed: Signed


@dataclass(frozen=True, slots=True)
class ActorTies:
    """`at`: the day as of which the signs are; None where nothing is dated. `more` asserted ties are not shown."""

    at: date | None
    dealt: tuple[Dealt, ...]
    asserted: tuple[AssertedTie, ...]
    more: int


def actor_ties(view: View, id: str, at: date | None) -> ActorTies:
    """With whom the party deals, and the ties that are asserted of it, those with most sources first."""
    partners = view.partners(id, MOST_PARTNERS)
    told = _grouped(id, view.ties(TieFilter(actor=id)))
    shown = dict(islice(told.items(), MOST_TIES))
    others = [p.id for p in partners] + [_other(id, rows[0]) for rows in shown.values()]
    signs = _signs(view, id, list(dict.fromkeys(others)), at, [row for rows in shown.values() for row in rows])
    names = view.party_names(p.id for p in partners)
    countries = {id: country for id, country, _ in view.party_codes(p.id for p in partners)}
    dealt = tuple(Dealt(p, names[p.id], countries[p.id], signs[p.id]) for p in partners)
    asserted = tuple(_asserted(id, rows, signs) for rows in shown.values())
    return ActorTies(at, dealt, asserted, len(told) - len(shown))


def _grouped(id: str, rows: Sequence[TieRow]) -> dict[tuple[str, str, str], list[TieRow]]:
    """The sentences of each tie; where both sides stand for the same, whoever is named first."""
    found: dict[tuple[str, str, str], list[TieRow]] = {}
    for row in rows:
        ends = (row.tie.source.id, row.tie.target.id)
        if id in ends and ends[0] != ends[1]:
            first, second = sorted(ends) if row.tie.type in ontology.MUTUAL_TIES else ends
            found.setdefault((row.tie.type, first, second), []).append(row)
    order = sorted(found.items(), key=lambda one: (-_sources(one[1]), -len(one[1]), one[0]))
    return dict(order)


def _sources(rows: Sequence[TieRow]) -> int:
    return len({row.independent_source for row in rows})


def _other(id: str, row: TieRow) -> str:
    return row.tie.target.id if row.tie.source.id == id else row.tie.source.id


def _asserted(id: str, rows: Sequence[TieRow], signs: Mapping[str, Signed]) -> AssertedTie:
    """Sentences that each say it in their own words once, the earliest first."""
    tie = rows[0].tie
    known = [row.published for row in rows if row.published]
    once = {row.tie.sentence: row for row in sorted(rows, key=lambda row: row.published or date.max, reverse=True)}
    sentences = list(reversed(once.values()))
    other = _other(id, rows[0])
    return AssertedTie(
        tie.type.replace("_", " "), tie.source.id, known_name(tie.source.id) or tie.source.name, tie.target.id,
        known_name(tie.target.id) or tie.target.name, other, days(min(known), max(known)) if known else "", _sources(rows),
        tuple(sentences[:MOST_TOLD]), max(0, len(sentences) - MOST_TOLD), signs[other],
    )  # fmt: skip


def _signs(
    view: View, id: str, others: Sequence[str], at: date | None, asserted: Sequence[TieRow]
) -> dict[str, Signed]:
    """The sign of the tie with each of the others, from what the two themselves did to one another and what sentences assert of them."""
    unknown = {other: Signed(ABSENT, None) for other in others}
    if at is None or not others:
        return unknown
    dealings = view.dealings_of(id, others, until=at)
    known = evidence(dealings, asserted, _each_a_side([id, *others], asserted), range(len(others) + 1))
    if not len(known):
        return unknown
    now = ties(known, at)
    with_it = np.flatnonzero((now.pairs[:, 0] == 0) & now.present).tolist()
    return unknown | {
        others[int(now.pairs[n, 1]) - 1]: Signed(SIGNS[int(now.sign[n])], float(now.positive[n])) for n in with_it
    }


def _each_a_side(ids: Sequence[str], asserted: Sequence[TieRow]) -> Sides:
    """Every party as a side of its own, whatever state or camp it belongs to."""
    place = {id: number for number, id in enumerate(ids)}
    of = {(one.id, one.country, one.sector): place[one.id] for one in _ends(asserted) if one.id in place}
    return Sides(tuple(Side(id, id) for id in ids), (0,) * len(ids), of)


def _ends(rows: Sequence[TieRow]) -> Iterator[Participant]:
    for row in rows:
        yield from (row.tie.source, row.tie.target)
