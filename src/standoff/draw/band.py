"""A measure over time and how far it can be trusted into a line within a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.draw.axes import (
    LANE,
    RIGHT,
    Mark,
    Panel,
    draw_marks,
    left_of_panel,
    place_marks,
    rows_used,
    time_axis,
    value_axis,
)
from standoff.draw.frame import EDGE, SAMPLE, LegendItem, figure, header, label, note
from standoff.draw.scale import Scale, decimal, in_words, known, round_ticks, runs
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, path
from standoff.draw.words import SPOKEN, cut
from standoff.errors import DrawError

BAND_WORDS = "sensitivity band, 5-95 %"
HEIGHT = 190.0
MOST_TICKS = 5
MOST_DOTS = 60  # more dates than this are a line without dots
DOT = 3.5


@dataclass(frozen=True, slots=True)
class BandOverTime:
    """What `band` draws: at each date the best value and the ends of its band; None (or NaN) is a gap, never a zero.

    `y_range` is widened where values lie outside it. `marks` are days with a few words; those outside the dates are left out.
    """

    dates: Sequence[date]
    point: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    y_label: str = ""
    y_range: tuple[float, float] = (0.0, 1.0)
    point_label: str = "best value"
    marks: Sequence[tuple[date, str]] = ()
    title: str = "How well ties fit two camps"
    note: str = ""
    prefix: str = "band"

    def __post_init__(self) -> None:
        if not len(self.dates) == len(self.point) == len(self.low) == len(self.high):
            raise DrawError("dates, point, low and high of a band differ in length; give one of each per date")


@dataclass(frozen=True, slots=True)
class Reading:
    """One date with what is known at it; the ends of the band are both known or both None."""

    day: date
    point: float | None
    low: float | None
    high: float | None

    def values(self) -> list[float]:
        return [v for v in (self.point, self.low, self.high) if v is not None]


def band(picture: BandOverTime) -> str:
    """The measure and its band as a standalone SVG."""
    readings = _readings(picture)
    head = header(picture.title, picture.y_label, _legend_items(picture, readings))
    values = [v for r in readings for v in r.values()] + [v for end in picture.y_range if (v := known(end)) is not None]
    ticks = round_ticks(min(values, default=0.0), max(values, default=1.0), MOST_TICKS)
    left, right = left_of_panel(ticks), RIGHT
    days = [r.day.toordinal() for r in readings] or [date(2000, 1, 1).toordinal()]
    across = Scale(min(days), max(days), left + 8, right - 8)
    marks = place_marks([Mark(day, text) for day, text in picture.marks], across)
    top = head.bottom + 8 + LANE * rows_used(marks)
    panel = Panel(left, top, right, top + HEIGHT)
    up = Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top)
    drawn = [
        *value_axis(panel, up, ticks),
        *_intervals(readings, across, up),
        *draw_marks(marks, panel.top, panel.bottom),
    ]
    drawn += _line(readings, across, up)
    bottom = panel.bottom + EDGE
    if readings:
        axis = time_axis(panel, across, readings[0].day, readings[-1].day)
        drawn, bottom = [*drawn, *axis.elements], axis.bottom
    else:
        drawn.append(label("no dates", (left + right) / 2, top + HEIGHT / 2, anchor="middle", role="quiet", halo=True))
    foot = note(picture.note, bottom)
    body = [*head.elements, *drawn, *foot.elements]
    return figure(picture.prefix, picture.title, describe(picture), foot.bottom, body)


def describe(picture: BandOverTime) -> str:
    """The series in words, for those who do not see it."""
    seen = [r for r in _readings(picture) if r.values()]
    if not seen:
        return "No values."
    ends = " ".join(f"{in_words(r.day)}: {_told(r)}." for r in (seen if len(seen) == 1 else (seen[0], seen[-1])))
    marked = "; ".join(f"{in_words(day)}, {cut(text, SPOKEN)}" for day, text in picture.marks)
    return f"{picture.y_label or 'Value'} at {len(seen)} dates. {ends}" + (f" Marked: {marked}." if marked else "")


def _told(reading: Reading) -> str:
    value = "no value" if reading.point is None else decimal(reading.point, 0.01)
    if reading.low is None or reading.high is None:
        return value
    return f"{value}, band {decimal(reading.low, 0.01)} to {decimal(reading.high, 0.01)}"


def _readings(picture: BandOverTime) -> list[Reading]:
    """By date; a band with one end missing is no band, and one that is upside down is turned."""
    found = []
    for day, point, *ends in zip(picture.dates, picture.point, picture.low, picture.high, strict=True):
        both = sorted(e for end in ends if (e := known(end)) is not None)
        low, high = both if len(both) == 2 else (None, None)
        found.append(Reading(day, known(point), low, high))
    return sorted(found, key=lambda r: r.day)


def _intervals(readings: Sequence[Reading], across: Scale, up: Scale) -> Iterator[Element]:
    """The band with its two edges; a date that stands alone has an upright bar."""
    ends = [
        (across(r.day.toordinal()), up(r.low), up(r.high)) if r.low is not None and r.high is not None else None
        for r in readings
    ]
    for run in runs(ends):
        above, below = [(x, high) for x, _, high in run], [(x, low) for x, low, _ in run]
        if len(run) == 1:
            x, low, high = run[0]
            bar = path([(x - 5, high), (x + 5, high), (x, high), (x, low), (x - 5, low), (x + 5, low)])
            yield element("path", paint=paint("interval-edge"), d=bar, fill="none", stroke_width=2)
            continue
        yield element("path", paint=paint("interval"), d=path([*above, *reversed(below)], closed=True))
        for edge in (above, below):
            yield element("path", paint=paint("interval-edge"), d=path(edge), fill="none", stroke_width=1.2)


def _line(readings: Sequence[Reading], across: Scale, up: Scale) -> Iterator[Element]:
    """The best values, joined where no date between them is missing."""
    points = [(across(r.day.toordinal()), up(r.point)) if r.point is not None else None for r in readings]
    for run in runs(points):
        if len(run) > 1:
            yield element(
                "path", paint=paint("line"), d=path(run), fill="none", stroke_width=2.5, stroke_linejoin="round"
            )
        if len(run) == 1 or len(points) <= MOST_DOTS:
            yield from (element("circle", paint=paint("dot"), cx=x, cy=y, r=DOT) for x, y in run)


def _legend_items(picture: BandOverTime, readings: Sequence[Reading]) -> list[LegendItem]:
    items = [LegendItem(picture.point_label, _line_sample)] if any(r.point is not None for r in readings) else []
    return [*items, LegendItem(BAND_WORDS, _band_sample)] if any(r.low is not None for r in readings) else items


def _line_sample(left: float, middle: float) -> list[Element]:
    return [
        element(
            "path",
            paint=paint("line"),
            d=path([(left, middle), (left + SAMPLE, middle)]),
            fill="none",
            stroke_width=2.5,
        ),
        element("circle", paint=paint("dot"), cx=left + SAMPLE / 2, cy=middle, r=DOT),
    ]


def _band_sample(left: float, middle: float) -> list[Element]:
    edges = [[(left, y), (left + SAMPLE, y)] for y in (middle - 9, middle + 9)]
    return [
        element("rect", paint=paint("interval"), x=left, y=middle - 9, width=SAMPLE, height=18),
        *(element("path", paint=paint("interval-edge"), d=path(e), fill="none", stroke_width=1.2) for e in edges),
    ]
