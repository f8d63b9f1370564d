"""What a record says that some sides did into rows by who did it, to whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.answers.words import MUTUAL
from standoff.conflict.types import DecisionMaker
from standoff.errors import MeasureError
from standoff.measure.series import day_numbers
from standoff.measure.sides import Sides
from standoff.store import Acts, Dealings, View

TOGETHER = MUTUAL | {"AGREE"}  # what those who act in one event do with each other, where no recipient is told
ANYBODY = -1
LASTING_DAYS = 28  # what was done within four weeks is being done: shorter gaps are in what is reported as often as in what is done

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Deeds:
    """Columns of equal length: `event` ids; `maker` who acts and `other` towards whom, as `of` numbers the sides; `type`; `first` and `last`, days since
    1970-01-01. An event stands once for each maker and other, and once for each maker with ANYBODY.
    """

    event: NDArray[np.str_]
    maker: Ints
    other: Ints
    type: NDArray[np.str_]
    first: Ints
    last: Ints

    def where(self, rows: Flags | Ints) -> Deeds:
        return Deeds(
            self.event[rows], self.maker[rows], self.other[rows], self.type[rows], self.first[rows], self.last[rows]
        )


def acting_as(makers: Sequence[DecisionMaker], sides: Sides) -> Ints:
    """By number of the side, the place of the decision maker that it acts as, -1 for none; MeasureError where a name is no side, or one is two's."""
    facts = knowledge.load()
    of = np.full(len(sides.sides), -1)
    for place, maker in enumerate(makers):
        for side in sides.chosen(maker.sides, facts):
            if of[side] >= 0:
                raise MeasureError(
                    f"{makers[of[side]].name} and {maker.name} both act as {sides.sides[side].name} ({sides.sides[side].id}); "
                    "give each decision maker sides of its own"
                )
            of[side] = place
    return of


def deeds(view: View, sides: Sides, of: Ints, until: date) -> Deeds:
    """Events that are said to have happened until a day, without those whose sides are only guessed; `of`: by number of the side who it acts as, -1 for
    nobody.
    """
    dealings, acts = view.dealings(sides.of, until=until), view.acts(sides.of, until=until)
    makers = np.append(of, -1)[acts.source]  # a side that is not known is the last
    alone = _rows(acts, makers, np.full(len(makers), ANYBODY), makers >= 0)
    ends = of[dealings.source], of[dealings.target]
    towards = _rows(dealings, *ends, (ends[0] >= 0) & (ends[1] >= 0) & (ends[0] != ends[1]))
    together = _together(alone.where(np.isin(alone.type, sorted(TOGETHER))))
    return _each_once([alone, towards, together])


def _rows(told: Acts | Dealings, maker: Ints, other: Ints, kept: Flags) -> Deeds:
    types = np.array(told.types)[told.type]
    return Deeds(told.event.astype(str), maker, other, types, day_numbers(told.first), day_numbers(told.last)).where(
        kept
    )


def _together(alone: Deeds) -> Deeds:
    """A row for each two makers, either way round, that act in one event."""
    _, at, event = np.unique(alone.event, return_index=True, return_inverse=True)
    acts = np.zeros((len(at), int(alone.maker.max(initial=-1)) + 1), dtype=np.bool_)
    acts[event.ravel(), alone.maker] = True
    number, maker, other = np.nonzero(acts[:, :, None] & acts[:, None, :] & ~np.eye(acts.shape[1], dtype=np.bool_))
    row = at[number]
    return Deeds(alone.event[row], maker, other, alone.type[row], alone.first[row], alone.last[row])


def _each_once(parts: Sequence[Deeds]) -> Deeds:
    """In the order of time."""
    whole = Deeds(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Deeds)))
    _, number = np.unique(whole.event, return_inverse=True)
    keys = np.stack([number.ravel(), whole.maker, whole.other], axis=1)
    _, once = np.unique(keys, axis=0, return_index=True)
    once = once[np.lexsort((once, whole.first[once]))]
    return whole.where(once)
