"""Of whom something is demanded: the subject of what is demanded, before anybody else that is named in it."""

from __future__ import annotations

from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.reading import Frame, Party, Reading

ASKED = "asked"  # the subject of the clause that tells what is demanded


def addressed_places(reading: Reading, head: int, inner: Frame, places: tuple[str, ...]) -> tuple[str, ...]:
    """The places at which an outer predicate's addressee stands, best first.

    "From" says what is to be left in "demanded the withdrawal of troops from Georgia", and the subject of another clause comes before
    those whose deeds it speaks of: "demanded that Egypt match Jordan's support".
    """
    if "from" in places and "withdraw" in inner.mode:
        places = (*(p for p in places if p != "from"), "from")
    return (ASKED, *places) if "inner_actor" in places and asked_to(reading, head, inner.head) else places


def asked_to(reading: Reading, head: int, inner: int) -> tuple[Party, ...]:
    """The subject of the verb that is demanded, where the event stands further down in its clause."""
    clause = next((c for c in reading.children[head] if reading.deps[c] == "ccomp" and c > head), None)
    if clause is None or clause == inner or clause in reading.conjuncts(inner) or reading.is_passive(clause):
        return ()
    inside = inner in reading.subtree(clause) and reading.child(clause, "nsubj") is not None
    noun = reading.pos[inner] in ("NOUN", "PROPN") and reading.clause_verb(inner) == clause
    return tuple(Party(h, ASKED) for h in verb_subject(reading, clause)) if inside and noun else ()
