"""Gains among event streams into the cells of a matrix: a number, a shade, an interval beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.draw.frame import LINE_EM, SAMPLE, LegendItem, Letters, label, large
from standoff.draw.scale import decimal
from standoff.draw.style import paint
from standoff.draw.svg import Element, element, group
from standoff.draw.words import width

MOST = 9.0  # a link with more direct further events per event than this is told as such; 0 to 1 is usual
INSIDE = 3.0  # from the edge of a cell to its words
UNKNOWN = "–"
LEAST_SCALE = 0.1  # the shades reach at least so far, so that gains of a few hundredths stay pale
SWATCHES = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Direct further events in `target` per event in `source`; no value is not identified, and never `sure`: that it stands the test."""

    target: int
    source: int
    value: float | None
    interval: tuple[float, float] | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Where cells stand: the first at `left` and `top`, each `wide` by `high`, the next row `pitch` further down."""

    left: float
    top: float
    wide: float
    high: float
    pitch: float

    def middle(self, column: int) -> float:
        """Of a column, on the page."""
        return self.left + self.wide * (column + 0.5)


def gain_words(link: Link) -> str:
    """The number in a cell."""
    return UNKNOWN if link.value is None else _short(link.value)


def interval_words(link: Link) -> str:
    """The interval beneath it; empty where there is none."""
    return f"{_short(link.interval[0])}–{_short(link.interval[1])}" if link.value is not None and link.interval else ""


def told(link: Link) -> str:
    """A link in words."""
    if link.value is None:
        return "not identified"
    interval = f", 95 % interval {' to '.join(map(_short, link.interval))}" if link.interval else ""
    return f"{_short(link.value)}{interval}; {'stands the test' if link.sure else 'does not stand the test'}"


def intervals_fit(links: Sequence[Link], wide: float, letters: Letters) -> bool:
    """Whether cells so wide have room for the intervals of all, and there are some."""
    widest = max((width(interval_words(link), letters.label) for link in links), default=0.0)
    return 0 < widest <= wide - 2 * INSIDE


def draw_cells(
    links: Sequence[Link], grid: Grid, letters: Letters, strongest: float, names: Sequence[str]
) -> Iterator[Element]:
    """Every cell; the shade is as strong as the gain is of `strongest`. A pointer finds the link in words."""
    big = all(width(gain_words(k), letters.title, bold=True) <= grid.wide - 2 * INSIDE for k in links)
    small = intervals_fit(links, grid.wide, letters)
    for link in links:
        left, top = grid.left + grid.wide * link.source, grid.top + grid.pitch * link.target
        said = f"{names[link.target]} after {names[link.source]}: {told(link)}"
        box = (left + 1, top, grid.wide - 2, grid.high)
        words = _words(link, (grid.middle(link.source), top + grid.high / 2), letters, big=big, small=small)
        yield group([element("title", said), *_ground(link, box, strongest), *words])


def _words(link: Link, middle: tuple[float, float], letters: Letters, *, big: bool, small: bool) -> Iterator[Element]:
    x, y = middle
    beneath = interval_words(link) if small else ""
    size = letters.title if big else letters.label
    if beneath:
        yield label(beneath, x, y + size * LINE_EM / 2, anchor="middle", role="ink" if link.sure else "quiet")
        y -= letters.label * LINE_EM / 2
    if big:
        yield large(gain_words(link), x, y, bold=link.sure)
    else:
        yield label(gain_words(link), x, y, anchor="middle", role="ink" if link.sure else "quiet")


def _ground(link: Link, box: tuple[float, float, float, float], strongest: float) -> Iterator[Element]:
    """The shade of a sure link within a firm edge; others have a faint edge only."""
    left, top, wide, high = box
    at = {"x": left, "y": top, "width": wide, "height": high, "rx": 3.0}
    if link.sure:
        opacity = min((link.value or 0.0) / strongest, 1.0)
        yield element("rect", paint=paint("shade", "interval-edge"), **at, fill_opacity=opacity, stroke_width=1.6)
    else:
        yield element("rect", paint=paint("ground", "faint"), **at, stroke_width=1.0)


def cell_items(links: Sequence[Link], strongest: float) -> list[LegendItem]:
    """What the matrix holds, and nothing else."""
    unsure = any(not link.sure and link.value is not None for link in links)
    top = decimal(strongest, 0.01 if strongest < 1 else 0.1)
    items = [LegendItem(f"stands the test, shaded 0 to {top}", _shades)] if any(link.sure for link in links) else []
    items += [LegendItem("does not stand the test", _faint)] if unsure else []
    return [*items, LegendItem("not identified", _dash)] if any(link.value is None for link in links) else items


def _short(value: float) -> str:
    return f">{MOST:.0f}" if value > MOST else decimal(value, 0.01)


def _shades(left: float, middle: float) -> list[Element]:
    wide = SAMPLE / SWATCHES
    swatches = (
        element(
            "rect", paint=paint("shade"), x=left + wide * n, y=middle - 9, width=wide, height=18,
            fill_opacity=n / (SWATCHES - 1),
        )
        for n in range(SWATCHES)
    )  # fmt: skip
    edge = element(
        "rect", paint=paint("interval-edge"), x=left, y=middle - 9, width=SAMPLE, height=18, rx=3.0, fill="none",
        stroke_width=1.6,
    )  # fmt: skip
    return [*swatches, edge]


def _faint(left: float, middle: float) -> list[Element]:
    at = {"x": left, "y": middle - 9, "width": SAMPLE, "height": 18.0, "rx": 3.0}
    return [element("rect", paint=paint("faint"), **at, fill="none", stroke_width=1.0)]


def _dash(left: float, middle: float) -> list[Element]:
    return [label(UNKNOWN, left + SAMPLE / 2, middle, anchor="middle", role="quiet")]
