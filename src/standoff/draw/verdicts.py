"""How a state looks to a decision maker into a cell: a sign and a ground, so that colour is not needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from standoff.draw.frame import SAMPLE, LegendItem, label
from standoff.draw.placing import Box
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, path

REACH = 8.5  # of a sign from its middle


class Verdict(StrEnum):
    """What a maker can do in a state, from the firmest to the least firm; a state that is stable in one sense is so in those below it."""

    NASH = "stable (Nash): nothing better within reach"
    SEQ = "stable (SEQ): others would answer and gain"
    GMR = "stable (GMR): if others answer at any price"
    IMPROVES = "can improve"
    DEPENDS = "depends on what is not known"


GROUNDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.NASH: "interval",
        Verdict.SEQ: "window",
        Verdict.GMR: "ground",
        Verdict.IMPROVES: "trap",
        Verdict.DEPENDS: "ground",
    }
)


def draw_verdict(verdict: Verdict, box: Box, scale: float) -> Iterator[Element]:
    """The cell: Nash a disc, SEQ a ring, GMR a broken ring, an arrow out where the maker can improve, a question mark where it depends."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    at = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    yield element("rect", paint=paint(GROUNDS[verdict], "faint"), **at, rx=4, stroke_width=1)
    reach = REACH * scale
    if verdict == Verdict.NASH:
        yield element("circle", paint=paint("dot"), cx=x, cy=y, r=reach)
    elif verdict in {Verdict.SEQ, Verdict.GMR}:
        broken = {"stroke-dasharray": "3 3"} if verdict == Verdict.GMR else {}
        ring = paint("line") | broken | {"fill": "none"}
        yield element("circle", paint=ring, cx=x, cy=y, r=reach - scale, stroke_width=(2 if broken else 3) * scale)
    elif verdict == Verdict.IMPROVES:
        arrow = [(-9, -2), (0, -2), (0, -8), (10, 0), (0, 8), (0, 2), (-9, 2)]
        d = path([(x + scale * dx, y + scale * dy) for dx, dy in arrow], closed=True)
        yield element("path", paint=paint("fired"), d=d)
    else:
        yield label("?", x, y, anchor="middle", role="quiet")


def verdict_items(found: set[Verdict]) -> list[LegendItem]:
    """What the figure holds, and nothing else."""
    return [LegendItem(verdict, _Sample(verdict)) for verdict in Verdict if verdict in found]


@dataclass(frozen=True, slots=True)
class _Sample:
    """A small cell in the legend."""

    verdict: Verdict

    def __call__(self, left: float, middle: float) -> Sequence[Element]:
        return [*draw_verdict(self.verdict, Box(left + 1, middle - 10, left + SAMPLE - 1, middle + 10), 0.85)]
