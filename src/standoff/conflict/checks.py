"""A conflict into nothing, or into a ConflictError where what its lines say does not fit together."""

from __future__ import annotations

import numpy as np

from standoff.conflict.states import Flags, statements, states
from standoff.conflict.types import Conflict, Effect, Preference
from standoff.errors import ConflictError


def check(conflict: Conflict) -> None:
    """ConflictError with the line of what says nothing, says it twice or contradicts another line."""
    taken = states(conflict).taken
    for maker in conflict.makers:
        _check_statements(conflict, statements(conflict, maker.id), taken)
    now = np.array([[option.now for option in conflict.options]])
    for effect in conflict.effects:
        _check_effect(conflict, effect, taken, now)
    _check_once(
        conflict, "effects", [(effect.line, (effect.when, effect.stream, effect.after)) for effect in conflict.effects]
    )
    _check_once(conflict, "assumed_gains", [(gain.line, (gain.after, gain.stream)) for gain in conflict.gains])


def _check_statements(conflict: Conflict, said: tuple[Preference, ...], taken: Flags) -> None:
    """That each tells states apart, and none says what another of the same maker says, or the contrary."""
    found: dict[bytes, Preference] = {}
    for statement in sorted(said, key=lambda statement: statement.line):
        holds = statement.prefers.holds(taken)
        if holds.all() or not holds.any():
            where = "every state" if holds.all() else "no state"
            raise _error(
                conflict,
                statement.line,
                f"holds in {where} that can be, so that it tells none apart; change it or leave it out",
            )
        if (same := found.get(holds.tobytes())) is not None:
            raise _error(conflict, statement.line, f"says the same as line {same.line}; leave one out")
        if (contrary := found.get((~holds).tobytes())) is not None:
            raise _error(conflict, statement.line, f"says the contrary of line {contrary.line}; leave one out")
        found[holds.tobytes()] = statement


def _check_effect(conflict: Conflict, effect: Effect, taken: Flags, now: Flags) -> None:
    problem = ""
    if effect.when.holds(now)[0]:
        problem = (
            "holds in the status quo, of which the record already is; say what is different where something changes"
        )
    elif not effect.when.holds(taken).any():
        problem = "holds in no state that can be; change it or leave it out"
    if problem:
        raise ConflictError(conflict.path, effect.line, f"effects: when: {problem}")


def _check_once(conflict: Conflict, table: str, said: list[tuple[int, object]]) -> None:
    """That no two lines say something about the same."""
    lines: dict[object, int] = {}
    for line, about in said:
        if about in lines:
            raise ConflictError(
                conflict.path, line, f"{table}: is about the same as line {lines[about]}; leave one out"
            )
        lines[about] = line


def _error(conflict: Conflict, line: int, problem: str) -> ConflictError:
    return ConflictError(conflict.path, line, f"preferences: prefers: {problem}")
