"""What an archive knows of its sides into the few that decide: those that act on each other most, each with an id, a name and its sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.answers.standing import Known, standing
from standoff.errors import MeasureError
from standoff.measure.ties import ties

MOST = 5  # with two options each more than 512 states
MOST_UNNAMED = 4  # of whom each may have two options, and nobody has asked for
LEAST_SHARE = (
    0.1  # of the evidence on the ties of those that decide, which a further one has to share in to be one of them
)
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
    chosen = told.sides.chosen(actors, knowledge.load()) if actors else _busiest(told)
    if not 2 <= len(chosen) <= MOST:
        raise MeasureError(
            f"a conflict is between 2 to {MOST} sides that decide; here it would be {len(chosen)}: name them with --actors"
        )
    groups = [(side, *_nameless(told, side, chosen)) for side in chosen]
    of = np.full(len(told.sides.sides), -1)
    for place, group in enumerate(groups):
        of[list(group)] = place
    ids = _ids([(told.sides.sides[group[0]].id, told.sides.sides[group[0]].name) for group in groups])
    makers = (Decider(id, told.sides.sides[group[0]].name, group) for id, group in zip(ids, groups, strict=True))
    return Deciders(told, tuple(makers), of)


def _busiest(told: Known) -> tuple[int, ...]:
    """The two with most evidence on their tie, then whoever has most on ties to those, as long as it is not little."""
    among = standing(told, ())
    now = ties(among.evidence, told.at)
    count = len(told.sides.sides)
    load = np.zeros((count, count))
    np.add.at(load, (now.pairs[:, 0], now.pairs[:, 1]), now.sums.sum(axis=1))
    load += load.T
    acts = np.isin(np.arange(count), among.dealings.source)
    load[~acts] = load[:, ~acts] = 0.0
    chosen = [int(side) for side in np.unravel_index(np.argmax(load), load.shape)]
    while len(chosen) < MOST_UNNAMED:
        shared = load[chosen].sum(axis=0)
        shared[chosen] = 0.0
        nearest = int(np.argmax(shared))
        if shared[nearest] < LEAST_SHARE * (load[np.ix_(chosen, chosen)].sum() / 2 + shared[nearest]):
            break
        chosen.append(nearest)
    return tuple(chosen)


def _nameless(told: Known, side: int, chosen: Sequence[int]) -> tuple[int, ...]:
    """The nameless armed groups of a country ("IRQ/REB"), where this side is the only one of groups there that are named by whom they are backed."""
    home, backed, _ = told.sides.sides[side].id.partition(":")
    if not backed:
        return ()
    ids = [one.id for one in told.sides.sides]
    alike = [id for id in ids if id.startswith(f"{home}:")]
    return (ids.index(home),) if len(alike) == 1 and home in ids and ids.index(home) not in chosen else ()


def _ids(named: Sequence[tuple[str, str]]) -> list[str]:
    """An id for each (side, name): a country's code, or the name in small letters; numbered where one is used already."""
    found: list[str] = []
    for side, name in named:
        plain = re.sub(r"[^a-z0-9]+", "-", (side if re.fullmatch("[A-Z]{3}", side) else name.partition("(")[0]).lower())
        id = plain.strip("-")[:LONGEST_ID].rstrip("-")
        id = id if re.match("[a-z]", id) else f"side-{id}".rstrip("-")
        found.append(f"{id}-{len(found) + 1}" if id in found else id)
    return found
