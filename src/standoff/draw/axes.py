"""Scales and their ticks into the axes of a panel, and dated marks into thin lines with their words above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, permutations, product

from standoff.draw.frame import EDGE, LINE, WIDTH, Block, label
from standoff.draw.scale import Scale, Tick, date_ticks
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element, group
from standoff.draw.words import TOOLTIP, cut, shortened, width

RIGHT = WIDTH - 30  # where panels end: half a year's name is still on the page
LANES = 3  # rows of words above a panel
LANE = 28.0
FEW_MARKS = 5  # 120 orders
MARK_ROOM = 480.0  # about 35 letters on a narrow page
BESIDE = 6.0  # from a line to its words
DATE_ROOM = 72.0  # for the name of a month or a year on a narrow page, with some space


@dataclass(frozen=True, slots=True)
class Panel:
    """The rectangle that data are drawn in."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the time axis, its words, and the role of line and words."""

    day: date
    text: str
    line_role: str = "axis"
    text_role: str = "quiet"


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark at its place: the words span `start` to `end` in a row counted from the panel upwards, or find no room (row None)."""

    mark: Mark
    x: float
    text: str
    row: int | None
    start: float
    end: float


def left_of_panel(ticks: Sequence[Tick]) -> float:
    """Where a panel begins whose value axis has these labels."""
    return EDGE + max((width(t.label, LABEL_NARROW) for t in ticks), default=0.0) + 8


def value_axis(panel: Panel, scale: Scale, ticks: Sequence[Tick]) -> Iterator[Element]:
    """A level line across the panel for each tick, its label at the left."""
    for tick in ticks:
        y = scale(tick.value)
        yield element("line", paint=paint("grid"), x1=panel.left, y1=y, x2=panel.right, y2=y)
        yield label(tick.label, panel.left - 8, y, anchor="end", role="quiet")


def time_axis(panel: Panel, scale: Scale, first: date, last: date) -> Block:
    """The line at the foot of a panel with its dates; months and days in the first row below, years in the second."""
    drawn = [element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom)]
    ticks = _readable_dates(scale, first, last, int((panel.right - panel.left) / DATE_ROOM))
    for tick in ticks:
        x = scale(tick.value)
        drawn.append(element("line", paint=paint("axis"), x1=x, y1=panel.bottom, x2=x, y2=panel.bottom + 6))
        for row, words in enumerate(filter(None, (tick.label, tick.below))):
            drawn.append(_inside(words, x, panel.bottom + 24 + row * (LINE - 4)))
    rows = 2 if any(tick.below for tick in ticks) else 1
    return Block(tuple(drawn), panel.bottom + rows * LINE + 4)


def _readable_dates(scale: Scale, first: date, last: date, most: int) -> list[Tick]:
    """As many as there is room for without their words meeting; in a small panel perhaps the first day only."""
    for fewer in range(most, 0, -1):
        ticks = date_ticks(first, last, fewer)
        wide = [max(width(t.label, LABEL_NARROW), width(t.below, LABEL_NARROW)) for t in ticks]
        ends = [(scale(t.value) - half / 2, scale(t.value) + half / 2) for t, half in zip(ticks, wide, strict=True)]
        if ticks and all(a[1] <= b[0] for a, b in pairwise(ends)):
            return ticks
    return date_ticks(first, last, 5)[:1]


def _inside(words: str, x: float, middle: float) -> Element:
    """Words under a tick, moved inwards where they would run over the edge of the figure."""
    half = width(words, LABEL_NARROW) / 2 + 1
    return label(words, min(max(x, half), WIDTH - half), middle, anchor="middle", role="quiet")


def place_marks(marks: Sequence[Mark], scale: Scale) -> list[PlacedMark]:
    """Marks within the span of the scale with rows for their words, so that no words meet others or the line of another mark.

    A mark takes the lowest row that those before it left free. Few marks are tried in every order, many from the right, from the left
    and from both ends, with words at the right of their line or towards the nearer end; kept is what shows most words in fewest rows.
    """
    inside = sorted((m for m in marks if scale.low <= m.day.toordinal() <= scale.high), key=lambda m: m.day)
    inwards = [m for pair in zip(inside, inside[::-1], strict=True) for m in pair][: len(inside)]
    orders = permutations(inside) if len(inside) <= FEW_MARKS else (inside[::-1], inside, inwards)
    options = (_rows_in_order(order, scale, outwards=outwards) for order in orders for outwards in (False, True))
    return min(options, key=lambda placed: (sum(m.row is None for m in placed), rows_used(placed)))


def _rows_in_order(marks: Sequence[Mark], scale: Scale, *, outwards: bool) -> list[PlacedMark]:
    placed: list[PlacedMark] = []
    for mark in marks:
        tries = _tries(mark, scale, outwards=outwards)
        nowhere = PlacedMark(mark, scale(mark.day.toordinal()), "", None, 0.0, 0.0)
        placed.append(next((one for one in tries if _is_free(one, placed, scale.start - BESIDE)), nowhere))
    return placed


def _tries(mark: Mark, scale: Scale, *, outwards: bool) -> Iterator[PlacedMark]:
    x, text = scale(mark.day.toordinal()), shortened(mark.text, MARK_ROOM, LABEL_NARROW)
    wide = width(text, LABEL_NARROW)
    right, left = (x + BESIDE, x + BESIDE + wide), (x - BESIDE - wide, x - BESIDE)
    places = list(product(range(LANES), (right, left)))
    if outwards:
        nearer = left if x < (scale.start + scale.end) / 2 else right
        places.sort(key=lambda place: place[1] != nearer)  # the sort keeps the rows in order
    return (PlacedMark(mark, x, text, row, *side) for row, side in places)


def _is_free(one: PlacedMark, others: Sequence[PlacedMark], left: float) -> bool:
    """Whether words are right of the labels of the axis and meet nothing."""
    return (
        one.start >= left
        and one.end <= WIDTH - EDGE
        and not any(_clash(one, other) for other in others if other.row is not None)
    )


def _clash(one: PlacedMark, other: PlacedMark) -> bool:
    """Whether words meet in one row, or a line on its way up meets the words of a lower row."""
    if one.row == other.row:
        return one.start - 2 * BESIDE < other.end and other.start - 2 * BESIDE < one.end
    lower, upper = sorted((one, other), key=lambda m: m.row or 0)
    return lower.start - BESIDE < upper.x < lower.end + BESIDE


def rows_used(placed: Sequence[PlacedMark]) -> int:
    """How many rows of words stand above the panel."""
    return max((m.row + 1 for m in placed if m.row is not None), default=0)


def draw_marks(placed: Sequence[PlacedMark], top: float, bottom: float) -> Iterator[Element]:
    """The lines from the words down to `bottom`; `top` is where the panel begins."""
    for one in placed:
        middle = top - LANE * ((one.row or 0) + 0.5)
        begin = top if one.row is None else middle - LANE * 0.4
        line = element(
            "line", paint=paint(one.mark.line_role), x1=one.x, y1=begin, x2=one.x, y2=bottom, stroke_width=1.5
        )
        words = [] if one.row is None else [_mark_words(one, middle)]
        yield group([element("title", cut(one.mark.text, TOOLTIP)), line, *words])


def _mark_words(one: PlacedMark, middle: float) -> Element:
    if one.start > one.x:
        return label(one.text, one.start, middle, role=one.mark.text_role)
    return label(one.text, one.end, middle, anchor="end", role=one.mark.text_role)
