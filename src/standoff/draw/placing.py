"""Circles and what belongs to them into free places: labels beside them, lines around them, marks on the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

Point = tuple[float, float]
BENDS = (
    0.0,
    22.0,
    -22.0,
    44.0,
    -44.0,
    66.0,
    -66.0,
    96.0,
    -96.0,
)  # how far the middle of a line goes aside, nearest first
CLEAR = 5.0  # between a line and a circle that it passes
SAMPLES = 24  # points looked at along a line: every 30 units on the longest
SHARES = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75)  # where along a line a mark may be, best first


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def corners(self) -> tuple[Point, ...]:
        """The four of them."""
        return (self.left, self.top), (self.right, self.top), (self.left, self.bottom), (self.right, self.bottom)

    def shrunk(self, by: float) -> Box:
        """The box with each side moved inwards, at most to the middle."""
        across, down = min(by, (self.right - self.left) / 2), min(by, (self.bottom - self.top) / 2)
        return Box(self.left + across, self.top + down, self.right - across, self.bottom - down)

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Circle:
    """A node as drawn."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label goes: the point it is anchored at, which of its ends that is, and the share of its height above the point."""

    x: float
    y: float
    anchor: str
    rise: float

    def box(self, width: float, height: float) -> Box:
        """What a label of this size covers."""
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        top = self.y - self.rise * height
        return Box(left, top, left + width, top + height)


@dataclass(frozen=True, slots=True)
class Route:
    """A line between two circles, from edge to edge, bent towards `control` (a quadratic Bézier curve)."""

    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point after a share of the way."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )


def spots(circle: Circle) -> tuple[Spot, ...]:
    """Below, above, right, left of a circle: where a label is looked for, in this order."""
    aside, upright = circle.radius + 4, circle.radius + 2
    return (
        Spot(circle.x, circle.y + upright, "middle", 0.0),
        Spot(circle.x, circle.y - upright, "middle", 1.0),
        Spot(circle.x + aside, circle.y, "start", 0.5),
        Spot(circle.x - aside, circle.y, "end", 0.5),
    )


def free_spot(candidates: Iterable[Spot], size: tuple[float, float], taken: Sequence[Box], page: Box) -> Spot | None:
    """The first candidate at which a label of this width and height is on the page and meets nothing."""
    for spot in candidates:
        box = spot.box(*size)
        if page.holds(box) and not any(box.meets(other) for other in taken):
            return spot
    return None


def route(one: Circle, other: Circle, passed: Sequence[Circle], page: Box) -> Route:
    """The straightest line between two circles that runs into the fewest of those it passes."""
    best = _bent(one, other, 0.0)
    fewest = _hits(best, passed)
    for bend in BENDS:
        if not fewest:
            break
        bent = _bent(one, other, bend)
        if page.holds(Box(*bent.control, *bent.control)) and (hits := _hits(bent, passed)) < fewest:
            best, fewest = bent, hits
    return best


def free_mark(line: Route, reach: float, taken: Sequence[Box]) -> Point:
    """Where on a line a mark that reaches so far meets nothing; its middle where it always would."""
    for share in SHARES:
        x, y = line.at(share)
        box = Box(x - reach, y - reach, x + reach, y + reach)
        if not any(box.meets(other) for other in taken):
            return x, y
    return line.at(0.5)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, in order around it (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for p in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], p) <= 0:
            kept.pop()
        kept.append(p)
    return kept


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _bent(one: Circle, other: Circle, bend: float) -> Route:
    """From edge to edge; the middle of the curve is `bend` beside the straight line, so its control point twice as far."""
    dx, dy = other.x - one.x, other.y - one.y
    length = hypot(dx, dy) or 1.0
    control = ((one.x + other.x) / 2 - 2 * bend * dy / length, (one.y + other.y) / 2 + 2 * bend * dx / length)
    return Route(_edge(one, control), control, _edge(other, control))


def _edge(circle: Circle, towards: Point) -> Point:
    dx, dy = towards[0] - circle.x, towards[1] - circle.y
    share = min(circle.radius / (hypot(dx, dy) or 1.0), 1.0)
    return circle.x + share * dx, circle.y + share * dy


def _hits(line: Route, passed: Sequence[Circle]) -> int:
    """How many circles the line runs into."""
    circles = np.array([(c.x, c.y, c.radius) for c in passed]).reshape(-1, 3)
    on_line = np.array([line.at(n / SAMPLES) for n in range(1, SAMPLES)])
    nearest = np.hypot(on_line[:, :1] - circles[:, 0], on_line[:, 1:] - circles[:, 1]).min(axis=0)
    return int((nearest < circles[:, 2] + CLEAR).sum())
