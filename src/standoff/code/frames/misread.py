"""Verbs whose doer the parser hangs on the wrong word: "retreating rebels", "having taken it, the rebels", "after they fled, and later"."""

from __future__ import annotations

from standoff.code.frames.parses import FINITE
from standoff.code.frames.reading import Reading

MOVING = frozenset("retreat withdraw flee advance invade depart return".split())


def mover(reading: Reading, verb: int) -> list[int]:
    """Who moves in "retreating rebels", of which the parser may make an object ("vacated by retreating rebels")."""
    if reading.tags[verb] != "VBG" or reading.lemmas[verb] not in MOVING:
        return []
    if reading.deps[verb] == "amod":
        return [reading.heads[verb]]
    doer = reading.child(verb, "dobj")
    if doer is None or reading.tags[doer] != "NNS" or reading.child(doer, "det", "poss") is not None:
        return []
    return [doer] if reading.deps[reading.heads[verb]] == "agent" or reading.lemmas[verb] == "retreat" else []


def after_its_clause(reading: Reading, verb: int) -> list[int]:
    """As in "Having captured Goma, the rebels pushed on": the parser takes the subject for another name of the town."""
    before = verb - 1
    while before > 0 and reading.pos[before] == "ADV":
        before -= 1
    if reading.tags[verb] not in FINITE or reading.deps[verb] != "ROOT" or reading.deps[before] != "appos":
        return []
    clause = reading.clause_verb(reading.heads[before])
    opens = reading.deps[clause] in ("advcl", "pcomp") and clause < before
    return [before] if opens and "," in reading.words[clause:before] else []


def is_apart(reading: Reading, verb: int, above: int) -> bool:
    """As in "entered the town after soldiers fled, and later took another": the comma ends the clause of time."""
    if reading.deps[above] != "advcl" or reading.tags[verb] not in FINITE or reading.tags[above] not in FINITE:
        return False
    joints = (c for c in reading.children[above] if reading.deps[c] == "cc" and above < c < verb)
    return any(reading.words[c - 1] == "," for c in joints)
