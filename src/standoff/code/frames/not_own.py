"""Whose "its vessels" are that a state seized or shelled: nobody attacks his own, so the pronoun means the other side named last."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.nouns import AIMS, MILITARY_OBJECTS
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Frame
from standoff.records import Participant

Parties = tuple[Participant, ...]

OWNING = frozenset(("its", "their", "his", "her"))
FIGHTING = frozenset(("GOV", "MIL", "REB", "COP", "LEG"))


def of_the_other(context: Context, frame: Frame, actors: Parties, recipients: Parties) -> Parties:
    """The recipients, or whom the text named last beside the actors where theirs would be the actors' own."""
    own = {a.country for a in actors} - {None}
    hostile = frame.type == "ASSAULT" or frame.entry.id.startswith("coerce.seize")
    if not hostile or not own or any(r.country not in own for r in recipients) or not _is_somebodys(context, frame):
        return recipients
    number = context.reading.sentence_of
    later = (r for r in context.who.referents if r.head > frame.head and number[r.head] == number[frame.head])
    for referent in (*context.who.referents.before(frame.head), *later):
        first = referent.participants[0]
        if first.country is not None and first.country not in own and first.sector in FIGHTING:
            sector = recipients[0].sector if recipients else first.sector
            if first.sector == "REB":
                return (first,)
            return (context.who.participants.state(first.country, referent.head, sector),)
    return recipients


def _is_somebodys(context: Context, frame: Frame) -> bool:
    """As in "its vessels", "three of its soldiers"."""
    reading = context.reading
    heads = [
        p.head for p in frame.recipient_heads if p.head >= 0 and p.place in ("object", "of", "on", "against", "at")
    ]
    heads += [o for h in heads for c in reading.children[h] if reading.lowers[c] == "of" for o in reading.children[c]]
    forces = (h for h in heads if reading.lemmas[h] not in AIMS and _is_force(context, h))
    return any(reading.lowers[i] in OWNING and reading.heads[i] == h for h in forces for i in left_of(reading, h))


def _is_force(context: Context, head: int) -> bool:
    name = context.who.participants.at.get(head)
    return context.reading.lemmas[head] in MILITARY_OBJECTS or (name is not None and name.kind == "agent")
