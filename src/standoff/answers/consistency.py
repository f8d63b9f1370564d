"""A conflict and an archive into the moves that were seen: who took or left what when, by which events, and whether it suits what they are said to want."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.answers.acted import ANYBODY, LASTING_DAYS, Deeds, acting_as, deeds
from standoff.conflict.states import States
from standoff.conflict.types import Conflict, Final, Option
from standoff.errors import MeasureError
from standoff.measure.series import WEEK, day_number, day_of
from standoff.measure.sides import sides
from standoff.model.stability.consistency import (
    DEPENDS,
    NOT_BETTER,
    UNTESTED,
    Moves,
    World,
    consistency,
)
from standoff.model.stability.game import BETTER, UNKNOWN, Game
from standoff.store import View

PERIOD_DAYS = WEEK
SEED = 20240206  # of the permutations: the same archive, the same p-value

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Likings = NDArray[np.int8]


class Verdict(StrEnum):
    """Of a move under the declared preferences."""

    BETTER = "better"  # an improvement for the one who made it
    NOT_BETTER = "not better"  # they like what it led to less, or as well
    UNKNOWN = "unknown"  # the preferences do not say
    DEPENDS = "depends"  # others moved in the same period, and it is better after some of them only
    UNTESTED = "untested"  # from or to what the file says cannot be, or back from what is final


VERDICTS = {
    BETTER: Verdict.BETTER, NOT_BETTER: Verdict.NOT_BETTER, UNKNOWN: Verdict.UNKNOWN, DEPENDS: Verdict.DEPENDS, UNTESTED: Verdict.UNTESTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """What `maker` (place in the conflict) took and left in the days from `first` to `last` (ids of options), and the verdict.

    `before`: the options that were taken by anybody in the period before. `events`: those of the period by which it is seen what was taken and,
    where something was left, the last before. `together`: others moved in the same period.
    """

    maker: int
    first: date
    last: date
    before: tuple[str, ...]
    taken: tuple[str, ...]
    left: tuple[str, ...]
    verdict: Verdict
    together: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The moves of a record from `first` to `last`, and of those with a verdict of better or not the `share` that are better (None: there are none).

    `by_chance`: that share where the same options are taken as long at random times, and `p` the chance of as large a one; None where fewer than
    `LEAST_MOVES` have a verdict. Ids of options: `unseen`, without signs or of which none was seen, which stand as they are now throughout;
    `unlike_now`, of which the record shows at its end what the file denies. `vague`: events that are dated to more than a week and left out.
    """

    first: date
    last: date
    moves: tuple[Move, ...]
    share: float | None
    by_chance: float | None
    p: float | None
    unseen: tuple[str, ...]
    unlike_now: tuple[str, ...]
    vague: int

    def count(self, verdict: Verdict) -> int:
        return sum(move.verdict is verdict for move in self.moves)


def seen(view: View, found: States, likings: Likings) -> Seen:
    """The moves that the archive shows until the day of the status quo, week by week back from it.

    An option is taken in a week in which an event by which it is seen is dated, and between two such events less than 28 days apart. It was taken from
    the first sign of any option on where its own first came less than 28 days after that, and is to the last day where its own last came less than 28
    days before that. What is final once taken is taken from its first sign on. A move is a change of one maker's options from one week to the next. Of
    several makers who move in one week each is tested after any of the others, and where it matters after whom the verdict is `depends`. `likings` as
    `conflict.states` has them. MeasureError where a side of the file is none of the archive, or no sign of any option was seen.
    """
    conflict, last = found.conflict, day_number(found.conflict.as_of)
    signs = _signs(view, conflict)
    if not len(signs.day):
        raise MeasureError(
            "no event by which an option is seen is in the archive until the day of the status quo; see [[options.seen]] and standoff events"
        )
    periods = int(signs.back.max()) + 1
    taken = np.stack(
        [_series(signs, place, option, last, periods) for place, option in enumerate(conflict.options)], axis=1
    )
    ids = [maker.id for maker in conflict.makers]
    owner = np.array([ids.index(option.of) for option in conflict.options])
    world = World(Game(found.moves, likings), owner, found.place)
    tested = consistency(taken, world, np.random.default_rng(SEED))
    begin = last - periods * PERIOD_DAYS + 1
    shown = [bool((signs.option == place).any()) for place in range(len(conflict.options))]
    options = list(zip(conflict.options, shown, taken[-1], strict=True))
    return Seen(
        first=day_of(begin),
        last=conflict.as_of,
        moves=tuple(_moves(conflict, signs, tested.moves, begin)),
        share=tested.share,
        by_chance=tested.by_chance,
        p=tested.p,
        unseen=tuple(option.id for option, is_shown, _ in options if not is_shown),
        unlike_now=tuple(option.id for option, is_shown, at_end in options if is_shown and at_end != option.now),
        vague=signs.vague,
    )


