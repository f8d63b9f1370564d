"""What decision makers did to one another into counted streams: which of them bear a fit, which only a rate, and which nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff.answers.asked import Asked
from standoff.answers.excited import Fitted, excited_of
from standoff.answers.makers import Made
from standoff.conflict.types import Conflict, Stream
from standoff.measure.series import day_number, day_of

Floats = NDArray[np.float64]

RECENT_DAYS = 182  # over which a rate as things are is counted; within as many a fitted outside rate may change
LEAST_DAYS = 28  # of record, for a rate; blocks of four weeks say how widely it scatters
NOTHING = "no event of the decision makers towards one another is dated to a day or a few"


@dataclass(frozen=True, slots=True)
class Counted:
    """A stream among decision makers: its events in the whole record and in the last half year of it, and whether it is among those fitted."""

    stream: Stream
    events: int
    recent: int
    fitted: bool


@dataclass(frozen=True, slots=True)
class Deeds:
    """`streams`: those that can be given numbers, `untold`: those that the record or the file names and that cannot, both in the order of decision makers.

    `recent`, shape (days, streams): daily counts of the last half year of the record, or of all of it. `first`, `days`: of the record, None and 0 where
    there is none. `fitted`: what is fitted, of `places` among the streams; where nothing is `why_not` says why.
    """

    streams: tuple[Counted, ...]
    untold: tuple[Counted, ...]
    recent: Floats
    first: date | None
    days: int
    fitted: Fitted | None
    places: tuple[int, ...]
    why_not: str


def deeds(found: Made, conflict: Conflict) -> Deeds:
    """Streams with events in the last half year or among those fitted, and those that somebody assumes to be set off by these, can be given numbers."""
    told, ids = found.asked, [one.id for one in conflict.makers]
    fitted, why_not = _fitted(told)
    first, days = _record(told)
    if days < LEAST_DAYS and len(told.grouped.event):
        why_not = f"{days} days of record are too few for a rate; {LEAST_DAYS} are the least"
    seen = [Stream(ids[one.source or 0], ids[one.target or 0]) for one in told.grouped.streams]
    streams = sorted({*seen, *_named(conflict)}, key=lambda one: (ids.index(one.actor), ids.index(one.recipient)))
    table = np.zeros((max(1, days), len(streams)))
    if first is not None:
        table[:, [streams.index(one) for one in seen]] = told.grouped.counts(first, first + timedelta(days=days - 1))
    fits = fitted.record.streams if fitted else ()
    of_fit = [Stream(ids[one.source or 0], ids[one.target or 0]) for one in fits]
    counted = [
        Counted(one, int(whole), int(late), one in of_fit)
        for one, whole, late in zip(streams, table.sum(axis=0), table[-RECENT_DAYS:].sum(axis=0), strict=True)
    ]
    numbered = _numbered(counted, conflict) if days >= LEAST_DAYS else []
    chosen = tuple(counted[n] for n in numbered)
    return Deeds(
        chosen,
        tuple(one for one in counted if one not in chosen),
        table[-RECENT_DAYS:, numbered],
        first,
        days,
        fitted,
        tuple(numbered.index(streams.index(one)) for one in of_fit),
        why_not,
    )


def _fitted(told: Asked) -> tuple[Fitted | None, str]:
    if not len(told.grouped.event):
        return None, NOTHING
    excited = excited_of(told)
    return excited.fitted, excited.why_not


def _record(told: Asked) -> tuple[date | None, int]:
    """From the first event of whatever sides on, since a count that begins with its own first event is too high."""
    if not len(told.every.event):
        return None, 0
    first, last = told.every.begins(), day_of(int(told.every.day.max()))
    if told.options.until:
        last = min(told.options.until, last)
    return first, day_number(last) - day_number(first) + 1


def _named(conflict: Conflict) -> list[Stream]:
    pairs = [(one.stream, one.after) for one in conflict.effects]
    pairs += [(one.stream, one.after) for one in conflict.gains]
    return [one for pair in pairs for one in pair if one is not None]


def _numbered(counted: Sequence[Counted], conflict: Conflict) -> list[int]:
    happened = {one.stream for one in counted if one.fitted or one.recent}
    follow = {gain.stream for gain in conflict.gains if gain.after in happened}
    return [n for n, one in enumerate(counted) if one.stream in happened | follow]
