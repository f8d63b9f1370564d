"""States of a conflict into cards: their options in lines, and what is special about them as frame, ground and sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.draw.frame import LINE_EM, ON_NARROW, SAMPLE, LegendItem, Letters, label
from standoff.draw.placing import Box
from standoff.draw.style import LABEL, paint
from standoff.draw.svg import Element, clean, element, group, path
from standoff.draw.words import SPOKEN, TOOLTIP, cut, lines, shortened, width

STUCK = "\u2060+"  # a "+" that no line begins with
JOIN = " + "  # between the options in a label, which lines are broken behind
WIDEST = 296.0  # of the words in a card, about 21 letters on a narrow page; with signs two such cards fill it
LINE_ROOM, LINE_ROOM_NARROW = 9.0, 7.0  # em of a line, where no word needs more: four cards beside one another
PART_ROOM = 10.0  # em of an option that is kept on one line
FEW_LINES, MOST_LINES = 4, 7  # a card grows wider rather than higher than a few lines
ASIDE, ABOVE = 11.0, 7.0  # from the edge of a card to its words
SIGN, SIGN_GAP = 20.0, 6.0  # across, and to the words; on a wide page
RING = 4.5  # from the edge of a card to the frame of an equilibrium


@dataclass(frozen=True, slots=True)
class ConflictState:
    """A state: `label` names the options taken, joined by " + "; `ratio` is a few words below it, such as "× 0.4".

    `now` is the status quo, `nash` and `seq` say in which sense it is an equilibrium, `exit` that a coalition can jointly reach it to the gain
    of all its members, `trap` that it holds although those in it would all rather be elsewhere.
    """

    id: str
    label: str
    now: bool = False
    nash: bool = False
    seq: bool = False
    exit: bool = False
    trap: bool = False
    ratio: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A state with its words in lines, and how much room it takes with its frame."""

    state: ConflictState
    lines: tuple[str, ...]
    ratio: str
    wide: float
    high: float


def measured(state: ConflictState, letters: Letters) -> Card:
    """The card of a state in the letters of a page."""
    text = option_lines(state.label, letters)
    ratio = shortened(state.ratio, WIDEST, letters.label)
    words = max((width(line, letters.label) for line in (*text, ratio)), default=0.0)
    signs = (SIGN + SIGN_GAP) * letters.label / LABEL * (state.exit + state.trap)
    high = max(len(text) + bool(ratio), 1) * letters.label * LINE_EM
    frame = 2 * _frame_room(state)
    return Card(state, tuple(text), ratio, max(words, 2 * SIGN) + signs + 2 * ASIDE + frame, high + 2 * ABOVE + frame)


def _frame_room(state: ConflictState) -> float:
    return RING + 1 if state.nash or state.seq else 1.0


def option_lines(text: str, letters: Letters) -> list[str]:
    """A label in lines of about one length, broken behind a "+" where that can be; what no line has room for is cut off."""
    parts = [part for part in clean(text).split(JOIN) if part.strip()]
    if not parts:
        return []
    size = letters.label
    longest = max(width(f"{word} + ", size) for part in parts for word in part.split())
    whole = [wide for part in parts if (wide := width(f"{part} + ", size)) <= PART_ROOM * size]
    em = LINE_ROOM_NARROW if letters == ON_NARROW else LINE_ROOM
    room = min(max(em * size, longest, *whole), WIDEST)
    best = _broken(parts, room, letters)
    while len(best) > FEW_LINES and room < WIDEST:
        room = min(room + letters.label, WIDEST)
        best = _broken(parts, room, letters)
    while room > longest:
        room -= 4
        if len(narrower := _broken(parts, room, letters)) > len(best):
            break
        best = narrower
    return best


def _broken(parts: Sequence[str], room: float, letters: Letters) -> list[str]:
    found, within = [""], room - width(" ", letters.label)
    for n, part in enumerate(parts):
        piece = part if n == len(parts) - 1 else part.rstrip() + STUCK
        joined = f"{found[-1]} {piece}" if found[-1] else piece
        if found[-1] and width(joined, letters.label) > within:
            found.append(piece)
        else:
            found[-1] = joined
    shown = [line for row in found for line in lines(row, within, letters.label, most=MOST_LINES)]
    if len(shown) > MOST_LINES:
        shown[MOST_LINES - 1 :] = [shortened(" ".join(shown[MOST_LINES - 1 :]), room, letters.label)]
    return [line.replace(STUCK, " +") for line in shown]


def told(state: ConflictState) -> str:
    """A state in words."""
    marks = [name for has, name in _marks(state) if has]
    return cut(state.label, TOOLTIP) + "".join(f"; {mark}" for mark in (*marks, cut(state.ratio, SPOKEN)) if mark)


