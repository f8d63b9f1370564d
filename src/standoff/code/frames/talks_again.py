"""Talks that are gone back to: who does so, and that "pre-war" says when they were."""

from __future__ import annotations

from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading

GOING = frozenset(("go", "get", "come", "return", "revert"))


def returning(reading: Reading, noun: int) -> list[int]:
    """As in "went back to the talks", "want to return to negotiations": the subject."""
    to = reading.heads[noun]
    verb = reading.heads[to]
    if reading.lowers[verb] == "back":
        verb = reading.heads[verb]
    if reading.deps[noun] != "pobj" or reading.lowers[to] != "to" or reading.lemmas[verb] not in GOING:
        return []
    again = any(reading.lowers[c] == "back" for c in reading.children[verb])
    back = again or reading.lemmas[verb] in ("return", "revert")
    return [c for h in verb_subject(reading, verb) for c in reading.conjuncts(h)] if back else []


def is_before(reading: Reading, noun: int) -> bool:
    """As in "the pre-war talks", "the pre-October discussions": over since."""
    return any(reading.lowers[i] == "pre" and reading.words[i + 1] == "-" for i in left_of(reading, noun))
