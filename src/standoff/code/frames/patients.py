"""Nouns whose owner is whom it befell: "Navalny's poisoning", "the officer's return", but "Russia's killing of civilians"."""

from __future__ import annotations

from standoff.code.frames.grammar import find_place
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Frame, Party, Reading

SUFFERED = frozenset(
    "poisoning arrest killing murder assassination death detention release return execution imprisonment jailing abduction "
    "kidnapping deportation extradition expulsion conviction sentencing sentence trial removal dismissal overthrow ouster "
    "disappearance freedom homecoming hanging beheading handover transfer incarceration".split()
)


def suffers(reading: Reading, noun: int) -> bool:
    """True where the possessor of the noun is no doer."""
    return noun >= 0 and reading.lemmas[noun] in SUFFERED and not behind(reading, noun, "of")


def by_others(reading: Reading, frame: Frame) -> Frame:
    """The frame of such a noun with its possessor for the one who suffers."""
    if reading.pos[frame.head] != "NOUN" or not suffers(reading, frame.head):
        return frame
    owned = {*find_place(reading, frame.head, "possessor")}
    moved = tuple(Party(p.head, "of") for p in frame.actor_heads if p.place == "possessor" and p.head in owned)
    kept = tuple(p for p in frame.actor_heads if p.place != "possessor")
    return frame.but(actor_heads=kept, recipient_heads=(*frame.recipient_heads, *moved)) if moved else frame
