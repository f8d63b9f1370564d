"""What an archive knows of its sides into the few that decide: those that act on each other most, each with an id, a name and its sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.answers.standing import Known, standing
from standoff.conflict.parsing import RESERVED
from standoff.errors import MeasureError
from standoff.measure.sides import Side
from standoff.measure.ties import ties

MOST = 5  # with two options each more than 512 states
MOST_UNNAMED = 4  # of whom each may have two options, and nobody has asked for
LEAST_SHARE = 0.1  # of the evidence on the ties of those that decide, for a further one to be one of them
LONGEST_ID = 24  # of the 40 characters that an id may have, so that an option's begins with its maker's

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Decider:
    """`sides`: the numbers of the sides that act as this one."""

    id: str
    name: str
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deciders:
    """`of`: by number of the side, the place of the one that it acts as, -1 where it decides nothing."""

    known: Known
    makers: tuple[Decider, ...]
    of: Ints


def deciders(told: Known, actors: Sequence[str]) -> Deciders:
    """Those that are named, or the busiest; MeasureError where a name is no side, or they are fewer than two or more than five."""
    acts_as = _acting_as([side.id for side in told.sides.sides])
    chosen = told.sides.chosen(actors, knowledge.load()) if actors else _busiest(told, acts_as)
    if not 2 <= len(chosen) <= MOST:
        raise MeasureError(
            f"a conflict is between 2 to {MOST} sides that decide; here it would be {len(chosen)}: name them with --actors"
        )
    ids = _ids([told.sides.sides[side] for side in chosen])
    of = np.full(len(acts_as), -1)
    makers = []
    for place, (side, id) in enumerate(zip(chosen, ids, strict=True)):
        group = [side, *(int(one) for one in np.flatnonzero(acts_as == side) if one not in chosen)]
        makers.append(Decider(id, told.sides.sides[side].name, tuple(group)))
        of[group] = place
    return Deciders(told, tuple(makers), of)


def _acting_as(ids: Sequence[str]) -> Ints:
    """For each side which it acts as: nameless armed groups ("IRQ/REB") as those of their country that one state backs, where only one does."""
    backed = Counter(id.partition(":")[0] for id in ids if ":" in id)
    only = {id.partition(":")[0]: place for place, id in enumerate(ids) if ":" in id}
    return np.array([only[id] if backed[id] == 1 else place for place, id in enumerate(ids)])


def _busiest(told: Known, acts_as: Ints) -> tuple[int, ...]:
    """The two with most evidence on their tie, then whoever acts and has most on ties to those, as long as it is not little."""
    among = standing(told, ())
    now = ties(among.evidence, told.at)
    load = np.zeros((len(acts_as), len(acts_as)))
    np.add.at(load, tuple(acts_as[now.pairs.T]), now.sums.sum(axis=1))
    load += load.T
    idle = ~np.isin(np.arange(len(acts_as)), acts_as[among.dealings.source])
    np.fill_diagonal(load, 0.0)
    chosen = list(dict.fromkeys(int(side) for side in np.unravel_index(np.argmax(load), load.shape)))
    while len(chosen) < MOST_UNNAMED:
        shared = load[chosen].sum(axis=0)
        shared[[*chosen, *np.flatnonzero(idle)]] = 0.0
        nearest = int(np.argmax(shared))
        if shared[nearest] < LEAST_SHARE * (load[np.ix_(chosen, chosen)].sum() / 2 + shared[nearest]):
            break
        chosen.append(nearest)
    return tuple(chosen)


def _ids(sides: Sequence[Side]) -> list[str]:
    """An id for each: a country's code, or the name in small letters; numbered where one is used already."""
    found: list[str] = []
    for side in sides:
        plain = side.id if re.fullmatch("[A-Z]{3}", side.id) else side.name.partition("(")[0]
        id = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_ID].rstrip("-")
        id = id if re.match("[a-z]", id) and id not in RESERVED else f"side-{id}".rstrip("-")
        found.append(f"{id}-{len(found) + 1}" if id in found else id)
    return found
