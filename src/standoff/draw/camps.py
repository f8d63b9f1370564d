"""Camps into soft grounds under their nodes, each with its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from standoff.draw.frame import LINE_EM, SAMPLE, LegendItem, label_lines
from standoff.draw.nodes import Drawn, camps_of
from standoff.draw.placing import Box, Point, Spot, free_spot, hull
from standoff.draw.style import CAMPS, LABEL_NARROW, paint
from standoff.draw.svg import Element, element, path
from standoff.draw.words import width

ROUND = 20.0  # radius of the corners of a ground
INSET = 12.0  # by which the corners lie inside of the boxes of the nodes
MARGIN = ROUND - INSET  # how far a ground reaches beyond those boxes


@dataclass(frozen=True, slots=True)
class Camp:
    """A camp by its number and its place among the camps; `outline` is that of its ground without the round corners."""

    number: int
    place: int
    outline: tuple[Point, ...]


def camps_on(drawn: Sequence[Drawn]) -> list[Camp]:
    """The camps of the nodes, by number."""
    found = []
    for place, number in enumerate(camps_of([d.node for d in drawn])):
        inner = (d.kept.shrunk(INSET) for d in drawn if d.node.camp == number)
        found.append(Camp(number, place, tuple(hull([corner for box in inner for corner in box.corners()]))))
    return found


def draw_grounds(found: Sequence[Camp]) -> Iterator[Element]:
    """A soft ground for each camp."""
    for camp in found:
        yield element(
            "path",
            paint=_ground(camp.place),
            d=path(camp.outline, closed=True),
            stroke_width=2 * ROUND,
            stroke_linejoin="round",
        )


def draw_names(found: Sequence[Camp], taken: Sequence[Box], area: Box) -> Iterator[Element]:
    """The name of each camp above or below its ground, where there is room; the legend has it in any case."""
    covered = list(taken)
    for camp in found:
        name = f"camp {camp.number}"
        size = width(name, LABEL_NARROW), LABEL_NARROW * LINE_EM
        spot = free_spot(_beside(camp), size, covered, area)
        if spot:
            covered.append(spot.box(*size))
            yield from label_lines([name], spot, role="quiet")


def camp_items(numbers: Sequence[int]) -> list[LegendItem]:
    """The grounds in the legend."""
    return [LegendItem(f"camp {number}", partial(_sample, place)) for place, number in enumerate(numbers)]


def _beside(camp: Camp) -> Iterator[Spot]:
    """Above the highest side of the ground, below the lowest."""
    for y, rise in ((min(y for _, y in camp.outline), 1.0), (max(y for _, y in camp.outline), 0.0)):
        level = [x for x, other in camp.outline if abs(other - y) < 1]
        yield Spot((min(level) + max(level)) / 2, y - (2 * rise - 1) * (ROUND + 2), "middle", rise)


def _ground(place: int) -> dict[str, str]:
    return paint(f"camp-{place % len(CAMPS)}", f"camp-edge-{place % len(CAMPS)}")


def _sample(place: int, left: float, middle: float) -> list[Element]:
    return [element("rect", paint=_ground(place), x=left, y=middle - 9, width=SAMPLE, height=18, rx=9)]
