"""A measure under several fits into dots with intervals, numbers beside them, and the line at 1 that they may cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from standoff.draw.axes import Panel
from standoff.draw.curve import FIRST, SERIF, Reach, line_sample, stroke, upright
from standoff.draw.frame import SAMPLE, WIDTH, label
from standoff.draw.placing import Box, Point, Spot, free_spot
from standoff.draw.scale import Scale, decimal, runs
from standoff.draw.style import LABEL_NARROW, paint
from standoff.draw.svg import Element, element, group, path
from standoff.draw.words import TOOLTIP, cut, width

CRITICAL = 1.0  # from here on what an event sets off, generation after generation, does not die out
CRITICAL_WORDS = "1: self-sustaining"
SHARE_WORDS = "share set off"
HEADROOM = 30.0  # above the highest value: the words of a line at the top
LETTERS = 26.0  # height of a line of letters on a narrow page
DOT, DOT_REPORTED, RING = 5.0, 8.0, 4.0
BESIDE_DOT = 4.0
PLACES = 24  # looked at between two dots
SHARE_DASHES = {"stroke-dasharray": "2 4"}


@dataclass(frozen=True, slots=True)
class Fit:
    """One spacing with what is known under it."""

    name: str
    rho: float | None
    interval: tuple[float, float] | None
    share: float | None
    reported: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A fit where it stands on the page."""

    fit: Fit
    x: float
    dot: float | None
    reach: Reach | None
    share: float | None

    def boxes(self) -> list[Box]:
        """What it covers."""
        covered = [Box(self.x - DOT, y - DOT, self.x + DOT, y + DOT) for y in (self.dot, self.share) if y is not None]
        bar = [Box(self.x - SERIF, self.reach[2], self.x + SERIF, self.reach[1])] if self.reach else []
        return [*covered, *bar]


def told(fit: Fit, letters: int) -> str:
    """A fit in words."""
    said = [f"{cut(fit.name, letters)}: {'no value' if fit.rho is None else decimal(fit.rho, 0.01)}"]
    if fit.interval:
        said.append(f"95 % interval {' to '.join(decimal(end, 0.01) for end in fit.interval)}")
    if fit.share is not None:
        said.append(f"{SHARE_WORDS} {decimal(fit.share, 0.01)}")
    return ", ".join([*said, *(["reported"] if fit.reported else [])])


def place(fit: Fit, x: float, up: Scale) -> Mark:
    """A fit at an x, on the scale of the values."""
    reach = None if fit.interval is None else (x, up(fit.interval[0]), up(fit.interval[1]))
    return Mark(fit, x, None if fit.rho is None else up(fit.rho), reach, None if fit.share is None else up(fit.share))


def draw_reported_ground(marks: Sequence[Mark], slot: float, panel: Panel) -> Iterator[Element]:
    """What lies under the fit that is reported."""
    for mark in marks:
        if mark.fit.reported:
            high = panel.bottom - panel.top + HEADROOM
            yield element(
                "rect", paint=paint("window"), x=mark.x - slot / 2, y=panel.top - HEADROOM, width=slot, height=high
            )


def draw_fits(marks: Sequence[Mark], panel: Panel, critical: float) -> Iterator[Element]:
    """The line at 1 at the height `critical`, the share, above both the values with their intervals and numbers."""
    yield from _critical(panel, critical)
    yield from _shares(marks)
    yield from (stroke(run) for run in runs(_dots(marks)) if len(run) > 1)
    yield from (_told_mark(m) for m in marks)
    yield from _words(marks, panel, critical)


def _dots(marks: Sequence[Mark]) -> list[Point | None]:
    return [None if mark.dot is None else (mark.x, mark.dot) for mark in marks]


def _critical(panel: Panel, y: float) -> Iterator[Element]:
    d = path([(panel.left, y), (panel.right, y)])
    yield element("path", paint=paint("null"), d=d, fill="none", stroke_width=1.3, stroke_dasharray="7 4")


def _told_mark(mark: Mark) -> Element:
    """The interval and the value, larger where it is the one reported; a pointer finds both in words."""
    drawn = [element("title", told(mark.fit, TOOLTIP))]
    if mark.reach:
        drawn.append(upright(mark.reach, "interval-edge", 4.0 if mark.fit.reported else 2.0))
    if mark.dot is not None:
        drawn.append(_dot(mark.x, mark.dot, mark.fit.reported))
    return group(drawn)


