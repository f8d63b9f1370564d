"""Sentences that hold of anybody at any time, and so tell of no event: "every government condemns", "under the constitution he may pardon"."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.status import MODALS, auxiliaries

ANYBODY = frozenset(("every", "any", "each", "no"))
POWERS = MODALS | {"shall", "must", "will"}
FINITE_PRESENT = frozenset(("VBZ", "VBP"))
TIMELESS = frozenset(("when", "whenever", "wherever"))
PRESENT = frozenset(("VBZ", "VBP", "VB"))


def is_general(context: Context, frame: Frame) -> bool:
    """True where the sentence is a rule or a saying: whoever acts is anybody, or the law says that somebody may."""
    reading = context.reading
    verb = frame.head if reading.pos[frame.head] in ("VERB", "AUX") else reading.clause_verb(frame.head)
    saying = _is_of_any_time(reading, verb) or _is_of_anybody(reading, frame, verb)
    return saying or _is_of_law(context, verb) or _is_allowed(context, verb)


def _is_of_any_time(reading: Reading, verb: int) -> bool:
    """As in "when America retreats, chaos follows": both in the simple present, which tells no single event."""
    if reading.tags[verb] not in FINITE_PRESENT or reading.deps[verb] not in ("advcl", "ROOT"):
        return False
    clauses = [verb] if reading.deps[verb] == "advcl" else reading.children[verb]
    return any(
        {reading.tags[c], reading.tags[reading.heads[c]]} <= FINITE_PRESENT
        and reading.deps[c] == "advcl"
        and any(reading.lowers[w] in TIMELESS and reading.deps[w] == "advmod" for w in reading.children[c])
        and not auxiliaries(reading, c) | auxiliaries(reading, reading.heads[c])
        for c in clauses
    )


def _is_of_anybody(reading: Reading, frame: Frame, verb: int) -> bool:
    """As in "every government condemns terror", but not "every member voted"."""
    if reading.tags[verb] not in PRESENT or auxiliaries(reading, verb) & {"has", "have"}:
        return False
    subjects = find_place(reading, frame.head, "subject") if frame.head == verb else []
    return any(reading.lowers[c] in ANYBODY and c < s for s in subjects for c in reading.children[s])


def _is_allowed(context: Context, verb: int) -> bool:
    """As in "the law allows the president to dismiss him"."""
    reading, classes = context.reading, context.resources.lexicon.classes
    above = reading.heads[verb]
    if (
        reading.deps[verb] not in ("ccomp", "xcomp")
        or reading.lemmas[above] not in classes["allowing"]
        or reading.tags[above] != "VBZ"
    ):
        return False
    subject = reading.child(above, "nsubj")
    return subject is not None and reading.lemmas[subject] in classes["laws"]


def _is_of_law(context: Context, verb: int) -> bool:
    """As in "under the treaty members may seek help", "the law provides that the president shall consult"."""
    reading = context.reading
    if not auxiliaries(reading, verb) & POWERS:
        return False
    under = (
        c
        for c in reading.children[verb]
        if reading.lowers[c] in ("under", "by") and reading.deps[c] == "prep" and c < verb
    )
    laws = [p for c in under for p in reading.children[c]]
    above = reading.heads[verb]
    if reading.deps[verb] == "ccomp" and reading.lemmas[above] in ("provide", "stipulate", "state", "say", "lay"):
        laws += [c for c in reading.children[above] if reading.deps[c] == "nsubj"]
    return any(
        reading.lemmas[i] in context.resources.lexicon.classes["laws"] and reading.pos[i] == "NOUN" for i in laws
    )