def _marks(state: ConflictState) -> list[tuple[bool, str]]:
    return [
        (state.now, "status quo"),
        (state.nash, "Nash equilibrium"),
        (state.seq and not state.nash, "SEQ equilibrium"),
        (state.exit, "exit"),
        (state.trap, "trap"),
    ]


def draw_card(card: Card, outer: Box, letters: Letters) -> Element:
    """The card in its box; a pointer finds it in words."""
    state, edge, scale = card.state, _frame_room(card.state), letters.label / LABEL
    y = (outer.top + outer.bottom) / 2
    drawn = [element("title", told(state)), *_frame(state, outer.shrunk(edge))]
    left = outer.left + edge + ASIDE
    for has, sign in ((state.exit, _exit_sign), (state.trap, _trap_sign)):
        if has:
            drawn += sign(left + SIGN * scale / 2, y, scale)
            left += (SIGN + SIGN_GAP) * scale
    middle, line = (left + outer.right - edge - ASIDE) / 2, letters.label * LINE_EM
    ink, quiet = ("ground", "ground") if state.now else ("ink", "quiet")
    shown = [(text, ink) for text in card.lines] + ([(card.ratio, quiet)] if card.ratio else [])
    for n, (text, role) in enumerate(shown):
        drawn.append(label(text, middle, y + (n + 0.5 - len(shown) / 2) * line, anchor="middle", role=role))
    return group(drawn)


def _frame(state: ConflictState, box: Box) -> Iterator[Element]:
    """The ground of a card within its edge, and around an equilibrium a second line: firm for Nash, broken for SEQ."""
    ground = "node" if state.now else "trap" if state.trap else "exit" if state.exit else "ground"
    if state.nash or state.seq:
        dashes = {} if state.nash else {"stroke-dasharray": "5 4"}
        yield element(
            "rect", paint=paint("ground", "outline") | dashes, **_rectangle(box.shrunk(-RING), 9), stroke_width=2
        )
    firm = state.nash or state.seq
    yield element("rect", paint=paint(ground, "outline" if firm else "axis"), **_rectangle(box, 6), stroke_width=1.4)


def _rectangle(box: Box, radius: float) -> dict[str, float]:
    across, down = box.right - box.left, box.bottom - box.top
    return {"x": box.left, "y": box.top, "width": across, "height": down, "rx": radius}


def _exit_sign(x: float, y: float, scale: float) -> Iterator[Element]:
    """A disc with an arrow out of it."""
    yield element("circle", paint=paint("exit-sign", "halo"), cx=x, cy=y, r=scale * SIGN / 2, stroke_width=1.5)
    arrow = [(-5, -1.5), (0.5, -1.5), (0.5, -5.5), (6, 0), (0.5, 5.5), (0.5, 1.5), (-5, 1.5)]
    d = path([(x + scale * dx, y + scale * dy) for dx, dy in arrow], closed=True)
    yield element("path", paint=paint("ground"), d=d)


def _trap_sign(x: float, y: float, scale: float) -> Iterator[Element]:
    """A triangle with an exclamation mark."""
    edge, ground = paint("fired", "halo") | {"stroke-linejoin": "round"}, paint("ground")
    d = path([(x + scale * dx, y + scale * dy) for dx, dy in ((0, -10), (11, 9), (-11, 9))], closed=True)
    bar = {"x": x - 1.2 * scale, "y": y - 4 * scale, "width": 2.4 * scale, "height": 7 * scale}
    yield element("path", paint=edge, d=d, stroke_width=1.5)
    yield element("rect", paint=ground, **bar, rx=scale)
    yield element("circle", paint=ground, cx=x, cy=y + 5.8 * scale, r=1.5 * scale)


def card_items(states: Sequence[ConflictState]) -> list[LegendItem]:
    """What the picture holds, and nothing else."""
    samples = [
        (any(s.now for s in states), "status quo", ConflictState("", "", now=True)),
        (any(s.nash for s in states), "Nash equilibrium: nobody gains by moving", ConflictState("", "", nash=True)),
        (
            any(s.seq and not s.nash for s in states),
            "SEQ equilibrium: others would answer",
            ConflictState("", "", seq=True),
        ),
        (any(s.exit for s in states), "exit: reached by a coalition", ConflictState("", "", exit=True)),
        (any(s.trap for s in states), "trap", ConflictState("", "", trap=True)),
    ]
    return [LegendItem(text, _Sample(state)) for has, text, state in samples if has]


@dataclass(frozen=True, slots=True)
class _Sample:
    """A small card in the legend."""

    state: ConflictState

    def __call__(self, left: float, middle: float) -> list[Element]:
        framed = self.state.nash or self.state.seq
        box = Box(left + 1, middle - 10, left + SAMPLE - 1, middle + 10).shrunk(RING if framed else 0)
        x, sign = left + SAMPLE / 2, _exit_sign if self.state.exit else _trap_sign
        return [*_frame(self.state, box), *(sign(x, middle, 1.0) if self.state.exit or self.state.trap else ())]
