"""Counts by week, their null mean and the means of stretches into bars with lines across them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from standoff.draw.axes import Panel, value_axis
from standoff.draw.frame import SAMPLE, LegendItem, label
from standoff.draw.scale import Scale, Tick, decimal, in_words
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element, group, path
from standoff.draw.words import width

DAYS_A_WEEK = 7
HEADROOM = 32.0  # above the highest bar: the word "reference", the marks of weeks that fired
BETWEEN_BARS = 0.16  # share of a week's width that is left free
TRIANGLE = 9.0


@dataclass(frozen=True, slots=True)
class Week:
    """A week by the ordinal of its first day; `exponent` is its evidence as a power of ten."""

    day: int
    count: float | None
    exponent: float | None
    fired: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A mean over some days, from the ordinal `first` up to but without `end`; `role` says of what."""

    height: float
    first: int
    end: int
    role: str


def draw_bars(
    panel: Panel, across: Scale, ticks: Sequence[Tick], weeks: Sequence[Week], levels: Sequence[Level]
) -> Iterator[Element]:
    """The upper panel; `ticks` are those of the counts, the first at 0."""
    up = Scale(0.0, ticks[-1].value, panel.bottom, panel.top + HEADROOM)
    yield from value_axis(panel, up, ticks)
    for week in weeks:
        yield from _bar(week, across, up) if week.count is not None else _no_data(week, across, up)
    for level in levels:
        yield from _level(level.role, (across(level.first), across(level.end)), up(level.height))
    yield element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom)


def draw_window(panels: Sequence[Panel], span: tuple[float, float]) -> Iterator[Element]:
    """The reference weeks on a ground of their own, and its name where it fits."""
    start, end = span
    for panel in panels:
        yield element(
            "rect", paint=paint("window"), x=start, y=panel.top, width=end - start, height=panel.bottom - panel.top
        )
    if width("reference", LABEL_NARROW) + 12 < end - start:
        yield label("reference", start + 6, panels[0].top + HEADROOM / 2, role="quiet")


def week_words(week: Week) -> str:
    """A week and its count as text."""
    told = "no data" if week.count is None else decimal(week.count, 1 if week.count.is_integer() else 0.1)
    return f"week of {in_words(date.fromordinal(week.day))}: {told}" + (", above the threshold" if week.fired else "")


def legend_items(weeks: Sequence[Week], levels: Sequence[Level], names: dict[str, str]) -> list[LegendItem]:
    """What the panel holds, and nothing else; `names` has the words of the levels by role."""
    items = [LegendItem("above the threshold", _fired_sample)] if any(w.fired for w in weeks) else []
    for role, text in names.items():
        if any(level.role == role for level in levels):
            items.append(LegendItem(text, partial(_level_sample, role)))
    return [*items, LegendItem("no data", _no_data_sample)] if any(w.count is None for w in weeks) else items


def _bar(week: Week, across: Scale, up: Scale) -> Iterator[Element]:
    """A bar; that of a week that fired has a triangle above it, so that colour is not all there is."""
    start, end = across(week.day), across(week.day + DAYS_A_WEEK)
    free = BETWEEN_BARS * (end - start) / 2
    top = up(week.count or 0.0)
    drawn = [element("title", week_words(week)), _block(week.fired, start + free, top, end - free, up.start)]
    yield group([*drawn, _triangle((start + end) / 2, top, min(end - start, TRIANGLE))] if week.fired else drawn)


def _block(fired: bool, left: float, top: float, right: float, bottom: float) -> Element:
    return element(
        "rect", paint=paint("fired" if fired else "bar"), x=left, y=top, width=right - left, height=bottom - top
    )


def _triangle(middle: float, top: float, wide: float) -> Element:
    corners = [(middle - wide / 2, top - 12), (middle + wide / 2, top - 12), (middle, top - 4)]
    return element("path", paint=paint("fired"), d=path(corners, closed=True))


def _no_data(week: Week, across: Scale, up: Scale) -> Iterator[Element]:
    """A hollow ring at the foot: a week without data is not a week without events."""
    x = (across(week.day) + across(week.day + DAYS_A_WEEK)) / 2
    yield group([element("title", week_words(week)), _ring(x, up.start - 6)])


def _ring(x: float, y: float) -> Element:
    return element("circle", paint=paint("axis"), cx=x, cy=y, r=3, fill="none", stroke_width=1.5)


def _level(role: str, span: tuple[float, float], y: float) -> Iterator[Element]:
    """The null mean is dashed, the mean of a stretch a thicker whole line; both stand out from bars by a pale edge."""
    d = path([(span[0], y), (span[1], y)])
    wide, dashes = (1.8, {"stroke-dasharray": "7 4"}) if role == "null" else (3.0, {})
    yield element("path", paint=paint("halo") | dashes, d=d, fill="none", stroke_width=wide + 2)
    yield element("path", paint=paint(role) | dashes, d=d, fill="none", stroke_width=wide)


def _fired_sample(left: float, middle: float) -> list[Element]:
    return [_block(True, left + 14, middle + 2, left + 26, middle + 9), _triangle(left + 20, middle + 1, TRIANGLE)]


def _level_sample(role: str, left: float, middle: float) -> list[Element]:
    return list(_level(role, (left, left + SAMPLE), middle))


def _no_data_sample(left: float, middle: float) -> list[Element]:
    return [_ring(left + SAMPLE / 2, middle)]
