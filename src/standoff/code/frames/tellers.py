"""Whoever tells of what is to come into its doer: "said that looters would be shot", "warned that helpers could be punished"."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SPEAKER

WARNING = frozenset(("warn", "caution"))
TELLING = frozenset(("tell", "assure", "inform", "promise"))


def is_warned_of(reading: Reading, frame: Frame) -> bool:
    """As in "warned that whoever helped them could be punished": by whoever warns, for nobody else is named."""
    conflict = ontology.load().event_type(frame.type).quad == "material conflict" and frame.inner is None
    if not conflict or frame.actor_heads or not reading.is_passive(frame.head):
        return False
    return reading.deps[frame.head] == "ccomp" and reading.lemmas[reading.heads[frame.head]] in WARNING


def doers(reading: Reading, frame: Frame) -> tuple[Party, ...]:
    """As in "decided that they will be put on a list", "said that looters would be shot": whoever decides or says so."""
    if frame.actor_heads or not reading.is_passive(frame.head):
        return frame.actor_heads
    return teller(reading, frame) or (Party(-1, SPEAKER),)


def teller(reading: Reading, frame: Frame) -> tuple[Party, ...]:
    """The subject of the verb that a passive clause is the complement of."""
    above = reading.heads[frame.head]
    if reading.deps[frame.head] != "ccomp" or reading.pos[above] != "VERB" or not reading.is_passive(frame.head):
        return ()
    return tuple(Party(h, "subject") for h in verb_subject(reading, above))


def is_promised(reading: Reading, frame: Frame) -> bool:
    """As in "told Kofi Annan that Rome would send 3,000 troops": said to somebody who is told by name, and not to the enemy."""
    verb = frame.head
    while reading.deps[verb] == "conj" and reading.heads[verb] != verb:
        verb = reading.heads[verb]
    above = reading.heads[verb]
    if reading.deps[verb] != "ccomp" or reading.lemmas[above] not in TELLING or frame.recipient_heads:
        return False
    told = reading.child(above, "dobj", "dative")
    return told is not None and reading.pos[told] == "PROPN"
