"""States and decision makers into a matrix: for whom each state holds, and who can improve on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.draw.cards import Card, ConflictState, card_items, draw_card, measured
from standoff.draw.frame import (
    EDGE,
    LINE,
    LINE_EM,
    ON_NARROW,
    ON_WIDE,
    WIDTH,
    Block,
    LegendItem,
    Letters,
    either,
    figure,
    header_on,
    label,
    label_lines,
    note_on,
)
from standoff.draw.placing import Box, Spot
from standoff.draw.style import LABEL
from standoff.draw.svg import Element, element, group
from standoff.draw.verdicts import REACH, Verdict, draw_verdict, verdict_items
from standoff.draw.words import ELLIPSIS, SPOKEN, TOOLTIP, cut, lines
from standoff.errors import DrawError

MOST_STATES, MOST_MAKERS = 24, 9  # cells of a narrow page have room for no more signs beside the longest label
BESIDE = 12.0  # between the cards and the cells
WIDEST_CELL = 120.0
LEAST_HEIGHT = 34.0  # of a row on a wide page
BETWEEN = 8.0  # two rows
HEAD_LINES = 3
TOLD = 8  # states in the description


@dataclass(frozen=True, slots=True)
class StateMatrix:
    """What `stability` draws: for each state a row, with a verdict for each maker. `note` is a remark below the figure.

    Raises DrawError for more than 24 states or 9 makers, and for rows that do not match the makers.
    """

    states: Sequence[ConflictState]
    makers: Sequence[str]
    verdicts: Sequence[Sequence[Verdict]]
    title: str = "For whom does it hold?"
    note: str = ""
    prefix: str = "states"

    def __post_init__(self) -> None:
        if len(self.states) > MOST_STATES or len(self.makers) > MOST_MAKERS:
            raise DrawError(
                f"{len(self.states)} states and {len(self.makers)} makers do not fit into one figure; give at most"
                f" {MOST_STATES} and {MOST_MAKERS}: the status quo, equilibria and what is near them"
            )
        if [len(row) for row in self.verdicts] != [len(self.makers)] * len(self.states):
            raise DrawError("verdicts need a row per state, and in each a verdict per maker")


def stability(picture: StateMatrix) -> str:
    """The matrix as a standalone SVG."""
    wide, narrow = (_page(picture, letters) for letters in (ON_WIDE, ON_NARROW))
    high = max(wide.bottom, narrow.bottom)
    body = either(wide, narrow)
    return figure(picture.prefix, picture.title, describe(picture), high, body, wide_height=wide.bottom)


def describe(picture: StateMatrix) -> str:
    """The matrix in words, for those who do not see it."""
    said = [f"{len(picture.states)} states, seen by {len(picture.makers)} makers."]
    for state, row in [*zip(picture.states, picture.verdicts, strict=True)][:TOLD]:
        can = [cut(who, SPOKEN) for who, one in zip(picture.makers, row, strict=True) if one == Verdict.IMPROVES]
        said.append(f"{cut(state.label, SPOKEN)}: {', '.join(can) or 'nobody'} can improve.")
    return " ".join(said)


def _page(picture: StateMatrix, letters: Letters) -> Block:
    cards = [measured(state, letters) for state in picture.states]
    left = EDGE + max((card.wide for card in cards), default=0.0) + BESIDE
    wide = min((WIDTH - EDGE - left) / max(len(picture.makers), 1), WIDEST_CELL)
    heads = [lines(name, wide - 6, letters.label, most=HEAD_LINES) or [""] for name in picture.makers]
    numbered = any(line.endswith(ELLIPSIS) for head in heads for line in head)
    legend = [*card_items(picture.states), *verdict_items({one for row in picture.verdicts for one in row})]
    if numbered:
        heads = [[str(n)] for n in range(1, len(heads) + 1)]
        legend = [LegendItem(cut(name, SPOKEN), _Number(n)) for n, name in enumerate(picture.makers, 1)] + legend
    top = header_on(picture.title, "", legend, EDGE, letters)
    drawn = _drawing(picture, cards, heads, Box(left, top.bottom + 6, left + wide, 0), letters)
    foot = note_on(picture.note, drawn.bottom, letters)
    return Block((*top.elements, *drawn.elements, *foot.elements), foot.bottom)


def _drawing(
    picture: StateMatrix, cards: Sequence[Card], heads: Sequence[Sequence[str]], first: Box, letters: Letters
) -> Block:
    """Heads above the columns, of which `first` is the first, then the rows."""
    if not cards or not heads:
        nothing = label(
            "no states" if not cards else "no makers", WIDTH / 2, first.top + LINE, anchor="middle", role="quiet"
        )
        return Block((nothing,), first.top + 2 * LINE)
    wide, scale = first.right - first.left, letters.label / LABEL
    y = first.top + max(map(len, heads)) * letters.label * LINE_EM + BETWEEN
    drawn = []
    for column, (head, name) in enumerate(zip(heads, picture.makers, strict=True)):
        spot = Spot(first.left + wide * (column + 0.5), y - BETWEEN, "middle", 1.0)
        drawn.append(group([element("title", cut(name, TOOLTIP)), *label_lines(head, spot, role="quiet")]))
    for card, row in zip(cards, picture.verdicts, strict=True):
        high = max(card.high, LEAST_HEIGHT * scale)
        side = y + (high - card.high) / 2
        drawn.append(
            draw_card(card, Box(first.left - BESIDE - card.wide, side, first.left - BESIDE, side + card.high), letters)
        )
        box = Box(first.left, y, first.right, y + high)
        drawn += _cells(card.state, row, picture.makers, box, min(scale, wide / (2 * REACH + 8)))
        y += high + BETWEEN
    return Block(tuple(drawn), y + BETWEEN)


def _cells(
    state: ConflictState, row: Sequence[Verdict], makers: Sequence[str], first: Box, scale: float
) -> Iterator[Element]:
    wide = first.right - first.left
    for column, (verdict, name) in enumerate(zip(row, makers, strict=True)):
        box = Box(first.left + wide * column + 2, first.top, first.left + wide * (column + 1) - 2, first.bottom)
        said = f"{cut(state.label, TOOLTIP)}, {cut(name, TOOLTIP)}: {verdict}"
        yield group([element("title", said), *draw_verdict(verdict, box, scale)])


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in the legend, for a name that no column has room for."""

    number: int

    def __call__(self, left: float, middle: float) -> list[Element]:
        return [label(str(self.number), left + 8, middle, role="quiet")]
