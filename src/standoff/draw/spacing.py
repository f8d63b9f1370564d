"""A measure under stiffer and more flexible baselines into values with intervals, beside the line above which events keep themselves going."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from standoff.draw.axes import RIGHT, Panel, left_of_panel, value_axis
from standoff.draw.fits import (
    CRITICAL,
    HEADROOM,
    SHARE_WORDS,
    Fit,
    Mark,
    draw_fits,
    draw_reported_ground,
    place,
    reported_sample,
    rho_sample,
    share_sample,
    told,
)
from standoff.draw.frame import (
    EDGE,
    LINE,
    LINE_EM,
    WIDTH,
    Block,
    LegendItem,
    header,
    label,
    label_lines,
    laid_out,
    note,
)
from standoff.draw.placing import Spot
from standoff.draw.scale import Scale, known, known_interval, round_ticks
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element
from standoff.draw.words import SPOKEN, lines
from standoff.errors import DrawError

UNIT = "branching ratio ρ, by how fast the outside rate may change"
AXIS_WORDS = ("stiff baseline", "flexible")
HEIGHT = 240.0
MOST_TICKS = 6
BELOW = 13.0  # half of the letters of the lowest value, and some space
LEAST_SLOT = 44.0  # narrower ones are named now and then only


@dataclass(frozen=True, slots=True)
class BySpacing:
    """What `by_spacing` draws: for each spacing of the baseline's knots, from stiff to flexible, the spectral radius and its 95 % interval.

    `headline` is the index of the spacing that is reported. `share` is the endogenous share, one per spacing, or empty. None is a gap.
    """

    spacings: Sequence[str]
    rho: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    headline: int | None = None
    share: Sequence[float | None] = ()
    title: str = "Does the answer depend on the baseline?"
    note: str = ""
    prefix: str = "spacing"

    def __post_init__(self) -> None:
        many = len(self.spacings)
        if not len(self.rho) == len(self.low) == len(self.high) == many or len(self.share) not in {0, many}:
            raise DrawError(
                "spacings, rho, low, high and share differ in length; give one of each per spacing, or no share"
            )
        if self.headline is not None and not 0 <= self.headline < many:
            raise DrawError(f"headline {self.headline} is none of the {many} spacings; count from 0")


def by_spacing(picture: BySpacing) -> str:
    """The spectral radius by spacing as a standalone SVG."""
    fits = _fits(picture)
    head = header(picture.title, UNIT, _legend_items(fits))
    drawn = _panel(fits, head.bottom + 4)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot))


def describe(picture: BySpacing) -> str:
    """The values in words, for those who do not see them."""
    fits = _fits(picture)
    said = "; ".join(told(fit, SPOKEN) for fit in fits)
    return f"{UNIT.capitalize()}, from stiff to flexible. {said}." if fits else "No baselines."


def _fits(picture: BySpacing) -> list[Fit]:
    share = picture.share if len(picture.share) else [None] * len(picture.spacings)
    rows = zip(picture.spacings, picture.rho, picture.low, picture.high, share, strict=True)
    return [
        Fit(name, known(rho), known_interval(low, high), known(part), n == picture.headline)
        for n, (name, rho, low, high, part) in enumerate(rows)
    ]


def _panel(fits: Sequence[Fit], top: float) -> Block:
    values = [v for fit in fits for v in (fit.rho, fit.share, *(fit.interval or ())) if v is not None]
    ticks = round_ticks(min([0.0, *values]), max([CRITICAL, *values]), MOST_TICKS)
    panel = Panel(left_of_panel(ticks), top + HEADROOM, RIGHT, top + HEADROOM + HEIGHT)
    up = Scale(ticks[0].value, ticks[-1].value, panel.bottom, panel.top)
    slot = (panel.right - panel.left) / max(len(fits), 1)
    marks = [place(fit, panel.left + slot * (n + 0.5), up) for n, fit in enumerate(fits)]
    axis = _names(marks, panel, slot)
    drawn = [
        *draw_reported_ground(marks, slot, panel),
        *value_axis(panel, up, ticks),
        element("line", paint=paint("axis"), x1=panel.left, y1=panel.bottom, x2=panel.right, y2=panel.bottom),
        *draw_fits(marks, panel, up(CRITICAL)),
        *axis.elements,
    ]
    return Block(tuple(drawn), axis.bottom)


def _names(marks: Sequence[Mark], panel: Panel, slot: float) -> Block:
    """The spacings under their slots, of very many some only, and at the ends which way they go."""
    if not marks:
        return Block(
            (label("no baselines", WIDTH / 2, panel.bottom - HEIGHT / 2, anchor="middle", role="quiet"),),
            panel.bottom + EDGE,
        )
    step = ceil(LEAST_SLOT / slot)
    drawn: list[Element] = []
    texts = [lines(m.fit.name, slot * step - 4, LABEL_NARROW, most=2) for m in marks[::step]]
    for mark, text in zip(marks[::step], texts, strict=True):
        drawn += label_lines(
            text, Spot(mark.x, panel.bottom + BELOW, "middle", 0.0), role="ink" if mark.fit.reported else "quiet"
        )
    below = panel.bottom + BELOW + max(map(len, texts)) * LABEL_NARROW * LINE_EM + LINE / 2
    drawn.append(label(AXIS_WORDS[0], panel.left, below, role="quiet"))
    drawn.append(label(AXIS_WORDS[1], panel.right, below, anchor="end", role="quiet"))
    return Block(tuple(drawn), below + LINE / 2 + 4)


def _legend_items(fits: Sequence[Fit]) -> list[LegendItem]:
    """What the figure holds, and nothing else."""
    items = []
    if any(fit.rho is not None for fit in fits):
        with_interval = any(fit.interval for fit in fits)
        items.append(
            LegendItem("ρ and its 95 % interval" if with_interval else "ρ", partial(rho_sample, with_interval))
        )
    if any(fit.reported for fit in fits):
        items.append(LegendItem("reported", reported_sample))
    return [*items, LegendItem(SHARE_WORDS, share_sample)] if any(fit.share is not None for fit in fits) else items
