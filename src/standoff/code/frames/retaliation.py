"""Deeds told as an answer or a signal ("in retaliation for the raid by X", "in a warning to X", "in pursuit of X") into whom they are directed at."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.reading import Frame, Reading
from standoff.code.lexicon.types import Words
from standoff.records import Participant

TOWARDS = frozenset(("to", "for", "against", "at", "over"))
DEEDS = frozenset(("SANCTION", "MOBILIZE", "COERCE"))


def answered(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whoever did what the deed answers, or is to be warned by it; nobody of the actors' own side."""
    if frame.type not in DEEDS or not actors:
        return ()
    own = {a.country or a.id for a in actors}
    for head in _answered_heads(context.reading, frame.head, context.resources.lexicon.classes["answers"]):
        whose = [h for place in ("possessor", "by") for h in find_place(context.reading, head, place)]
        for party in (*whose, *([head] if head in context.who.participants.at else ())):
            found = tuple(p for p in context.who.resolve(party) if (p.country or p.id) not in own)
            if found:
                return found
    return ()


def _answered_heads(reading: Reading, verb: int, answers: Words) -> Iterator[int]:
    """What stands behind "in response to", "as a warning to", "in retaliation for"."""
    for preposition in reading.children[verb]:
        noun = reading.child(preposition, "pobj") if reading.lowers[preposition] in ("in", "as") else None
        if noun is not None and reading.lemmas[noun] in answers:
            for c in reading.children[noun]:
                if reading.lowers[c] in (("of",) if reading.lemmas[noun] == "pursuit" else TOWARDS):
                    yield from (p for p in reading.children[c] if reading.deps[p] == "pobj")
