"""The scores on the evaluation sets do not fall below what floors.json pins."""

from __future__ import annotations

import pytest

from tests.gates.measure import Pinned, measure, pinned

NAMES = [*pinned().floors, *pinned().ceilings]


@pytest.fixture(scope="module")
def reached(shared):
    return measure(shared)


@pytest.mark.parametrize("name", NAMES)
def test_no_worse_than_pinned(name, reached):
    now = pinned()
    only = Pinned(
        {k: v for k, v in now.floors.items() if k == name}, {k: v for k, v in now.ceilings.items() if k == name}
    )
    assert only.missed(reached) == []


def test_everything_measured_is_pinned(reached):
    assert set(reached) == set(NAMES)


def test_floors_rise_with_a_margin_and_never_fall():
    before = Pinned({"f1": 0.5, "share": 0.7}, {"events": 1.6})
    assert before.raised({"f1": 0.578, "share": 0.2, "events": 1.2}) == Pinned(
        {"f1": 0.56, "share": 0.7}, {"events": 1.21}
    )
    assert before.raised({"f1": 0.5, "share": 0.7, "events": 2.0}) == before


def test_each_side_of_a_bound_is_told():
    assert Pinned({"f1": 0.5}, {"events": 1.6}).missed({"f1": 0.4, "events": 1.7}) == [
        "f1: 0.400 is below 0.5",
        "events: 1.700 is above 1.6",
    ]
    assert Pinned({"f1": 0.5}, {"events": 1.6}).missed({"f1": 0.5, "events": 1.6}) == []
