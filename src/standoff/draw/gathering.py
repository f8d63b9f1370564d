"""Places on a map into marks that can be told apart: what lies close together, for the size of what is drawn there, becomes one.

The page is parted into cells, each of four smaller ones. From the smallest up, what lies in a cell becomes one mark where its circle would
fill the cell. A mark so stands for all events of a rectangle of degrees, no more and no fewer, and a link can ask for just these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.draw.borders.atlas import Degrees
from standoff.draw.placing import Box
from standoff.draw.projection import Projection

SMALLEST = 3.0  # radius of a mark
LARGEST = 0.04  # of the height of the map: radius of the largest mark
FEW = 25.0  # events that the largest mark stands for at least: a single one is no large mark
CELL = 6.0  # side of the smallest cells; two of the smallest marks fill it
LEVELS = 4  # the largest cells have a side of 48: that of the largest mark on the tallest map
FILLS = 0.75  # of the side of a cell: a circle with such a radius reaches into all of it
ROUND = 20  # units that the side of a cell has at least, where a unit is a power of ten
EAST = 180.0
PER_DEGREE = 1_000_000  # places are compared in millionths of a degree, about 10 cm, as exact numbers


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large marks are on a map where the largest has `most` events: their area counts."""

    most: float
    frame: Box

    def radius(self, events: NDArray[np.float64]) -> NDArray[np.float64]:
        """In units of the page."""
        largest = LARGEST * (self.frame.bottom - self.frame.top)
        return np.maximum(SMALLEST, largest * np.sqrt(events / max(self.most, FEW)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A mark: the numbers of its places, the one with most events first, how many events, and the rectangle that has just these places."""

    places: tuple[int, ...]
    events: int
    cell: Degrees


def gathered(
    degrees: NDArray[np.float64], events: NDArray[np.int64], on: Projection, cell: float = CELL
) -> list[Gathered]:
    """Places (longitude and latitude, a row each) with their events into marks, those with most events first.

    `cell`: the side of the smallest cells on the page; 0 for marks of what has the very same place only.
    """
    if not len(degrees):
        return []
    whole = np.rint(degrees * PER_DEGREE).astype(np.int64)
    side, origin = _grid(on, cell)
    finest = (whole - origin) // side
    sizes = Sizes(_largest(finest, events), on.frame)
    level = _levels(finest, events, sizes) if cell else np.zeros(len(events), np.int64)
    mark = _numbered(np.column_stack([finest >> level[:, None], level]))
    order = np.lexsort((np.arange(len(events)), -events, mark))
    starts = np.flatnonzero(np.diff(mark[order], prepend=-1))
    found = []
    for numbers in np.split(order, starts[1:]):
        first = numbers[0]
        corner = origin + (finest[first] >> level[first] << level[first]) * side
        found.append(
            Gathered(tuple(numbers.tolist()), int(events[numbers].sum()), _cell(corner, side << level[first], on.shown))
        )
    return sorted(found, key=lambda one: -one.events)


def _grid(on: Projection, cell: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sides of the smallest cells and the corner where they begin, in millionths of a degree; as round as a side allows, so that links are short."""
    exact = cell / np.array([on.across, on.up]) * PER_DEGREE
    unit = 10 ** int(np.log10(max(exact.min() / ROUND, 1.0)))
    side = np.maximum(1, np.rint(exact / unit).astype(np.int64)) * unit
    origin = np.floor(np.array([on.shown.west, on.shown.south]) * PER_DEGREE / unit).astype(np.int64) * unit
    return side, origin


def _numbered(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each row; equal rows have the same."""
    spans = keys.max(axis=0) - keys.min(axis=0) + 1
    single = np.ravel_multi_index(tuple((keys - keys.min(axis=0)).T), tuple(spans.tolist()))
    return np.unique(single, return_inverse=True)[1]


def _largest(finest: NDArray[np.int64], events: NDArray[np.int64]) -> float:
    return float(np.bincount(_numbered(finest), events).max())


def _levels(finest: NDArray[np.int64], events: NDArray[np.int64], sizes: Sizes) -> NDArray[np.int64]:
    """For each place, how often its cell is doubled."""
    level = np.zeros(len(events), np.int64)
    for up in range(1, LEVELS):
        cell = _numbered(finest >> up)
        reach = sizes.radius(np.bincount(cell, events).astype(np.float64))
        level[(reach >= FILLS * CELL * 2**up)[cell]] = up
    return level


def _cell(corner: NDArray[np.int64], side: NDArray[np.int64], shown: Degrees) -> Degrees:
    """The part of a cell that the map shows: what lies beyond its edge is in no mark. Nothing lies beyond the 180th meridian."""
    (west, south), (east, north) = (corner / PER_DEGREE).tolist(), ((corner + side) / PER_DEGREE).tolist()
    seen = east if shown.east >= EAST else min(east, shown.east)
    return Degrees(max(west, shown.west), max(south, shown.south), seen, min(north, shown.north))
