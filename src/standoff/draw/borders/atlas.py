"""The shipped topology into what a map draws: coasts, borders with those that are disputed, and how far each country reaches."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from standoff import toml
from standoff.draw.borders.topology import Points, Shape, Topology, decode

FOLDER = files(__package__)
COUNTS = 0.25  # of the largest ground of a country: what is smaller (an island, a distant territory) does not make the map wider


@dataclass(frozen=True, slots=True)
class Degrees:
    """A rectangle of the globe, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Degrees) -> bool:
        """Whether the two have a point in common."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north

    def holds(self, other: Degrees) -> bool:
        """Whether the other lies inside."""
        across = self.west <= other.west and other.east <= self.east
        return across and self.south <= other.south and other.north <= self.north

    def with_(self, other: Degrees) -> Degrees:
        """The smallest rectangle that holds both."""
        return Degrees(
            min(self.west, other.west), min(self.south, other.south), max(self.east, other.east), max(self.north, other.north)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A coast (closed: a ring of land) or a border."""

    points: Points
    extent: Degrees
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A country or territory as Natural Earth draws it; `iso3` may be empty. `ground` is the largest of its grounds, `extent` how far it
    reaches without its small and distant parts.
    """

    name: str
    iso3: str
    ground: Points
    extent: Degrees


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that lies beneath what happened."""

    coasts: tuple[Line, ...]
    borders: tuple[Line, ...]
    units: tuple[Unit, ...]

    def unit(self, iso3: str) -> Unit | None:
        """The country of a code, where it is drawn."""
        found = [unit for unit in self.units if iso3 and unit.iso3 == iso3]
        return max(found, key=lambda unit: _area(unit.ground), default=None)


@cache
def atlas() -> Atlas:
    """Natural Earth 4.1 at 1:50 million, by way of world-atlas 2.0.2; see NOTICE."""
    found = decode(gzip.decompress(FOLDER.joinpath("countries-50m.json.gz").read_bytes()))
    coasts = (copy for ring in found.land for copy in _copies(_unbroken(found.points(ring))))
    return Atlas(
        tuple(Line(points, extent_of(points)) for points in coasts),
        tuple(_borders(found)),
        tuple(_units(found)),
    )


def extent_of(points: Points) -> Degrees:
    """The smallest rectangle around some points."""
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Degrees(west, south, east, north)


def _unbroken(ring: Points) -> Points:
    """A ring that crosses the 180th meridian goes on beyond it instead of jumping; one around a pole is closed along it."""
    across = np.unwrap(ring[:, 0], period=360.0)
    whole = np.column_stack([across, ring[:, 1]])
    turn = np.unwrap(np.append(across, ring[0, 0]), period=360.0)[-1] - across[0]
    if abs(turn) < 180.0:
        return whole
    pole = float(np.copysign(90.0, ring[:, 1].mean()))
    return np.vstack([whole, (across[0] + turn, ring[0, 1]), (across[0] + turn, pole), (across[0], pole)])


def _copies(ring: Points) -> Iterator[Points]:
    """A ring, and once more on the other side of the globe where it reaches beyond the 180th meridian."""
    yield ring
    for turn in (-360.0, 360.0):
        moved = ring + np.array([turn, 0.0])
        if moved[:, 0].max() > -180.0 and moved[:, 0].min() < 180.0:
            yield moved


def _borders(found: Topology) -> Iterator[Line]:
    """The arcs that lie between two countries."""
    beside: dict[int, list[str]] = {}
    for shape in found.countries:
        for n in {n if n >= 0 else ~n for ring in shape.rings for n in ring}:
            beside.setdefault(n, []).append(shape.name)
    disputed = toml.loads(FOLDER.joinpath("disputed.toml").read_text(encoding="utf-8"))
    for n, names in beside.items():
        if len(names) > 1:
            for points, dashed in _stretches(found.arcs[n], set(names), disputed):
                yield Line(points, extent_of(points), dashed)


def _stretches(arc: Points, names: set[str], disputed: Mapping[str, Any]) -> Iterator[tuple[Points, bool]]:
    """A border in stretches that are disputed and stretches that are not."""
    dashed = np.full(len(arc), not names.isdisjoint(disputed["units"]))
    for pair in disputed["pair"]:
        if set(pair["units"]) == names:
            west, south, east, north = pair.get("box", (-180.0, -90.0, 180.0, 90.0))
            x, y = arc.T
            dashed |= (x >= west) & (x <= east) & (y >= south) & (y <= north)
    ends = [0, *(np.flatnonzero(np.diff(dashed)) + 1).tolist(), len(arc) - 1]
    for begin, end in pairwise(ends):
        if end > begin:
            yield arc[begin : end + 1], bool(dashed[begin])


def _units(found: Topology) -> Sequence[Unit]:
    lines = FOLDER.joinpath("units.csv").read_text(encoding="utf-8").splitlines()
    codes = {row["name"]: row["iso3"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    return [_unit(found, shape, codes[shape.name]) for shape in found.countries]


def _unit(found: Topology, shape: Shape, iso3: str) -> Unit:
    grounds = sorted((_unbroken(found.points(ring)) for ring in shape.rings), key=_area, reverse=True)
    extent = extent_of(grounds[0])
    for ground in grounds[1:]:
        if _area(ground) >= COUNTS * _area(grounds[0]):
            extent = extent.with_(extent_of(ground))
    return Unit(shape.name, iso3, grounds[0], extent)


def _area(ring: Points) -> float:
    """In square degrees of the equator (the shoelace formula, each degree of longitude as short as it is there)."""
    across, up = ring[:, 0] * np.cos(np.radians(ring[:, 1].mean())), ring[:, 1]
    return float(abs(np.dot(across, np.roll(up, -1)) - np.dot(up, np.roll(across, -1))) / 2)
