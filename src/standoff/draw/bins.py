"""Bins of forecasts into a panel of what came against what was forecast, and a strip of how many there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from standoff.draw.axes import Panel, value_axis
from standoff.draw.curve import Reach, upright
from standoff.draw.frame import SAMPLE, LegendItem, label
from standoff.draw.placing import Box, Point, Spot, free_spot
from standoff.draw.scale import Scale, Tick, count_place, decimal, runs
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element, group, path
from standoff.draw.words import SPOKEN, TOOLTIP, cut, width

ABOVE, BELOW = "came more often", "came less often"
DIAGONAL = "as often as forecast"
LETTERS = 26.0  # height of a line of letters on a narrow page
INSIDE = 8.0  # from the edge of the panel to words in its corner
ASIDE = 11.0  # from one model to the next in the strip


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about one probability: their mean, the share that came with its interval, how many there are."""

    forecast: float
    observed: float | None
    interval: tuple[float, float] | None
    number: int


@dataclass(frozen=True, slots=True)
class Pen:
    """How a model is drawn: the roles of its line, its intervals and its dots, the dashes and the width of the line, the size of its dots."""

    line: str
    edge: str
    fill: str
    dashes: str
    wide: float
    radius: float
    hollow: bool


PENS = (
    Pen("line", "interval-edge", "dot", "", 2.5, 5.5, False),
    Pen("second", "second-edge", "second-dot", "9 5", 1.6, 4.6, True),
    Pen("undecided", "undecided", "bar", "2 4", 1.6, 3.8, False),
)


@dataclass(frozen=True, slots=True)
class Model:
    """A model, its bins by their forecast, and its pen."""

    name: str
    bins: tuple[Bin, ...]
    pen: Pen


def told(one: Bin, name: str, letters: int = TOOLTIP) -> str:
    """A bin in words."""
    came = "no share known" if one.observed is None else f"came {decimal(one.observed, 0.001)}"
    ends = f", 95 % interval {' to '.join(decimal(end, 0.001) for end in one.interval)}" if one.interval else ""
    return f"{cut(name, letters)}: forecast {decimal(one.forecast, 0.001)}, {came}{ends}, {one.number:,} forecasts"


def draw_shares(panel: Panel, ticks: Sequence[Tick], models: Sequence[Model]) -> Iterator[Element]:
    """The diagonal, and on it what came in each bin; the first model lies above the others."""
    across = Scale(ticks[0].value, ticks[-1].value, panel.left, panel.right)
    up = Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top)
    yield from value_axis(panel, up, ticks)
    yield _diagonal((panel.left, panel.bottom), (panel.right, panel.top))
    yield from probability_axis(panel, across, ticks)
    for model in models[::-1]:
        points = [None if b.observed is None else (across(b.forecast), up(b.observed)) for b in model.bins]
        yield from (_line(run, model.pen) for run in runs(points) if len(run) > 1)
        for one, point in zip(model.bins, points, strict=True):
            yield group([element("title", told(one, model.name)), *_mark(one, across(one.forecast), point, up, model)])
    yield from _corners(panel, [box for model in models for box in _boxes(model, across, up)])


def probability_axis(panel: Panel, across: Scale, ticks: Sequence[Tick]) -> Iterator[Element]:
    """The line at the foot with its numbers."""
    yield element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom)
    for tick in ticks:
        x = across(tick.value)
        yield element("line", paint=paint("axis"), x1=x, y1=panel.bottom, x2=x, y2=panel.bottom + 6)
        yield label(tick.label, x, panel.bottom + 24, anchor="middle", role="quiet")


