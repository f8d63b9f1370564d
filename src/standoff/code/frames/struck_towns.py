"""Force that names neither side but arms and a town ("gas was released over the town of Saraqib"): somebody did it to whoever is there."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.nouns import WEAPONS
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Frame

ARMED = frozenset(("heavy-weapons", "aerial", "chemical", "suicide-attack", "drone"))
DEEDS = frozenset("bombing bombardment shelling airstrike airstrikes strike raid".split())  # no accident is called so
WHERE = ("on", "at", "in", "over", "into", "near")


def is_on_a_town(context: Context, frame: Frame) -> bool:
    """True where arms or a deliberate deed are told and a town is where they struck."""
    if frame.type != "ASSAULT" or frame.inner is not None or frame.status != "actual":
        return False
    reading = context.reading
    told = {reading.lemmas[i] for i in (*frame.words, *frame.fused)}
    if not (ARMED & {*frame.mode} or told & (WEAPONS | DEEDS)):
        return False
    heads = [p.head for p in frame.recipient_heads if p.head >= 0] + behind(reading, frame.head, *WHERE)
    return any(context.who.participants.is_town(t) for h in heads for t in (h, *behind(reading, h, "of", *WHERE)))
