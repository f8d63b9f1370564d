"""What is expected to follow an event, added up day by day, into curves within their bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from standoff.draw.axes import RIGHT, Panel, left_of_panel
from standoff.draw.courses import Course, draw_courses, plot, thin_sample, told
from standoff.draw.curve import FIRST, SECOND, Ink, band_sample, line_sample
from standoff.draw.frame import (
    EDGE,
    LINE,
    LINE_EM,
    WIDTH,
    Block,
    LegendItem,
    header,
    label,
    label_lines,
    laid_out,
    note,
)
from standoff.draw.placing import Spot
from standoff.draw.scale import Scale, Tick, known, known_interval, round_ticks
from standoff.draw.style import LABEL_NARROW
from standoff.draw.svg import Element, clean
from standoff.draw.words import ELLIPSIS, SPOKEN, lines, width
from standoff.errors import DrawError

UNIT = "expected extra events by that day"
DAYS_WORDS = "days after the event"
INKS = (FIRST, SECOND)  # more curves than these have a panel each: three bands over one another cannot be read
HEIGHT, SMALL_HEIGHT = 220.0, 145.0
SMALL_WIDTH = (WIDTH - 2 * EDGE - 24) / 2  # two panels beside one another, and what is free between them
MOST_TICKS = 6
HALF_A_DAY = 16.0  # half of the last day's number, beyond the end of its panel
BELOW_NAME = 18.0  # half of the letters of the topmost value, and some space
BELOW = 40.0  # for the numbers of days
AT_END = 210.0  # for names at the right end of curves, about 15 letters a line
LONGEST_DAYS = 9999


@dataclass(frozen=True, slots=True)
class ResponseCurve:
    """What is expected in one stream: by each day the events so far, and the ends of the 95 % interval of that; None is a gap."""

    name: str
    expected: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class ResponseCurves:
    """What `responses` draws: `days` after an event, and curves with a value for each of them; values grow, as they are added up."""

    days: Sequence[int]
    curves: Sequence[ResponseCurve]
    title: str = "What is expected to follow"
    note: str = ""
    prefix: str = "responses"

    def __post_init__(self) -> None:
        if any({len(c.expected), len(c.low), len(c.high)} != {len(self.days)} for c in self.curves):
            raise DrawError("a curve of responses differs from the days in length; give one of each value per day")
        if not all(0 <= day <= LONGEST_DAYS for day in self.days):
            raise DrawError(f"days of responses count from the event: 0 to {LONGEST_DAYS}")


def responses(picture: ResponseCurves) -> str:
    """The curves as a standalone SVG: up to two in one panel, more in a panel each, with the others as thin lines."""
    courses = _courses(picture)
    values = [value for course in courses for value in course.all_values()]
    ticks = round_ticks(min([0.0, *values]), max(values, default=1.0), MOST_TICKS)
    last = max(picture.days, default=1)
    at_end = _names_at_end(courses, ticks) if len(courses) <= len(INKS) else None
    head = header(picture.title, UNIT, _legend_items(courses, named=at_end is None))
    draw = _apart if len(courses) > len(INKS) else partial(_together, at_end or [])
    drawn = draw(courses, ticks, last, head.bottom + 8)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot))


def describe(picture: ResponseCurves) -> str:
    """The curves in words, for those who do not see them."""
    ends = " ".join(f"{told(course, SPOKEN)}." for course in _courses(picture))
    return f"{UNIT.capitalize()}. {ends or 'No curves.'}"


def _courses(picture: ResponseCurves) -> list[Course]:
    """By day; half an interval is none."""
    found = []
    for curve in picture.curves:
        rows = zip(picture.days, curve.expected, curve.low, curve.high, strict=True)
        read = sorted(((day, known(value), known_interval(*ends)) for day, value, *ends in rows), key=lambda r: r[0])
        days, values, intervals = zip(*read, strict=True) if read else ((), (), ())
        found.append(Course(clean(curve.name).strip(), days, values, intervals))
    return found


def _together(
    at_end: Sequence[tuple[list[str], float]], courses: Sequence[Course], ticks: Sequence[Tick], last: int, top: float
) -> Block:
    """One panel; names stand at the right end of their curves where they fit."""
    room = max((width(line, LABEL_NARROW) for text, _ in at_end for line in text), default=0.0)
    right = WIDTH - EDGE - 12 - room if room else RIGHT
    on = plot(Panel(left_of_panel(ticks), top, right, top + HEIGHT), last, ticks)
    drawn = list(draw_courses(on, list(zip(courses, INKS, strict=False))))
    for text, down in at_end:
        drawn += label_lines(text, Spot(right + 12, top + down, "start", 0.5))
    middle = (on.panel.left + right) / 2
    words = DAYS_WORDS if courses else "no curves"
    drawn.append(label(words, middle, on.panel.bottom + BELOW + LINE / 2, anchor="middle", role="quiet"))
    return Block(tuple(drawn), on.panel.bottom + BELOW + LINE + 4)


def _apart(courses: Sequence[Course], ticks: Sequence[Tick], last: int, top: float) -> Block:
    """A panel for each, two beside one another, on the same scales."""
    drawn: list[Element] = []
    names = [lines(course.name, SMALL_WIDTH, LABEL_NARROW, most=2) for course in courses]
    for first in range(0, len(courses), 2):
        top += max(map(len, names[first : first + 2])) * LABEL_NARROW * LINE_EM + BELOW_NAME
        for n, course in enumerate(courses[first : first + 2]):
            left = EDGE + n * (WIDTH - 2 * EDGE - SMALL_WIDTH)
            panel = Panel(left - EDGE + left_of_panel(ticks), top, left + SMALL_WIDTH - HALF_A_DAY, top + SMALL_HEIGHT)
            others = [other for other in courses if other is not course]
            drawn += label_lines(names[first + n], Spot(left, top - BELOW_NAME + 4, "start", 1.0))
            drawn += draw_courses(plot(panel, last, ticks), [(course, FIRST)], others)
        top += SMALL_HEIGHT + BELOW + 10
    drawn.append(label(DAYS_WORDS, EDGE, top + LINE / 2, role="quiet"))
    return Block(tuple(drawn), top + LINE + 4)


def _names_at_end(courses: Sequence[Course], ticks: Sequence[Tick]) -> list[tuple[list[str], float]] | None:
    """The names in lines, and how far below the top of the panel; None where one would be cut or meet another."""
    up = Scale(ticks[0].value, ticks[-1].value, HEIGHT, 0.0)
    found: list[tuple[list[str], float]] = []
    spans: list[tuple[float, float]] = []
    for course in courses:
        text, last = lines(course.name, AT_END, LABEL_NARROW, most=3), course.last()
        if last is None or not text or text[-1].endswith(ELLIPSIS):
            return None
        half = len(text) * LABEL_NARROW * LINE_EM / 2
        middle = min(max(up(last), half), HEIGHT - half + 6)
        if any(middle - half < end and start < middle + half for start, end in spans):
            return None
        spans.append((middle - half, middle + half))
        found.append((text, middle))
    return found


def _legend_items(courses: Sequence[Course], *, named: bool) -> list[LegendItem]:
    """What the figure holds: names only of curves that share a panel and do not carry them."""
    apart = len(courses) > len(INKS)
    items = []
    if named and not apart:
        shown = [(course.name, ink) for course, ink in zip(courses, INKS, strict=False) if course.name]
        items = [LegendItem(name, partial(_line_sample, ink)) for name, ink in shown]
    if any(interval for course in courses for interval in course.intervals):
        items.append(LegendItem("95 % interval", partial(band_sample, FIRST)))
    return [*items, LegendItem("the other curves", thin_sample)] if apart else items


def _line_sample(ink: Ink, left: float, middle: float) -> list[Element]:
    return line_sample(ink, left, middle, dots=False)
