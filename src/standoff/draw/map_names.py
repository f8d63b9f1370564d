"""Marks and countries into names on a map that do not meet: those of the largest marks, then those of countries where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from standoff.draw.frame import LINE_EM, label_lines
from standoff.draw.map_ground import countries
from standoff.draw.map_marks import MapMark
from standoff.draw.map_shapes import half_side
from standoff.draw.placing import Box, Circle, Spot, spots
from standoff.draw.projection import Projection
from standoff.draw.style import LABEL, LABEL_NARROW
from standoff.draw.svg import Element
from standoff.draw.words import shortened, width

NAMED = 60  # marks that are looked at, the largest first: a page has room for less
LONGEST = 260.0  # of a name
CORNER = 0.7  # of a radius: how far to the side the circle is at 45 degrees
COVERED = 5.0  # radius of a mark that a name may lie on: among hundreds of villages there is no free place
COVERED_SHARE = 0.5  # and of its own radius: the largest marks are named before all


class Room:
    """What of the map is taken: by marks, and by names."""

    def __init__(self, frame: Box, kept: Sequence[Box], circles: Sequence[Circle]) -> None:
        self._frame = frame
        self._taken = _rows(kept)
        self._marks = _rows([circle.box for circle in circles])
        self._radii = np.array([circle.radius for circle in circles])

    def take(self, candidates: Sequence[Spot], size: tuple[float, float], covers: float) -> Spot | None:
        """The first free spot for a name of this size, which then is taken; marks of a smaller radius than `covers` may lie beneath it."""
        kept = np.vstack([self._taken, self._marks[self._radii >= covers]])
        for spot in candidates:
            box = spot.box(*size)
            if self._frame.holds(box) and not _meets(box, kept):
                self._taken = np.vstack([self._taken, _rows([box])])
                return spot
        return None


def _rows(boxes: Sequence[Box]) -> NDArray[np.float64]:
    return np.array([(b.left, b.top, b.right, b.bottom) for b in boxes]).reshape(-1, 4)


def _meets(box: Box, rows: NDArray[np.float64]) -> bool:
    left, top, right, bottom = rows.T
    return bool(((box.left < right) & (left < box.right) & (box.top < bottom) & (top < box.bottom)).any())


def names(found: Sequence[MapMark], on: Projection, kept: Sequence[Box]) -> Iterator[Element]:
    """The names; nothing lies in what is `kept` free."""
    room = Room(on.frame.shrunk(2), kept, [mark.circle for mark in found])
    named = set()
    for mark in sorted(found, key=lambda mark: -mark.events)[:NAMED]:
        covers = max(COVERED, COVERED_SHARE * mark.circle.radius)
        for wide_only, size in ((False, LABEL_NARROW), (True, LABEL)):
            text = _text(mark, size)
            spot = room.take(_spots(mark), (width(text, size), size * LINE_EM), covers)
            if spot:
                named.add(mark.places[0].name)
                yield from label_lines([text], spot, wide_only=wide_only)
                break
    yield from _of_countries(on, room, named)


def _text(mark: MapMark, size: float) -> str:
    """A country is not where its events are: its number stands beside its name."""
    counted = f" {mark.events:,}" if mark.shape == "square" else ""
    return shortened(mark.name, LONGEST - width(counted, size), size) + counted


def _spots(mark: MapMark) -> tuple[Spot, ...]:
    circle = mark.circle
    reach = half_side(circle.radius) if mark.shape == "square" else circle.radius
    below, above, right, left = spots(Circle(circle.x, circle.y, reach))
    off = CORNER * reach + 2
    corners = (
        Spot(circle.x + dx * off, circle.y + dy * off, "start" if dx > 0 else "end", 0.0 if dy > 0 else 1.0)
        for dy in (-1, 1)
        for dx in (1, -1)
    )
    return right, left, above, below, *corners


def _of_countries(on: Projection, room: Room, named: set[str]) -> Iterator[Element]:
    """On wide pages only, where they fit into what is seen of the country."""
    for country in countries(on):
        across = width(country.name, LABEL)
        if across <= country.wide and country.name not in named:
            spot = room.take((Spot(*country.middle, "middle", 0.5),), (across, LABEL * LINE_EM), COVERED)
            if spot:
                yield from label_lines([country.name], spot, role="quiet", wide_only=True)
