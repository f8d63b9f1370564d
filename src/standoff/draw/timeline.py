"""Counts by class over time into rows of bars that share one time axis; every bar is a link to what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.draw.axes import RIGHT, Panel, left_of_panel, time_axis, value_axis
from standoff.draw.frame import Block, header, label, laid_out, note
from standoff.draw.scale import Scale, count_ticks, decimal, in_words
from standoff.draw.style import COLOURS, LABEL_NARROW, NO_COLOUR, paint
from standoff.draw.svg import Element, element
from standoff.draw.words import TOOLTIP, cut, shortened

ROW, NAME = 54.0, 36.0  # height of a row of bars, and of the name above it
MOST_TICKS = 2
LEAST_HEIGHT = 2.0  # of a bar: what happened once is seen beside what happened a thousand times
WHOLE = 100.0  # from here on shares of an event tell nothing
BETWEEN_BARS = 0.16  # share of the width of a bar that is left free


@dataclass(frozen=True, slots=True)
class Bar:
    """What happened from `first` to `last`, both included; `link` leads to it."""

    first: date
    last: date
    count: float
    link: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """The bars of one class, by date; days between them have none. `kind`: the number of the quad class, whose colour they have."""

    name: str
    bars: tuple[Bar, ...]
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What `timeline` draws; all rows have one scale, so that they can be compared. `first`, `last`: the days that the axis covers."""

    rows: tuple[BarRow, ...]
    first: date
    last: date
    y_label: str
    title: str
    note: str = ""
    prefix: str = "timeline"


def timeline(picture: Timeline) -> str:
    """The rows of bars as a standalone SVG."""
    head = header(picture.title, picture.y_label, [])
    drawn = _rows(picture, head.bottom + 4)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot), linked=True)


def describe(picture: Timeline) -> str:
    """The counts in words, for those who do not see them."""
    said = [f"{picture.y_label} from {in_words(picture.first)} to {in_words(picture.last)}."]
    for row in picture.rows:
        most = max(row.bars, key=lambda bar: bar.count, default=None)
        where = f", most {_counted(most.count)} ({_span(most)})" if most else ""
        said.append(f"{row.name}: {_counted(sum(bar.count for bar in row.bars))}{where}.")
    return " ".join(said)


def _rows(picture: Timeline, top: float) -> Block:
    ticks = count_ticks([bar.count for row in picture.rows for bar in row.bars], MOST_TICKS, logarithmic=False)
    across = Scale(picture.first.toordinal(), picture.last.toordinal() + 1, left_of_panel(ticks[-1:]), RIGHT)
    drawn: list[Element] = []
    panel = Panel(across.start, top, RIGHT, top)
    for row in picture.rows:
        panel = Panel(across.start, panel.bottom + NAME, RIGHT, panel.bottom + NAME + ROW)
        up = Scale(0.0, ticks[-1].value, panel.bottom, panel.top)
        total = _counted(sum(bar.count for bar in row.bars))
        drawn += [
            label(_fitting(f"{row.name}, {total}", panel), panel.left, panel.top - NAME / 2 + 4),
            *value_axis(panel, up, ticks[-1:]),
        ]
        drawn += _bars(row, across, up)
        if row is not picture.rows[-1]:
            drawn.append(
                element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=RIGHT, y2=panel.bottom)
            )
    foot = time_axis(panel, across, picture.first, picture.last)
    return Block((*drawn, *foot.elements), foot.bottom)


def _bars(row: BarRow, across: Scale, up: Scale) -> Iterator[Element]:
    colour = paint(*(NO_COLOUR[:1] if row.kind is None else COLOURS[row.kind]))
    for bar in row.bars:
        start, end = across(bar.first.toordinal()), across((bar.last + timedelta(days=1)).toordinal())
        free = BETWEEN_BARS * (end - start) / 2
        high = max(up.start - up(bar.count), LEAST_HEIGHT)
        words = f"{cut(row.name, TOOLTIP)}, {_span(bar)}: {_counted(bar.count)}"
        yield element(
            "a",
            element("title", words),
            element("rect", paint=colour, x=start + free, y=up.start - high, width=end - start - 2 * free, height=high),
            href=bar.link,
            aria_label=words,
        )


def _fitting(words: str, panel: Panel) -> str:
    return shortened(words, panel.right - panel.left, LABEL_NARROW)


def _span(bar: Bar) -> str:
    return in_words(bar.first) if bar.first == bar.last else f"{in_words(bar.first)} to {in_words(bar.last)}"


def _counted(count: float) -> str:
    return decimal(count, 1 if count >= WHOLE or abs(count - round(count)) < 0.05 else 0.1)
