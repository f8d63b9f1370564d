"""Marks and countries into names on a map that do not meet: those of the largest marks, then those of countries where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from standoff.draw.frame import LINE_EM, label_lines
from standoff.draw.map_ground import countries
from standoff.draw.map_marks import MapMark, half_side
from standoff.draw.placing import Box, Circle, Spot, spots
from standoff.draw.projection import Projection
from standoff.draw.style import LABEL, LABEL_NARROW
from standoff.draw.svg import Element
from standoff.draw.words import shortened, width

NAMED = 60  # marks that are looked at, the largest first: a page has room for less
LONGEST = 250.0  # of a name
CORNER = 0.7  # of a radius: how far to the side the circle is at 45 degrees
COVERED = 4.0  # radius of a mark that a name may lie on: among hundreds of villages there is no free place


class Room:
    """What of the map is taken, as rows of left, top, right, bottom."""

    def __init__(self, frame: Box, taken: Sequence[Box]) -> None:
        self.frame = frame
        self._taken = np.array([(b.left, b.top, b.right, b.bottom) for b in taken]).reshape(-1, 4)

    def take(self, candidates: Sequence[Spot], size: tuple[float, float]) -> Spot | None:
        """The first free spot for a name of this size, which then is taken."""
        for spot in candidates:
            box = spot.box(*size)
            if self.frame.holds(box) and not self._meets(box):
                self._taken = np.vstack([self._taken, (box.left, box.top, box.right, box.bottom)])
                return spot
        return None

    def _meets(self, box: Box) -> bool:
        left, top, right, bottom = self._taken.T
        return bool(((box.left < right) & (left < box.right) & (box.top < bottom) & (top < box.bottom)).any())


def names(found: Sequence[MapMark], on: Projection, kept: Sequence[Box]) -> Iterator[Element]:
    """The names; nothing lies in what is `kept` free."""
    frame = Box(on.frame.left + 2, on.frame.top + 2, on.frame.right - 2, on.frame.bottom - 2)
    room = Room(frame, [*kept, *(mark.circle.box for mark in found if mark.circle.radius > COVERED)])
    largest = sorted(found, key=lambda mark: -mark.events)[:NAMED]
    named: set[int] = set()
    for wide_only, size in ((False, LABEL_NARROW), (True, LABEL)):
        for number, mark in enumerate(largest):
            if number not in named:
                text = _text(mark, size)
                spot = room.take(_spots(mark), (width(text, size), size * LINE_EM))
                if spot:
                    named.add(number)
                    yield from label_lines([text], spot, wide_only=wide_only)
    yield from _of_countries(on, room, {mark.places[0].name for n, mark in enumerate(largest) if n in named})


def _text(mark: MapMark, size: float) -> str:
    """A country is not where its events are: its number stands beside its name."""
    counted = f" {mark.events:,}" if mark.shape == "square" else ""
    return shortened(mark.name, LONGEST - width(counted, size), size) + counted


def _spots(mark: MapMark) -> tuple[Spot, ...]:
    circle = mark.circle
    reach = half_side(circle.radius) if mark.shape == "square" else circle.radius
    below, above, right, left = spots(Circle(circle.x, circle.y, reach))
    off = CORNER * reach + 2
    corners = (Spot(circle.x + dx * off, circle.y + dy * off, "start" if dx > 0 else "end", 0.0 if dy > 0 else 1.0) for dy in (-1, 1) for dx in (1, -1))
    return right, left, above, below, *corners


def _of_countries(on: Projection, room: Room, named: set[str]) -> Iterator[Element]:
    """On wide pages only, where they fit into what is seen of the country."""
    for country in countries(on):
        across = width(country.name, LABEL)
        if across <= country.wide and country.name not in named:
            spot = room.take((Spot(*country.middle, "middle", 0.5),), (across, LABEL * LINE_EM))
            if spot:
                yield from label_lines([country.name], spot, role="quiet", wide_only=True)
