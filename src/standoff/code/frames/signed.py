"""Truces and accords that nobody is said to have signed ("a ceasefire was signed that year") into those of the sides that the text has at war or in talks."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.opponents import side_of
from standoff.code.frames.reading import Frame
from standoff.records import Participant

SIGNED = "support.sign"  # an entry of the lexicon
PEACE = frozenset("ceasefire truce armistice accord peace agreement settlement".split())
MUTUAL = frozenset(("ASSAULT", "CONSULT", "SUPPORT", "ACCUSE"))


def with_signers(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, each accord without signers with the two sides told nearest to it."""
    return [_signed(context, f, frames) for f in frames]


def _signed(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    reading = context.reading
    lone = not frame.actors and not frame.recipients and frame.inner is None and reading.tags[frame.head] == "VBN"
    if frame.entry.id != SIGNED or not lone or not any(reading.lemmas[w] in PEACE for w in frame.words):
        return frame
    pairs = [(abs(f.head - frame.head), _sides(f)) for f in frames if f.type in MUTUAL]
    nearest = min((p for p in pairs if len(p[1]) > 1), key=lambda p: p[0], default=None)
    if nearest is None:
        return frame
    return frame.but(actors=nearest[1], inferred=(*frame.inferred, "actors"))


def _sides(frame: Frame) -> tuple[Participant, ...]:
    """Who stand against each other in a frame: states and groups, not the people whom it befell."""
    both = {
        side_of(p): replace(p, text="")
        for p in (*frame.actors, *frame.recipients)
        if p.sector not in ("CVL", "UNK", "MED")
    }
    return tuple(both.values())
