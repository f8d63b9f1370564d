"""TopoJSON into the arcs that its shapes share, in degrees, and the shapes as lists of arcs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # a row per point: longitude and latitude in degrees, or across and down on a page
Ring = tuple[int, ...]  # the arcs around it, in order; ~n is arc n backwards


@dataclass(frozen=True, slots=True)
class Shape:
    """A country or territory: the rings of its grounds, and of the holes in them."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs that shapes are made of: two neighbours share the arc between them."""

    arcs: tuple[Points, ...]
    countries: tuple[Shape, ...]
    land: tuple[Ring, ...]

    def points(self, ring: Ring) -> Points:
        """The ring as points; where one arc ends and the next begins, the point stands once."""
        return np.concatenate([(self.arcs[n] if n >= 0 else self.arcs[~n][::-1])[:-1] for n in ring])


def decode(text: bytes) -> Topology:
    """The objects `countries` and `land` of a quantised topology, as the TopoJSON specification (Bostock, Metcalf 2013) has it."""
    raw = json.loads(text)
    scale, origin = (np.array(raw["transform"][name]) for name in ("scale", "translate"))
    arcs = tuple(np.cumsum(np.array(steps), axis=0) * scale + origin for steps in raw["arcs"])
    found = raw["objects"]["countries"]["geometries"]
    countries = tuple(Shape(one["properties"]["name"], tuple(_rings([one]))) for one in found)
    return Topology(arcs, countries, tuple(_rings(raw["objects"]["land"]["geometries"])))


def _rings(geometries: Sequence[dict[str, Any]]) -> Iterable[Ring]:
    for one in geometries:
        polygons = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
        yield from (tuple(ring) for polygon in polygons for ring in polygon)
