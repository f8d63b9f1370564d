"""A protest whose words name nobody ("the demonstrations began in May") into one by protesters of the country it is in."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.reading import Frame
from standoff.records import Participant

STATES = frozenset(("unrest", "disorder", "disturbance", "agitation", "vigil", "procession"))
PROTESTERS = Participant(f"{UNPLACED}CVL:protesters", "protesters", None, "CVL", "")


def with_crowds(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, with protesters for the actors of each protest that nobody of the text is said to have made."""
    sentence_of = context.reading.sentence_of
    told = {sentence_of[f.head] for f in frames if f.type == "PROTEST" and (f.actors or f.recipients)}
    deeds = {h for f in frames for h in (f.head, *f.fused)}
    return [_with_crowd(context, f) if _stands_alone(context, f, told, deeds) else f for f in frames]


def _stands_alone(context: Context, frame: Frame, told: set[int], deeds: set[int]) -> bool:
    """No other protest of the sentence has actors, and it is not the occasion of another deed: "were killed in riots"."""
    reading = context.reading
    above = reading.heads[frame.head]
    occasion = reading.deps[frame.head] == "pobj" and reading.heads[above] in deeds
    return reading.sentence_of[frame.head] not in told and not occasion


def _with_crowd(context: Context, frame: Frame) -> Frame:
    noun = context.reading.pos[frame.head] in ("NOUN", "PROPN", "ADJ")
    nobody = not frame.actors and frame.inner is None
    if frame.type != "PROTEST" or not noun or not nobody or context.reading.lemmas[frame.head] in STATES:
        return frame
    return frame.but(actors=(PROTESTERS,), inferred=(*frame.inferred, "actors"))
