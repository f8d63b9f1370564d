"""The moves of a conflict into a picture: from the status quo at the top, each row one move further, what holds framed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from standoff.draw.arrows import DASHES, Arrow, Move, MoveKind, arrow_items, draw_arrows, draw_makers
from standoff.draw.cards import ConflictState, card_items, draw_card, measured, told
from standoff.draw.floor import Layout, layout
from standoff.draw.frame import (
    EDGE,
    LINE,
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
    note_on,
)
from standoff.draw.placing import Box
from standoff.draw.rows import layers
from standoff.draw.svg import Element
from standoff.draw.tracks import tracks
from standoff.draw.words import SPOKEN, TOOLTIP, cut
from standoff.errors import DrawError

MOST_STATES, MOST_MOVES = 16, 40  # more lines can no longer be followed by eye
MOST_MAKERS = len(DASHES)
UNIT = "rows: fewest moves away from the status quo"
PATH_WORDS = "highlighted path"


@dataclass(frozen=True, slots=True)
class MoveGraph:
    """What `moves` draws: the states that are to be seen, one of them the status quo (`now`), and moves between them.

    `makers` are the names of those who move, in the order of the legend; `path` the ids of the states on a path that is to be highlighted, each
    joined to the next one by a move. `note` says below the figure what ratios and traps are.
    Raises DrawError for more than 16 states, 40 moves or 6 makers who move on their own, and for moves that cannot be.
    """

    states: Sequence[ConflictState]
    moves: Sequence[Move]
    makers: Sequence[str]
    path: Sequence[str] = ()
    title: str = "Who can move where"
    note: str = ""
    prefix: str = "moves"

    def __post_init__(self) -> None:
        if len(self.states) > MOST_STATES or len(self.moves) > MOST_MOVES or len(places(self)) > MOST_MAKERS:
            raise DrawError(
                f"{len(self.states)} states, {len(self.moves)} moves and {len(places(self))} makers who move are too many to be told apart; give at most"
                f" {MOST_STATES}, {MOST_MOVES} and {MOST_MAKERS}: the status quo, equilibria, exits, traps and what leads there"
            )
        ids = {state.id for state in self.states}
        if len(ids) < len(self.states):
            raise DrawError("two states have the same id; give each state one card")
        if self.states and sum(state.now for state in self.states) != 1:
            raise DrawError("one state, and only one, is the status quo; set `now` of it")
        for move in self.moves:
            _check(move, ids, self.makers)
        steps = {(move.start, move.end) for move in self.moves}
        if not set(pairwise(self.path)) <= steps:
            raise DrawError(
                "two states follow one another on the path without a move between them; give the moves of the path as well"
            )


def _check(move: Move, ids: set[str], makers: Sequence[str]) -> None:
    if move.start == move.end or not {move.start, move.end} <= ids:
        raise DrawError(f"move {move.start!r} to {move.end!r}: it needs two different states of the figure")
    if not move.makers or not set(move.makers) <= set(makers):
        raise DrawError(f"move {move.start!r} to {move.end!r}: {move.makers!r} are not among the makers of the figure")
    if (len(move.makers) > 1) != (move.kind == MoveKind.JOINTLY):
        raise DrawError(f"move {move.start!r} to {move.end!r}: two or more makers move jointly, one alone does not")


def places(picture: MoveGraph) -> dict[str, int]:
    """Of the makers who move on their own, in order: which colour and dashes each has."""
    own = {move.makers[0] for move in picture.moves if len(move.makers) == 1}
    return {name: n for n, name in enumerate(name for name in dict.fromkeys(picture.makers) if name in own)}


def moves(picture: MoveGraph) -> str:
    """The moves as a standalone SVG; the same ones give the same picture."""
    items = arrow_items(picture.moves, places(picture), path_words=PATH_WORDS if len(picture.path) > 1 else "")
    legend = [*card_items(picture.states), *items]
    wide, narrow = (_page(picture, legend, letters) for letters in (ON_WIDE, ON_NARROW))
    high = max(wide.bottom, narrow.bottom)
    said = describe(picture)
    return figure(picture.prefix, picture.title, said, high, either(wide, narrow), wide_height=wide.bottom)


def describe(picture: MoveGraph) -> str:
    """The moves in words, for those who do not see them."""
    names = {state.id: cut(state.label, SPOKEN) for state in picture.states}
    said = [f"{len(picture.states)} states and {len(picture.moves)} moves."]
    said += [
        f"{told(replace(s, label=names[s.id]))}."
        for s in picture.states
        if s.now or s.nash or s.seq or s.exit or s.trap
    ]
    said += [f"{_who(m)}, from {names[m.start]}: {names[m.end]}." for m in picture.moves if m.kind == MoveKind.JOINTLY]
    now = next((state.id for state in picture.states if state.now), "")
    can = dict.fromkeys(_who(m) for m in picture.moves if m.start == now and m.kind == MoveKind.IMPROVEMENT)
    said.append(f"From the status quo on their own: {', '.join(can) or 'nobody'}.")
    if len(picture.path) > 1:
        steps = [picture.moves[n] for n in _path_moves(picture)]
        said.append("Path: " + "; ".join(f"{_who(move)} to {names[move.end]}" for move in steps) + ".")
    return " ".join(said)


def _who(move: Move) -> str:
    return ", ".join(cut(name, SPOKEN) for name in move.makers) + (" jointly" if len(move.makers) > 1 else "")


def _page(picture: MoveGraph, legend: Sequence[LegendItem], letters: Letters) -> Block:
    """Everything in the letters of one page, of which the narrow one is much higher."""
    head = header_on(picture.title, UNIT, legend, EDGE, letters)
    drawn = _drawing(picture, head.bottom + 8, letters)
    foot = note_on(picture.note, drawn.bottom + 8, letters)
    return Block((*head.elements, *drawn.elements, *foot.elements), foot.bottom)


def _drawing(picture: MoveGraph, top: float, letters: Letters) -> Block:
    if not picture.states:
        nothing = label("no states", WIDTH / 2, top + LINE, anchor="middle", role="quiet")
        return Block((nothing,), top + 2 * LINE)
    placed = _layout(picture, letters)
    return Block(tuple(_drawn(picture, placed, top)), top + placed.high)


def _layout(picture: MoveGraph, letters: Letters) -> Layout:
    cards = [measured(state, letters) for state in picture.states]
    place = {state.id: n for n, state in enumerate(picture.states)}
    joined = [(place[move.start], place[move.end]) for move in picture.moves]
    now = next(n for n, state in enumerate(picture.states) if state.now)
    single = [pair for pair, move in zip(joined, picture.moves, strict=True) if len(move.makers) == 1]
    return layout(cards, layers(len(cards), now, single, joined), joined, frozenset(_path_moves(picture)), letters)


def _path_moves(picture: MoveGraph) -> list[int]:
    """The places of the moves on the path, in its order; of several between two states an improvement, if there is one."""
    found: dict[tuple[str, str], int] = {}
    order = sorted(enumerate(picture.moves), key=lambda one: one[1].kind != MoveKind.IMPROVEMENT)
    for n, move in order:
        found.setdefault((move.start, move.end), n)
    return [found[pair] for pair in pairwise(picture.path)]


def _drawn(picture: MoveGraph, layout: Layout, top: float) -> Iterator[Element]:
    floor, number = layout.floor(top), places(picture)
    names = {state.id: cut(state.label, TOOLTIP) for state in picture.states}
    path = _path_moves(picture)
    arrows = [
        Arrow(
            move,
            track,
            number.get(move.makers[0], 0),
            f"{_who(move)}: {names[move.start]} → {names[move.end]}; {move.kind}",
            n in path,
        )
        for n, (move, track) in enumerate(zip(picture.moves, tracks(floor), strict=True))
    ]
    yield from layout.draw_grounds(floor)
    yield from draw_arrows(arrows, layout.letters)
    for card, box in zip(layout.cards, floor.boxes, strict=True):
        yield draw_card(card, box, layout.letters)
    yield from draw_makers(arrows, floor.boxes, Box(EDGE, top, WIDTH - EDGE, top + layout.high), layout.letters)
