"""How much better than a baseline the forecasts of each unit were into dots with intervals on both sides of a line at 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.draw.axes import Panel
from standoff.draw.frame import EDGE, LINE, WIDTH, Block, header, label, laid_out, note
from standoff.draw.scale import Scale, known, known_interval, round_ticks
from standoff.draw.skill_rows import ROW, Row, beyond, draw_axis, draw_row, legend_items, told
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, clean, element
from standoff.draw.words import SPOKEN, width
from standoff.errors import DrawError

MOST = 25  # rows of a page that is still looked at as a whole
UNIT = "skill against the baseline, 95 % interval"
ZERO_WORDS = "no better than the baseline"
AXIS_WORDS = ("← worse", "better →")
NAMES = 240.0  # room for names, about 17 letters on a narrow page
NUMBERS = 92.0  # for a number such as −0.25 at the right, and some space
TICK_ROOM = 76.0  # for such a number below the axis
FARTHEST = 1.0  # skill is at most 1, and at −1 the score is twice that of the baseline: one bad unit must not flatten the others
LEAST_REACH = 0.1  # of the axis on both sides: finer numbers would meet
BETWEEN = 10.0  # on both sides of the line below the overall row
BELOW = 32.0  # for the numbers of the axis


@dataclass(frozen=True, slots=True)
class UnitSkill:
    """A unit, its skill and the ends of the 95 % interval of that; None (or NaN) is not known."""

    name: str
    skill: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SkillByUnit:
    """What `skill` draws: up to 25 units in the order given, each with 1 − its score / that of the baseline: 0 is as good, 1 perfect.

    `overall` has a row above them. The axis ends at −1 and 1 at the latest; what lies beyond is an arrow head, and its number stands
    beside it.
    """

    units: Sequence[UnitSkill]
    overall: UnitSkill | None = None
    title: str = "Better than the baseline?"
    note: str = ""
    prefix: str = "skill"

    def __post_init__(self) -> None:
        if len(self.units) > MOST:
            raise DrawError(f"{len(self.units)} units do not fit in one figure of skill; give at most {MOST}")


def skill(picture: SkillByUnit) -> str:
    """The skills as a standalone SVG."""
    overall, rows = _overall(picture), [_row(unit) for unit in picture.units]
    head = header(picture.title, UNIT, legend_items([*overall, *rows]))
    drawn = _panel(overall, rows, head.bottom + 4)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot))


def describe(picture: SkillByUnit) -> str:
    """The skills in words, for those who do not see them."""
    rows = [*_overall(picture), *(_row(unit) for unit in picture.units)]
    return f"{UNIT.capitalize()}. {' '.join(f'{told(row, SPOKEN)}.' for row in rows) or 'No units.'}"


def _overall(picture: SkillByUnit) -> list[Row]:
    return [_row(picture.overall)] if picture.overall else []


def _row(unit: UnitSkill) -> Row:
    return Row(clean(unit.name).strip(), known(unit.skill), known_interval(unit.low, unit.high))


def _panel(overall: Sequence[Row], rows: Sequence[Row], top: float) -> Block:
    """The overall row, a thin line, the units, the axis; above all of them the words of the line at 0."""
    every = [*overall, *rows]
    values = [min(max(v, -FARTHEST), FARTHEST) for r in every for v in (r.skill, *(r.interval or ())) if v is not None]
    left = EDGE + 14 + min(max((width(row.name, LABEL_NARROW) for row in every), default=0.0), NAMES)
    first = top + LINE + 4
    between = 2 * BETWEEN if overall and rows else 0.0
    panel = Panel(left, first, WIDTH - EDGE - NUMBERS, first + ROW * max(len(every), 1) + between)
    across = Scale(min([-LEAST_REACH, *values]), max([LEAST_REACH, *values]), panel.left + 8, panel.right - 8)
    most = max(3, int((panel.right - panel.left) / TICK_ROOM))
    ticks = [tick for tick in round_ticks(across.low, across.high, most + 1) if not beyond(tick.value, across)]
    drawn: list[Element] = [_zero_words(across(0), top + LINE / 2), *draw_axis(panel, across, ticks)]
    middles = [first + ROW * (n + 0.5) + (between if n >= len(overall) else 0.0) for n in range(len(every))]
    drawn += [draw_row(row, panel, across, middle) for row, middle in zip(every, middles, strict=True)]
    if between:
        y = first + ROW + BETWEEN
        drawn.append(element("line", paint=paint("axis"), x1=EDGE, y1=y, x2=WIDTH - EDGE, y2=y))
    if not every:
        middle = first + ROW / 2
        drawn.append(label("no units", (left + panel.right) / 2, middle, anchor="middle", role="quiet", halo=True))
    below = panel.bottom + BELOW + LINE / 2
    drawn.append(label(AXIS_WORDS[0], panel.left, below, role="quiet"))
    drawn.append(label(AXIS_WORDS[1], panel.right, below, anchor="end", role="quiet"))
    return Block(tuple(drawn), below + LINE / 2 + 4)


def _zero_words(x: float, middle: float) -> Element:
    """Around the line at 0 where that fits, else moved inwards."""
    half = width(ZERO_WORDS, LABEL_NARROW) / 2
    return label(ZERO_WORDS, min(max(x, EDGE + half), WIDTH - EDGE - half), middle, anchor="middle", role="quiet")
