"""Verbs that tell how things stand ("is allied with", "troops stationed in Syria") into no event."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame

LASTING = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
DEEDS = frozenset(("SUPPORT", "MOBILIZE"))


def is_standing(context: Context, frame: Frame) -> bool:
    """A passive of the present, or a bare participle, of a verb that names a state; "were stationed there in May" is news."""
    reading, verb = context.reading, frame.head
    if frame.type not in DEEDS or frame.status != "actual" or frame.inner is not None:
        return False
    if reading.lemmas[verb] not in context.resources.lexicon.classes["standing"] or not reading.is_passive(verb):
        return False
    auxiliary = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass")}
    return not auxiliary or bool(auxiliary & LASTING and "being" not in auxiliary)
