"""Weekly counts and the evidence that they rose into bars above a line that share one time axis."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from standoff.draw.axes import LANE, RIGHT, Mark, Panel, draw_marks, left_of_panel, place_marks, rows_used, time_axis
from standoff.draw.bars import DAYS_A_WEEK, HEADROOM, Level, Week, draw_bars, draw_window, legend_items
from standoff.draw.evidence import draw_evidence, evidence_axis, exponent
from standoff.draw.frame import EDGE, LINE, Block, header, label, laid_out, note, subtitle
from standoff.draw.scale import Scale, count_ticks, decimal, in_words, known
from standoff.draw.svg import Element
from standoff.errors import DrawError

BARS_HEIGHT, EVIDENCE_HEIGHT = 180.0 + HEADROOM, 120.0
MOST_TICKS = 5
EVIDENCE_WORDS = "evidence of a {} (e-process, log scale)"


@dataclass(frozen=True, slots=True)
class Segment:
    """The weeks from the one that begins at `first` to the one that begins at `last` have this mean count."""

    first: date
    last: date
    mean: float


@dataclass(frozen=True, slots=True)
class WeeklyCounts:
    """What `counts` draws: one count per week, named by its first day; None (or NaN) is a week without data.

    `reference` are the first days of the first and the last week that the null mean was taken from; `fired` the weeks in which the
    evidence was above its threshold, `alarm` the week from which the alarm is said, `change` what it is evidence of. `e_process` has a value per week, or is empty and
    then has no panel. `segments` are the means between dates found afterwards: a description, no test.
    """

    weeks: Sequence[date]
    counts: Sequence[float | None]
    reference: tuple[date, date] | None = None
    null_mean: float | None = None
    fired: Collection[date] = ()
    alarm: date | None = None
    e_process: Sequence[float | None] = ()
    threshold: float = 520.0  # at most one false alarm in 520 weeks, ten years, if the null is right
    segments: Sequence[Segment] = ()
    y_label: str = "events a week"
    title: str = "Has it changed?"
    note: str = ""
    prefix: str = "counts"
    change: Literal["rise", "fall"] = "rise"

    def __post_init__(self) -> None:
        if len(self.weeks) != len(self.counts) or len(self.e_process) not in {0, len(self.weeks)}:
            raise DrawError("weeks, counts and e_process differ in length; give one of each per week, or no e_process")


def counts(picture: WeeklyCounts) -> str:
    """The counts, and below them the evidence, as a standalone SVG."""
    weeks = _weeks(picture)
    levels = _levels(picture, weeks)
    head = header(picture.title, picture.y_label, legend_items(weeks, levels, _level_names(levels)))
    panels = _panels(picture, weeks, levels, head.bottom + 8)
    foot = note(picture.note, panels.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, panels.elements, foot))


def describe(picture: WeeklyCounts) -> str:
    """The counts in words, for those who do not see them."""
    weeks = [(w.day, w.count) for w in _weeks(picture) if w.count is not None]
    if not weeks:
        return "No weeks."
    day, most = max(weeks, key=lambda w: w[1])
    said = [
        f"{len(weeks)} weeks from {_day(weeks[0][0])} to {_day(weeks[-1][0])}, {picture.y_label}.",
        f"Most: {decimal(most, 0.1)}, in the week of {_day(day)}.",
    ]
    if picture.reference:
        said.append(f"Reference: the weeks of {in_words(picture.reference[0])} to {in_words(picture.reference[1])}.")
    if (mean := known(picture.null_mean)) is not None:
        said.append(f"Null mean: {decimal(mean, 0.1)}.")
    if strongest := max((w.exponent for w in _weeks(picture) if w.exponent is not None), default=None):
        said.append(f"Strongest evidence: {10**strongest:,.0f}, threshold {picture.threshold:,.10g}.")
    said.append(f"Alarm in the week of {in_words(picture.alarm)}." if picture.alarm else "No alarm.")
    return " ".join(said)


def _day(ordinal: int) -> str:
    return in_words(date.fromordinal(ordinal))


def _weeks(picture: WeeklyCounts) -> list[Week]:
    """By date; a count below 0 is drawn as 0."""
    evidence = picture.e_process if len(picture.e_process) else [None] * len(picture.weeks)
    found = [
        Week(day.toordinal(), None if (n := known(count)) is None else max(n, 0.0), exponent(e), day in picture.fired)
        for day, count, e in zip(picture.weeks, picture.counts, evidence, strict=True)
    ]
    return sorted(found, key=lambda w: w.day)


def _levels(picture: WeeklyCounts, weeks: Sequence[Week]) -> list[Level]:
    """The mean of the null across all weeks, and that of each stretch."""
    found = []
    if weeks and (mean := known(picture.null_mean)) is not None:
        found.append(Level(mean, weeks[0].day, weeks[-1].day + DAYS_A_WEEK, "null"))
    for segment in picture.segments:
        first, last = sorted((segment.first.toordinal(), segment.last.toordinal()))
        if (mean := known(segment.mean)) is not None:
            found.append(Level(mean, first, last + DAYS_A_WEEK, "segment"))
    return found


def _level_names(levels: Sequence[Level]) -> dict[str, str]:
    null = next((decimal(level.height, 0.1) for level in levels if level.role == "null"), "")
    return {"null": f"null mean, {null}", "segment": "mean of a stretch, descriptive"}


def _panels(picture: WeeklyCounts, weeks: Sequence[Week], levels: Sequence[Level], top: float) -> Block:
    """Bars above, evidence below, the dates at the foot."""
    heights = [w.count for w in weeks if w.count is not None] + [level.height for level in levels]
    ticks = count_ticks(heights, MOST_TICKS, logarithmic=False)
    axis = evidence_axis([w.exponent for w in weeks], picture.threshold)
    left, right = left_of_panel([*ticks, *(axis.ticks() if axis else [])]), RIGHT
    first, last = (weeks[0].day, weeks[-1].day) if weeks else (1, 1)
    across = Scale(first, last + DAYS_A_WEEK, left, right)
    marks = place_marks(_marks(picture), across)
    top += LANE * rows_used(marks)
    bars = Panel(left, top, right, top + BARS_HEIGHT)
    panels = [bars]
    drawn = [*draw_bars(bars, across, ticks, weeks, levels)]
    if axis:
        panels.append(Panel(left, bars.bottom + LINE + 26, right, bars.bottom + LINE + 26 + EVIDENCE_HEIGHT))
        points = [None if w.exponent is None else (across(w.day + DAYS_A_WEEK / 2), w.exponent) for w in weeks]
        drawn += [
            *subtitle(EVIDENCE_WORDS.format(picture.change), bars.bottom + 16).elements,
            *draw_evidence(panels[-1], axis, points),
        ]
    drawn = [*_window(picture, across, panels), *drawn, *draw_marks(marks, bars.top, panels[-1].bottom)]
    if not weeks:
        nothing = label(
            "no weeks", (left + right) / 2, bars.bottom - BARS_HEIGHT / 2, anchor="middle", role="quiet", halo=True
        )
        return Block((*drawn, nothing), bars.bottom + EDGE)
    end = min(last + DAYS_A_WEEK - 1, date.max.toordinal())
    foot = time_axis(panels[-1], across, date.fromordinal(first), date.fromordinal(end))
    return Block((*drawn, *foot.elements), foot.bottom)


def _window(picture: WeeklyCounts, across: Scale, panels: Sequence[Panel]) -> Iterator[Element]:
    if picture.reference:
        first, last = sorted(day.toordinal() for day in picture.reference)
        yield from draw_window(panels, (across(first), across(last + DAYS_A_WEEK)))


def _marks(picture: WeeklyCounts) -> list[Mark]:
    return [Mark(picture.alarm, f"alarm, {in_words(picture.alarm)}", "alarm", "alarm-text")] if picture.alarm else []
