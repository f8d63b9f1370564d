"""What a sentence leaves to its grammar: "would not be tolerated" is the speaker's threat, "told him in a phone call" a call of both."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SPEAKER
from standoff.records import Participant

FORBIDDING = frozenset(("threaten.will-not-allow", "reject.not-accept"))
BY_SPEAKER = "threaten.not-tolerated"
BY_PHONE = "consult.by-phone"
VISITED, ASKED = "consult.call-on-somebody", "request.call-on"
YET_TO_COME = frozenset(("any", "future", "possible", "potential", "imminent"))
OCCASIONS = frozenset((BY_PHONE, "consult.phone-noun", "consult.talks", "consult.summit-noun"))
SETTING = frozenset(("in", "during", "by", "over", "on", "at"))


def with_unsaid(context: Context, frame: Frame) -> Frame:
    """The frame with the places of the sides that its own words do not give."""
    if frame.entry.id in OCCASIONS and not frame.actor_heads:
        return _met_or_called(context, frame)
    passive = context.reading.is_passive(frame.head) and not frame.actor_heads
    if frame.entry.id in FORBIDDING and passive and _is_told_to_come(context.reading, frame.head):
        entry = context.resources.lexicon.entries[BY_SPEAKER]
        speaker = (Party(-1, SPEAKER),)
        return frame.but(entry=entry, type="THREATEN", mode=(), rule=entry.id, actor_heads=speaker, recipient_heads=())
    return frame


def _is_told_to_come(reading: Reading, verb: int) -> bool:
    """As in "will not be tolerated", where "was not accepted" is over."""
    return any(
        reading.deps[c] == "aux" and reading.lemmas[c] in ("will", "would", "must") for c in reading.children[verb]
    )


def _met_or_called(context: Context, frame: Frame) -> Frame:
    """Who says something in a call or at a meeting, and to whom: "told the king at talks in Amman", "agreed with him by telephone"."""
    reading, classes = context.reading, context.resources.lexicon.classes
    above = reading.heads[frame.head]
    verb = reading.heads[above]
    if reading.deps[frame.head] != "pobj" or reading.lowers[above] not in SETTING or reading.pos[verb] != "VERB":
        return frame
    told = [
        c for c in reading.children[verb] if reading.deps[c] in ("dobj", "dative") and _is_before(frame.head, c, verb)
    ]
    if frame.entry.id == BY_PHONE:
        told = told or [c for w in reading.subtree(verb) if reading.lowers[w] == "with" for c in reading.children[w]]
    else:
        heard = reading.lemmas[verb] in classes["telling"]
        told = [c for c in told if heard and reading.lemmas[c] not in classes["audience"]]
        if not told:
            return frame
    others = frame.recipient_heads or tuple(Party(h, "object") for h in told)
    return frame.but(
        actor_heads=tuple(Party(h, "subject") for h in verb_subject(reading, verb)), recipient_heads=others
    )


def _is_before(occasion: int, told: int, verb: int) -> bool:
    """Behind the verb whoever is told stands before the occasion; before it the occasion opens the sentence."""
    return told < occasion or occasion < verb


def calling(context: Context, frame: Frame, recipients: tuple[Participant, ...]) -> Frame:
    """Persons in office are visited, where "called on Beijing" asks a state for something, whatever the parser makes of its infinitive."""
    if frame.entry.id != VISITED or not recipients or frame.inner is not None:
        return frame
    if all(r.id == r.country or r.sector == "IGO" for r in recipients):
        entry = context.resources.lexicon.entries[ASKED]
        return frame.but(entry=entry, type="REQUEST", mode=("change",), rule=entry.id)
    return frame


def is_yet_to_come(reading: Reading, frame: Frame) -> bool:
    """Here "vowed to crush any further attack" tells of none, and "they paid a heavy price" is no threat."""
    if frame.entry.id == "threaten.will-pay":
        return not _is_told_to_come(reading, frame.head)
    noun = frame.type in ("ASSAULT", "COERCE") and reading.pos[frame.head] == "NOUN" and frame.inner is None
    return noun and any(reading.lowers[c] in YET_TO_COME for c in reading.children[frame.head])
