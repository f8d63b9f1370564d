"""Forecasts of several units into a grid of fans, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.draw.axes import Panel, left_of_panel
from standoff.draw.fan import FanChart, panel_of, read_fan, run_text, unit_words
from standoff.draw.fan import describe as describe_one
from standoff.draw.fan_panel import Fan, FanPlot, legend_items
from standoff.draw.frame import EDGE, LINE, LINE_EM, WIDTH, Block, either, header, label, label_lines, laid_out, note
from standoff.draw.placing import Spot
from standoff.draw.scale import Scale, Tick, count_ticks
from standoff.draw.style import LABEL, LABEL_NARROW
from standoff.draw.svg import Element
from standoff.draw.words import SPOKEN, cut, lines
from standoff.errors import DrawError

MOST = 6  # panels on a page that can still be read
HEIGHT = 130.0
SMALL_WIDTH = (WIDTH - 2 * EDGE - 12) / 2  # two panels beside one another, and what is free between them
HALF_A_DATE = 34.0  # half of the last date, beyond the end of its panel
BELOW_NAME = 18.0  # half of the letters of the topmost count, and some space
MOST_TICKS = 4
NAME_LINES = 3
SCALES_WORDS = "scales differ"


@dataclass(frozen=True, slots=True)
class FanCharts:
    """What `fans` draws: up to six fans on one span of dates; the title of each names its unit, its own note and prefix are left out."""

    charts: Sequence[FanChart]
    title: str = "What is to be expected?"
    note: str = ""
    prefix: str = "fans"

    def __post_init__(self) -> None:
        if len(self.charts) > MOST:
            raise DrawError(f"{len(self.charts)} fans do not fit in one figure; give at most {MOST}")
        if len({(chart.y_label, chart.logarithmic) for chart in self.charts}) > 1:
            raise DrawError("fans of one figure have one y_label and one kind of axis")


@dataclass(frozen=True, slots=True)
class Unit:
    """One panel to be: its chart as it came and as read, its name in lines for a wide and for a narrow page, the ticks of its counts."""

    chart: FanChart
    fan: Fan
    name: list[str]
    narrow_name: list[str]
    ticks: list[Tick]


def fans(picture: FanCharts) -> str:
    """The forecasts as a standalone SVG, two panels in a row."""
    units = _units(picture)
    first = picture.charts[0] if units else None
    unit = unit_words(first.y_label, logarithmic=first.logarithmic) if first else ""
    head = header(picture.title, unit, legend_items([u.fan for u in units]))
    said = note(_said_once(units), head.bottom)
    grid = _grid(units, said.bottom - EDGE)
    foot = note(picture.note, grid.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, [*said.elements, *grid.elements], foot))


def describe(picture: FanCharts) -> str:
    """The forecasts in words, for those who do not see them."""
    return " ".join(f"{cut(c.title, SPOKEN)}: {describe_one(c)}" for c in picture.charts) or "No forecasts."


def _units(picture: FanCharts) -> list[Unit]:
    """The name carries the run where that is not the same in all panels."""
    together = len(_runs(picture.charts)) == 1
    found = []
    for chart in picture.charts:
        read = read_fan(chart)
        name = chart.title if together else f"{cut(chart.title, SPOKEN)}, {run_text(chart, SPOKEN)}"
        ticks = count_ticks(read.values(), MOST_TICKS, logarithmic=chart.logarithmic)
        wide, narrow = (lines(name, SMALL_WIDTH, size, most=NAME_LINES) for size in (LABEL, LABEL_NARROW))
        found.append(Unit(chart, read, wide, narrow, ticks))
    return found


def _runs(charts: Sequence[FanChart]) -> list[str]:
    return sorted({run_text(chart, SPOKEN) for chart in charts})


def _said_once(units: Sequence[Unit]) -> str:
    """What holds for all panels: the run, and that heights cannot be compared where they cannot."""
    runs = _runs([unit.chart for unit in units])
    scales = {unit.ticks[-1].value for unit in units}
    return "; ".join([*(runs if len(runs) == 1 else []), *([SCALES_WORDS] if len(scales) > 1 else [])])


def _names(unit: Unit, spot: Spot) -> tuple[Element, ...]:
    """Above the panel; a wide page has room for more of it."""
    wide, narrow = (Block(tuple(label_lines(text, spot)), spot.y) for text in (unit.name, unit.narrow_name))
    return either(wide, narrow)


def _grid(units: Sequence[Unit], top: float) -> Block:
    if not units:
        nothing = label("no forecasts", WIDTH / 2, top + LINE / 2, anchor="middle", role="quiet")
        return Block((nothing,), top + LINE + EDGE)
    spans = [unit.fan.span() for unit in units]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    begin = left_of_panel([tick for unit in units for tick in unit.ticks]) - EDGE
    drawn: list[Element] = []
    for row in range(0, len(units), 2):
        beside = units[row : row + 2]
        top += max(len(unit.narrow_name) for unit in beside) * LABEL_NARROW * LINE_EM + BELOW_NAME
        for n, unit in enumerate(beside):
            left = EDGE + n * (WIDTH - 2 * EDGE - SMALL_WIDTH)
            right = left + SMALL_WIDTH - HALF_A_DATE
            panel = Panel(left + begin, top, right, top + HEIGHT)
            across = Scale(first, last, panel.left + 8, panel.right - 8)
            drawn += _names(unit, Spot(left, top - BELOW_NAME + 4, "start", 1.0))
            block = panel_of(FanPlot(panel, across, unit.ticks, unit.chart.logarithmic), unit.fan)
            drawn += block.elements
        top = block.bottom + 4
    return Block(tuple(drawn), top)
