"""Skills into rows: a name, a dot with its interval beside the line at 0, a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from standoff.draw.axes import Panel
from standoff.draw.frame import EDGE, SAMPLE, WIDTH, Block, LegendItem, either, label
from standoff.draw.scale import Scale, Tick, decimal
from standoff.draw.style import LABEL, LABEL_NARROW, paint
from standoff.draw.svg import Element, element, group, path
from standoff.draw.words import TOOLTIP, cut, shortened

ROW = 30.0
SERIF = 5.0  # half the height of the ends of an interval
ARROW = 7.0  # of an end beyond the axis
LEAST_NUMBER = 0.01  # digits of a number; skill by unit is not known better
MINUS = "−"
ROUNDING = 1e-9  # of the ends of an axis


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, its skill and the 95 % interval of that, where they are known."""

    name: str
    skill: float | None
    interval: tuple[float, float] | None

    @property
    def verdict(self) -> str:
        """Better or worse where the whole interval is, else undecided."""
        if self.skill is None or self.interval is None or self.interval[0] <= 0 <= self.interval[1]:
            return "undecided"
        return "better" if self.interval[0] > 0 else "worse"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a verdict is drawn: the roles of interval and dot, the width of the one and the size of the other, its words in the legend."""

    line: str
    dot: tuple[str, ...]
    wide: float
    radius: float
    text: str


PENS = {
    "better": Pen("line", ("dot", "halo"), 3.0, 6.5, "better: interval above 0"),
    "worse": Pen("second", ("second-dot", "halo"), 3.0, 6.5, "worse: interval below 0"),
    "undecided": Pen("undecided", ("ground", "undecided"), 1.6, 5.0, "undecided: interval holds 0"),
}


def signed(value: float) -> str:
    """A skill as text, with its sign."""
    digits = decimal(abs(value), LEAST_NUMBER)
    return digits if not digits.strip("0.") else f"{'+' if value > 0 else MINUS}{digits}"


def told(row: Row, letters: int = TOOLTIP) -> str:
    """A row in words."""
    value = "no value" if row.skill is None else signed(row.skill)
    ends = f", 95 % interval {' to '.join(signed(end) for end in row.interval)}" if row.interval else ""
    return f"{cut(row.name, letters)}: {value}{ends}"


def draw_row(row: Row, panel: Panel, across: Scale, middle: float) -> Element:
    """The interval and the dot, larger where the interval excludes 0, and at the right the number."""
    pen, drawn = PENS[row.verdict], [element("title", told(row))]
    if row.interval:
        drawn += _interval(row.interval, across, middle, pen)
    if row.skill is not None:
        outside = beyond(row.skill, across)
        drawn.append(_arrow(row.skill, across, middle, pen) if outside else _dot(across(row.skill), middle, pen))
    number = "–" if row.skill is None else signed(row.skill)
    role = "quiet" if row.verdict == "undecided" else "ink"
    drawn.append(label(number, WIDTH - EDGE, middle, anchor="end", role=role))
    return group([*drawn, *_name(row, panel.left - EDGE - 14, middle, role)])


def draw_axis(panel: Panel, across: Scale, ticks: Sequence[Tick]) -> Iterator[Element]:
    """Upright lines with their numbers below; that at 0 is what counts."""
    for tick in ticks:
        x = across(tick.value)
        yield element("line", paint=paint("grid"), x1=x, y1=panel.top, x2=x, y2=panel.bottom)
        sign = "+" if tick.value > 0 else ""
        yield label(f"{sign}{tick.label.replace('-', MINUS)}", x, panel.bottom + 18, anchor="middle", role="quiet")
    yield element(
        "line", paint=paint("null"), x1=across(0), y1=panel.top - 4, x2=across(0), y2=panel.bottom + 4, stroke_width=1.5
    )


def legend_items(rows: Sequence[Row]) -> list[LegendItem]:
    """The verdicts that there are; one that is undecided because nothing is known is no verdict."""
    found = {row.verdict for row in rows if row.skill is not None}
    return [LegendItem(pen.text, partial(_sample, pen)) for verdict, pen in PENS.items() if verdict in found]


def _name(row: Row, room: float, middle: float, role: str) -> tuple[Element, ...]:
    """The smaller letters of a wide page have room for more of it."""
    wide, narrow = (
        Block((label(shortened(row.name, room, size), EDGE, middle, role=role),), middle)
        for size in (LABEL, LABEL_NARROW)
    )
    return either(wide, narrow)


def _interval(ends: tuple[float, float], across: Scale, middle: float, pen: Pen) -> Iterator[Element]:
    """A level bar; an end beyond the axis is an arrow head, one on it an upright stroke."""
    yield _stroke([(across(end), middle) for end in ends], pen)
    for end in ends:
        x = across(end)
        upright = _stroke([(x, middle - SERIF), (x, middle + SERIF)], pen)
        yield _arrow(end, across, middle, pen) if beyond(end, across) else upright


def beyond(value: float, across: Scale) -> bool:
    """Whether a value lies outside of the axis."""
    return not across.low - ROUNDING <= value <= across.high + ROUNDING


def _arrow(value: float, across: Scale, middle: float, pen: Pen) -> Element:
    """A head at the end of the axis that points to what lies beyond."""
    x = across(value)
    behind = x + (ARROW if value < across.low else -ARROW)
    return _stroke([(behind, middle - SERIF), (x, middle), (behind, middle + SERIF)], pen)


def _stroke(points: Sequence[tuple[float, float]], pen: Pen) -> Element:
    return element("path", paint=paint(pen.line), d=path(points), fill="none", stroke_width=pen.wide)


def _dot(x: float, middle: float, pen: Pen) -> Element:
    return element("circle", paint=paint(*pen.dot), cx=x, cy=middle, r=pen.radius, stroke_width=1.8)


def _sample(pen: Pen, left: float, middle: float) -> list[Element]:
    ends = _interval((0.0, 1.0), Scale(0.0, 1.0, left + 2, left + SAMPLE - 2), middle, pen)
    return [*ends, _dot(left + SAMPLE / 2, middle, pen)]
