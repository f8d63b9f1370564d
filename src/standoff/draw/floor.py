"""Cards and the moves between them into a layout for one page: how high each row and each gap is, and where every card stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from standoff.draw.cards import Card
from standoff.draw.columns import columns, straightened
from standoff.draw.frame import EDGE, WIDTH, Letters, label
from standoff.draw.placing import Box
from standoff.draw.rows import Joined, Rows, Space, arrange
from standoff.draw.style import LABEL, paint
from standoff.draw.svg import Element, element
from standoff.draw.words import width

APART = "–"  # instead of a number of moves, where none lead
SLOT, GAP = 14.0, 22.0  # of a move that passes a row, between two cards; on a wide page
SLOTS = 300.0  # of the width is left beside one card of the widest, so that all moves could pass it
BAND = 8.0  # how far the ground of a row reaches beyond its cards
LEAST_GAP, MOST_GAP = 46.0, 84.0  # between two rows, on a wide page
STEEP = 0.14  # how much higher a gap is for each unit that a move in it goes aside
TAIL = 26.0  # below the last row, where moves run from one of its cards to another


@dataclass(frozen=True, slots=True)
class Floor:
    """Where the cards stand: the middle of each item across, the box of each state, and the top and bottom of each row."""

    rows: Rows
    middle: Sequence[float]
    boxes: Sequence[Box]
    bands: Sequence[tuple[float, float]]
    tail: float  # free below the last row
    scale: float  # of what is larger on a narrow page

    def room_below(self, row: int) -> float:
        """Between the cards of a row and those of the next one."""
        return self.bands[row + 1][0] - self.bands[row][1] if row + 1 < len(self.bands) else self.tail


@dataclass(frozen=True, slots=True)
class Layout:
    """A floor before it is known where on the page it begins; `gaps` has the room below each row."""

    letters: Letters
    cards: tuple[Card, ...]
    rows: Rows
    captions: tuple[str, ...]
    middle: tuple[float, ...]
    heights: tuple[float, ...]
    gaps: tuple[float, ...]

    @property
    def high(self) -> float:
        """From top to bottom."""
        return sum(self.heights) + sum(self.gaps) + 2 * BAND

    def floor(self, top: float) -> Floor:
        """At its place."""
        steps = (high + gap for high, gap in zip(self.heights, self.gaps, strict=True))
        tops = accumulate(steps, initial=top + BAND)
        bands = [(y, y + h) for y, h in zip(tops, self.heights, strict=False)]
        boxes: list[Box] = [Box(0, 0, 0, 0)] * len(self.cards)
        for (up, down), items in zip(bands, self.rows.items, strict=True):
            for item in items:
                if item < len(self.cards):
                    card, x, y = self.cards[item], self.middle[item], (up + down) / 2
                    boxes[item] = Box(x - card.wide / 2, y - card.high / 2, x + card.wide / 2, y + card.high / 2)
        return Floor(self.rows, self.middle, boxes, bands, self.gaps[-1], self.letters.label / LABEL)

    def draw_grounds(self, floor: Floor) -> Iterator[Element]:
        """A soft ground for each layer, with the number of moves at its left."""
        for layer in dict.fromkeys(self.rows.layer_of):
            bands = [band for band, own in zip(floor.bands, self.rows.layer_of, strict=True) if own == layer]
            top, bottom = bands[0][0] - BAND, bands[-1][1] + BAND
            at = {"x": EDGE, "y": top, "width": WIDTH - 2 * EDGE, "height": bottom - top, "rx": 8.0}
            yield element("rect", paint=paint("window"), **at)
            yield label(self.captions[layer], EDGE + BAND, (top + bottom) / 2, role="quiet")


def layout(
    cards: Sequence[Card], depths: Sequence[int | None], moves: Sequence[Joined], path: frozenset[int], letters: Letters
) -> Layout:
    """The cards in rows by `depths`, the moves that each is away from the first card (None: none lead there); `path` is kept straight."""
    scale = letters.label / LABEL
    last = max((depth for depth in depths if depth is not None), default=0)
    layer = [last + 1 if depth is None else depth for depth in depths]
    captions = (*map(str, range(last + 1)), APART)
    left = EDGE + 2 * BAND + max(width(caption, letters.label) for caption in captions[: max(layer) + 1])
    space = Space(WIDTH - EDGE - BAND - left, min(SLOT * scale, SLOTS / max(len(moves), 1)), GAP * scale)
    rows = arrange(layer, moves, [card.wide for card in cards], space)
    middle = straightened(rows, columns(rows, space, left, path), space, left, path)
    heights = tuple(max(cards[item].high for item in row if item < len(cards)) for row in rows.items)
    gaps = [_gap(rows, middle, row) * scale for row in range(len(heights) - 1)]
    tail = TAIL * scale if _turns(rows, len(heights) - 1) else 0.0
    return Layout(letters, tuple(cards), rows, captions, tuple(middle), heights, (*gaps, tail))


def _gap(rows: Rows, middle: Sequence[float], row: int) -> float:
    aside = max((abs(middle[a] - middle[b]) for a, b in rows.links[row]), default=0.0)
    return min(max(LEAST_GAP, 0.7 * LEAST_GAP + STEEP * aside + (TAIL / 2 if _turns(rows, row) else 0)), MOST_GAP)


def _turns(rows: Rows, row: int) -> bool:
    """Whether a move leads from one card of a row to another."""
    own = set(rows.items[row])
    return any(set(pair) <= own for thread in rows.threads for pair in pairwise(thread))
