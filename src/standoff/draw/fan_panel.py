"""Counts up to a day and intervals after it into a panel: dots, steps or a line, then a median within nested bands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor

from standoff.draw.axes import Panel, value_axis
from standoff.draw.curve import DOT, FIRST, Ink, Reach, band_sample, draw_band, line_sample, stroke
from standoff.draw.frame import SAMPLE, LegendItem
from standoff.draw.placing import Point
from standoff.draw.scale import Scale, Tick, count_place, decimal, in_words, runs
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, group, path

LEAST_FOR_DOTS, LEAST_FOR_STEPS = 9.0, 3.0  # from one date to the next: a dot and some space, a step that can be seen
RING, SMALL_RING = (
    5.0,
    3.0,
)  # of what came: larger than the dot of a median that it may lie on, unless it would meet the next
UNSEEN = 1.25  # a dot on a line as wide as that, which only the pointer finds
CAME_WORDS = "what came"


@dataclass(frozen=True, slots=True)
class Ahead:
    """One date of the forecast; `intervals` has one for each level, the widest first."""

    day: int
    median: float | None
    intervals: tuple[tuple[float, float] | None, ...]
    outcome: float | None


@dataclass(frozen=True, slots=True)
class Fan:
    """What one panel holds, by date; days are ordinals, `levels` shares from the widest to the narrowest."""

    past: tuple[tuple[int, float | None], ...]
    run: int
    ahead: tuple[Ahead, ...]
    levels: tuple[float, ...]

    def values(self) -> list[float]:
        """Every number in it."""
        ends = [end for one in self.ahead for interval in one.intervals for end in interval or ()]
        single = [value for _, value in self.past] + [v for one in self.ahead for v in (one.median, one.outcome)]
        return [*ends, *(v for v in single if v is not None)]

    def span(self) -> tuple[int, int]:
        """The first and the last day."""
        days = [self.run, *(day for day, _ in self.past), *(one.day for one in self.ahead)]
        return min(days), max(days)


@dataclass(frozen=True, slots=True)
class FanPlot:
    """A panel with its scale of days and that of counts, whose ticks are places on it."""

    panel: Panel
    across: Scale
    ticks: Sequence[Tick]
    logarithmic: bool

    def y(self, count: float) -> float:
        """How high a count stands."""
        up = Scale(self.ticks[0].value, self.ticks[-1].value, self.panel.bottom, self.panel.top)
        return up(count_place(count, logarithmic=self.logarithmic))


def draw_fan(on: FanPlot, fan: Fan) -> Iterator[Element]:
    """The axis of counts, the ground of what lies ahead, the run date, the counts, the bands, the medians and what came."""
    panel, run = on.panel, on.across(fan.run)
    yield element(
        "rect", paint=paint("window"), x=run, y=panel.top, width=panel.right - run, height=panel.bottom - panel.top
    )
    yield from value_axis(panel, Scale(on.ticks[0].value, on.ticks[-1].value, panel.bottom, panel.top), on.ticks)
    yield from _past(on, fan)
    for rank in range(len(fan.levels)):
        yield from draw_band(_reaches(on, fan, rank), level_ink(rank, len(fan.levels)))
    yield element("line", paint=paint("axis"), x1=run, y1=panel.top, x2=run, y2=panel.bottom, stroke_width=1.5)
    yield from _medians(on, fan)
    yield from _outcomes(on, fan)


def level_ink(rank: int, many: int) -> Ink:
    """How the band of a level is drawn; the widest has rank 0."""
    if rank == 0:
        return FIRST
    share = rank / (many - 1)
    return Ink(band="interval-inner", filling={"fill-opacity": f"{share:.2g}"}, alone=2.0 + 4.0 * share)


def legend_items(fans: Sequence[Fan]) -> list[LegendItem]:
    """What the panels hold, and nothing else."""
    items = []
    if any(value is not None for fan in fans for _, value in fan.past):
        items.append(LegendItem("observed", _past_sample))
    if any(one.median is not None for fan in fans for one in fan.ahead):
        items.append(LegendItem("median forecast", lambda left, middle: line_sample(FIRST, left, middle)))
    found = {}
    for fan in fans:
        for rank, level in enumerate(fan.levels):
            if any(one.intervals[rank] for one in fan.ahead):
                found[level] = level_ink(rank, len(fan.levels))
    items += [LegendItem(f"{percent(level)} interval", _band_of(found[level])) for level in sorted(found)]
    came = any(one.outcome is not None for fan in fans for one in fan.ahead)
    return [*items, LegendItem(CAME_WORDS, _ring_sample)] if came else items


def told(fan: Fan, one: Ahead) -> str:
    """A date of the forecast in words."""
    said = ["no median" if one.median is None else f"median {number(one.median)}"]
    for level, interval in list(zip(fan.levels, one.intervals, strict=True))[::-1]:
        if interval:
            said.append(f"{percent(level)} interval {number(interval[0])} to {number(interval[1])}")
    came = [] if one.outcome is None else [f"came {number(one.outcome)}"]
    return f"{in_words(date.fromordinal(one.day))}: {', '.join([*said, *came])}"


def percent(level: float) -> str:
    """A share as text: 90 %."""
    return f"{100 * level:.4g} %"


def number(value: float) -> str:
    """A count as text; with a decimal only where it is small and has one."""
    return decimal(value, 1 if value >= 100 or value == floor(value) else 0.1)


def _past(on: FanPlot, fan: Fan) -> Iterator[Element]:
    """Dots joined by a thin line where there is room for them, else steps, else a line."""
    points = [None if value is None else (on.across(day), on.y(value)) for day, value in fan.past]
    room = _room(on, [day for day, _ in fan.past])
    shape: Callable[[Sequence[Point]], Sequence[Point]] = _steps if LEAST_FOR_STEPS <= room < LEAST_FOR_DOTS else list
    for run in runs(points):
        if len(run) > 1:
            yield _thin(shape(run))
        elif room < LEAST_FOR_DOTS:
            yield _dot(run[0])
    if room >= LEAST_FOR_DOTS:
        for (day, value), point in zip(fan.past, points, strict=True):
            if value is not None and point is not None:
                words = f"{in_words(date.fromordinal(day))}: {number(value)}"
                yield group([element("title", words), _dot(point)])


def _steps(run: Sequence[Point]) -> list[Point]:
    """A level for each value, from halfway after the one before to halfway before the next."""
    edges = [run[0][0], *((a[0] + b[0]) / 2 for a, b in pairwise(run)), run[-1][0]]
    return [(x, y) for n, (_, y) in enumerate(run) for x in edges[n : n + 2]]


def _medians(on: FanPlot, fan: Fan) -> Iterator[Element]:
    points = [None if one.median is None else (on.across(one.day), on.y(one.median)) for one in fan.ahead]
    yield from (stroke(run) for run in runs(points) if len(run) > 1)
    radius = DOT if _room(on, [one.day for one in fan.ahead]) >= LEAST_FOR_DOTS else UNSEEN
    for one, point in zip(fan.ahead, points, strict=True):
        if point is not None:
            dot = element("circle", paint=paint("dot"), cx=point[0], cy=point[1], r=radius)
            yield group([element("title", told(fan, one)), dot])


def _reaches(on: FanPlot, fan: Fan, rank: int) -> list[Reach | None]:
    found: list[Reach | None] = []
    for one in fan.ahead:
        interval = one.intervals[rank]
        found.append(None if interval is None else (on.across(one.day), on.y(interval[0]), on.y(interval[1])))
    return found


def _outcomes(on: FanPlot, fan: Fan) -> Iterator[Element]:
    radius = RING if _room(on, [one.day for one in fan.ahead]) >= LEAST_FOR_DOTS else SMALL_RING
    for one in fan.ahead:
        if one.outcome is not None:
            yield group([element("title", told(fan, one)), _ring(on.across(one.day), on.y(one.outcome), radius)])


def _room(on: FanPlot, days: Sequence[int]) -> float:
    """From one date to the next, where they are closest."""
    return min((on.across(b) - on.across(a) for a, b in pairwise(days)), default=2 * RING)


def _thin(points: Sequence[Point]) -> Element:
    return element("path", paint=paint("null"), d=path(points), fill="none", stroke_width=1.3, stroke_linejoin="round")


def _dot(point: Point) -> Element:
    return element("circle", paint=paint("node"), cx=point[0], cy=point[1], r=DOT)


def _ring(x: float, y: float, radius: float) -> Element:
    return element("circle", paint=paint("ground", "null"), cx=x, cy=y, r=radius, stroke_width=0.4 * radius)


def _past_sample(left: float, middle: float) -> list[Element]:
    return [_thin([(left, middle), (left + SAMPLE, middle)]), _dot((left + SAMPLE / 2, middle))]


def _band_of(ink: Ink) -> Callable[[float, float], Sequence[Element]]:
    """A band as it lies in the panel: over that of the widest level."""
    return lambda left, middle: [
        part for i in ([FIRST] if ink is FIRST else [FIRST, ink]) for part in band_sample(i, left, middle)
    ]


def _ring_sample(left: float, middle: float) -> list[Element]:
    return [_ring(left + SAMPLE / 2, middle, RING)]
