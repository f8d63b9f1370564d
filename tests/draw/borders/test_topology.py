"""TopoJSON as its specification has it: quantised steps, shared arcs, arcs taken backwards."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

from standoff.draw.borders.topology import decode

# Two unit squares side by side: arc 0 is the line between them, 1 and 2 go around the left and the right one; a step is half a degree.
SQUARES = {
    "transform": {"scale": [0.5, 0.25], "translate": [10.0, 20.0]},
    "arcs": [[[2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4], [2, 0]], [[2, 0], [2, 0], [0, 4], [-2, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "East"}},
            ]
        },
        "land": {"geometries": [{"type": "Polygon", "arcs": [[1, 2]]}]},
    },
}


@pytest.fixture(scope="module")
def squares():
    return decode(json.dumps(SQUARES).encode())


def test_rings_of_neighbours_share_the_points_between_them(squares):
    west, east = squares.countries
    assert (west.name, east.name) == ("West", "East")
    assert squares.points(west.rings[0]).tolist() == [[11, 20], [11, 21], [10, 21], [10, 20]]
    assert squares.points(east.rings[0]).tolist() == [[11, 20], [12, 20], [12, 21], [11, 21]]


def test_land_is_what_lies_around_both(squares):
    (ring,) = squares.land
    points = squares.points(ring)
    assert (points.min(axis=0).tolist(), points.max(axis=0).tolist()) == ([10, 20], [12, 21])
    assert [11.0, 20.5] not in points.tolist()


def test_the_shipped_file_is_that_of_world_atlas():
    packed = files("standoff.draw.borders").joinpath("countries-50m.json.gz").read_bytes()
    content = gzip.decompress(packed)
    assert (
        sha256(content).hexdigest() == "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
    )  # NOTICE has it too
    assert all(np.isfinite(arc).all() for arc in decode(content).arcs)