@dataclass(frozen=True, slots=True)
class _Signs:
    """Columns of equal length, in the order of time: the place of the `option` that an `event` shows, its `day` (the first of few), and how many
    periods `back` from the last that is. `vague`: events that are dated to more than a period.
    """

    option: Ints
    event: NDArray[np.str_]
    day: Ints
    back: Ints
    vague: int


def _signs(view: View, conflict: Conflict) -> _Signs:
    last = day_number(conflict.as_of)
    known = sides(view.parties(), knowledge.load(), conflict.as_of)
    done = deeds(view, known, acting_as(conflict.makers, known), conflict.as_of)
    rows = [np.flatnonzero(_shows(conflict, option, done)) for option in conflict.options]
    row, option = np.concatenate(rows), np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    precise = done.last[row] - done.first[row] < PERIOD_DAYS
    vague = len(np.unique(done.event[row[~precise]]))
    row, option = row[precise], option[precise]
    order = np.lexsort((row, done.first[row]))
    row, option = row[order], option[order]
    return _Signs(option, done.event[row], done.first[row], (last - done.first[row]) // PERIOD_DAYS, vague)


def _shows(conflict: Conflict, option: Option, done: Deeds) -> Flags:
    """Which deeds show that the option is taken."""
    ids = [maker.id for maker in conflict.makers]
    shows = np.zeros(len(done.event), dtype=np.bool_)
    for sign in option.seen:
        others = [ids.index(recipient) for recipient in sign.recipients] or [ANYBODY]
        shows |= np.isin(done.type, sign.types) & np.isin(done.other, others)
    return np.asarray(shows & (done.maker == ids.index(option.of)))


def _series(signs: _Signs, place: int, option: Option, last: int, periods: int) -> Flags:
    """In which periods, in the order of time, the option is taken; one that is never seen is as it is now throughout."""
    own = signs.option == place
    if not own.any():
        return np.full(periods, option.now)
    taken = np.zeros(periods, dtype=np.bool_)
    days, period = signs.day[own], periods - 1 - signs.back[own]
    taken[period] = True
    for before in np.flatnonzero(np.diff(days) < LASTING_DAYS):
        taken[period[before] : period[before + 1]] = True
    if option.final is Final.TAKEN:
        taken[period[0] :] = True
        return taken
    if last - days[-1] < LASTING_DAYS:
        taken[period[-1] :] = True
    if days[0] - int(signs.day[0]) < LASTING_DAYS:
        taken[: period[0]] = True
    return taken


def _moves(conflict: Conflict, signs: _Signs, made: Moves, begin: int) -> Iterator[Move]:
    ids = [option.id for option in conflict.options]
    periods = np.bincount(made.period, minlength=1)
    for period, maker, before, after, verdict in zip(
        made.period, made.maker, made.before, made.after, made.verdict, strict=True
    ):
        first = begin + int(period) * PERIOD_DAYS
        changed = [place for place in range(len(ids)) if (before ^ after) >> place & 1]
        taken = [place for place in changed if after >> place & 1]
        left = [place for place in changed if before >> place & 1]
        yield Move(
            maker=int(maker),
            first=day_of(first),
            last=day_of(first + PERIOD_DAYS - 1),
            before=tuple(id for place, id in enumerate(ids) if before >> place & 1),
            taken=tuple(ids[place] for place in taken),
            left=tuple(ids[place] for place in left),
            verdict=VERDICTS[int(verdict)],
            together=bool(periods[period] > 1),
            events=tuple(_events(signs, taken, left, first)),
        )


def _events(signs: _Signs, taken: Sequence[int], left: Sequence[int], first: int) -> Iterator[str]:
    """Those of the period that show what was taken, and the last before it that showed what was left."""
    inside = (signs.day >= first) & (signs.day < first + PERIOD_DAYS)
    yield from dict.fromkeys(signs.event[inside & np.isin(signs.option, taken)].tolist())
    for place in left:
        yield str(signs.event[(signs.option == place) & (signs.day < first)][-1])
