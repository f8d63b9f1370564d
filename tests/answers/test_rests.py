"""What a number rests on: which changes reach a stream, over which gains, and who says how large these are."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from standoff.answers.deeds import Counted, Deeds
from standoff.answers.grounds import Grounds
from standoff.answers.rests import Changed, Tag, joined, of_rate, of_ratio, reached
from standoff.model.process.assumed import Assuming, nothing_known
from tests.answers.quarrel import ASIDE, BACK, CALM, OUT, SAID, effect, gain

E, A, T = Tag.ESTIMATED, Tag.ASSUMED, Tag.FROM_TEXT
FIRST, SECOND, THIRD = range(3)


def chain(events=(9, 9, 0)) -> Grounds:
    """The first sets off the second, as the record tells, and the second the third, as a sentence says."""
    counted = tuple(Counted(one, n, n, fitted=False) for one, n in zip((OUT, BACK, ASIDE), events, strict=True))
    found = Deeds(counted, (), np.zeros((1, 3)), date(2021, 1, 1), 100, None, (), "")
    estimated, gains = np.zeros((3, 3), dtype=bool), np.zeros((2, 3, 3))
    estimated[SECOND, FIRST] = True
    gains[1, SECOND, FIRST] = gains[:, THIRD, SECOND] = 0.5
    said = ((THIRD, SECOND, gain(ASIDE, BACK, 0.5, basis=SAID)),)
    nothing = Assuming(nothing_known(1, 1), np.zeros((1, 3, 0)), np.zeros(0))
    return Grounds(found, estimated, said, (), nothing, gains)


def changed(target: int, factor: float = 0.5, source: int | None = None, back: bool = False, **told) -> Changed:
    return Changed(effect(CALM, (OUT, BACK, ASIDE)[target], factor, **told), back, target, source)


def test_reach_is_through_others_and_to_oneself():
    links = np.zeros((5, 5), dtype=bool)
    for n in range(4):
        links[n + 1, n] = True
    assert (reached(links) == np.tri(5, dtype=bool)).all()
    assert reached(np.zeros((0, 0), dtype=bool)).shape == (0, 0)


@pytest.mark.parametrize(
    ("changes", "tags"),
    [
        ((), ((), (), ())),
        ((changed(FIRST),), ((A,), (E, A), (E, A, T))),
        ((changed(FIRST, basis=SAID),), ((T,), (E, T), (E, T))),
        ((changed(SECOND),), ((), (A,), (A, T))),
        ((changed(THIRD),), ((), (), (A,))),
        ((changed(SECOND, source=FIRST),), ((), (E, A), (E, A, T))),
        ((changed(FIRST), changed(SECOND, 0.0, basis=SAID)), ((A,), (T,), (T,))),
        ((changed(SECOND, source=FIRST), changed(SECOND, 0.0)), ((), (A,), (A, T))),
        ((changed(FIRST), changed(SECOND, 0.0, basis=SAID, source=FIRST)), ((A,), (E, A, T), (E, A, T))),
    ],
)
def test_tags_of_ratios(changes, tags):
    assert tuple(of_ratio(chain(), changes, n) for n in range(3)) == tags


def test_tags_of_rates():
    assert [of_rate(chain(), n) for n in range(3)] == [(E,), (E,), (T,)]


def test_tags_stand_once_and_in_one_order():
    assert joined([T, A, T, E]) == (E, A, T)
    assert joined([]) == ()
