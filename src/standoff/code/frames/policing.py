"""Arrests and crowd control without an author: the work of the police that the text tells of, on whoever the phrase says."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.context import Context
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.phrases import name_part, slug
from standoff.code.frames.reading import Frame
from standoff.records import Participant

LOOK_BACK = 2  # sentences; police named earlier than that may have nothing to do with it
POLICE_VERBS = frozenset(("arrest", "book", "nab"))  # rebels detain and capture too
SOME = frozenset(("those", "others", "many", "some", "several"))
PEOPLE_POS = frozenset(("NOUN", "PROPN", "NUM"))


def with_police(context: Context, frame: Frame) -> Frame:
    """The frame with police for its author where it is their work, and with whoever they arrested, named or not."""
    if not _is_policing(context, frame):
        return frame
    if not frame.recipients and "arrest" in frame.mode and "recipient" not in frame.entry.needs:
        frame = frame.but(recipients=tuple(_arrested(context, frame)))
    if frame.actors:
        return frame
    if frame.actor_heads:
        return frame.but(actors=tuple(_unknown_police(context, frame)))
    police = next((who for who in _named_police(context, frame) if not _is_among(who, frame.recipients)), ())
    return frame.but(actors=police, inferred=(*frame.inferred, "actors")) if police else frame


def _is_policing(context: Context, frame: Frame) -> bool:
    """A deed of theirs that took place; what others demand or announce of it is another matter."""
    if frame.inner is not None:
        return False
    if frame.type == "COERCE":
        return "arrest" in frame.mode
    return frame.type == "ASSAULT" and ("crowd-control" in frame.mode or _is_dispersal(context, frame))


def _is_dispersal(context: Context, frame: Frame) -> bool:
    """As in "opened fire to disperse the mob"."""
    reading, purposes = context.reading, context.resources.lexicon.classes["dispersal"]
    return any(
        reading.deps[c] in ("advcl", "xcomp") and reading.tags[c] == "VB" and reading.lemmas[c] in purposes
        for c in reading.children[frame.head]
    )


def _unknown_police(context: Context, frame: Frame) -> Iterator[Participant]:
    """Here "they lobbed teargas" and "we arrested five" say by the deed who "they" and "we" are, where nothing else does."""
    reading = context.reading
    [*heads] = (p.head for p in frame.actor_heads if p.head >= 0 and reading.lowers[p.head] in ("we", "they"))
    if heads and (frame.type == "ASSAULT" or reading.lemmas[frame.head] in POLICE_VERBS):
        yield Participant(f"{UNPLACED}COP:police", "police", None, "COP", reading.words[heads[0]])


def _arrested(context: Context, frame: Frame) -> Iterator[Participant]:
    """Whoever is arrested is a person, be he nobody that the knowledge files know: "three others were arrested"."""
    reading = context.reading
    for head in dict.fromkeys(p.head for p in frame.recipient_heads if p.head >= 0):
        named = reading.pos[head] in PEOPLE_POS or reading.lowers[head] in SOME
        if (named or reading.child(head, "det") is not None) and head not in frame.words:  # "the accused"
            text = name_part(reading, head)
            yield Participant(f"{UNPLACED}CVL:{slug(text)}", text, None, "CVL", context.who.participants.text_of(head))


def _named_police(context: Context, frame: Frame) -> Iterator[tuple[Participant, ...]]:
    """Police who say so, then those who act in the same sentence, then in the ones before; the nearest first."""
    sentence_of = context.reading.sentence_of
    number = sentence_of[frame.head]
    speaker = context.speakers.get(number)
    if speaker is not None:
        yield _police(context.who.resolve(speaker), ("COP", "MIL"))
    acting = [r for r in context.who.referents if r.subject and 0 <= number - sentence_of[r.head] <= LOOK_BACK]
    for referent in sorted(acting, key=lambda r: (number - sentence_of[r.head], abs(frame.head - r.head))):
        if context.reading.deps[referent.head] != "nsubjpass":
            yield _police(referent.participants, ("COP",))


def _police(who: tuple[Participant, ...], sectors: tuple[str, ...]) -> tuple[Participant, ...]:
    return tuple(p for p in who if p.sector in sectors)


def _is_among(who: tuple[Participant, ...], others: tuple[Participant, ...]) -> bool:
    return not who or bool({p.id for p in who} & {o.id for o in others})
