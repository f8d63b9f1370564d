"""Maps of rectangles: all of what is wanted is in the frame, true to scale in the middle, and nothing beyond the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np
import pytest

from standoff.draw.borders.atlas import Degrees
from standoff.draw.placing import Box
from standoff.draw.projection import WORLD, fitted

WANTED = {
    "syria": Degrees(35.7, 32.3, 42.4, 37.3),
    "one town": Degrees(44.4, 33.3, 44.4, 33.3),
    "chile": Degrees(-75.0, -55.0, -67.0, -17.0),
    "russia": Degrees(27.0, 41.0, 190.0, 78.0),
    "iceland": Degrees(-24.0, 63.0, -13.0, 67.0),
    "fiji": Degrees(177.0, -19.0, 180.0, -16.0),
    "the pole": Degrees(-180.0, 84.0, 180.0, 90.0),
}


def drawn(wanted):
    return fitted(wanted, 16.0, 100.0, 688.0, (340.0, 600.0), 30.0)


@pytest.mark.parametrize("name", WANTED)
def test_the_frame_has_its_size_and_shows_no_more_than_the_globe(name):
    on = drawn(WANTED[name])
    assert (on.frame.left, on.frame.top, on.frame.right) == (16.0, 100.0, 704.0)
    assert 300 < on.frame.bottom - on.frame.top <= 600
    assert -180 <= on.shown.west < on.shown.east <= 180
    assert -90 <= on.shown.south < on.shown.north <= 90


@pytest.mark.parametrize("name", ["syria", "one town", "chile", "iceland", "fiji"])
def test_what_is_wanted_is_shown(name):
    on, wanted = drawn(WANTED[name]), WANTED[name]
    assert on.shown.holds(wanted)
    corners = on.points(np.array([(wanted.west, wanted.south), (wanted.east, wanted.north)]))
    (left, bottom), (right, top) = corners.tolist()
    rounded = 1e-3  # units: degrees are rounded where a map ends
    assert on.frame.holds(Box(left + rounded, top + rounded, right - rounded, bottom - rounded))


def test_a_length_in_the_middle_is_that_on_the_globe():
    on = drawn(WANTED["syria"])
    one, other = np.array([38.0, 34.8]), np.array([40.0, 34.8])
    across = float(np.hypot(*(on.points(one[None]) - on.points(other[None]))[0]))
    assert across * on.km_per_unit == pytest.approx(great_circle_km(one, other), rel=0.005)


def great_circle_km(one, other):
    (lon1, lat1), (lon2, lat2) = np.radians(one), np.radians(other)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_what_spans_the_globe_is_the_world():
    on = drawn(Degrees(-170.0, -40.0, 175.0, 60.0))
    assert on.shown == WORLD
    assert on.across / on.up == pytest.approx(cos(radians(36)))
