"""Signed ties into lines: solid, dashed or dotted by sign, on a light band and with a mark where they are strained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from standoff.draw.frame import SAMPLE, LegendItem
from standoff.draw.nodes import Drawn, share
from standoff.draw.placing import Box, Point, Route, free_mark, route
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, group, path, written
from standoff.draw.words import TOOLTIP, cut

SIGNS = {1: "friendly", -1: "hostile", 0: "undecided"}
SIGN_WORDS = {1: "positive tie", -1: "negative tie", 0: "undecided tie"}
DASHES = {1: {}, -1: {"stroke-dasharray": "8 5"}, 0: {"stroke-dasharray": "0.1 5.5", "stroke-linecap": "round"}}
CROWD = 40  # more ties than this are drawn thinner
SPARK = 9.0  # radius of the mark of a strained tie
BOLT: tuple[Point, ...] = ((1.5, -7), (-4.5, 1), (-0.5, 1), (-1.5, 7), (4.5, -1.5), (0.5, -1.5))


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """A tie between the nodes with the ids `i` and `j`: `sign` is 1, -1 or 0 (undecided), `strength` from 0 to 1.

    `strained` is above 0 for a tie that does not fit the camps, the more the larger; `label` is what a pointer on the line shows, and `link`
    leads to what the tie rests on.
    """

    i: str
    j: str
    sign: int
    strength: float = 0.5
    strained: float = 0.0
    label: str = ""
    link: str = ""


def draw_ties(
    ties: Sequence[NetworkTie], drawn: Sequence[Drawn], names: Mapping[str, str], area: Box
) -> Iterator[Element]:
    """The light bands of strained ties, the lines of all, and the marks of the strained ones."""
    routes = _routes(ties, drawn, area)
    most = max((tie.strained for tie in ties), default=0.0)
    thin = min(1.0, sqrt(CROWD / max(len(ties), 1)))
    strained = [(tie, line) for tie, line in zip(ties, routes, strict=True) if tie.strained > 0]
    yield from (_band(line, 9 + 7 * share(tie.strained / most)) for tie, line in strained)
    for tie, line in zip(ties, routes, strict=True):
        shown = tie.label or f"{names[tie.i]} – {names[tie.j]}: {SIGN_WORDS[tie.sign]}"
        strokes = _strokes(tie.sign, line, thin * (1.3 + 2.9 * share(tie.strength)))
        yield _linked(tie, cut(shown, TOOLTIP), strokes)
    taken = [box for d in drawn if (box := d.label_box())] + [d.circle.box for d in drawn]
    for _, line in strained:
        x, y = free_mark(line, SPARK + 1, taken)
        taken.append(Box(x - SPARK, y - SPARK, x + SPARK, y + SPARK))
        yield from _spark(x, y)


def tie_items(ties: Sequence[NetworkTie], *, all_signs: bool = False) -> list[LegendItem]:
    """What the picture holds, and nothing else; all signs where it is one of several that have to be alike."""
    signs = [sign for sign in SIGNS if all_signs or any(tie.sign == sign for tie in ties)]
    items = [LegendItem(SIGN_WORDS[sign], partial(_tie_sample, sign)) for sign in signs]
    strained = all_signs or any(tie.strained > 0 for tie in ties)
    return [*items, LegendItem("strained tie", _strain_sample)] if strained else items


def _linked(tie: NetworkTie, words: str, strokes: Iterator[Element]) -> Element:
    drawn = [element("title", words), *strokes]
    return element("a", *drawn, href=tie.link, aria_label=words) if tie.link else group(drawn)


def _routes(ties: Sequence[NetworkTie], drawn: Sequence[Drawn], area: Box) -> list[Route]:
    circles = {d.node.id: d.circle for d in drawn}
    passed = ([c for name, c in circles.items() if name not in {tie.i, tie.j}] for tie in ties)
    return [route(circles[tie.i], circles[tie.j], others, area) for tie, others in zip(ties, passed, strict=True)]


def _strokes(sign: int, line: Route, wide: float) -> Iterator[Element]:
    """A line, and before it a wider one that cannot be seen and that a pointer finds."""
    yield element("path", d=_curve(line), fill="none", stroke_width=12, stroke_opacity=0, pointer_events="stroke")
    yield element(
        "path",
        paint=paint(SIGNS[sign]) | DASHES[sign],
        d=_curve(line),
        fill="none",
        stroke_width=max(wide, 2.2) if sign == 0 else wide,
    )


def _curve(line: Route) -> str:
    (x, y), (control_x, control_y), (to_x, to_y) = line.start, line.control, line.end
    return f"M{written(x)} {written(y)} Q{written(control_x)} {written(control_y)} {written(to_x)} {written(to_y)}"


def _band(line: Route, wide: float) -> Element:
    return element("path", paint=paint("strain"), d=_curve(line), fill="none", stroke_width=wide)


def _spark(x: float, y: float) -> Iterator[Element]:
    """The mark of a strained tie: a bolt on a disc."""
    yield element("circle", paint=paint("spark", "spark-edge"), cx=x, cy=y, r=SPARK, stroke_width=1.2)
    yield element("path", paint=paint("bolt"), d=path([(x + dx, y + dy) for dx, dy in BOLT], closed=True))


def _sample(left: float, middle: float) -> Route:
    return Route((left, middle), (left + SAMPLE / 2, middle), (left + SAMPLE, middle))


def _tie_sample(sign: int, left: float, middle: float) -> list[Element]:
    return [*_strokes(sign, _sample(left, middle), 2.6)][1:]


def _strain_sample(left: float, middle: float) -> list[Element]:
    return [_band(_sample(left, middle), 13), *_spark(left + SAMPLE / 2, middle)]
