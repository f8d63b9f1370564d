"""A participle before a noun of a measure ("Washington's planned curbs on visas") into who plans it, and whom it would meet."""

from __future__ import annotations

from standoff.code.frames.grammar import find_place
from standoff.code.frames.own_phrases import light_verb
from standoff.code.frames.reading import Frame, Party, Reading

PLANNING = frozenset(("plan", "threaten", "planned", "threatened"))  # some parses have the participle as an adjective
MEASURES = frozenset(("SANCTION", "COERCE", "ASSAULT"))
PLANNERS = ("possessor", "by")
MET = ("on", "against", "of", "at")


def with_planned_measures(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """The frames of such participles with the sides of the noun; a noun that another frame tells needs none."""
    told = {w for f in frames if f.type in MEASURES for w in (f.head, *f.words)}
    return [g for f in frames if (g := _of_noun(reading, f, told) if _is_before_noun(reading, f) else f) is not None]


def is_carried_out(reading: Reading, participle: int) -> bool:
    """As in "carried out the threatened attack", which was no threat any more."""
    return _plans(reading, participle) and light_verb(reading, reading.heads[participle]) is not None


def is_planned(reading: Reading, frame: Frame) -> bool:
    """True for somebody's planned or threatened measure that no verb says was taken: "Israel's threatened closure of the crossing"."""
    noun = frame.head
    whose = reading.pos[noun] == "NOUN" and any(p.place in PLANNERS for p in frame.actor_heads)
    untold = frame.type in MEASURES and frame.inner is None and not frame.fused and light_verb(reading, noun) is None
    return whose and untold and any(_plans(reading, c) for c in reading.children[noun])


def _plans(reading: Reading, word: int) -> bool:
    return reading.deps[word] == "amod" and reading.lemmas[word] in PLANNING


def _is_before_noun(reading: Reading, frame: Frame) -> bool:
    return frame.type == "THREATEN" and _plans(reading, frame.head)


def _of_noun(reading: Reading, frame: Frame, told: set[int]) -> Frame | None:
    noun = reading.heads[frame.head]
    if noun in told:
        return None
    planners = (Party(h, place) for place in PLANNERS for h in find_place(reading, noun, place) if h != frame.head)
    met = (Party(h, place) for place in MET for h in find_place(reading, noun, place))
    return frame.but(actor_heads=tuple(planners), recipient_heads=tuple(met))
