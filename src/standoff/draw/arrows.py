"""Moves into arrows: the colour and the dashes tell the maker, the line and the head the kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from standoff.draw.frame import LINE_EM, SAMPLE, LegendItem, Letters, label_lines
from standoff.draw.placing import Box, Route, Spot, free_spot
from standoff.draw.style import LABEL, paint
from standoff.draw.svg import Element, element, group, path, written
from standoff.draw.tracks import HEAD, Track
from standoff.draw.words import ELLIPSIS, SPOKEN, cut, lines, width

DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (8, 4.5),
    (0.1, 4.6),
    (12, 4.5, 0.1, 4.5),
    (3.5, 3),
    (16, 4, 0.1, 4, 0.1, 4),
)
ROUND_FROM = 0.2  # a dash shorter than this is a dot
THICK = 2.0  # on a wide page
NAME_EMS = (11.0, 5.5)  # longest line of a name beside an arrow; where there is no room, shorter
NAME_LINES = 2
BESIDE = 10.0  # from a track to a name, so that it is off the light band


class MoveKind(StrEnum):
    """Why a move is shown."""

    IMPROVEMENT = "improvement"
    JOINTLY = "jointly"
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True)
class Move:
    """From the state with the id `start` to that with the id `end`, by one of the makers; `jointly` by two or more."""

    makers: tuple[str, ...]
    start: str
    end: str
    kind: MoveKind = MoveKind.IMPROVEMENT


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move on its track: `place` is its maker's place in the legend, `said` what a pointer finds, `on_path` whether it is highlighted."""

    move: Move
    track: Track
    place: int
    said: str
    on_path: bool


def draw_arrows(arrows: Sequence[Arrow], letters: Letters) -> Iterator[Element]:
    """The light band of the path, then the arrows, those of the path above the others."""
    scale = letters.label / LABEL
    for arrow in arrows:
        if arrow.on_path:
            yield element("path", paint=paint("path"), d=arrow.track.d, fill="none", stroke_width=13 * scale)
    for arrow in sorted(arrows, key=lambda one: one.on_path):
        title = element("title", arrow.said)
        found = element(
            "path", d=arrow.track.d, fill="none", stroke_width=12, stroke_opacity=0, pointer_events="stroke"
        )
        yield group([title, found, *_strokes(arrow.move.kind, arrow.place, arrow.track, scale)])


def _strokes(kind: MoveKind, place: int, track: Track, scale: float) -> Iterator[Element]:
    thick = scale * THICK
    line = {"d": track.d, "fill": "none"}
    if kind == MoveKind.JOINTLY:
        yield element("path", paint=paint("joint"), **line, stroke_width=3 * thick)
        yield element("path", paint=paint("halo"), **line, stroke_width=1.3 * thick)
    else:
        yield element("path", paint=paint(f"maker-{place}") | _dashes(place, scale), **line, stroke_width=thick)
    yield _head(kind, place, track, scale)


def _head(kind: MoveKind, place: int, track: Track, scale: float) -> Element:
    """Filled, and of a sanction open."""
    (x, y), (to_x, to_y) = track.pieces[-1].end, track.tip
    across, down = 0.52 * (to_y - y), 0.52 * (x - to_x)
    d = path([(x - across, y - down), (x + across, y + down), (to_x, to_y)], closed=True)
    if kind == MoveKind.SANCTION:
        return element("path", paint=paint("ground", f"maker-{place}"), d=d, stroke_width=scale * 0.8 * THICK)
    return element("path", paint=paint("joint-head" if kind == MoveKind.JOINTLY else f"maker-head-{place}"), d=d)


def _dashes(place: int, scale: float) -> dict[str, str]:
    dashes = DASHES[place]
    if not dashes:
        return {}
    said = {"stroke-dasharray": " ".join(written(scale * dash) for dash in dashes)}
    return said | ({"stroke-linecap": "round"} if min(dashes) < ROUND_FROM else {})


def draw_makers(arrows: Sequence[Arrow], cards: Sequence[Box], page: Box, letters: Letters) -> Iterator[Element]:
    """The names of who moves beside joint moves and those of the path, where there is room; the legend has them in any case."""
    taken = [*cards, *(Box(x - 4, y - 4, x + 4, y + 4) for arrow in arrows for x, y in arrow.track.points())]
    for arrow in arrows:
        if not arrow.on_path and arrow.move.kind != MoveKind.JOINTLY:
            continue
        for em in NAME_EMS:
            text = _names(arrow.move.makers, em * letters.label, letters.label)
            if any(line.endswith(ELLIPSIS) for line in text):
                continue
            size = max(width(line, letters.label) for line in text), len(text) * letters.label * LINE_EM
            spot = free_spot(_beside(arrow.track, letters.label / LABEL), size, taken, page)
            if spot:
                taken.append(spot.box(*size))
                yield from label_lines(text, spot, role="quiet")
                break


def _names(makers: Sequence[str], room: float, size: float) -> list[str]:
    """Each maker on lines of its own."""
    plus = [f"{name} +" for name in makers[:-1]] + [makers[-1]]
    return [line for name in plus for line in lines(name, room, size, most=NAME_LINES)] or [""]


def _beside(track: Track, scale: float) -> Iterator[Spot]:
    """Beside each piece of the track, the middle one first."""
    order = sorted(range(len(track.pieces)), key=lambda n: abs(n - len(track.pieces) / 2))
    for share in (0.5, 1.0, 0.0):
        for n in order:
            x, y = track.pieces[n].at(share)
            for aside in (scale * BESIDE, 2 * scale * BESIDE):
                yield Spot(x + aside, y, "start", 0.5)
                yield Spot(x - aside, y, "end", 0.5)


def arrow_items(moves: Sequence[Move], places: Mapping[str, int], *, path_words: str) -> list[LegendItem]:
    """What the picture holds, and nothing else: makers, then joint moves, sanctions, and the path if it has words."""
    items = [LegendItem(cut(name, SPOKEN), _Sample(MoveKind.IMPROVEMENT, place)) for name, place in places.items()]
    coalitions = {move.makers for move in moves if move.kind == MoveKind.JOINTLY}
    if coalitions:
        who = " + ".join(next(iter(coalitions))) if len(coalitions) == 1 else "by a coalition"
        items.append(LegendItem(f"jointly: {who}", _Sample(MoveKind.JOINTLY, 0)))
    sanctions = [places[move.makers[0]] for move in moves if move.kind == MoveKind.SANCTION]
    if sanctions:
        items.append(LegendItem("sanction: an answer to a move", _Sample(MoveKind.SANCTION, sanctions[0])))
    return [*items, LegendItem(path_words, _path_sample)] if path_words else items


@dataclass(frozen=True, slots=True)
class _Sample:
    """A level arrow in the legend."""

    kind: MoveKind
    place: int

    def __call__(self, left: float, middle: float) -> list[Element]:
        start, foot, tip = (left, middle), (left + SAMPLE - HEAD, middle), (left + SAMPLE, middle)
        return [*_strokes(self.kind, self.place, Track((Route(start, start, foot),), tip), 1.0)]


def _path_sample(left: float, middle: float) -> list[Element]:
    return [element("path", paint=paint("path"), d=path([(left, middle), (left + SAMPLE, middle)]), stroke_width=13)]
