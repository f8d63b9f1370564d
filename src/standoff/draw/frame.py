"""What is drawn into one standalone figure, with a title and a legend above it and a remark below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.draw.placing import Spot
from standoff.draw.style import (
    FONT,
    FULL_WIDTH,
    LABEL,
    LABEL_NARROW,
    NARROW_ONLY,
    TITLE,
    TITLE_NARROW,
    WIDE_ONLY,
    cut_class,
    lift_class,
    paint,
    rules,
    step_down,
    step_up,
)
from standoff.draw.svg import Element, Verbatim, element, group, written
from standoff.draw.words import in_order, lines, shortened, width

WIDTH = FULL_WIDTH
EDGE = 16.0  # free on every side
LINE = 31.0  # from one line of labels to the next on a narrow page
SAMPLE = 40.0  # width of what stands before a word of the legend
BESIDE_SAMPLE = 10.0
BASELINE = 0.36  # of the font size: from the middle of the letters down to the line they stand on
LINE_EM = 1.2  # from one line of a label to the next
NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes of text on a page: title, labels, the height of a line, and the gap between two items of a legend."""

    title: float
    label: float
    line: float
    gap: float


ON_WIDE = Letters(TITLE, LABEL, 23.0, 24.0)
ON_NARROW = Letters(TITLE_NARROW, LABEL_NARROW, LINE, 26.0)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A word and its sample: `sample(left, middle)` draws it `SAMPLE` wide around the height `middle`."""

    text: str
    sample: Callable[[float, float], Sequence[Element]]


@dataclass(frozen=True, slots=True)
class Block:
    """Something drawn, and the height below it where the next may begin; a wide page has no use for the last `spare` of it."""

    elements: tuple[Element, ...]
    bottom: float
    spare: float = 0.0


def figure(
    prefix: str,
    title: str,
    description: str,
    height: float,
    body: Iterable[Element | Verbatim],
    *,
    linked: bool = False,
    wide_height: float | None = None,
) -> str:
    """The whole figure as text. `prefix` makes its ids differ from those of other figures on the page; `linked`: its marks are links,
    each of which a reader may come to.

    A wide page shows `wide_height` of it only, where that is given; what lies below is empty there, and harmless where style sheets are refused.
    """
    name = identifier(prefix)
    ground = element("rect", paint=paint("ground"), width=WIDTH, height=height)
    drawn = group([ground, *body])
    classes = (c for e in drawn.within() for c in e.get("class").split())
    cut = None if wide_height is None else step_up(wide_height)
    root = element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        element("style", rules(name, classes, cut)),
        drawn,
        xmlns=NAMESPACE,
        id=name,
        viewBox=f"0 0 {written(WIDTH)} {written(height)}",
        width=WIDTH,
        height=height,
        role="group" if linked else "img",  # what an image holds is hidden from those who listen
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
        font_size=LABEL,
    )
    if cut is not None:
        root = replace(
            root, attributes=(*root.attributes, ("class", cut_class(cut)), ("preserveAspectRatio", "xMidYMin slice"))
        )
    return str(root)


def laid_out(
    prefix: str,
    title: str,
    description: str,
    parts: tuple[Block, Iterable[Element], Block],
    *,
    linked: bool = False,
) -> str:
    """A figure of a header, what is drawn below it, and a remark, without the room that a wide page has no use for."""
    head, drawn, foot = parts
    lift = step_down(head.spare)
    below = [*drawn, *foot.elements]
    body = [*head.elements, *([group(below, {"class": lift_class(lift)})] if lift else below)]
    wide = foot.bottom - foot.spare - lift
    high = wide if wide < foot.bottom else None
    return figure(prefix, title, description, foot.bottom, body, linked=linked, wide_height=high)


def identifier(prefix: str) -> str:
    """A prefix as an id that XML and CSS both take; two prefixes never become one."""
    name = re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", prefix)
    return name if re.match(r"[A-Za-z]", name) else f"_{name}"


def header(title: str, unit: str, items: Sequence[LegendItem]) -> Block:
    """What stands above the data: the title, what is measured in which unit, the legend.

    It is laid out twice, for wide and for narrow pages, and shown once; what the wide one leaves free is below it.
    """
    wide, narrow = (header_on(title, unit, items, EDGE, letters) for letters in (ON_WIDE, ON_NARROW))
    return Block(either(wide, narrow), narrow.bottom, narrow.bottom - wide.bottom)


def note(text: str, top: float) -> Block:
    """A remark below the data, on at most three lines; none takes no room."""
    narrow, wide = (note_on(text, top, letters) for letters in (ON_NARROW, ON_WIDE))
    return Block(either(wide, narrow), narrow.bottom, narrow.bottom - wide.bottom)


def note_on(text: str, top: float, letters: Letters) -> Block:
    """The remark in the letters of one page."""
    shown = _rows(_lines_of(text, letters, most=3), top, letters)
    return Block(shown.elements, shown.bottom + EDGE)


def subtitle(text: str, top: float) -> Block:
    """One quiet line above a panel."""
    return _rows(_lines_of(text, ON_NARROW, most=1), top, ON_NARROW)


def either(wide: Block, narrow: Block) -> tuple[Element, ...]:
    """Two layouts of the same, of which a page shows the one that it has room for; where style sheets are refused, the wide one."""
    if not narrow.elements:
        return ()
    return (
        group(wide.elements, {"class": WIDE_ONLY}),
        group(narrow.elements, {"class": NARROW_ONLY, "display": "none"}),
    )


def header_on(title: str, unit: str, items: Sequence[LegendItem], top: float, letters: Letters) -> Block:
    """What stands above the data in the letters of one page."""
    shown = lines(title, WIDTH - 2 * EDGE, letters.title, most=2, bold=True)
    high = letters.line * letters.title / letters.label
    drawn = [_title_line(line, top + high * (n + 0.5)) for n, line in enumerate(shown)]
    top += high * len(shown) + (4 if shown else 0)
    measured = _rows(_lines_of(unit, letters, most=2), top, letters)
    key = _legend(items, measured.bottom, letters)
    return Block((*drawn, *measured.elements, *key.elements), key.bottom)


def _title_line(text: str, middle: float) -> Element:
    attributes = _classed(paint("ink"), "title") | {"font-weight": "600", "dy": f"{BASELINE}em"}
    return element("text", in_order(text), paint=attributes, x=EDGE, y=middle, font_size=TITLE)


def _lines_of(text: str, letters: Letters, most: int) -> list[str]:
    return lines(text, WIDTH - 2 * EDGE, letters.label, most=most)


def _rows(shown: Sequence[str], top: float, letters: Letters) -> Block:
    drawn = (label(line, EDGE, top + letters.line * (n + 0.5), role="quiet") for n, line in enumerate(shown))
    return Block(tuple(drawn), top + letters.line * len(shown))


def _legend(items: Sequence[LegendItem], top: float, letters: Letters) -> Block:
    """Items beside one another, in rows that begin at the left edge."""
    drawn: list[Element] = []
    begin = SAMPLE + BESIDE_SAMPLE
    x, middle = EDGE, top + letters.line / 2
    for item in items:
        text = shortened(item.text, WIDTH - 2 * EDGE - begin, letters.label)
        wide = begin + width(text, letters.label)
        if x > EDGE and x + wide > WIDTH - EDGE:
            x, middle = EDGE, middle + letters.line
        drawn += [*item.sample(x, middle), label(text, x + begin, middle)]
        x += wide + letters.gap
    return Block(tuple(drawn), middle + letters.line / 2 + 4 if items else top)


def label(
    text: str, x: float, middle: float, *, anchor: str = "start", role: str = "ink", halo: bool = False
) -> Element:
    """A short text around the height `middle`; with a halo it stays readable across lines."""
    return element("text", in_order(text), paint=_lettering(role, anchor, halo=halo), x=x, y=middle, dy=f"{BASELINE}em")


def large(text: str, x: float, middle: float, *, bold: bool) -> Element:
    """A number in the letters of the title, centred around `x` and `middle`."""
    attributes = _lettering("ink" if bold else "quiet", "middle", halo=False, size="title")
    weight = {"font-weight": "600"} if bold else {}
    return element(
        "text", in_order(text), paint=attributes | weight, x=x, y=middle, dy=f"{BASELINE}em", font_size=TITLE
    )


def label_lines(shown: Sequence[str], spot: Spot, *, role: str = "ink", wide_only: bool = False) -> Iterator[Element]:
    """A label of several lines at its spot, with a halo; smaller letters keep to the side of the spot."""
    attributes = _lettering(role, spot.anchor, halo=True)
    if wide_only:
        attributes = _classed(attributes, WIDE_ONLY)
    for n, line in enumerate(shown):
        down = (n + 0.5 - spot.rise * len(shown)) * LINE_EM + BASELINE
        yield element("text", in_order(line), paint=attributes, x=spot.x, y=spot.y, dy=f"{written(down)}em")


def _lettering(role: str, anchor: str, *, halo: bool, size: str = "label") -> dict[str, str]:
    attributes = _classed(paint(role, "halo") if halo else paint(role), size)
    if halo:
        attributes |= {"stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}
    return attributes if anchor == "start" else attributes | {"text-anchor": anchor}


def _classed(attributes: dict[str, str], *more: str) -> dict[str, str]:
    return attributes | {"class": " ".join([attributes["class"], *more])}
