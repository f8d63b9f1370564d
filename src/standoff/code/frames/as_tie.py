"""Two parties and what one is to the other into the `Tie` that a sentence asserts."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.records import Participant, Tie


def as_tie(context: Context, number: int, kind: str, sides: tuple[Participant, Participant], rule: str) -> Tie:
    """The tie between the `sides`, from the first to the second, that sentence `number` tells by `rule`."""
    reading = context.reading
    first, last = reading.sentences[number]
    start, end = reading.starts[first], reading.end_of(last - 1)
    return Tie(kind, *sides, reading.document.id, start, end, reading.document.text[start:end], rule)


def is_person(context: Context, party: Participant) -> bool:
    """True for a person by name, known to the files or introduced in the text."""
    return party.id in context.resources.knowledge.people or party.name in context.who.participants.locals


def has_name(context: Context, noun: int) -> bool:
    """A name stands in the phrase, beside whoever has it: "its Philippine ally", not "Syria's allies"."""
    reading, at = context.reading, context.who.participants.at
    return any(c in at and reading.deps[c] in ("amod", "compound", "appos", "nmod") for c in reading.children[noun])
