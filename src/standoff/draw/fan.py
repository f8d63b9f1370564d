"""Counts observed and counts forecast into a line that opens into a fan at the date of the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standoff.draw.axes import LANE, RIGHT, Panel, left_of_panel, time_axis
from standoff.draw.fan_panel import Ahead, Fan, FanPlot, draw_fan, legend_items, percent, told
from standoff.draw.frame import Block, header, label, laid_out, note
from standoff.draw.scale import Scale, count_ticks, in_words, known, known_interval
from standoff.draw.style import LABEL_NARROW
from standoff.draw.svg import Element
from standoff.draw.words import SPOKEN, cut, shortened, width
from standoff.errors import DrawError

HEIGHT = 230.0
MOST_TICKS = 6
MOST_LEVELS = 3  # shades of more cannot be told apart


@dataclass(frozen=True, slots=True)
class FanInterval:
    """The interval of one level, a share such as 0.9, at each date ahead; None is a gap."""

    level: float
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class FanChart:
    """What `fan` draws: counts `observed` at dates up to the day of the run, and the forecast at the dates `ahead`; None (or NaN) is a gap.

    A value stands at its date: of weeks give the last day, so that the run lies between them. `horizon` are words such as "next 4 weeks".
    `outcome` is what came at the dates ahead, or empty. A count below 0 is drawn as 0. Say `logarithmic` where one week had a
    hundred times the events of most others: on an even axis these, and their forecast, would lie on the foot. The fan of four weeks is
    hard to read behind more than a year of them.
    """

    dates: Sequence[date]
    observed: Sequence[float | None]
    run: date
    ahead: Sequence[date]
    median: Sequence[float | None]
    intervals: Sequence[FanInterval] = ()
    horizon: str = ""
    outcome: Sequence[float | None] = ()
    logarithmic: bool = False
    y_label: str = "events a week"
    title: str = "What is to be expected?"
    note: str = ""
    prefix: str = "fan"

    def __post_init__(self) -> None:
        series = [self.median, *(end for interval in self.intervals for end in (interval.low, interval.high))]
        if len(self.dates) != len(self.observed) or any(len(values) != len(self.ahead) for values in series):
            raise DrawError("series of a fan differ in length; give one value for each of their dates")
        if len(self.outcome) not in {0, len(self.ahead)}:
            raise DrawError("outcome of a fan and dates ahead differ in length; give one of each, or no outcome")
        if any(day > self.run for day in self.dates) or any(day < self.run for day in self.ahead):
            raise DrawError(f"a fan has observed dates up to its run on {self.run}, and dates ahead from then on")
        levels = [interval.level for interval in self.intervals]
        if len(set(levels)) < len(levels) or len(levels) > MOST_LEVELS or not all(0 < level < 1 for level in levels):
            raise DrawError(f"levels of a fan are at most {MOST_LEVELS} different shares between 0 and 1: {levels}")


def fan(picture: FanChart) -> str:
    """The counts and their forecast as a standalone SVG."""
    read = read_fan(picture)
    head = header(picture.title, unit_words(picture.y_label, logarithmic=picture.logarithmic), legend_items([read]))
    ticks = count_ticks(read.values(), MOST_TICKS, logarithmic=picture.logarithmic)
    left, top = left_of_panel(ticks), head.bottom + 8 + LANE
    across = Scale(*read.span(), left + 8, RIGHT - 8)
    panel = Panel(left, top, RIGHT, top + HEIGHT)
    drawn = panel_of(FanPlot(panel, across, ticks, picture.logarithmic), read)
    words = run_words(picture, across(read.run), panel)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, [*words, *drawn.elements], foot))


def describe(picture: FanChart) -> str:
    """The counts and the forecast in words, for those who do not see them."""
    read = read_fan(picture)
    seen = [(day, value) for day, value in read.past if value is not None]
    said = [f"{cut(picture.y_label, SPOKEN) or 'Value'}."]
    if seen:
        first, last = (in_words(date.fromordinal(seen[n][0])) for n in (0, -1))
        said.append(f"Observed at {len(seen)} dates, {first} to {last}, the last {seen[-1][1]:,.10g}.")
    said.append(f"{run_text(picture, SPOKEN).capitalize()}.")
    ends = read.ahead if len(read.ahead) < 2 else (read.ahead[0], read.ahead[-1])
    said += [f"{told(read, one)}." for one in ends] or ["No forecast."]
    return " ".join([*said, *_covered(read)])


def read_fan(picture: FanChart) -> Fan:
    """By date; intervals from the widest to the narrowest."""
    past = [(day.toordinal(), _count(value)) for day, value in zip(picture.dates, picture.observed, strict=True)]
    intervals = sorted(picture.intervals, key=lambda interval: -interval.level)
    outcome = picture.outcome if len(picture.outcome) else [None] * len(picture.ahead)
    ahead = [
        Ahead(day.toordinal(), _count(median), tuple(_interval(i, n) for i in intervals), _count(came))
        for n, (day, median, came) in enumerate(zip(picture.ahead, picture.median, outcome, strict=True))
    ]
    return Fan(
        tuple(sorted(past, key=lambda p: p[0])),
        picture.run.toordinal(),
        tuple(sorted(ahead, key=lambda one: one.day)),
        tuple(interval.level for interval in intervals),
    )


def panel_of(on: FanPlot, read: Fan) -> Block:
    """One panel with its dates."""
    first, last = (date.fromordinal(int(day)) for day in (on.across.low, on.across.high))
    axis = time_axis(on.panel, on.across, first, last)
    return Block((*draw_fan(on, read), *axis.elements), axis.bottom)


def unit_words(y_label: str, *, logarithmic: bool) -> str:
    """What is counted, and first of all that the axis is not an even one, so that no long label hides it."""
    return f"log axis: {y_label}" if logarithmic else y_label


def run_text(picture: FanChart, letters: int) -> str:
    """The run and the horizon in words."""
    return ", ".join(filter(None, [f"run {picture.run.isoformat()}", cut(picture.horizon, letters).strip()]))


def run_words(picture: FanChart, x: float, panel: Panel) -> list[Element]:
    """The run before its line and the horizon behind it; where there is no room for that, both in one, as near as they can be."""
    middle = panel.top - LANE / 2
    run, horizon = f"run {picture.run.isoformat()}", shortened(picture.horizon, RIGHT - panel.left, LABEL_NARROW)
    if x - 6 - width(run, LABEL_NARROW) >= panel.left and x + 6 + width(horizon, LABEL_NARROW) <= panel.right:
        behind = [label(horizon, x + 6, middle, role="quiet")] if horizon else []
        return [label(run, x - 6, middle, anchor="end", role="quiet"), *behind]
    text = shortened(run_text(picture, SPOKEN), panel.right - panel.left, LABEL_NARROW)
    end = min(max(x - 6, panel.left + width(text, LABEL_NARROW)), panel.right)
    return [label(text, end, middle, anchor="end", role="quiet")]


def _covered(read: Fan) -> list[str]:
    """How many of those that came lie in the interval of each level, the narrowest first."""
    said = []
    for rank, level in list(enumerate(read.levels))[::-1]:
        both = [(one.outcome, i) for one in read.ahead if one.outcome is not None and (i := one.intervals[rank])]
        if both:
            inside = sum(i[0] <= came <= i[1] for came, i in both)
            said.append(f"{inside} of {len(both)} that came lie in the {percent(level)} interval.")
    return said


def _interval(interval: FanInterval, n: int) -> tuple[float, float] | None:
    found = known_interval(interval.low[n], interval.high[n])
    return found and (max(found[0], 0.0), max(found[1], 0.0))


def _count(value: float | None) -> float | None:
    return None if (n := known(value)) is None else max(n, 0.0)
