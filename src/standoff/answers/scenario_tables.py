"""What follows from a conflict file into tables: every state with its verdicts, ways out, traps, other readings, and what was put in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.answers import scenario_words as words
from standoff.answers.answer import Cell, Table
from standoff.answers.argued import Argued, Survival
from standoff.answers.effects import StateCounts
from standoff.answers.scenario_words import DONE, course_of, maker_name
from standoff.conflict.expressions import spelt
from standoff.model.stability.verdicts import NO, YES, Verdicts, equilibria
from standoff.model.stability.witnesses import witness

STATES, WHY, EXITS, TRAPS, READINGS, PREFERENCES = (
    "states and verdicts",
    "verdicts in words",
    "ways out of the status quo",
    "traps",
    "other readings",
    "preferences",
)
MOST_EXPLAINED = 12  # states whose verdicts are told in words
MOVES, DEPENDS = "moves", "depends"  # a maker that can improve without an answer; what is not known decides


def states(a: Argued, counts: StateCounts | None) -> Table:
    """The status quo first, then what holds best. Under each maker the narrowest sense in which it stays, "moves" where it does not."""
    head = ("state", *(maker.id for maker in a.conflict.makers), "all", "is")
    figures = ("events a week ×", "× from", "× to", "rests on") if counts else ()
    return Table(STATES, (*head, *figures), tuple(_state(a, n, counts) for n in _order(a)))


def why(a: Argued) -> Table:
    """Of the status quo and of what holds best, a sentence for each maker."""
    rows = (
        (a.states.label(state), a.maker(maker), verdict(a, state, maker), words.why(a, witness(a.game, maker, state)))
        for state in _order(a)[:MOST_EXPLAINED]
        for maker in range(a.game.makers)
    )
    return Table(WHY, ("state", "for", "verdict", "because"), tuple(rows))


def _order(a: Argued) -> list[int]:
    return sorted(range(len(a.states.taken)), key=lambda n: (n != a.now, -_rank(a, n), n))


def _state(a: Argued, state: int, counts: StateCounts | None) -> tuple[Cell, ...]:
    verdicts = (verdict(a, state, maker) for maker in range(a.game.makers))
    return (a.states.label(state), *verdicts, together(a, state), ", ".join(marks(a, state)), *_figures(state, counts))


def _figures(state: int, counts: StateCounts | None) -> tuple[Cell, ...]:
    if counts is None:
        return ()
    whole = counts.unders[counts.of_state[state]].in_all
    if whole is None:
        return None, None, None, "not told"
    times = whole.ratio
    return round(times.value, 2), round(times.low, 2), round(times.high, 2), " and ".join(times.tags)


def _senses(a: Argued) -> tuple[tuple[str, Verdicts], ...]:
    """Narrowest first."""
    found = a.found
    return ("Nash", found.nash), ("SEQ", found.seq), ("SMR", found.smr), ("GMR", found.gmr)


def verdict(a: Argued, state: int, maker: int) -> str:
    """The narrowest sense in which the state is stable for the maker."""
    senses = _senses(a)
    sure = next((name for name, found in senses if found[maker, state] == YES), None)
    if sure is not None:
        return sure
    return MOVES if senses[-1][1][maker, state] == NO else DEPENDS


def together(a: Argued, state: int) -> str:
    """The narrowest sense in which it is stable for all; "" where in none."""
    return next((name for name, found in _senses(a) if equilibria(found)[state] == YES), "")


def _rank(a: Argued, state: int) -> int:
    names = [name for name, _ in _senses(a)][::-1]
    sense = together(a, state)
    return 1 + names.index(sense) if sense else 0


def marks(a: Argued, state: int) -> Iterator[str]:
    """What else the state is."""
    if state == a.now:
        yield "status quo"
    if any(e.state == state and len(e.members) > 1 for e in a.exits):
        yield "way out"
    if any(trap.state == state for trap in a.traps):
        yield "trap"
    if state in a.course.ends and state != a.now:
        yield "end of self-interest"


def exits(a: Argued) -> Table:
    """Small groups first."""
    rows = (
        (" + ".join(a.maker(m) for m in e.members), a.states.label(e.state), together(a, e.state), course_of(a, a.now, e.path))
        for e in a.exits
    )  # fmt: skip
    return Table(EXITS, ("who together", "reach", "which is", "by"), tuple(rows))


def traps(a: Argued) -> Table:
    """Nearest first."""
    rows = (
        (a.states.label(trap.state), len(trap.path), course_of(a, a.now, trap.path), "; ".join(map(a.states.label, trap.better)))
        for trap in a.traps
    )  # fmt: skip
    return Table(TRAPS, ("state", "steps", "by", "worse for nobody, better for some"), tuple(rows))


def readings(a: Argued) -> Table:
    """In what share of variations of the statements a state is Nash, and a maker can improve alone from the status quo."""
    rows = [row for one in a.survival for row in _reading(a, one)]
    return Table(READINGS, ("statements", "changed", "readings", "what", "share"), tuple(rows))


def _reading(a: Argued, one: Survival) -> Iterator[tuple[Cell, ...]]:
    head = (DONE[one.change], "one of each maker" if one.each else "one", one.number)
    for state in np.flatnonzero(one.nash >= 0.05).tolist():
        yield *head, f"“{a.states.label(state)}” is Nash", round(float(one.nash[state]), 2)
    for maker in np.flatnonzero(one.moves > 0).tolist():
        yield *head, f"{a.maker(maker)} can improve alone", round(float(one.moves[maker]), 2)


def preferences(a: Argued) -> Table:
    """The statements as the file has them, with what they rest on."""
    names = [option.name for option in a.conflict.options]
    rows = (
        (maker_name(a, p.of), p.level + 1, spelt(p.prefers, names), "" if p.known else "not known", p.basis.sentence or p.basis.reason, p.basis.document or "analyst")
        for p in sorted(a.conflict.preferences, key=lambda p: [m.id for m in a.conflict.makers].index(p.of))
    )  # fmt: skip
    return Table(PREFERENCES, ("who", "weight", "wants", "doubt", "because", "source"), tuple(rows))
