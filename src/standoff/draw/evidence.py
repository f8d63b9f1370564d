"""An e-process into a line over a logarithmic axis, with the threshold at which it becomes an alarm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from standoff.draw.axes import Panel, value_axis
from standoff.draw.frame import label
from standoff.draw.placing import Box, Point, Spot, free_spot
from standoff.draw.scale import Scale, Tick, logarithm, power_ticks, runs
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element, path
from standoff.draw.words import shortened, width

WEAKEST, STRONGEST = -2.0, 9.0  # powers of ten: beyond them evidence says no more than at them
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class EvidenceAxis:
    """From which to which power of ten the panel reaches, and the threshold, as a number and as a power of ten."""

    low: float
    high: float
    threshold: float
    level: float

    def ticks(self) -> list[Tick]:
        return power_ticks(self.low, self.high, MOST_TICKS)


def exponent(value: float | None) -> float | None:
    """Evidence as a power of ten that can be drawn; None for none."""
    return logarithm(value, WEAKEST, STRONGEST)


def evidence_axis(exponents: Sequence[float | None], threshold: float) -> EvidenceAxis | None:
    """Whole powers of ten from below the weakest evidence to above the strongest and the threshold; None without evidence."""
    seen = [e for e in exponents if e is not None]
    if not seen:
        return None
    level = exponent(threshold) or 0.0
    return EvidenceAxis(floor(min(0.0, level, *seen)), ceil(max(level + 0.3, *seen)), threshold, level)


def draw_evidence(panel: Panel, axis: EvidenceAxis, points: Sequence[Point | None]) -> Iterator[Element]:
    """The lower panel; a point is an x on the page and a power of ten, None is a gap."""
    up = Scale(axis.low, axis.high, panel.bottom, panel.top)
    yield from value_axis(panel, up, axis.ticks())
    level = path([(panel.left, up(axis.level)), (panel.right, up(axis.level))])
    yield element("path", paint=paint("alarm"), d=level, fill="none", stroke_width=1.8, stroke_dasharray="7 4")
    drawn = [None if point is None else (point[0], up(point[1])) for point in points]
    for run in runs(drawn):
        if len(run) == 1:
            yield element("circle", paint=paint("dot"), cx=run[0][0], cy=run[0][1], r=2.5)
        else:
            yield element(
                "path", paint=paint("line"), d=path(run), fill="none", stroke_width=2.2, stroke_linejoin="round"
            )
    yield _threshold_name(panel, axis, up(axis.level), [point for point in drawn if point])


def _threshold_name(panel: Panel, axis: EvidenceAxis, y: float, drawn: Sequence[Point]) -> Element:
    """Above or below the line of the threshold, at the end where the evidence is farther away."""
    text = shortened(f"threshold {axis.threshold:,.10g}", panel.right - panel.left - 12, LABEL_NARROW)
    ends = ((panel.left + 6, "start"), (panel.right - 6, "end"))
    places = [Spot(x, y + aside, anchor, 0.5) for aside in (-16, 16) for x, anchor in ends]
    taken = [Box(x - 3, y - 3, x + 3, y + 3) for x, y in drawn]
    spot = free_spot(
        places, (width(text, LABEL_NARROW), 26.0), taken, Box(panel.left, panel.top, panel.right, panel.bottom)
    )
    spot = spot or places[0]
    return label(text, spot.x, spot.y, anchor=spot.anchor, role="alarm-text", halo=True)
