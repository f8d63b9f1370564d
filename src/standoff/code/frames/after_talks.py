"""What protesters call off "after talks with the government" into whom they concede to."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.reading import Frame
from standoff.records import Participant

CALLED_OFF = "concede.call-off-protest"  # an entry of the lexicon
BEHIND = frozenset(("after", "following"))


def after_talks(context: Context, frame: Frame) -> tuple[Participant, ...]:
    """Whom they had talked to or agreed with, as the clause tells."""
    if frame.entry.id != CALLED_OFF or frame.inner is not None:
        return ()
    reading, classes = context.reading, context.resources.lexicon.classes
    occasions = classes["talks"] | classes["deal"]
    below = (p for p in reading.subtree(frame.head) if p > frame.head and reading.lowers[p] in BEHIND)
    nouns = (n for p in below for n in reading.children[p] if reading.lemmas[n] in occasions)
    met = (context.who.resolve(h) for n in nouns for h in find_place(reading, n, "with"))
    return next(filter(None, met), ())
