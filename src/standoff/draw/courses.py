"""Values by day after an event into a panel: lines within bands over a day axis that begins at the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from standoff.draw.axes import Panel, value_axis
from standoff.draw.curve import Ink, Reach, draw_band, draw_line
from standoff.draw.frame import SAMPLE, label
from standoff.draw.placing import Point
from standoff.draw.scale import Scale, Tick, decimal, runs
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, group, path
from standoff.draw.words import TOOLTIP, cut

DAY_ROOM = 80.0  # from one labelled day to the next


@dataclass(frozen=True, slots=True)
class Course:
    """A named series, by day: at each a value and its interval, where they are known."""

    name: str
    days: tuple[int, ...]
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...]

    def all_values(self) -> list[float]:
        """Every number in it."""
        ends = [end for interval in self.intervals for end in interval or ()]
        return [*ends, *(v for v in self.values if v is not None)]

    def last(self) -> float | None:
        """The value on the last day; None where it is not known."""
        return self.values[-1] if self.values else None


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel with its two scales, and what is labelled on that of the values."""

    panel: Panel
    across: Scale
    up: Scale
    ticks: Sequence[Tick]


def plot(panel: Panel, last_day: int, ticks: Sequence[Tick]) -> Plot:
    """A panel from the event to the last day, and from the first to the last tick."""
    across = Scale(0, last_day, panel.left, panel.right)
    return Plot(panel, across, Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top), ticks)


def draw_courses(on: Plot, courses: Sequence[tuple[Course, Ink]], others: Sequence[Course] = ()) -> Iterator[Element]:
    """The axes, the bands, and above them the lines; `others` are thin lines without a band, for comparison."""
    yield from value_axis(on.panel, on.up, on.ticks)
    for course, ink in courses:
        yield group([element("title", told(course)), *draw_band(_reaches(on, course), ink)])
    yield from _day_axis(on)
    for course in others:
        yield group([element("title", cut(course.name, TOOLTIP)), *_thin(_points(on, course))])
    for course, ink in courses:
        yield group([element("title", told(course)), *draw_line(_points(on, course), ink, dots=False)])


def told(course: Course, letters: int = TOOLTIP) -> str:
    """A course in words: its name and what it comes to."""
    name = cut(course.name, letters)
    known = [(d, v, i) for d, v, i in zip(course.days, course.values, course.intervals, strict=True) if v is not None]
    if not known:
        return f"{name}: no values"
    day, value, interval = known[-1]
    ends = f", 95 % interval {' to '.join(decimal(end, 0.01) for end in interval)}" if interval else ""
    return f"{name}: {decimal(value, 0.01)} by day {day}{ends}"


def thin_sample(left: float, middle: float) -> list[Element]:
    """A line for comparison as a word of the legend has it."""
    return list(_thin([(left, middle), (left + SAMPLE, middle)]))


def _points(on: Plot, course: Course) -> list[Point | None]:
    known = zip(course.days, course.values, strict=True)
    return [None if value is None else (on.across(day), on.up(value)) for day, value in known]


def _reaches(on: Plot, course: Course) -> list[Reach | None]:
    known = zip(course.days, course.intervals, strict=True)
    return [None if ends is None else (on.across(day), on.up(ends[0]), on.up(ends[1])) for day, ends in known]


def _thin(points: Sequence[Point | None]) -> Iterator[Element]:
    for run in runs(points):
        if len(run) > 1:
            yield element("path", paint=paint("axis"), d=path(run), fill="none", stroke_width=0.9)


def _day_axis(on: Plot) -> Iterator[Element]:
    panel = on.panel
    yield element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom)
    for day in _labelled_days(int(on.across.high), int((panel.right - panel.left) / DAY_ROOM)):
        x = on.across(day)
        yield element("line", paint=paint("axis"), x1=x, y1=panel.bottom, x2=x, y2=panel.bottom + 6)
        yield label(str(day), x, panel.bottom + 24, anchor="middle", role="quiet")


def _labelled_days(last: int, most: int) -> range:
    """From the event on, at most so many steps of 1, 2 or 5 times a power of ten."""
    steps = (times * 10**power for power in count() for times in (1, 2, 5))
    return range(0, last + 1, next(step for step in steps if last / step <= most))
