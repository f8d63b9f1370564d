"""Force without a named victim: the side that the same text has the attacker fighting ("retook the town" from whom)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame
from standoff.records import Participant

FIGHTERS = frozenset(("MIL", "REB", "IGO", "GOV"))


def with_opponents(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames of force with the recipient that the document's other fighting gives them, where one side stands out."""
    foes = _foes(frames)
    return [_opposed(context, f, foes) for f in frames]


def _foes(frames: list[Frame]) -> dict[str, Counter[Participant]]:
    """Who is told to fight whom, by side: both directions of every frame of force with two sides."""
    foes: dict[str, Counter[Participant]] = {}
    for frame in frames:
        if frame.type != "ASSAULT":
            continue
        for one in frame.actors:
            for other in frame.recipients:
                if other.sector in FIGHTERS and _side(one) != _side(other):
                    foes.setdefault(_side(one), Counter())[replace(other, text="")] += 1
                    foes.setdefault(_side(other), Counter())[replace(one, text="")] += 1
    return foes


def _side(participant: Participant) -> str:
    """State bodies of one country are one side; every organisation is its own."""
    if participant.country is not None and participant.sector in ("GOV", "MIL", "COP"):
        return participant.country
    return participant.id


def _opposed(context: Context, frame: Frame, foes: dict[str, Counter[Participant]]) -> Frame:
    if frame.type != "ASSAULT" or frame.recipients or not frame.actors or frame.entry.reciprocal:
        return frame
    for actor in frame.actors:
        ranked = foes.get(_side(actor), Counter()).most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return frame.but(recipients=(ranked[0][0],), notes=(*frame.notes, "recipient from context"))
    return frame
