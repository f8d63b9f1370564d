"""A conflict's statements into the likings that hold if some of them are dropped, turned round, tied or reordered: what a verdict must survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, product
from math import prod

import numpy as np

from standoff.conflict.expressions import Not
from standoff.conflict.states import Likings, States, likings, likings_of, statements
from standoff.conflict.types import Conflict, Preference

MOST = 1_000  # variations: the founding case has 672 with one statement dropped per decision maker


class Change(StrEnum):
    """What is done to one statement; one that is not known cannot be flipped, and the first of a maker cannot be tied."""

    DROPPED = "dropped"  # it no longer counts
    FLIPPED = "flipped"  # the contrary is wanted
    TIED = "tied"  # it counts as much as the next heavier one


@dataclass(frozen=True, slots=True)
class Varied:
    """`likings`, shape (makers, states, states), as in `states.likings`, if `changed` were changed; of a reordering nothing is named."""

    changed: tuple[Preference, ...]
    likings: Likings


def singly(conflict: Conflict, states: States, change: Change) -> Iterator[Varied]:
    """One statement changed, all others as they are: a variation for each statement that can be."""
    before = likings(conflict, states)
    for place, variants in enumerate(_variants(conflict, change)):
        for statement, said in variants:
            after = before.copy()
            after[place] = likings_of(said, states)
            yield Varied((statement,), after)


def together(conflict: Conflict, states: States, change: Change, most: int = MOST, seed: int = 0) -> Iterator[Varied]:
    """One statement of each decision maker changed, in all combinations; where there are more than `most`, so many drawn among them.

    A decision maker none of whose statements can be changed keeps them all.
    """
    before = likings(conflict, states)
    variants = _variants(conflict, change)
    after = [[likings_of(said, states) for _, said in own] or [before[place]] for place, own in enumerate(variants)]
    for chosen in _combinations([len(own) for own in after], most, seed):
        changed = tuple(own[n][0] for own, n in zip(variants, chosen, strict=True) if own)
        yield Varied(changed, np.stack([own[n] for own, n in zip(after, chosen, strict=True)]))


def reordered(conflict: Conflict, states: States, many: int, seed: int = 0) -> Iterator[Varied]:
    """So many times the statements of every decision maker in a new order, drawn at random; those that count alike stay together."""
    draw = np.random.default_rng(seed)
    own = [statements(conflict, maker.id) for maker in conflict.makers]
    for _ in range(many):
        yield Varied((), np.stack([likings_of(_shuffled(said, draw), states) for said in own]))


def _variants(conflict: Conflict, change: Change) -> list[list[tuple[Preference, tuple[Preference, ...]]]]:
    """For each decision maker every statement that can be changed, with what is said then."""
    makers = [statements(conflict, maker.id) for maker in conflict.makers]
    return [[(one, said) for one in own if (said := _changed(own, one, change)) != own] for own in makers]


def _changed(said: tuple[Preference, ...], one: Preference, change: Change) -> tuple[Preference, ...]:
    """What is said if one of the statements is changed, heaviest first; the very same where it cannot be."""
    match change:
        case Change.DROPPED:
            return tuple(other for other in said if other is not one)
        case Change.FLIPPED:
            turned = replace(one, prefers=Not(one.prefers)) if one.known else one
            return tuple(turned if other is one else other for other in said)
        case Change.TIED:
            if one is not next(other for other in said if other.level == one.level):
                return said  # the first of those that count alike is tied for all of them
            heavier = max((other.level for other in said if other.level < one.level), default=one.level)
            return tuple(replace(other, level=heavier) if other.level == one.level else other for other in said)


def _combinations(counts: list[int], most: int, seed: int) -> Iterator[tuple[int, ...]]:
    """All choices of one of so many for each, or `most` different ones drawn at random, in the same order."""
    total = prod(counts)
    if total <= most:
        yield from product(*map(range, counts))
        return
    draw = np.random.default_rng(seed)
    drawn: set[tuple[int, ...]] = set()
    while len(drawn) < most:
        drawn.add(tuple(int(n) for n in draw.integers(counts)))
    yield from sorted(drawn)


def _shuffled(said: tuple[Preference, ...], draw: np.random.Generator) -> tuple[Preference, ...]:
    levels = [tuple(level) for _, level in groupby(said, key=lambda statement: statement.level)]
    order = draw.permutation(len(levels))
    return tuple(replace(one, level=place) for place, level in enumerate(order) for one in levels[level])
