"""Points and intervals on the page into a line within a band; what is not known is a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from standoff.draw.frame import SAMPLE
from standoff.draw.placing import Point
from standoff.draw.scale import runs
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, path

DOT = 3.5
SERIF = 5.0  # half the width of the ends of an upright bar

Reach = tuple[float, float, float]  # an x, and the y of the lower and of the upper end of the interval there


@dataclass(frozen=True, slots=True)
class Ink:
    """The roles of a line, its dots, its band and the edges of that, and what else sets line and band apart."""

    line: str = "line"
    dot: str = "dot"
    band: str = "interval"
    edge: str = "interval-edge"
    strokes: Mapping[str, str] = field(default_factory=dict)
    filling: Mapping[str, str] = field(default_factory=dict)
    alone: float = 2.0  # width of the bar of an interval that stands alone


FIRST = Ink()
SECOND = Ink(
    "second",
    "second-dot",
    "second-interval",
    "second-edge",
    {"stroke-dasharray": "9 5"},
    {"fill-opacity": "0.6"},  # it lies over that of the first
)


def draw_band(reaches: Sequence[Reach | None], ink: Ink = FIRST) -> Iterator[Element]:
    """The band with its two edges; an interval that stands alone is an upright bar."""
    for run in runs(reaches):
        above, below = [(x, high) for x, _, high in run], [(x, low) for x, low, _ in run]
        if len(run) == 1:
            yield upright(run[0], ink.edge, ink.alone)
            continue
        area = path([*above, *reversed(below)], closed=True)
        yield element("path", paint=paint(ink.band) | dict(ink.filling), d=area)
        for edge in (above, below):
            yield element("path", paint=paint(ink.edge), d=path(edge), fill="none", stroke_width=1.2)


def upright(reach: Reach, role: str, wide: float = 2.0) -> Element:
    """An interval as a bar with its two ends marked."""
    x, low, high = reach
    bar = [(x - SERIF, high), (x + SERIF, high), (x, high), (x, low), (x - SERIF, low), (x + SERIF, low)]
    return element("path", paint=paint(role), d=path(bar), fill="none", stroke_width=wide)


def draw_line(points: Sequence[Point | None], ink: Ink = FIRST, *, dots: bool) -> Iterator[Element]:
    """Values joined where none between them is missing; one that stands alone is always a dot."""
    for run in runs(points):
        if len(run) > 1:
            yield stroke(run, ink)
        if len(run) == 1 or dots:
            yield from (element("circle", paint=paint(ink.dot), cx=x, cy=y, r=DOT) for x, y in run)


def stroke(points: Sequence[Point], ink: Ink = FIRST) -> Element:
    """The line through points."""
    pen = paint(ink.line) | dict(ink.strokes)
    return element("path", paint=pen, d=path(points), fill="none", stroke_width=2.5, stroke_linejoin="round")


def line_sample(ink: Ink, left: float, middle: float, *, dots: bool = True) -> list[Element]:
    """A line as a word of the legend has it."""
    d = path([(left, middle), (left + SAMPLE, middle)])
    line = element("path", paint=paint(ink.line) | dict(ink.strokes), d=d, fill="none", stroke_width=2.5)
    dot = element("circle", paint=paint(ink.dot), cx=left + SAMPLE / 2, cy=middle, r=DOT)
    return [line, dot] if dots else [line]


def band_sample(ink: Ink, left: float, middle: float) -> list[Element]:
    """A band as a word of the legend has it."""
    edges = [[(left, y), (left + SAMPLE, y)] for y in (middle - 9, middle + 9)]
    return [
        element("rect", paint=paint(ink.band) | dict(ink.filling), x=left, y=middle - 9, width=SAMPLE, height=18),
        *(element("path", paint=paint(ink.edge), d=path(e), fill="none", stroke_width=1.2) for e in edges),
    ]
