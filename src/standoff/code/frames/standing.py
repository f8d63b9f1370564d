"""Verbs that tell how things stand ("is allied with", "troops stationed in Syria") into no event."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame, Reading

LASTING = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
PROMISE = "agree.promise"  # another
MANNER = "cooperate.cooperation"  # an entry of the lexicon
WORKING = frozenset(("work", "act", "operate", "be", "move", "proceed"))
DEEDS = frozenset(("SUPPORT", "MOBILIZE"))


def is_standing(context: Context, frame: Frame) -> bool:
    """A passive of the present, or a bare participle, of a verb that names a state; "were stationed there in May" is news."""
    reading, verb = context.reading, frame.head
    if frame.entry.id == MANNER and _is_manner(reading, verb):
        return True  # "in coordination with the government, it struck a camp": how the strike was made
    if frame.entry.id == PROMISE and _is_of_what_is_spoken_of(reading, verb):
        return True
    if frame.type not in DEEDS or frame.status != "actual" or frame.inner is not None:
        return False
    if reading.lemmas[verb] not in context.resources.lexicon.classes["standing"] or not reading.is_passive(verb):
        return False
    auxiliary = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass")}
    return not auxiliary or bool(auxiliary & LASTING and "being" not in auxiliary)


def _is_of_what_is_spoken_of(reading: Reading, verb: int) -> bool:
    """As in "none of the promises it made", "the hospital they had promised", which speak of what came of it."""
    bare = reading.child(verb, "dobj", "xcomp", "ccomp") is None
    return reading.deps[verb] == "relcl" and bare


def _is_manner(reading: Reading, noun: int) -> bool:
    preposition = reading.heads[noun]
    within = reading.deps[noun] == "pobj" and reading.lowers[preposition] == "in"
    return within and reading.lemmas[reading.heads[preposition]] not in WORKING
