"""A release without an author into one by whoever holds those people: "two of the journalists have been released"."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.reading import Frame
from standoff.records import Participant

HOLDING = frozenset(("arrest", "abduct"))


def is_release(frame: Frame) -> bool:
    """True where it is told who was set free, whoever did it."""
    return frame.type == "RETREAT" and "release" in frame.mode and any(r.sector != "UNK" for r in frame.recipients)


def captors(frame: Frame, frames: list[Frame]) -> tuple[Participant, ...]:
    """Who arrested or abducted such people last, as the text tells before."""
    freed = {(r.country, r.sector) for r in frame.recipients}
    for earlier in sorted(frames, key=lambda f: -f.head):
        held = earlier.type in ("COERCE", "ASSAULT") and HOLDING & {*earlier.mode} and earlier.head < frame.head
        if held and earlier.actors and freed & {(r.country, r.sector) for r in earlier.recipients}:
            return tuple(replace(a, text="") for a in earlier.actors)
    return ()
