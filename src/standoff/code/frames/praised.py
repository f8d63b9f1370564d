"""Deeds whose author is praised for them: "congratulated the army on the liberation of Mosul" tells whose deed that was."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame

FOR = frozenset(("on", "for"))
DEEDS = frozenset(("ASSAULT", "RETREAT", "AID", "MOBILIZE", "COERCE", "CONCEDE"))


def with_praised(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, deeds without a doer behind "praise for" and "congratulate on" with whoever is praised."""
    praise = {f.head: f for f in frames if f.type == "SUPPORT" and f.recipients and not f.entry.reciprocal}
    return [_of_praised(context, f, praise) if praise else f for f in frames]


def _of_praised(context: Context, frame: Frame, praise: dict[int, Frame]) -> Frame:
    reading = context.reading
    noun = reading.pos[frame.head] == "NOUN" or reading.tags[frame.head] == "VBG"
    if frame.type not in DEEDS or frame.actors or frame.entry.reciprocal or not noun:
        return frame
    above = reading.heads[frame.head]
    verb = praise.get(reading.heads[above]) if reading.lowers[above] in FOR else None
    if verb is None:
        return frame
    who = tuple(replace(r, text="") for r in verb.recipients)
    return frame.but(actors=who, inferred=(*frame.inferred, "actors"))
