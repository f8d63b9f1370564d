"""Rows of events into what a view says of dealings and acts, without an archive: for tests that ask dozens of small records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff import knowledge, ontology
from standoff.store import Acts, Dealings, PartyRow

TYPES = tuple(ontology.load().types)


@dataclass(frozen=True, slots=True)
class Done:
    """An event: `actors` and `recipients` are names of countries."""

    first: date
    last: date
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Record:
    """Stands in for a View; events have the ids e0, e1 ... in the order of the rows: (day or "from/to", type, actor, recipient), several parted by ";"."""

    def __init__(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        self.done = [_done(row) for row in rows]

    def parties(self) -> list[PartyRow]:
        countries = knowledge.load().countries
        return [
            PartyRow(id, id, "GOV", countries[id].name, 1)
            for id in sorted({id for one in self.done for id in (*one.actors, *one.recipients)})
        ]

    def dealings(
        self, sides: Mapping[tuple[str, str | None, str], int], since: date | None = None, until: date | None = None
    ) -> Dealings:
        found = [
            (n, one, sides[a, a, "GOV"], sides[b, b, "GOV"])
            for n, one in self._until(until)
            for a in one.actors
            for b in one.recipients
            if a != b
        ]
        zeros = np.zeros(len(found))
        return Dealings(
            **_columns([(n, one, a) for n, one, a, _ in found]), target=np.array([b for *_, b in found], dtype=np.int32),
            place=zeros.astype(np.uint64), count=zeros + 1, deaths_low=zeros, deaths_best=zeros, deaths_high=zeros, types=TYPES,
        )  # fmt: skip

    def acts(
        self, sides: Mapping[tuple[str, str | None, str], int], since: date | None = None, until: date | None = None
    ) -> Acts:
        found = [(n, one, sides[a, a, "GOV"]) for n, one in self._until(until) for a in one.actors]
        return Acts(**_columns(found), country=np.full(len(found), ""), deaths_best=np.zeros(len(found)), types=TYPES)

    def _until(self, until: date | None) -> list[tuple[int, Done]]:
        return [(n, one) for n, one in enumerate(self.done) if until is None or one.first <= until]


def _done(row: tuple[str, str, str, str]) -> Done:
    days, type, *parties = row
    first, _, last = days.partition("/")
    ids = {country.name: id for id, country in knowledge.load().countries.items()}
    actors, recipients = (tuple(ids[name.strip()] for name in names.split(";") if name.strip()) for names in parties)
    return Done(date.fromisoformat(first), date.fromisoformat(last or first), type, actors, recipients)


def _columns(found: Sequence[tuple[int, Done, int]]) -> dict[str, np.ndarray]:
    return {
        "event": np.array([f"e{n}" for n, *_ in found], dtype=object),
        "first": np.array([one.first for _, one, _ in found], dtype="datetime64[D]"),
        "last": np.array([one.last for _, one, _ in found], dtype="datetime64[D]"),
        "source": np.array([source for *_, source in found], dtype=np.int32),
        "type": np.array([TYPES.index(one.type) for _, one, _ in found], dtype=np.int32),
        "reported": np.zeros(len(found), dtype=bool),
    }
