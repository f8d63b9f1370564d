"""How streams of events follow one another into a matrix: what follows by row, what precedes by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.draw.cells import LEAST_SCALE, Grid, Link, cell_items, draw_cells, intervals_fit, told
from standoff.draw.frame import (
    EDGE,
    LINE,
    LINE_EM,
    ON_NARROW,
    ON_WIDE,
    WIDTH,
    Block,
    Letters,
    either,
    header,
    label,
    label_lines,
    laid_out,
    note,
)
from standoff.draw.placing import Spot
from standoff.draw.scale import known, known_interval, round_ticks
from standoff.draw.svg import Element, clean, element, group
from standoff.draw.words import ELLIPSIS, SPOKEN, TOOLTIP, cut, lines, shortened
from standoff.errors import DrawError

MOST_STREAMS = 12  # more would leave no room for a number of two decimals in a cell of a narrow page
NAMES = 216.0  # beside the cells on a wide page, about 25 letters a line
NUMBER, NUMBER_NARROW = 26.0, 36.0  # for a number of two digits before a name
LARGEST_CELL = 230.0  # three fill a narrow page
NAME_LINES = 3
BETWEEN_ROWS = 10.0
WITH_INTERVAL, ALONE = 66.0, 38.0  # heights of a cell on a narrow page
TOLD = 5  # links in the description
MOST_TICKS = 5
NARROW_CAPTION = "columns: what precedes; rows: what follows"
UNIT = "direct further events per event"


@dataclass(frozen=True, slots=True)
class ExcitationMatrix:
    """What `excitation` draws: for each stream as target a row, with one value for each stream as source.

    `gains` are direct further events in the target per event in the source, drawn from 0 on, `low` and `high` the ends of their 95 %
    intervals; None (or NaN) is not identified. `sure` says which links stand the test.
    """

    streams: Sequence[str]
    gains: Sequence[Sequence[float | None]]
    low: Sequence[Sequence[float | None]]
    high: Sequence[Sequence[float | None]]
    sure: Sequence[Sequence[bool]]
    title: str = "What follows what"
    note: str = ""
    prefix: str = "excitation"

    def __post_init__(self) -> None:
        square = [len(self.streams)] * len(self.streams)
        for rows in (self.gains, self.low, self.high, self.sure):
            if [len(row) for row in rows] != square:
                raise DrawError("gains, low, high and sure need a row per stream, and in each a value per stream")


def excitation(picture: ExcitationMatrix) -> str:
    """The matrix as a standalone SVG. Of more than twelve streams the first twelve are drawn, and the remark says so."""
    names = [clean(name).strip() for name in picture.streams[:MOST_STREAMS]]
    links = _links(picture, len(names))
    strongest = round_ticks(0.0, max([LEAST_SCALE, *(value for value, _ in _sure(links))]), MOST_TICKS)[-1].value
    room = (WIDTH - 2 * EDGE) / max(len(names), 1)
    unit = f"{UNIT}; small: 95 % interval" if intervals_fit(links, room, ON_NARROW) else UNIT
    head = header(picture.title, unit, cell_items(links, strongest))
    drawn = _drawing(names, links, strongest, head.bottom + 4)
    left_out = len(picture.streams) - len(names)
    remark = f"The first {len(names)} of {len(picture.streams)} streams. " if left_out else ""
    foot = note(remark + picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot))


def describe(picture: ExcitationMatrix) -> str:
    """The links in words, for those who do not see them."""
    links = _links(picture, len(picture.streams))
    sure = sorted(_sure(links), key=lambda found: -found[0])
    unknown = sum(k.value is None for k in links)
    said = [
        f"{len(picture.streams)} streams; rows are what follows, columns what precedes.",
        f"{len(sure)} of {len(links)} links stand the test, {unknown} are not identified.",
    ]
    names = [cut(name, SPOKEN) for name in picture.streams]
    strongest = (f"{names[k.target]} after {names[k.source]}: {told(k)}" for _, k in sure[:TOLD])
    return " ".join([*said, *(["Strongest:", ". ".join(strongest) + "."] if sure else [])])


def _links(picture: ExcitationMatrix, shown: int) -> list[Link]:
    """Those among the first streams, by row; a gain below 0 is 0."""
    found = []
    for target in range(shown):
        for source in range(shown):
            value = known(picture.gains[target][source])
            interval = known_interval(picture.low[target][source], picture.high[target][source])
            sure = bool(picture.sure[target][source]) and value is not None
            found.append(Link(target, source, None if value is None else max(value, 0.0), interval, sure))
    return found


def _sure(links: Sequence[Link]) -> list[tuple[float, Link]]:
    return [(link.value, link) for link in links if link.sure and link.value is not None]


def _drawing(names: Sequence[str], links: Sequence[Link], strongest: float, top: float) -> Block:
    """Both layouts in one place, of which the narrow one needs more height."""
    if not names:
        nothing = label("no streams", WIDTH / 2, top + LINE, anchor="middle", role="quiet")
        return Block((nothing,), top + 2 * LINE)
    room = (WIDTH - 2 * EDGE) / len(names)
    high = WITH_INTERVAL if intervals_fit(links, room, ON_NARROW) else ALONE
    pitch = LINE + high + BETWEEN_ROWS
    above = min(room, LARGEST_CELL)
    beside = min((WIDTH - 2 * EDGE - NAMES) / len(names), LARGEST_CELL)
    heads = _heads(names, above, ON_NARROW)
    first = top + LINE + len(heads[0]) * ON_NARROW.label * LINE_EM + 8
    narrow = Grid(EDGE, first + LINE, above, high, pitch)
    wide = Grid(WIDTH - EDGE - beside * len(names), first, beside, pitch - BETWEEN_ROWS / 2, pitch)
    spoken = [cut(name, SPOKEN) for name in names]
    on_narrow = [
        label(NARROW_CAPTION, EDGE, top + LINE / 2, role="quiet"),
        *_draw_heads(heads, names, narrow, first),
        *_names_above(names, narrow),
        *draw_cells(links, narrow, ON_NARROW, strongest, spoken),
    ]
    on_wide = [
        *_wide_captions(wide, len(_heads(names, beside, ON_WIDE)[0])),
        *_draw_heads(_heads(names, beside, ON_WIDE), names, wide, first),
        *_names_beside(names, wide),
        *draw_cells(links, wide, ON_WIDE, strongest, spoken),
    ]
    bottom = first + pitch * len(names)
    return Block(either(Block(tuple(on_wide), bottom), Block(tuple(on_narrow), bottom)), bottom)


def _heads(names: Sequence[str], room: float, letters: Letters) -> list[list[str]]:
    """Above each column its number, and the names where all of them fit whole; as many lines for each."""
    found = [lines(f"{n} {name}", room - 8, letters.label, most=NAME_LINES) for n, name in enumerate(names, 1)]
    if any(text[-1].endswith(ELLIPSIS) for text in found):
        return [[str(n)] for n in range(1, len(names) + 1)]
    most = max(map(len, found))
    return [[""] * (most - len(text)) + text for text in found]


def _draw_heads(heads: Sequence[Sequence[str]], names: Sequence[str], grid: Grid, bottom: float) -> Iterator[Element]:
    for column, (text, name) in enumerate(zip(heads, names, strict=True)):
        shown = label_lines(text, Spot(grid.middle(column), bottom - 4, "middle", 1.0))
        yield group([element("title", cut(name, TOOLTIP)), *shown])


def _wide_captions(grid: Grid, head_lines: int) -> Iterator[Element]:
    above = head_lines * ON_WIDE.label * LINE_EM + 8 + ON_WIDE.line / 2
    yield label("what follows", EDGE, grid.top - 4 - ON_WIDE.label * LINE_EM / 2, role="quiet")
    yield label("what precedes", grid.left + 1, grid.top - above, role="quiet")


def _names_above(names: Sequence[str], grid: Grid) -> Iterator[Element]:
    """Each name on a line of its own above the cells of its row."""
    for row, name in enumerate(names):
        y = grid.top + grid.pitch * row - LINE / 2
        text = shortened(name, WIDTH - 2 * EDGE - NUMBER_NARROW, ON_NARROW.label)
        number = label(str(row + 1), EDGE, y)
        yield group([element("title", cut(name, TOOLTIP)), number, label(text, EDGE + NUMBER_NARROW, y)])


def _names_beside(names: Sequence[str], grid: Grid) -> Iterator[Element]:
    """Each name in lines to the left of its row."""
    for row, name in enumerate(names):
        y = grid.top + grid.pitch * row + grid.high / 2
        text = lines(name, grid.left - EDGE - NUMBER - 12, ON_WIDE.label, most=NAME_LINES)
        number = label(str(row + 1), EDGE + NUMBER - 8, y, anchor="end")
        beside = label_lines(text, Spot(EDGE + NUMBER, y, "start", 0.5))
        yield group([element("title", cut(name, TOOLTIP)), number, *beside])
