"""The shipped borders: who is drawn, what is disputed, and rings that cross the 180th meridian."""

from __future__ import annotations

import numpy as np
import pytest

from standoff import knowledge
from standoff.draw.borders.atlas import Degrees, atlas

WITHOUT_GROUND = {"GIB", "TUV"}  # too small for the scale of the data


def test_every_country_that_is_known_is_drawn_but_the_smallest():
    drawn = {unit.iso3 for unit in atlas().units}
    assert set(knowledge.load_countries()) - drawn == WITHOUT_GROUND


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("IRQ", 44.4, 33.3), ("USA", -77.0, 38.9), ("FRA", 2.35, 48.86), ("NZL", 174.8, -41.3), ("IDN", 106.8, -6.2)],
)
def test_a_country_reaches_its_capital_and_not_around_the_globe(code, lon, lat):
    extent = atlas().unit(code).extent
    assert extent.holds(Degrees(lon, lat, lon, lat))
    assert extent.east - extent.west < 60


def test_gaza_is_on_the_map():
    palestine = Degrees(34.2, 31.2, 34.6, 31.6)
    assert any(palestine.holds(line.extent) for line in atlas().borders if line.disputed)


@pytest.mark.parametrize(
    ("box", "disputed"),
    [
        (Degrees(35.6, 32.7, 35.95, 33.4), True),  # Golan
        (Degrees(32.5, 45.0, 36.0, 46.5), True),  # Crimea
        (Degrees(35.0, 51.0, 38.0, 52.4), False),  # Russia and Ukraine, north of Kharkiv
        (Degrees(74.0, 33.5, 77.0, 35.0), True),  # Kashmir
        (Degrees(69.5, 24.5, 71.0, 28.0), False),  # India and Pakistan, in the desert
        (Degrees(-1.0, 42.5, 1.0, 43.0), False),  # France and Spain
        (Degrees(43.0, 8.0, 49.0, 11.0), True),  # Somaliland
    ],
)  # fmt: skip
def test_dashes(box, disputed):
    lines = [line for line in atlas().borders if line.extent.meets(box) and _passes(line, box)]
    assert lines
    assert any(line.disputed for line in lines) == disputed


def _passes(line, box):
    x, y = line.points.T
    return bool(((x > box.west) & (x < box.east) & (y > box.south) & (y < box.north)).any())


def test_no_coast_jumps_across_the_map():
    for coast in atlas().coasts:
        steps = np.abs(np.diff(coast.points[:, 0]))
        assert steps.max() < 180 or coast.points[:, 1].min() == -90  # Antarctica is closed along the pole


def test_both_ends_of_chukotka_are_drawn():
    ends = [Degrees(-179.9, 66.0, -170.0, 69.0), Degrees(170.0, 66.0, 179.9, 69.0)]
    for end in ends:
        assert any(_passes(coast, end) for coast in atlas().coasts if coast.extent.east - coast.extent.west > 100)
