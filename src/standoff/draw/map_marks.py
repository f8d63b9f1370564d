"""Places with their events into marks on a map: the shape says how exactly a place is known, the colour what happens most, the area how often."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from standoff.draw.borders.atlas import Degrees
from standoff.draw.gathering import CELL, Gathered, Sizes, gathered
from standoff.draw.map_ground import countries
from standoff.draw.map_shapes import LEAST, SHAPES, half_side, shape_of
from standoff.draw.placing import Circle
from standoff.draw.projection import Projection
from standoff.draw.style import COLOURS
from standoff.draw.svg import Element, element
from standoff.draw.words import SPOKEN, cut

ASIDE = (0.7, 1.4, 2.1, 2.8)  # how far from the middle of its country a square may be, in sides
FEW_NAMES = 3  # of the places that a mark stands for


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place in degrees, how exactly it is known ("site", "town", "region", "country"), and its number of events of each class.

    `country`: the code of the country it lies in, where that is known.
    """

    name: str
    lon: float
    lat: float
    precision: str
    counts: tuple[int, ...]
    country: str = ""

    @property
    def events(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class MapMark:
    """Places that are drawn as one, the one with most events first; `circle` has the area of the mark, whatever its shape."""

    shape: str
    places: tuple[MapPlace, ...]
    events: int
    counts: tuple[int, ...]
    cell: Degrees
    circle: Circle

    @property
    def name(self) -> str:
        """The place with most events, and how many others there are."""
        others = len(self.places) - 1
        return self.places[0].name + (f" +{others:,}" if others else "")


def marks(places: Sequence[MapPlace], on: Projection) -> list[MapMark]:
    """The marks on the map, large ones first within each shape, in the order in which they are drawn: countries, regions, towns."""
    found: list[tuple[str, list[MapPlace], Gathered]] = []
    for shape, (precisions, _) in SHAPES.items():
        alike = [place for place in places if place.precision in precisions]
        degrees = np.array([(place.lon, place.lat) for place in alike]).reshape(-1, 2)
        cell = 0.0 if shape == "square" else CELL  # two countries are never one
        found += [
            (shape, alike, one) for one in gathered(degrees, np.array([place.events for place in alike]), on, cell)
        ]
    sizes = Sizes(max((one.events for _, _, one in found), default=0), on.frame)
    exact = sizes.radius(np.array([one.events for _, _, one in found], float)).tolist()
    radii = [max(LEAST[shape], radius) for (shape, _, _), radius in zip(found, exact, strict=True)]
    drawn = [
        _mark(shape, [alike[n] for n in one.places], one, r, on)
        for (shape, alike, one), r in zip(found, radii, strict=True)
    ]
    fixed = [mark for mark in drawn if mark.shape != "square"]
    return [*_apart([mark for mark in drawn if mark.shape == "square"], fixed, on), *fixed]


def _apart(squares: Sequence[MapMark], fixed: Sequence[MapMark], on: Projection) -> Iterator[MapMark]:
    """Squares where they meet no mark, and not one another."""
    taken = np.array([_row(mark.circle) for mark in fixed]).reshape(-1, 3)
    for mark in squares:
        circle = _free(mark, taken, on)
        taken = np.vstack([taken, _row(circle)])
        yield replace(mark, circle=circle)


def _mark(shape: str, places: Sequence[MapPlace], one: Gathered, radius: float, on: Projection) -> MapMark:
    first = places[0]
    room = on.frame.shrunk(radius)
    x, y = np.clip(
        on.points(np.array([(first.lon, first.lat)]))[0], (room.left, room.top), (room.right, room.bottom)
    ).tolist()
    counts = tuple(map(sum, zip(*(place.counts for place in places), strict=True)))
    return MapMark(shape, tuple(places), one.events, counts, one.cell, Circle(x, y, radius))


def _row(circle: Circle) -> tuple[float, float, float]:
    return circle.x, circle.y, circle.radius


def _free(mark: MapMark, taken: NDArray[np.float64], on: Projection) -> Circle:
    """Where in its country a square meets no other mark, near the middle; in the middle where it always would. Only a town has a place to be
    true to.
    """
    country = next((seen for seen in countries(on) if seen.iso3 and seen.iso3 == mark.places[0].country), None)
    if country is None:
        return mark.circle
    side = 2 * half_side(mark.circle.radius)
    turns = [(far * side * cos(n * pi / 4), far * side * sin(n * pi / 4)) for far in ASIDE for n in range(8)]
    for across, down in ((0.0, 0.0), *turns):
        x, y = country.middle[0] + across, country.middle[1] - down
        clear = np.hypot(taken[:, 0] - x, taken[:, 1] - y) > taken[:, 2] + mark.circle.radius
        if clear.all() and country.holds(x, y):
            return Circle(x, y, mark.circle.radius)
    return Circle(*country.middle, mark.circle.radius)


def draw_mark(mark: MapMark, classes: Sequence[str], link: Callable[[Degrees, tuple[str, ...]], str]) -> Element:
    """The mark as a link to its events."""
    drawn = shape_of(mark.shape, mark.circle, COLOURS[foremost(mark.counts)])
    pointed = element("title", told(mark, classes))
    return element("a", pointed, drawn, href=link(mark.cell, SHAPES[mark.shape][0]), aria_label=_named(mark))


def told(mark: MapMark, classes: Sequence[str]) -> str:
    """A mark in words: its places, how many events, of which class."""
    counted = ", ".join(f"{count:,} {kind}" for kind, count in zip(classes, mark.counts, strict=True) if count)
    listed = ", ".join(f"{cut(place.name, SPOKEN)} {place.events:,}" for place in mark.places[:FEW_NAMES])
    more = ", …" if len(mark.places) > FEW_NAMES else ""
    return f"{_named(mark)} ({counted})" + (f"; {listed}{more}" if len(mark.places) > 1 else "")


def _named(mark: MapMark) -> str:
    others = len(mark.places) - 1
    beside = f" and {others:,} other place{'' if others == 1 else 's'} close by" if others else ""
    return f"{cut(mark.places[0].name, SPOKEN)}{beside}: {mark.events:,} event{'' if mark.events == 1 else 's'}"


def foremost(counts: Sequence[int]) -> int:
    """The number of the class that has most events; of several the last, for conflict is not to hide behind talk."""
    return max(range(len(counts)), key=lambda n: (counts[n], n))
