"""The frozen values that the lexicon files turn into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = frozenset[str]
"""Alternatives for one place in a pattern, as lemmas in lower case."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A family of predicates with one frame; `id` is what a mention names as its rule.

    `type` is a PLOVER type, or None for a phrase that looks like an event and is none.
    `actor`, `recipient`: grammatical places in order of preference. `reciprocal`: all parties are actors.
    `harm`: what the object (of a noun: the "of" phrase) suffers, "deaths" or "injured".
    `needs`: the sides that must be found for the entry to count. `sectors`: those of the recipient that the entry is for,
    empty for any. `negated`: counts only when it is negated ("will not allow"). `by`: type and mode of the deed where all
    actors are of a sector: a building that civilians occupy is a PROTEST.
    """

    id: str
    type: str | None
    pos: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    harm: str | None
    needs: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    negated: bool = False
    by: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A head lemma and the words that must follow it in order ("impose", {"sanction", "embargo"}, {"on"})."""

    entry: Entry
    head: str
    rest: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Outer:
    """What an outer predicate makes of an event in its complement ("vowed to expel" THREATEN).

    `makes`: inner "TYPE.mode", PLOVER type, quad class or "any" -> type of the whole, or "same" (keep the inner event as it is),
    "inner" (the inner event beside the outer predicate's own), or "none" (no event).
    `recipient`: where the recipient of the whole is found; "inner" is the recipient of the inner event.
    `negated`: counts only when it is negated ("do not believe in talks").
    """

    id: str
    pos: str
    makes: Mapping[str, str]
    mode: Mapping[str, str]
    recipient: tuple[str, ...]
    status: str | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class TieEntry:
    """A way of saying that two parties stand in a relation; `source` and `target` are places, best first."""

    id: str
    type: str
    pos: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by the lemma they begin with, longest pattern first."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    outers: Mapping[str, tuple[tuple[Outer, tuple[Words, ...]], ...]]
    classes: Mapping[str, Words]
    modes: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, Entry]
    ties: Mapping[str, tuple[tuple[TieEntry, tuple[Words, ...]], ...]]
