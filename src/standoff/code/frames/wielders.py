"""Whose weapons and aircraft are: "a rebel rocket", "army helicopters", "jets of the air force" are of those who use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.code.frames.phrases import behind

if TYPE_CHECKING:
    from standoff.code.frames.participants import Participants

CRAFT = frozenset(("fighter", "bomber", "attack"))  # "fighter aircraft" are of a kind, not of fighters
FIRED = frozenset(("fire", "launch", "lob"))
USERS = frozenset(("REB", "MIL", "COP", "GOV"))


def wielder(who: Participants, head: int) -> int | None:
    """The armed or official agent right before the noun, behind "of", or behind "fired by"."""
    reading = who.reading
    fired = (h for c in reading.children[head] if reading.lemmas[c] in FIRED for h in behind(reading, c, "by"))
    if (by := next((h for h in fired if h in who.at), None)) is not None:
        return by
    before = [c for c in reading.children[head] if c < head and reading.deps[c] in ("compound", "nmod", "amod", "poss")]
    for i in (*reversed(before), *behind(reading, head, "of")):
        name = who.at.get(i)
        # "military hardware" says of what kind, and a longer name is none of two
        apart = (
            name is not None
            and not name.start <= head < name.end
            and reading.pos[i] != "VERB"
            and reading.lemmas[i] not in CRAFT | {"military"}
        )
        if name is not None and apart and name.kind == "agent" and who.knowledge.agents[name.ref].sector in USERS:
            return i
    return None
