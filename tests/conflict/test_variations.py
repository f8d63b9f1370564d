"""Statements dropped, flipped, tied and reordered: how many variations there are, and that each is what a changed file would say."""

from __future__ import annotations

from dataclasses import replace
from math import prod

import numpy as np
import pytest

from standoff.conflict.expressions import Not
from standoff.conflict.states import likings, states
from standoff.conflict.variations import Change, reordered, singly, together
from tests.conflict.made import SMALL, of_text

CONFLICT = of_text(SMALL + '\n[[preferences]]\nof = "south"\nprefers = "talk"\nsource = "analyst"\n')
STATES = states(CONFLICT)


@pytest.mark.parametrize(
    ("change", "single", "combined"), [(Change.DROPPED, 5, 2 * 3), (Change.FLIPPED, 4, 1 * 3), (Change.TIED, 2, 1 * 1)]
)
def test_how_many(change, single, combined):
    """North has two statements, the second unknown; south has three, of which the first two count alike."""
    assert len(list(singly(CONFLICT, STATES, change))) == single
    assert len(list(together(CONFLICT, STATES, change))) == combined


@pytest.mark.parametrize("change", Change)
def test_one_is_as_if_the_file_said_so(change):
    for varied in singly(CONFLICT, STATES, change):
        (one,) = varied.changed
        assert (varied.likings == likings(_changed(one, change), STATES)).all()


def _changed(one, change):
    match change:
        case Change.DROPPED:
            said = [p for p in CONFLICT.preferences if p is not one]
        case Change.FLIPPED:
            said = [replace(p, prefers=Not(p.prefers)) if p is one else p for p in CONFLICT.preferences]
        case Change.TIED:
            said = [
                replace(p, level=p.level - 1) if p.of == one.of and p.level == one.level else p
                for p in CONFLICT.preferences
            ]
    return replace(CONFLICT, preferences=tuple(said))


@pytest.mark.parametrize("change", Change)
def test_together_is_one_change_for_each(change):
    single = {id(varied.changed[0]): varied.likings for varied in singly(CONFLICT, STATES, change)}
    for varied in together(CONFLICT, STATES, change):
        assert [one.of for one in varied.changed] == ["north", "south"]
        for place, one in enumerate(varied.changed):
            assert (varied.likings[place] == single[id(one)][place]).all()


def test_a_sample_where_there_are_too_many():
    everything = [_key(varied) for varied in together(CONFLICT, STATES, Change.DROPPED)]
    some = [_key(varied) for varied in together(CONFLICT, STATES, Change.DROPPED, most=4, seed=1)]
    again = [_key(varied) for varied in together(CONFLICT, STATES, Change.DROPPED, most=4, seed=1)]
    others = {tuple(_key(v) for v in together(CONFLICT, STATES, Change.DROPPED, most=4, seed=n)) for n in range(20)}
    assert some == again
    assert len(set(some)) == 4
    assert set(some) < set(everything)
    assert len(others) > 1


def _key(varied):
    return tuple(one.line for one in varied.changed)


def test_who_has_nothing_to_change_keeps_all():
    conflict = replace(CONFLICT, preferences=tuple(p for p in CONFLICT.preferences if p.of == "south"))
    found = list(together(conflict, STATES, Change.DROPPED))
    assert len(found) == 3
    assert all((varied.likings[0] == 0).all() and len(varied.changed) == 1 for varied in found)


def test_reordering():
    """North has two orders; south too, since two of its three statements stay together."""
    found = list(reordered(CONFLICT, STATES, 60, seed=3))
    assert len(found) == 60
    assert len({varied.likings.tobytes() for varied in found}) == 4
    assert any((varied.likings == likings(CONFLICT, STATES)).all() for varied in found)
    again = reordered(CONFLICT, STATES, 60, seed=3)
    assert all((a.likings == b.likings).all() for a, b in zip(found, again, strict=True))


def test_likings_of_variations_are_codes():
    for change in Change:
        for varied in together(CONFLICT, STATES, change):
            assert varied.likings.dtype == np.int8
            assert varied.likings.shape == (2, *STATES.moves.shape[1:])
            assert prod(varied.likings.shape) > 0


def test_those_that_count_alike_are_tied_at_once():
    """South's first statement, then two that count alike: they can be tied to the first once, not twice."""
    levels = {"south": iter((0, 1, 1)), "north": iter((0, 1))}
    said = tuple(replace(p, level=next(levels[p.of])) for p in CONFLICT.preferences)
    found = list(singly(replace(CONFLICT, preferences=said), STATES, Change.TIED))
    assert [varied.changed[0].of for varied in found] == ["north", "south"]
    assert found[1].changed[0].prefers == said[3].prefers
