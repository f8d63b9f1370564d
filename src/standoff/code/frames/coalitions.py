"""The forces of a coalition ("coalition aircraft", "Afghan and coalition forces") into the one that the text names in full and those beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.code.frames.against import opposed
from standoff.code.frames.names import Name
from standoff.code.frames.phrases import behind, left_of
from standoff.records import Participant

if TYPE_CHECKING:
    from standoff.code.frames.participants import Participants


def coalition(who: Participants, head: int, owners: list[Name]) -> tuple[Participant, ...]:
    """Who they are; nobody where the phrase speaks of no coalition, or of another's ("the Iraqi coalition")."""
    reading, left = who.reading, left_of(who.reading, head)
    whose = (
        h for h in reading.conjuncts(head) for h in behind(reading, h, "of")
    )  # "jets and artillery of the coalition"
    against = {*opposed(reading, head)}  # "anti-coalition fighters"
    if all(reading.lemmas[i] != "coalition" or i in against for i in (*left, head, *whose)):
        return ()
    if not owners:
        return (_named(who, head),)
    states = [o for o in owners if o.kind in ("country", "demonym")]
    beside = any(reading.lowers[i] == "and" for i in left)
    return (*(who.owned(o, "MIL", head) for o in states), _named(who, head)) if states and beside else ()


def _named(who: Participants, head: int) -> Participant:
    for name in who.names:
        if name.kind == "organisation":
            org = who.knowledge.organisations[name.ref]
            if org.sector == "IGO" and ("coalition" in org.name.lower() or org.name.endswith(" Force")):
                return who.organisation(org.id, head)
    return Participant("coalition", "coalition", None, "IGO", who.text_of(head))
