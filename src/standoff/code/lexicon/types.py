"""The frozen values that the lexicon files turn into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = frozenset[str]
"""Alternatives for one place in a pattern, as lemmas in lower case."""
NAMED_GROUND = frozenset(("<territory>", "<town>"))
"""Stand among the alternatives of the classes of these names: "lost <territory>" is "lost the town" and "lost Goma"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A family of predicates with one frame; `id` is what a mention names as its rule.

    `type` is a PLOVER type, or None for a phrase that looks like an event and is none.
    `actor`, `recipient`: grammatical places in order of preference. `reciprocal`: all parties are actors.
    `harm`: what the object (of a noun: the "of" phrase) suffers, "deaths" or "injured".
    `needs`: the sides that must be found for the entry to count; "person", "forces": an actor of that kind. `sectors`: those of the recipient that the entry is for,
    empty for any. `negated`: counts only when it is negated ("will not allow"); `announced`: only where it is announced
    ("forces will remain in"). `by`: type and mode of the deed where all
    actors are of a sector: a building that civilians occupy is a PROTEST. `jointly`: the type where
    the actors are of several countries.
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
    jointly: str | None = None
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A head lemma and the words that must follow it in order ("impose", {"sanction", "embargo"}, {"on"}).

    `last`: counts only where no pattern without it fits.
    """

    entry: Entry
    head: str
    rest: tuple[Words, ...]
    last: bool = False


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
class Cue:
    """The words behind the first of a phrase that tells what an act is about, and the contexts that it tells.

    `doers`: those of the contexts that it tells of in the phrase of whoever acts, too. Without contexts the phrase only looks like a cue.
    """

    rest: tuple[str, ...]
    contexts: tuple[str, ...]
    doers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindOfAct:
    """Acts that have a context whatever their words; what is empty, None or False may be anything.

    `mode`: one of these. `actor`, `recipient`, `party` (either side): somebody of one of these sectors. `about`: one of these words in
    what the act is about. `states`: between two states or bodies of states. `home`: nobody of another country suffers it, or
    where it is False somebody does. `alone`: no words tell a context.
    """

    context: str
    mode: Words
    actor: Words
    recipient: Words
    party: Words
    about: Words
    states: bool
    home: bool | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Contexts:
    """What gives an event its PLOVER contexts: cues by first word, longest first; kinds of act by type.

    `titles`: words whose modifiers say who or where somebody is ("economy minister", "oil port").
    `nouns`: words that are cues as nouns only. `names`: first words of cues that count inside longer names.
    `over`: by context the wider ones that are left out beside it.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    kinds: Mapping[str, tuple[KindOfAct, ...]]
    titles: Words
    nouns: Words
    names: Words
    over: Mapping[str, Words]


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
    contexts: Contexts
