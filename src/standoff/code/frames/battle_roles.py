"""Words for a part in a fight ("the attackers", "the besiegers", "the defenders") into the side that had it in what was told before."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.opponents import side_of
from standoff.code.frames.reading import Frame, Party
from standoff.records import Participant

Parties = tuple[Participant, ...]

ATTACKING = frozenset("attacker besieger assailant invader aggressor raider kidnapper hijacker".split())
DEFENDING = frozenset("defender garrison besieged".split())
FIGHTING = frozenset(("ASSAULT", "COERCE"))


def with_battle_roles(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with those sides, which the text names by what they do."""
    return [_named(context, f, frames) for f in frames]


def _named(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    actors = _meant(context, frame, frame.actor_heads, frames)
    if actors:
        frame = frame.but(actors=actors, inferred=tuple(dict.fromkeys((*frame.inferred, "actors"))))
    own = {side_of(a) for a in frame.actors}
    met = _meant(context, frame, frame.recipient_heads, frames)
    if not met or own & {side_of(p) for p in met}:
        return frame
    return frame.but(recipients=met, inferred=tuple(dict.fromkeys((*frame.inferred, "recipients"))))


def _meant(context: Context, frame: Frame, parties: tuple[Party, ...], frames: list[Frame]) -> Parties:
    """The side of the last fight before that attacked, or was attacked, where the phrase is such a word."""
    lemmas = {context.reading.lemmas[p.head] for p in parties if p.head >= 0}
    if not lemmas & (ATTACKING | DEFENDING):
        return ()
    before = sorted((f for f in frames if f.type in FIGHTING and f.head < frame.head), key=lambda f: -f.head)
    sides = (f.actors if lemmas & ATTACKING else f.recipients for f in before)
    own = {side_of(p) for p in (() if lemmas & ATTACKING else frame.actors)}
    found: Parties = next((s for s in sides if s and not own & {side_of(p) for p in s} and s[0].sector != "CVL"), ())
    return tuple(replace(p, text="") for p in found)
