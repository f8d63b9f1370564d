"""What an event noun hangs on: the verb of taking part ("partnered with X in the battle"), the duty under a pact, the act helped."""

from __future__ import annotations

from standoff.code.frames.nouns import INSTITUTIONS, MILITARY_OBJECTS, PLACE_NOUNS, STATE_NOUNS
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Reading

HELPED = (
    "helped"  # a place: whoever acts with the help that the noun names ("with the support of X, Y retook the town")
)
JOINING = frozenset("participate partner team ally cooperate collaborate join engage fight".split())
PARTS = frozenset("part role effort lead share".split())
ENDING = frozenset("stop end cease halt".split())
ANNOUNCING = frozenset("announce announcement declare decide decision order pledge promise".split())
PACTS = frozenset("agreement accord treaty pact deal memorandum".split())
TAKING_PART = frozenset("take play lead have make".split())
TARGETS = PLACE_NOUNS | MILITARY_OBJECTS | INSTITUTIONS
WIDE_PLACES = PLACE_NOUNS | STATE_NOUNS | frozenset("part north south east west area half corner".split())


def joined_verb(reading: Reading, noun: int) -> int | None:
    """The verb by whose subject the deed is done with others: "took part in the offensive", "teamed up with X in the fight"."""
    preposition = reading.heads[noun]
    if reading.deps[noun] != "pobj" or reading.lowers[preposition] not in ("in", "of"):
        return None
    host = reading.heads[preposition]
    above = reading.heads[host]
    if reading.lemmas[host] in PARTS and reading.deps[host] in ("dobj", "nsubjpass"):
        return above if reading.lemmas[above] in TAKING_PART else None
    if reading.lowers[preposition] != "in":
        return None
    if reading.deps[host] == "pobj" and reading.lowers[above] in ("with", "alongside"):
        host = reading.heads[above]  # "partnered with local forces in the battle", where "in" hangs on the forces
    takes_part = any(reading.lemmas[c] in PARTS and reading.deps[c] == "dobj" for c in reading.children[host])
    joins = reading.lemmas[host] in JOINING or (takes_part and reading.lemmas[host] in TAKING_PART)
    return host if joins and reading.pos[host] == "VERB" else None


def bound_by(reading: Reading, noun: int) -> int | None:
    """The noun or verb of the duty that a pact lays down: "its obligations under the accord", "under the accord it must leave"."""
    under = reading.heads[noun]
    if reading.lemmas[noun] not in PACTS or reading.lowers[under] != "under" or reading.heads[under] == under:
        return None
    return reading.heads[under]


def helped_verb(reading: Reading, noun: int) -> int | None:
    """The verb of the act that was done "with the help of", "thanks to the support of"."""
    above = reading.heads[noun]
    if reading.deps[noun] != "pobj" or reading.lowers[above] not in ("with", "to"):
        return None
    if reading.lowers[above] == "to":
        if reading.lowers[reading.heads[above]] != "thanks":
            return None
        above = reading.heads[above]
    verb = reading.heads[above]
    return verb if reading.pos[verb] == "VERB" else None


def person_behind(reading: Reading, noun: int) -> int:
    """Whom "who" means where the parser hangs its clause on a place: "soldiers in the north of the country who"."""
    i = noun
    while reading.entity[i] == "GPE" or reading.lemmas[i] in WIDE_PLACES:
        above = reading.heads[i]
        while reading.heads[above] != above and (reading.pos[above] == "ADP" or reading.deps[above] == "acl"):
            above = reading.heads[above]
        if above == i or reading.pos[above] not in ("NOUN", "PROPN"):
            return noun
        i = above
    return i


def ended_by(reading: Reading, noun: int) -> int | None:
    """The verb that says that the deed ends: "airstrikes would cease", "the raids and the shelling will stop"."""
    while reading.deps[noun] == "conj" and reading.pos[reading.heads[noun]] == "NOUN":
        noun = reading.heads[noun]
    verb = reading.heads[noun]
    subject = reading.pos[noun] == "NOUN" and reading.deps[noun] in ("nsubj", "nsubjpass")
    return verb if subject and reading.lemmas[verb] in ENDING else None


def announced_by(reading: Reading, noun: int) -> int | None:
    """The verb whose subject announces that its own deed ends: "announced that airstrikes would cease"."""
    verb = ended_by(reading, noun)
    host = None if verb is None or reading.deps[verb] not in ("ccomp", "acl") else reading.heads[verb]
    if host is None or reading.lemmas[host] not in ANNOUNCING:
        return None
    if reading.pos[host] == "NOUN":  # "surprised them with an announcement that"
        host = reading.heads[host] if reading.deps[host] == "dobj" else reading.heads[reading.heads[host]]
    return host if reading.pos[host] == "VERB" else None


def things_hit(reading: Reading, noun: int) -> list[int]:
    """Things and places that a deed is directed at, which do nothing: "an attack on the town of Goma by rebels"."""
    hit = behind(reading, noun, "on", "against")
    named = [*hit, *(t for h in hit for t in behind(reading, h, "of"))]
    return [t for t in named if reading.pos[t] == "PROPN" or reading.lemmas[t] in TARGETS]
