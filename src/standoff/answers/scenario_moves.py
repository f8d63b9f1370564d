"""Moves that were seen in the archive into words and a table: whether those who made them did as the conflict file says they want."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.answers.answer import Cell, Statement, Table
from standoff.answers.argued import Argued
from standoff.answers.consistency import Move, Seen, Verdict
from standoff.answers.tie_sources import of_event
from standoff.answers.words import days, listed
from standoff.store import View

MOVES = "moves seen"
TOLD = 2  # moves that are told with their events


def told(view: View, a: Argued, found: Seen) -> Iterator[Statement]:
    """The share with its baseline, then moves that speak against the file, which say more than those that fit it."""
    yield Statement(MOVES, f"{_share(found)}{_rest(found)}")
    against = [move for move in found.moves if move.verdict is Verdict.NOT_BETTER]
    for move in against[:TOLD]:
        sources = tuple(of_event(view, stored.event, "seen in") for stored in view.events_of(move.events[:TOLD]))
        yield Statement(MOVES, f"Against what the file says: {_move(a, move)}.", sources=sources)
    if found.unlike_now:
        names = listed([_option(a, id) for id in found.unlike_now])
        yield Statement(MOVES, f"At its end the record shows otherwise than the file has it now: {names}.")
    if found.unseen:
        yield Statement(MOVES, f"Never seen in the record: {listed([_option(a, id) for id in found.unseen])}.")


def _share(found: Seen) -> str:
    better = found.count(Verdict.BETTER)
    tested = better + found.count(Verdict.NOT_BETTER)
    span = f"from {found.first} to {found.last}, week by week"
    if not tested:
        return f"No move was seen {span} that the preferences could be tested on."
    moves, were = ("one move", "was an improvement") if tested == 1 else (f"{tested} moves", "were improvements")
    text = f"Of {moves} seen {span}, {better or 'none'} {were} for those who made them under the declared preferences"
    if found.by_chance is None or found.p is None:
        return f"{text}: too few to say whether the file fits."
    verdict = "more than chance would give" if found.p < 0.05 else "no more than chance would give"
    return f"{text}; where the same options are taken at random times {found.by_chance:.0%} are (p = {found.p:.2f}): {verdict}."


def _rest(found: Seen) -> str:
    named = ((Verdict.DEPENDS, "for which it matters who moved first in the week"), (Verdict.UNKNOWN, "that hang on what is not known"), (Verdict.UNTESTED, "that lead from or to what the file says cannot be"))  # fmt: skip
    parts = [f"{found.count(verdict)} {text}" for verdict, text in named if found.count(verdict)]
    return f" Not counted: {listed(parts)}." if parts else ""


def _move(a: Argued, move: Move) -> str:
    return f"{a.maker(move.maker)} ({_changed(a, move)}), {days(move.first, move.last)}, while {_before(a, move)}"


def _changed(a: Argued, move: Move) -> str:
    return ", ".join(
        [*(f"+\u00a0{_option(a, id)}" for id in move.taken), *(f"−\u00a0{_option(a, id)}" for id in move.left)]
    )


def _before(a: Argued, move: Move) -> str:
    return f"“{' + '.join(_option(a, id) for id in move.before) or 'nothing'}” stood"


def _option(a: Argued, id: str) -> str:
    return next(option.name for option in a.conflict.options if option.id == id)


def table(a: Argued, found: Seen) -> Table:
    """Move by move."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            days(move.first, move.last),
            a.maker(move.maker),
            _changed(a, move),
            " + ".join(_option(a, id) for id in move.before) or "nothing",
            str(move.verdict),
            ", ".join(move.events),
        )
        for move in found.moves
    )
    return Table(MOVES, ("week", "who", "changed", "before", "verdict", "events"), rows)
