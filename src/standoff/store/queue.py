"""Events that wait for a person's word, in the order in which looking at them is worth most: doubtful and of consequence first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from standoff.records import DISPUTED, GUESSED
from standoff.store.filters import conditioned, given
from standoff.store.rows import EventFilter
from standoff.store.statements import rows

GUESS = 0.5  # the doubt where a side is only guessed or another coder disagrees; the SQL knows it too
DISPUTES = re.compile(rf'"{DISPUTED}([a-z]+)"')  # in a body; what a text says has its quotes escaped there


@dataclass(frozen=True, slots=True)
class Curve:
    """How likely two mentions with a score are one event: 1 / (1 + exp(-(slope x score + offset)))."""

    slope: float
    offset: float


@dataclass(frozen=True, slots=True)
class Queued:
    """An event that waits, and why it stands where it does: its place is by `doubt` x `weight` x `unseen`.

    `doubt`: 0 to 1, that something about it is wrong; `weight`: of its tolls, sources and intensity, at least 0.5; `unseen`: the share of
    its mentions that no person has seen; `guessed`: a side is only the likeliest; `disputed`: the fields that another coder reads otherwise; `differing`: the fields on which accounts differ;
    `merging`: how likely the mention that is tied to the others least surely is of another event.
    """

    event: str
    doubt: float
    weight: float
    unseen: float
    guessed: bool
    disputed: tuple[str, ...]
    differing: tuple[str, ...]
    merging: float

    @property
    def rank(self) -> float:
        """What the queue is ordered by."""
        return self.doubt * self.weight * self.unseen


def queue(connection: DuckDBPyConnection, chosen: EventFilter, curve: Curve) -> tuple[int, list[Queued]]:
    """How many events that pass the filter wait, and those that its limit and offset ask for, whatever its order."""
    bound = given(chosen) | {"slope": curve.slope, "offset": curve.offset, "limit": chosen.limit, "skip": chosen.offset}
    found = connection.execute(conditioned("queue", chosen), bound).fetchall()
    bodies: dict[str, str] = dict(rows(connection, "bodies", events=[row[0] for row in found]))
    possible = [_queued(bodies[row[0]], *row[:-1]) for row in found]
    ordered = sorted(possible, key=lambda q: (-q.rank, q.event))
    last = None if chosen.limit is None else chosen.offset + chosen.limit
    return (found[0][-1] if found else 0), ordered[chosen.offset : last]


def _queued(
    body: str, id: str, weight: float, unseen: float, fields: Iterable[str], merging: float, sure: float
) -> Queued:
    guessed = any(f'"{mark}"' in body for mark in GUESSED.values())
    disputed = tuple(sorted(set(DISPUTES.findall(body))))
    doubt = 1 - sure * (1 - GUESS * bool(guessed or disputed))
    return Queued(id, doubt, weight, unseen, guessed, disputed, tuple(fields), merging)
