"""Titles right before known names ("Prime Minister Abadi") into the people whom the text has in office, whatever the files say of that day."""

from __future__ import annotations

from standoff.code.frames.names import Name
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading
from standoff.knowledge import Knowledge

PAST = frozenset(("former", "ex", "late", "then", "shadow", "deposed", "ousted", "opposition", "party"))


def in_office(reading: Reading, names: list[Name], knowledge: Knowledge) -> frozenset[str]:
    """The ids of people with a title of government before their names and no word that it is over."""
    at = {i: n for n in names for i in range(n.start, n.end)}
    found: set[str] = set()
    for name in names:
        left = left_of(reading, name.end - 1) if name.kind == "person" else []
        titles = [at[i].ref for i in left if i in at and at[i].kind == "agent"]
        over = any(reading.lowers[i] in PAST for i in left)
        if titles and not over and all(knowledge.agents[t].sector == "GOV" for t in titles):
            found.add(name.ref)
    return frozenset(found)
