"""Talks and accords of nobody named ("the truce was signed in Jeddah") into those of the two sides that the text has facing each other most.

A clash that left dead on two sides ("four soldiers and nine rebels") was between them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.opponents import side_of
from standoff.code.frames.reading import Frame
from standoff.records import Participant

ASSEMBLIES = frozenset(("meeting", "meetings", "session", "summit"))  # of allies as well as of enemies
SIDES = frozenset(("GOV", "MIL", "REB", "OPP"))
MUTUAL = frozenset(
    "clash battle fighting skirmish firefight gunbattle gunfight shootout crossfire exchange fight encounter duel".split()
)
ARMED = frozenset(("MIL", "REB", "COP", "GOV", "CRM"))
JOINT = frozenset(
    ("consult.talks", "support.sign", "support.agreement", "support.set-seal", "retreat.guns-silent")
)  # entries of what two do together


def with_two_sides(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, those of joint acts without actors with the two sides, marked as inferred."""
    frames = [_of_both(context, f) for f in frames]
    alone = [f for f in frames if _is_nobodys(context, f)]
    fights = [f for f in frames if f.type == "ASSAULT"]
    pair = (facing(fights) or facing(frames)) if alone else ()
    if not pair:
        return frames
    return [f.but(actors=pair, inferred=(*f.inferred, "actors")) if f in alone else f for f in frames]


def _of_both(context: Context, frame: Frame) -> Frame:
    """As in "the clashes left four Tajik guards and nine Kyrgyz soldiers dead"."""
    lemmas = {context.reading.lemmas[h] for h in (*frame.fused, frame.head)}
    apart = len({side_of(r) for r in frame.recipients}) > 1 and all(r.sector in ARMED for r in frame.recipients)
    if frame.type != "ASSAULT" or frame.actors or not apart or not lemmas & MUTUAL:
        return frame
    return frame.but(actors=frame.recipients, recipients=())


def _is_nobodys(context: Context, frame: Frame) -> bool:
    """Done, and told without a party: "after two weeks of talks", "a ceasefire was signed"."""
    reading = context.reading
    if frame.entry.id not in JOINT or frame.actors or frame.recipients or frame.inner is not None:
        return False
    if frame.status != "actual" or reading.lemmas[reading.heads[frame.head]] == "be":  # "talks are impossible"
        return False
    noun = reading.pos[frame.head] == "NOUN" and reading.lemmas[frame.head] not in ASSEMBLIES
    return noun or (reading.pos[frame.head] == "VERB" and reading.is_passive(frame.head))


def facing(frames: list[Frame]) -> tuple[Participant, ...]:
    """The two sides of most of these acts; of several pairs told as often, the first."""
    met: Counter[frozenset[str]] = Counter()
    who: dict[str, Participant] = {}
    for frame in frames:
        ones, others = frame.actors, frame.actors if frame.entry.reciprocal else frame.recipients
        for one in ones:
            for other in others:
                if {one.sector, other.sector} <= SIDES and side_of(one) != side_of(other):
                    met[frozenset((side_of(one), side_of(other)))] += 1
                    who.setdefault(side_of(one), one)
                    who.setdefault(side_of(other), other)
    if not met:
        return ()
    pair, _ = met.most_common(1)[0]
    return tuple(replace(who[side], text="") for side in who if side in pair)
