"""Who can move first, where could it rest, and what would happen to the counts? A conflict file into what follows from it."""

from __future__ import annotations

from standoff.answers import scenario_counts as counted
from standoff.answers import scenario_moves as moved
from standoff.answers import scenario_tables as tables
from standoff.answers import scenario_words as words
from standoff.answers.answer import Answer, Statement, Table
from standoff.answers.argued import Argued, argued
from standoff.answers.consistency import seen
from standoff.answers.effects import effects
from standoff.answers.scenario_figures import figures
from standoff.conflict.sources import bases, checked
from standoff.errors import MeasureError
from standoff.options import ScenarioOptions
from standoff.store import View

QUESTION = "Who can move first, and where could it rest?"


def answer(view: View | None, options: ScenarioOptions) -> Answer:
    """What follows from the conflict file; with an archive also whether its sentences stand there, what each state does to the counts, and the moves seen.

    ConflictError where the file does not validate.
    """
    a = argued(options.path)
    documents = view.documents(basis.document for _, basis in bases(a.conflict)) if view else {}
    misfits = checked(a.conflict, lambda one: view.text_of(one) if one in documents else None) if view else None
    counts = effects(view, a.conflict, a.states.taken, options.effects) if view else None
    record, moves = _record(view, a) if view else ((), ())
    statements = (
        *words.first_moves(a, documents),
        *words.rests(a),
        *words.ways_out(a),
        *words.course(a),
        *words.traps(a),
        *(counted.told(a, counts) if counts else (counted.without_archive(),)),
        *record,
        *words.survives(a),
        words.limits(),
        *words.basis(a, misfits),
    )
    found = (
        tables.states(a, counts),
        *counted.tables(a, counts),
        tables.why(a),
        tables.exits(a),
        tables.traps(a),
        tables.readings(a),
        *moves,
        tables.preferences(a),
    )
    return Answer(QUESTION, statements, found, tuple(figures(a, counts)))


def _record(view: View, a: Argued) -> tuple[tuple[Statement, ...], tuple[Table, ...]]:
    """The moves in the archive, or why none is to be seen."""
    try:
        found = seen(view, a.states, a.game.likings)
    except MeasureError as problem:
        return (Statement(moved.MOVES, f"No moves were seen: {problem}."),), ()
    return tuple(moved.told(view, a, found)), (moved.table(a, found),)
