"""The atlas and a projection into sea, land, borders and the names of countries, drawn quietly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from standoff.draw.borders.atlas import Degrees, Line, atlas
from standoff.draw.borders.cut import cut_line, cut_ring, thinned
from standoff.draw.borders.topology import Points
from standoff.draw.frame import EDGE, label
from standoff.draw.placing import Box
from standoff.draw.projection import Projection
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element
from standoff.draw.words import width

BY_ROUND_KM = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
KEPT = 16  # maps whose ground is kept drawn: the same few are asked for again
LEAST_EXTENT = 1.5  # of an island that is drawn, across or down
LONGEST_BAR = 130.0  # of the scale
MOST_DEGREES = 60.0  # of latitude on a map that has a scale: on a larger one no length holds everywhere


@lru_cache(maxsize=KEPT)
def ground(on: Projection) -> tuple[Element, ...]:
    """Sea, land and borders; disputed ones are dashed."""
    large = (coast for coast in _near(atlas().coasts, on.shown) if _is_seen(coast, on))
    land = "".join(_closed(ring) for coast in large if len(ring := _ring(coast.points, coast.extent, on)))
    drawn = [element("rect", paint=paint("sea"), **_sides(on.frame))]
    if land:
        drawn.append(element("path", paint=paint("land", "coast"), d=land, stroke_width=0.8, fill_rule="evenodd"))
    for disputed in (False, True):
        lines = [
            _open(part)
            for line in _near(atlas().borders, on.shown)
            if line.disputed == disputed
            for part in _parts(line, on)
        ]
        if lines:
            dashes = {"stroke-dasharray": "3 3"} if disputed else {}
            drawn.append(
                element("path", paint=paint("border") | {"fill": "none"} | dashes, d="".join(lines), stroke_width=1)
            )
    return tuple(drawn)


def edge(on: Projection) -> Element:
    """The line around the map."""
    return element("rect", paint=paint("faint") | {"fill": "none"}, **_sides(on.frame))


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a country: its ground on the page, the middle of that, and how wide it is."""

    name: str
    iso3: str
    ground: Points
    middle: tuple[float, float]
    wide: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a place on the page lies in it (even and odd crossings of a ray)."""
        one, other = self.ground, np.roll(self.ground, -1, axis=0)
        passed = (one[:, 1] > y) != (other[:, 1] > y)
        (x1, y1), (x2, y2) = one[passed].T, other[passed].T
        return bool(((x1 + (y - y1) / (y2 - y1) * (x2 - x1) > x).sum() % 2) == 1)


@lru_cache(maxsize=KEPT)
def countries(on: Projection) -> tuple[Seen, ...]:
    """The countries on the map, the widest first."""
    units = (unit for unit in atlas().units if unit.extent.meets(on.shown))
    grounds = ((unit, _ring(unit.ground, unit.extent, on)) for unit in units)
    seen = (
        Seen(unit.name, unit.iso3, ground, _middle(ground), float(np.ptp(ground[:, 0])))
        for unit, ground in grounds
        if len(ground) > 2
    )
    return tuple(sorted(seen, key=lambda one: -one.wide))


def scale_bar(on: Projection) -> Iterator[Element]:
    """A length that a reader can measure with, at the foot of the map; none where the map is too large to have one."""
    if on.shown.north - on.shown.south > MOST_DEGREES:
        return
    km = next((km for km in BY_ROUND_KM if km / on.km_per_unit <= LONGEST_BAR), BY_ROUND_KM[-1])
    x, y, long = on.frame.left + EDGE, on.frame.bottom - EDGE, km / on.km_per_unit
    corners = (x, y - 5), (x, y), (x + long, y), (x + long, y - 5)
    drawn = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in corners)
    yield element("path", paint=paint("axis") | {"fill": "none"}, d=drawn, stroke_width=1.5)
    yield label(f"{km:,} km", x + long + 8, y - 4, role="quiet", halo=True)


def scale_room(on: Projection) -> Box:
    """What the length covers, with its words."""
    frame = on.frame
    return Box(
        frame.left,
        frame.bottom - EDGE - LABEL_NARROW,
        frame.left + EDGE + LONGEST_BAR + 8 + width("1,000 km", LABEL_NARROW),
        frame.bottom,
    )


def _sides(frame: Box) -> dict[str, float]:
    return {"x": frame.left, "y": frame.top, "width": frame.right - frame.left, "height": frame.bottom - frame.top}


def _near(lines: Iterable[Line], shown: Degrees) -> Iterator[Line]:
    return (line for line in lines if line.extent.meets(shown))


def _is_seen(coast: Line, on: Projection) -> bool:
    """Whether a ring is large enough to be more than a speck."""
    extent = coast.extent
    return max((extent.east - extent.west) * on.across, (extent.north - extent.south) * on.up) >= LEAST_EXTENT


def _ring(points: Points, extent: Degrees, on: Projection) -> Points:
    ring = on.points(points)
    return thinned(ring if on.shown.holds(extent) else cut_ring(ring, on.frame))


def _parts(line: Line, on: Projection) -> Iterator[Points]:
    whole = on.points(line.points)
    return map(thinned, [whole] if on.shown.holds(line.extent) else cut_line(whole, on.frame))


def _middle(ring: Points) -> tuple[float, float]:
    """The centre of a ground; of one without any area, the middle of its points."""
    x, y = (ring - ring[0]).T
    turns = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = turns.sum() * 3
    if abs(area) < 1e-6:
        return tuple(ring.mean(axis=0).tolist())
    inside = [float(((side + np.roll(side, -1)) * turns).sum() / area) for side in (x, y)]
    return inside[0] + float(ring[0, 0]), inside[1] + float(ring[0, 1])


def _closed(points: Points) -> str:
    return f"{_open(points)}Z"


def _open(points: Points) -> str:
    """Straight lines through the points, to a tenth of a unit."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in np.round(points, 1).tolist())
