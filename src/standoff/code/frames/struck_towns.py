"""Force that names neither side but arms and a town ("gas was released over the town of Saraqib"): somebody did it to whoever is there."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.nouns import BOMBS, WEAPONS
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.where import choose_place

ARMED = frozenset(("heavy-weapons", "aerial", "chemical", "suicide-attack", "drone"))
DEEDS = frozenset("bombing bombardment shelling airstrike airstrikes strike raid".split())  # no accident is called so
WHERE = ("on", "at", "in", "over", "into", "near")


def is_on_a_town(context: Context, frame: Frame) -> bool:
    """True where arms or a deliberate deed are told and a town is where they struck."""
    if frame.type != "ASSAULT" or frame.inner is not None or frame.status != "actual":
        return False
    reading = context.reading
    if not is_armed(reading, frame):
        return False
    heads = [p.head for p in frame.recipient_heads if p.head >= 0] + behind(reading, frame.head, *WHERE)
    towns = any(context.who.participants.is_town(t) for h in heads for t in (h, *behind(reading, h, "of", *WHERE)))
    return towns or _is_in_a_town(context, frame)


def is_armed(reading: Reading, frame: Frame) -> bool:
    """True where the words tell of arms or bombs, or of a deed that is never an accident; an "explosion" may be one."""
    told = {reading.lemmas[i] for i in (*frame.words, *frame.fused)}
    bombed = "explosives" in frame.mode and bool(told & BOMBS)
    armed = bombed or ARMED & {*frame.mode} or told & (WEAPONS | DEEDS)
    return bool(armed) and frame.entry.id != "assault.shoot-down"


def _is_in_a_town(context: Context, frame: Frame) -> bool:
    """As in "a shell landed on a market in Aweil": the clause tells where, to the town or the region; "using bombs" is how."""
    if context.reading.deps[frame.head] in ("pobj", "dobj") and not frame.fused:
        return False
    places = context.places[context.reading.sentence_of[frame.head]]
    heads = dict.fromkeys((frame.head, *frame.fused, *frame.words))
    chosen = (choose_place(context.reading.doc[h], places, deed=True) for h in heads)
    return any(where is not None and where.precision != "country" for where in chosen)