def draw_numbers(panel: Panel, across: Scale, ticks: Sequence[Tick], models: Sequence[Model]) -> Iterator[Element]:
    """A dot on a stem for each bin and model, side by side, on a logarithmic axis: it tells 3 forecasts from 30 beside 3,000."""
    up = Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top)
    yield from value_axis(panel, up, ticks)
    for n, model in enumerate(models):
        aside = (n - (len(models) - 1) / 2) * ASIDE
        for one in model.bins:
            top = (across(one.forecast) + aside, up(count_place(one.number, logarithmic=True)))
            yield group(
                [element("title", told(one, model.name)), _stem(top, panel.bottom, model.pen), _dot(top, model.pen)]
            )
    yield element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom)


def legend_items(models: Sequence[Model]) -> list[LegendItem]:
    """What the panel holds, and nothing else."""
    items = [LegendItem(cut(model.name, SPOKEN), partial(_sample, model.pen)) for model in models if model.name]
    if any(one.interval for model in models for one in model.bins):
        items.append(LegendItem("95 % interval", _interval_sample))
    return [*items, LegendItem(DIAGONAL, _diagonal_sample)]


def _mark(one: Bin, x: float, point: Point | None, up: Scale, model: Model) -> Iterator[Element]:
    if one.interval:
        reach: Reach = (x, up(one.interval[0]), up(one.interval[1]))
        yield upright(reach, model.pen.edge, 2.0 if model.pen is PENS[0] else 1.2)
    if point:
        yield _dot(point, model.pen)


def _dot(point: Point, pen: Pen) -> Element:
    """Hollow for the second model, so that colour is not all there is."""
    roles, wide = ((pen.line, "ground"), 2.0) if pen.hollow else ((pen.fill, "halo"), 1.2)
    return element("circle", paint=paint(*roles), cx=point[0], cy=point[1], r=pen.radius, stroke_width=wide)


def _line(points: Sequence[Point], pen: Pen) -> Element:
    dashes = {"stroke-dasharray": pen.dashes} if pen.dashes else {}
    return element("path", paint=paint(pen.line) | dashes, d=path(points), fill="none", stroke_width=pen.wide)


def _stem(top: Point, bottom: float, pen: Pen) -> Element:
    return element("path", paint=paint(pen.line), d=path([top, (top[0], bottom)]), fill="none", stroke_width=1.6)


def _diagonal(start: Point, end: Point) -> Element:
    return element(
        "path", paint=paint("null"), d=path([start, end]), fill="none", stroke_width=1.3, stroke_dasharray="7 4"
    )


def _corners(panel: Panel, taken: Sequence[Box]) -> Iterator[Element]:
    """On which side of the diagonal what came is more, and on which less; left out where data lie."""
    area = Box(panel.left, panel.top, panel.right, panel.bottom)
    for words, spots in (
        (ABOVE, [Spot(panel.left + INSIDE, panel.top + INSIDE, "start", 0.0)]),
        (BELOW, [Spot(panel.right - INSIDE, panel.bottom - INSIDE, "end", 1.0)]),
    ):
        spot = free_spot(spots, (width(words, LABEL_NARROW), LETTERS), taken, area)
        if spot:
            middle = spot.y + (0.5 - spot.rise) * LETTERS
            yield label(words, spot.x, middle, anchor=spot.anchor, role="quiet", halo=True)


def _boxes(model: Model, across: Scale, up: Scale) -> Iterator[Box]:
    """What dots and intervals cover."""
    for one in model.bins:
        x, r = across(one.forecast), model.pen.radius
        heights = [up(v) for v in (one.observed, *(one.interval or ())) if v is not None]
        if heights:
            yield Box(x - r, min(heights) - r, x + r, max(heights) + r)


def _sample(pen: Pen, left: float, middle: float) -> list[Element]:
    return [_line([(left, middle), (left + SAMPLE, middle)], pen), _dot((left + SAMPLE / 2, middle), pen)]


def _interval_sample(left: float, middle: float) -> list[Element]:
    return [upright((left + SAMPLE / 2, middle + 9, middle - 9), PENS[0].edge)]


def _diagonal_sample(left: float, middle: float) -> list[Element]:
    return [_diagonal((left, middle + 8), (left + SAMPLE, middle - 8))]
