"""How exactly a place is known, and what mostly happens there, into the shape and the colour of its mark."""

from __future__ import annotations

from collections.abc import Mapping
from math import pi, sqrt
from types import MappingProxyType

from standoff.draw.placing import Circle
from standoff.draw.style import paint
from standoff.draw.svg import Element, element

# The shapes, the precisions of a place that each stands for, and what the legend calls it.
SHAPES: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "square": (("country",), "country named, no place in it"),
        "ring": (("region",), "region, somewhere around"),
        "disc": (("site", "town"), "town or site"),
    }
)
DARK = frozenset({"line", "second", "undecided"})  # edges that a light line must set apart from the mark next to it
LEAST = MappingProxyType({"square": 4.5, "ring": 4.5, "disc": 0.0})  # radius at which dashes and corners are still seen


def shape_of(shape: str, circle: Circle, colour: tuple[str, str]) -> Element:
    """What is drawn: a disc where a town or site is known; a dashed ring for somewhere in a region; a square for a country as a whole."""
    fill, edge = colour
    if shape == "disc":
        drawn = paint(fill, "halo" if edge in DARK else edge)
        return element("circle", paint=drawn, cx=circle.x, cy=circle.y, r=circle.radius, stroke_width=1)
    faint = paint(fill, edge) | {"fill-opacity": "0.25"}
    if shape == "ring":
        return element(
            "circle",
            paint=faint | {"stroke-dasharray": "4 3"},
            cx=circle.x,
            cy=circle.y,
            r=circle.radius,
            stroke_width=1.6,
        )
    half = half_side(circle.radius)
    return element(
        "rect",
        paint=faint,
        x=circle.x - half,
        y=circle.y - half,
        width=2 * half,
        height=2 * half,
        rx=2,
        stroke_width=1.6,
    )


def half_side(radius: float) -> float:
    """Of the square with the area of a circle."""
    return radius * sqrt(pi) / 2
