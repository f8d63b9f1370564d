"""What follows from a conflict file into a picture: the states that matter, and who would move between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from standoff.answers.answer import Figure
from standoff.answers.argued import Argued
from standoff.answers.effects import StateCounts
from standoff.answers.scenario_tables import DEPENDS, MOVES, STATES, marks, together, verdict
from standoff.answers.scenario_words import told_exits, told_traps
from standoff.draw import ConflictState, Move, MoveGraph, MoveKind, StateMatrix, Verdict, stability
from standoff.draw import moves as draw_moves
from standoff.draw.moves import MOST_MAKERS, MOST_MOVES
from standoff.draw.states import MOST_MAKERS as MOST_COLUMNS

MOVES_TITLE, STATES_TITLE = "Who can move where", "For whom does it hold?"
SIGNS = {
    "Nash": Verdict.NASH,
    "SEQ": Verdict.SEQ,
    "SMR": Verdict.GMR,
    "GMR": Verdict.GMR,
    MOVES: Verdict.IMPROVES,
    DEPENDS: Verdict.DEPENDS,
}
MOST = 12  # states: more are no picture


def figures(a: Argued, counts: StateCounts | None) -> Iterator[Figure]:
    """Moves, then the same states with a verdict for each maker."""
    chosen = _chosen(a)
    cards = [_state(a, state, counts) for state in chosen]
    makers = [maker.name for maker in a.conflict.makers]
    yield Figure(MOVES_TITLE, draw_moves(_graph(a, chosen, cards, makers, ratios=counts is not None)), STATES)
    if len(makers) <= MOST_COLUMNS:
        verdicts = [[SIGNS[verdict(a, state, maker)] for maker in range(a.game.makers)] for state in chosen]
        matrix = StateMatrix(cards, makers, verdicts, STATES_TITLE, prefix="scenario-states")
        yield Figure(STATES_TITLE, stability(matrix), STATES)


def _graph(a: Argued, chosen: list[int], cards: list[ConflictState], makers: list[str], *, ratios: bool) -> MoveGraph:
    """The status quo, what can be reached from it and what holds, with every improvement between them."""
    path = _path(a, chosen)
    hidden = len(a.states.taken) - len(chosen)
    told = f"{hidden} of {len(a.states.taken)} states are in the table only." if hidden else ""
    times = "× how many times as many events a week as now, with its 95 % interval." if ratios else ""
    note = " ".join(filter(None, [told, times]))
    ids = [str(state) for state in path]
    return MoveGraph(cards, _moves(a, chosen, path), makers, ids, MOVES_TITLE, note, "scenario-moves")


def _chosen(a: Argued) -> list[int]:
    """By how much they matter to whoever stands in the status quo."""
    ends = [move.state for end in a.course.ends if end != a.now for move in a.course.walks.path(end)]
    first = [i.state for witness in a.witnesses for i in witness.improvements]
    wanted = [
        a.now,
        *a.surely(a.found.nash),
        *ends,
        *(e.state for e in told_exits(a)),
        *(t.state for t in told_traps(a)),
        *first,
        *a.surely(a.found.seq),
    ]
    return list(dict.fromkeys(wanted))[:MOST]


def _path(a: Argued, chosen: list[int]) -> list[int]:
    """The course of self-interest to its first end, as long as all of it is shown."""
    end = next((end for end in a.course.ends if end != a.now), None)
    if end is None:
        return []
    path = [a.now, *(move.state for move in a.course.walks.path(end))]
    return path if set(path) <= set(chosen) and len(set(path)) == len(path) else []


def _moves(a: Argued, chosen: list[int], path: list[int]) -> list[Move]:
    """Joint ways out of the status quo, then improvements: those of the path and from the status quo before others."""
    joint = [
        Move(tuple(a.maker(m) for m in e.members), str(a.now), str(e.state), MoveKind.JOINTLY)
        for e in told_exits(a)
        if e.state in chosen
    ]
    steps = a.game.improvements(perhaps=False)
    alone = [(int(maker), s, q) for s in chosen for q in chosen for maker in np.flatnonzero(steps[:, s, q])]
    on_path = set(pairwise(path))
    alone.sort(key=lambda one: ((one[1], one[2]) not in on_path, one[1] != a.now))
    movers = list(dict.fromkeys(maker for maker, _, _ in alone))[:MOST_MAKERS]
    shown = [Move((a.maker(maker),), str(s), str(q)) for maker, s, q in alone if maker in movers]
    return [*joint, *shown][:MOST_MOVES]


def _state(a: Argued, state: int, counts: StateCounts | None) -> ConflictState:
    said, holds = set(marks(a, state)), together(a, state)
    return ConflictState(
        str(state),
        a.states.label(state),
        now=state == a.now,
        nash=holds == "Nash",
        seq=holds in {"Nash", "SEQ"},
        exit="way out" in said,
        trap="trap" in said,
        ratio=_ratio(state, counts),
    )


def _ratio(state: int, counts: StateCounts | None) -> str:
    whole = counts.unders[counts.of_state[state]].in_all if counts else None
    if whole is None or counts is None or counts.of_state[state] == counts.now:
        return ""
    return f"× {whole.ratio.value:.2g} ({whole.ratio.low:.2g} to {whole.ratio.high:.2g})"
