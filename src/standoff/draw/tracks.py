"""Rows of placed states into tracks: where each move leaves a card, how it runs between the others, where it arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from standoff.draw.columns import settled
from standoff.draw.floor import Floor
from standoff.draw.placing import Point, Route
from standoff.draw.svg import written

HEAD = 11.0  # length of an arrow head on a wide page
PORTS = 15.0  # between two moves at one side of a card, on a wide page
CORNER = 16.0  # from the end of a side to the first move
BEND = 0.28  # of the height between two rows: how far a move runs on before it turns; more would bring neighbours together in the middle


@dataclass(frozen=True, slots=True)
class Track:
    """A line of curves and straight pieces between them, up to the foot of the arrow head, and the head's tip; `pieces` have a straight one as well."""

    pieces: tuple[Route, ...]
    tip: Point

    @property
    def d(self) -> str:
        """As the `d` of a path."""
        said = "M{} {}".format(*map(written, self.pieces[0].start))
        for piece in self.pieces:
            numbers = (piece.end,) if piece.start[0] == piece.end[0] == piece.control[0] else (piece.control, piece.end)
            said += (" L" if len(numbers) == 1 else " Q") + " ".join(f"{written(x)} {written(y)}" for x, y in numbers)
        return said

    def points(self) -> Iterator[Point]:
        """Some along it, close enough that no letter fits between two of them."""
        for piece in self.pieces:
            yield from (piece.at(n / 8) for n in range(9))


@dataclass(frozen=True, slots=True)
class _Port:
    """Where a move meets a card."""

    state: int
    below: bool
    wanted: float
    order: float
    key: tuple[int, bool]  # the move and whether it leaves


def tracks(floor: Floor) -> list[Track]:
    """One for each thread of the rows; none of them runs into a card."""
    row_of = {item: n for n, row in enumerate(floor.rows.items) for item in row}
    ports = _ports(floor, row_of)
    found = []
    for number, thread in enumerate(floor.rows.threads):
        start, end = thread[0], thread[-1]
        leaves, arrives = ports[number, True], ports[number, False]
        if row_of[start] == row_of[end]:
            found.append(
                _around(floor, row_of[start], (leaves, floor.boxes[start].bottom), (arrives, floor.boxes[end].bottom))
            )
            continue
        found.append(_through(floor, thread, row_of, (leaves, arrives)))
    return found


def _through(floor: Floor, thread: Sequence[int], row_of: dict[int, int], ports: tuple[float, float]) -> Track:
    """Through the slots of a thread, downwards or upwards."""
    down = row_of[thread[0]] < row_of[thread[-1]]
    way, head = (1 if down else -1), HEAD * floor.scale
    runs = []
    for n, item in enumerate(thread):
        top, bottom = floor.bands[row_of[item]][0] - head, floor.bands[row_of[item]][1] + head
        into, out = (top, bottom) if down else (bottom, top)
        if n == 0:
            box = floor.boxes[item]
            runs.append((ports[0], box.bottom if down else box.top, out))
        elif n == len(thread) - 1:
            box = floor.boxes[item]
            tip = (ports[1], box.top if down else box.bottom)
            runs.append((ports[1], into, tip[1] - way * head))
        else:
            runs.append((floor.middle[item], into, out))
    pieces = [_straight(*runs[0])]
    for (x, _, y), (to_x, to_y, end) in pairwise(runs):
        pieces += [*_slope((x, y), (to_x, to_y)), _straight(to_x, to_y, end)]
    return Track(tuple(pieces), tip)


def _around(floor: Floor, row: int, leaves: Point, arrives: Point) -> Track:
    """Below the cards of one row, from one of them to another."""
    head, edge = HEAD * floor.scale, floor.bands[row][1]
    (x, y), (to_x, to_y) = leaves, arrives
    depth = edge + min(floor.scale * (20 + 0.06 * abs(x - to_x)), floor.room_below(row) * 0.7)
    half = ((x + to_x) / 2, depth)
    pieces = (
        _straight(x, y, edge),
        Route((x, edge), (x, depth), half),
        Route(half, (to_x, depth), (to_x, edge + head)),
        _straight(to_x, edge + head, to_y + head),
    )
    return Track(pieces, arrives)


def _straight(x: float, y: float, to_y: float) -> Route:
    return Route((x, y), (x, (y + to_y) / 2), (x, to_y))


def _slope(start: Point, end: Point) -> list[Route]:
    """From one upright piece to another: two quadratic curves that meet in the middle."""
    (x, y), (to_x, to_y) = start, end
    if abs(x - to_x) < 0.01:
        return [_straight(x, y, to_y)]
    half, bend = ((x + to_x) / 2, (y + to_y) / 2), BEND * (to_y - y)
    return [Route(start, (x, y + bend), half), Route(half, (to_x, to_y - bend), end)]


def _ports(floor: Floor, row_of: dict[int, int]) -> dict[tuple[int, bool], float]:
    """Where across each move leaves and arrives: straight below or above where it goes, if the card reaches so far, and in that order."""
    sides: dict[tuple[int, bool], list[_Port]] = {}
    for number, thread in enumerate(floor.rows.threads):
        for leaves, (own, other) in ((True, thread[:2]), (False, thread[:-3:-1])):
            below = row_of[own] <= row_of[other]
            order = floor.middle[other] - floor.middle[own]
            tie = number if row_of[own] != row_of[other] or order > 0 else -number
            port = _Port(own, below, _wish(floor, own, other), order + tie * 1e-6, (number, leaves))
            sides.setdefault((own, below), []).append(port)
    found: dict[tuple[int, bool], float] = {}
    for (state, _), unsorted in sides.items():
        box, ports = floor.boxes[state], sorted(unsorted, key=lambda port: port.order)
        wide = box.right - box.left - 2 * CORNER
        step = min(PORTS * floor.scale, wide / max(len(ports) - 1, 1))
        offsets = [*(step * n for n in range(len(ports))), step * (len(ports) - 1)]
        places = settled([port.wanted for port in ports], [1.0] * len(ports), offsets, wide, box.left + CORNER)
        found |= {port.key: x for port, x in zip(ports, places, strict=True)}
    return found


def _wish(floor: Floor, own: int, other: int) -> float:
    """The same place for both ends of a move where cards lie above one another."""
    if other >= floor.rows.states:
        return floor.middle[other]
    one, two = floor.boxes[own], floor.boxes[other]
    left, right = max(one.left, two.left), min(one.right, two.right)
    return (left + right) / 2 if left < right else floor.middle[other]