def _dot(x: float, y: float, reported: bool) -> Element:
    radius = DOT_REPORTED if reported else DOT
    return element("circle", paint=paint("dot", "halo"), cx=x, cy=y, r=radius, stroke_width=2)


def _shares(marks: Sequence[Mark]) -> Iterator[Element]:
    """A thin dotted line through hollow rings."""
    points = [None if mark.share is None else (mark.x, mark.share) for mark in marks]
    for run in runs(points):
        if len(run) > 1:
            yield _dotted(run)
        yield from (_ring(x, y) for x, y in run)


def _dotted(points: Sequence[Point]) -> Element:
    return element("path", paint=paint("undecided") | SHARE_DASHES, d=path(points), fill="none", stroke_width=1.6)


def _ring(x: float, y: float) -> Element:
    return element("circle", paint=paint("ground", "undecided"), cx=x, cy=y, r=RING, stroke_width=1.6)


def _words(marks: Sequence[Mark], panel: Panel, critical: float) -> Iterator[Element]:
    """What the line at 1 says, and the value beside each dot where it meets no other mark; if possible, no line either."""
    area = Box(panel.left, panel.top - HEADROOM, WIDTH, panel.bottom)
    taken = [box for mark in marks for box in mark.boxes()]
    ends = ((panel.left + 6, "start"), (panel.right, "end"))
    places = [Spot(x, critical + aside, anchor, rise) for aside, rise in ((-3, 1.0), (5, 0.0)) for x, anchor in ends]
    size = (width(CRITICAL_WORDS, LABEL_NARROW), LETTERS)
    named = free_spot(places, size, taken, area) or places[0]
    taken.append(named.box(*size))
    yield _at(named, CRITICAL_WORDS, "quiet")
    lines_drawn = [*_along(marks), Box(panel.left, critical - 1, panel.right, critical + 1)]
    for mark in marks:
        if mark.fit.rho is None or mark.dot is None:
            continue
        text = decimal(mark.fit.rho, 0.01)
        size = (width(text, LABEL_NARROW), LETTERS)
        places = _beside(mark.x, mark.dot, DOT_REPORTED if mark.fit.reported else DOT)
        spot = free_spot(places, size, [*taken, *lines_drawn], area) or free_spot(places, size, taken, area)
        if spot:
            taken.append(spot.box(*size))
            yield _at(spot, text, "dot")  # in the colour of the line, as the share may be nearer


def _at(spot: Spot, text: str, role: str) -> Element:
    return label(text, spot.x, spot.y + (0.5 - spot.rise) * LETTERS, anchor=spot.anchor, role=role, halo=True)


def _beside(x: float, y: float, radius: float) -> list[Spot]:
    """Right and left of a dot, at its height, above it and below it."""
    sides = ((x + radius + BESIDE_DOT, "start"), (x - radius - BESIDE_DOT, "end"))
    return [Spot(at, y, anchor, rise) for rise in (0.5, 1.0, 0.0) for at, anchor in sides]


def _along(marks: Sequence[Mark]) -> Iterator[Box]:
    """Places on the line between the dots, close enough that no number slips through."""
    for run in runs(_dots(marks)):
        for (x, y), (to_x, to_y) in pairwise(run):
            for n in range(1, PLACES):
                at, high = x + (to_x - x) * n / PLACES, y + (to_y - y) * n / PLACES
                yield Box(at - 1, high - 1, at + 1, high + 1)


def rho_sample(with_interval: bool, left: float, middle: float) -> list[Element]:
    """Values with intervals as a word of the legend has them."""
    x = left + SAMPLE / 2
    bar = [upright((x, middle + 10, middle - 10), "interval-edge")] if with_interval else []
    return [*line_sample(FIRST, left, middle, dots=False), *bar, _dot(x, middle, False)]


def reported_sample(left: float, middle: float) -> list[Element]:
    """The fit reported as a word of the legend has it."""
    ground = element("rect", paint=paint("window"), x=left, y=middle - 11, width=SAMPLE, height=22)
    return [ground, _dot(left + SAMPLE / 2, middle, True)]


def share_sample(left: float, middle: float) -> list[Element]:
    """The second line as a word of the legend has it."""
    return [_dotted([(left, middle), (left + SAMPLE, middle)]), _ring(left + SAMPLE / 2, middle)]
