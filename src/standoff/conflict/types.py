"""What a conflict file says, as frozen values: who can do what, what they want, and what each line rests on.

Two files that say the same are equal, wherever they lie and on whichever line they say it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from standoff.conflict.expressions import Expression


class Final(StrEnum):
    """Which change of an option cannot be taken back."""

    NEVER = "never"  # it can be taken and left at any time
    TAKEN = "taken"  # once taken it stays
    LEFT = "left"  # once left it cannot be taken again


@dataclass(frozen=True, slots=True)
class Basis:
    """What a line rests on: a sentence, characters [start, end) of a document's text, or, without a document, the analyst, who may say why."""

    document: str = ""
    start: int = 0
    end: int = 0
    sentence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """`sides`: the names under which the archive knows them: countries (ISO 3166-1 alpha-3), sides or organisations."""

    id: str
    name: str
    sides: tuple[str, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sign:
    """Events by which it is seen that an option is taken: of one of the types, by the decision maker's sides, towards one of the recipients
    (decision makers' ids; empty: towards anybody).
    """

    types: tuple[str, ...]
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a decision maker does or does not do; `now`: whether it is done in the status quo."""

    id: str
    of: str
    name: str
    now: bool
    final: Final
    seen: tuple[Sign, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Options in a combination: that cannot be (infeasible), or in which nothing else matters any more (same)."""

    when: Expression
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Preference:
    """A statement that a decision maker wants to hold. Statements of a maker stand in order of weight: one outweighs all those of higher `level`
    (from 0), and those of a level count alike. `known` is False where it is not known whether they want it, do not, or do not care.
    """

    of: str
    prefers: Expression
    level: int
    known: bool
    basis: Basis
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Stream:
    """Events by one decision maker towards another (ids)."""

    actor: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Effect:
    """Where `when` holds, `stream` has `factor` (lowest, highest) times as many events for whatever cause; with `after`, it is the events of `stream`
    set off by those of `after` that are `factor` times as many.
    """

    when: Expression
    stream: Stream
    after: Stream | None
    factor: tuple[float, float]
    basis: Basis
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class AssumedGain:
    """How many events of `stream` one event of `after` sets off (lowest, highest), where the record cannot tell."""

    stream: Stream
    after: Stream
    gain: tuple[float, float]
    basis: Basis
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A whole file. `as_of` is the day of the status quo."""

    path: Path = field(compare=False)
    name: str
    as_of: date
    makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    infeasible: tuple[Pattern, ...]
    same: tuple[Pattern, ...]
    preferences: tuple[Preference, ...]
    effects: tuple[Effect, ...]
    gains: tuple[AssumedGain, ...]
