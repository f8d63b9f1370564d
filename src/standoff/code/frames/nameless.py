"""Victims whom only a number names ("six others were abducted", "had killed more than 100") into people."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.reading import Frame
from standoff.records import Participant

COUNTS = frozenset("other one dozen score hundred thousand some several many rest".split())
TAKEN = frozenset(("abduct", "execute"))


def with_nameless(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames; where nobody else is told to suffer, people for whoever is only counted."""
    return [_named(context, f, frames) for f in frames]


def _named(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    reading = context.reading
    harmed = frame.entry.harm == "deaths" and all(reading.lemmas[w] != "life" for w in frame.words)
    taken = bool(TAKEN & {*frame.mode})
    if frame.type != "ASSAULT" or frame.recipients or frame.inner is not None or not (harmed or taken):
        return frame
    heads = [p.head for p in frame.recipient_heads if p.head >= 0 and p.place in ("object", "subject")]
    counted = [h for h in heads if reading.pos[h] == "NUM" or reading.lemmas[h] in COUNTS]
    deed = frame.actors or frame.fused or any(w != frame.head and reading.pos[w] == "NOUN" for w in frame.words)
    told = taken or (deed and not _is_toll_of_another(context, frame, frames))
    if not counted or not told:
        return frame
    text = context.who.participants.text_of(counted[0])
    return frame.but(recipients=(Participant(f"{UNPLACED}CVL:people", "people", None, "CVL", text),))


def _is_toll_of_another(context: Context, frame: Frame, frames: list[Frame]) -> bool:
    """As in "The plane was shot down. All 298 on board were killed.", where toll_owners.py counts them."""
    number = context.reading.sentence_of
    near = (f for f in frames if f is not frame and number[frame.head] - number[f.head] in (0, 1))
    return any(f.type == "ASSAULT" for f in near)
