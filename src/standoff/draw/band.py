"""A measure over time and how far it can be trusted into a line within a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

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
from standoff.draw.curve import FIRST, Reach, band_sample, draw_band, draw_line, line_sample
from standoff.draw.frame import EDGE, LegendItem, header, label, laid_out, note
from standoff.draw.scale import Scale, decimal, in_words, known, known_interval, round_ticks
from standoff.draw.svg import Element
from standoff.draw.words import SPOKEN, cut
from standoff.errors import DrawError

BAND_WORDS = "sensitivity band, 5-95 %"
HEIGHT = 190.0
MOST_TICKS = 5
MOST_DOTS = 60  # more dates than this are a line without dots


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
    band_label: str = BAND_WORDS
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
    top = head.bottom + 12 + LANE * rows_used(marks)
    panel = Panel(left, top, right, top + HEIGHT)
    up = Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top)
    drawn = [
        *value_axis(panel, up, ticks),
        *draw_band(_intervals(readings, across, up)),
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
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn, foot))


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
        low, high = known_interval(*ends) or (None, None)
        found.append(Reading(day, known(point), low, high))
    return sorted(found, key=lambda r: r.day)


def _intervals(readings: Sequence[Reading], across: Scale, up: Scale) -> list[Reach | None]:
    return [
        (across(r.day.toordinal()), up(r.low), up(r.high)) if r.low is not None and r.high is not None else None
        for r in readings
    ]


def _line(readings: Sequence[Reading], across: Scale, up: Scale) -> Iterator[Element]:
    points = [(across(r.day.toordinal()), up(r.point)) if r.point is not None else None for r in readings]
    yield from draw_line(points, dots=len(points) <= MOST_DOTS)


def _legend_items(picture: BandOverTime, readings: Sequence[Reading]) -> list[LegendItem]:
    items = (
        [LegendItem(picture.point_label, partial(line_sample, FIRST))]
        if any(r.point is not None for r in readings)
        else []
    )
    return (
        [*items, LegendItem(picture.band_label, partial(band_sample, FIRST))]
        if any(r.low is not None for r in readings)
        else items
    )
