"""Marks out of places: each place is in one mark, and the rectangle of a mark holds its places and no others."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.draw.borders.atlas import Degrees
from standoff.draw.gathering import CELL, gathered
from standoff.draw.projection import fitted

SYRIA = fitted(Degrees(35.7, 32.3, 42.4, 37.3), 16.0, 100.0, 688.0, (340.0, 600.0), 30.0)
EARTH = fitted(Degrees(-180, -60, 180, 80), 16.0, 100.0, 688.0, (340.0, 600.0), 30.0)


def scattered(seed, number, on):
    rng = np.random.default_rng(seed)
    shown = on.shown
    spread = rng.uniform((shown.west, shown.south), (shown.east, shown.north), (number, 2))
    heaped = rng.normal(spread[0], 0.2, (number, 2)).clip(
        (shown.west, shown.south), (shown.east - 1e-5, shown.north - 1e-5)
    )
    points = np.where(rng.random((number, 1)) < 0.5, spread, heaped).round(6)
    return points, np.ceil(rng.pareto(1.0, number)).clip(1, 5000).astype(np.int64)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("on", [SYRIA, EARTH], ids=["syria", "earth"])
def test_a_rectangle_has_the_places_of_its_mark_and_no_others(seed, on):
    points, events = scattered(seed, 600, on)
    found = gathered(points, events, on)
    assert sorted(n for mark in found for n in mark.places) == list(range(600))
    x, y = points.T
    for mark in found:
        cell = mark.cell
        inside = (x >= cell.west) & (x < cell.east) & (y >= cell.south) & (y < cell.north)
        assert set(np.flatnonzero(inside)) == set(mark.places)
        assert mark.events == events[list(mark.places)].sum()
        assert events[mark.places[0]] == events[list(mark.places)].max()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_small_and_apart_stays_apart_and_what_is_close_becomes_one(seed):
    points, events = scattered(seed, 400, SYRIA)
    found = gathered(points, np.where(events > 100, events, 1), SYRIA)
    page = SYRIA.points(points)
    for mark in found:
        reach = np.ptp(page[list(mark.places)], axis=0).max()
        assert reach <= CELL * 8 + 1  # the largest cell
    firsts = page[[mark.places[0] for mark in found]]
    assert len(found) < 400
    assert len(np.unique(np.floor(firsts / 1.0), axis=0)) > 0.9 * len(found)


def test_largest_first():
    points, events = scattered(1, 300, SYRIA)
    counts = [mark.events for mark in gathered(points, events, SYRIA)]
    assert counts == sorted(counts, reverse=True)


def test_without_cells_only_the_very_same_place_is_one():
    points = np.array([[38.0, 35.0], [38.0, 35.0], [38.0001, 35.0]])
    found = gathered(points, np.array([1, 2, 3]), SYRIA, cell=0.0)
    assert sorted(mark.places for mark in found) == [(1, 0), (2,)]


def test_nowhere_is_no_mark():
    assert gathered(np.empty((0, 2)), np.empty(0, np.int64), SYRIA) == []
