"""A rectangle of the globe into a frame on the page, and degrees into places within it.

The projection is the equidistant cylindrical one whose standard parallel runs through the middle of the map (Snyder 1987, page 90): north is
up, one degree of latitude is as long everywhere, and shapes in the middle are right. The whole world has its standard parallel at 36°.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

import numpy as np

from standoff.draw.borders.atlas import Degrees
from standoff.draw.borders.topology import Points
from standoff.draw.placing import Box

LEAST_DEGREES = 3.0  # of latitude that a map shows: less has no border on it to tell where it is
MOST_UPRIGHT = 78.0  # the farthest standard parallel: nearer to a pole a degree of longitude is too short to draw with
WORLD = Degrees(-180.0, -56.0, 180.0, 80.0)  # without Antarctica
WORLD_PARALLEL = 36.0
DECIMALS = 6  # of the edges: a link names them in full
KM_PER_DEGREE = 111.2  # of latitude, on a globe with a radius of 6,371 km


@dataclass(frozen=True, slots=True)
class Projection:
    """The frame, what of the globe it shows, and units of the page per degree."""

    frame: Box
    shown: Degrees
    across: float
    up: float

    def points(self, degrees: Points) -> Points:
        """Longitudes and latitudes as places on the page."""
        return (degrees - (self.shown.west, self.shown.north)) * (self.across, -self.up) + (
            self.frame.left,
            self.frame.top,
        )

    @property
    def km_per_unit(self) -> float:
        """Along every meridian, and from west to east in the middle of the map."""
        return KM_PER_DEGREE / self.up


def fitted(
    wanted: Degrees, left: float, top: float, width: float, heights: tuple[float, float], margin: float
) -> Projection:
    """The largest map of a rectangle in a frame of this width whose height lies between two bounds, with a free margin on all sides."""
    parallel = (wanted.south + wanted.north) / 2
    shorter = cos(radians(min(abs(parallel), MOST_UPRIGHT)))
    tall = max(wanted.north - wanted.south, LEAST_DEGREES)
    wide = max((wanted.east - wanted.west) * shorter, LEAST_DEGREES)
    up = min((width - 2 * margin) / wide, (heights[1] - 2 * margin) / tall)
    if width / (up * shorter) >= WORLD.east - WORLD.west:
        return _world(left, top, width)
    height = float(np.clip(tall * up + 2 * margin, *heights))
    spans = width / (up * shorter), height / up
    west = _within((wanted.west + wanted.east - spans[0]) / 2, spans[0], WORLD.west, WORLD.east)
    south = _within(parallel - spans[1] / 2, spans[1], -90.0, 90.0)
    shown = Degrees(*(round(edge, DECIMALS) for edge in (west, south, west + spans[0], south + spans[1])))
    return Projection(Box(left, top, left + width, top + height), shown, up * shorter, up)


def _world(left: float, top: float, width: float) -> Projection:
    across = width / (WORLD.east - WORLD.west)
    up = across / cos(radians(WORLD_PARALLEL))
    return Projection(Box(left, top, left + width, top + up * (WORLD.north - WORLD.south)), WORLD, across, up)


def _within(begin: float, span: float, low: float, high: float) -> float:
    """Where a stretch begins that is moved back between two bounds."""
    return min(max(begin, low), high - span) if span <= high - low else (low + high - span) / 2
