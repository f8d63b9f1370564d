"""What hangs on a predicate itself: whose it is, what stands behind a preposition, the light verb that carries a noun."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.against import AGAINST, is_prefixed
from standoff.code.frames.nouns import MANNERS, MEASURES
from standoff.code.frames.reading import Reading

LIGHT_VERBS = frozenset(
    "carry conduct launch make stage mount hold have take give lead wage undertake perform deliver execute begin approve authorise authorize "
    "start continue resume open commit order announce declare issue offer face suffer receive sustain see experience "
    "join conclude reach sign voice express file impose do pursue step keep plan prepare ramp intensify escalate "
    "expand renew halt stop end suspend cease claim fight echo unleash orchestrate direct coordinate plot mastermind "
    "perpetrate initiate organize organise spearhead reimpose reinstate tighten stag wag".split()  # the last two: what spaCy makes of staged, waged
)
INVOLVED = frozenset("engage involve embroil entangle embed".split())  # "were engaged in" is what they did
MOTION = frozenset("be go come arrive travel return meet gather fly leave head convene land stay visit sit".split())
PARTITIVES = frozenset(
    "series wave round string number spate barrage campaign type kind form act one dozen hundred some hour day week month year decade century".split()
)


def possessors(reading: Reading, noun: int) -> Iterator[int]:
    """As in "Israel's strike", "the Israeli strike", "a US strike", "the Hamas-led attack", "Israel's bombing and invasion"."""
    own = [i for i in _own_possessors(reading, noun) if not is_prefixed(reading, i, AGAINST)]
    if not own and reading.deps[noun] == "conj" and reading.pos[reading.heads[noun]] == "NOUN":
        own = list(possessors(reading, reading.heads[noun]))
    yield from own


def _own_possessors(reading: Reading, noun: int) -> Iterator[int]:
    for c in reading.children[noun]:
        dep, pos = reading.deps[c], reading.pos[c]
        counts = dep == "nummod" and reading.lemmas[c] in PARTITIVES | {"hundred", "thousand", "score"}
        if not counts and (dep == "poss" or (dep in ("compound", "nmod", "nummod") and pos in ("PROPN", "NOUN"))):
            yield c
        elif dep == "amod" or (dep == "compound" and pos == "ADJ"):
            led = [
                g
                for g in reading.children[c]
                if reading.deps[g] in ("npadvmod", "compound", "amod", "nmod", "advmod") and g < c
            ]
            if reading.lowers[c] in ("led", "backed", "run"):
                yield from led
            elif reading.words[c][:1].isupper() or pos == "PROPN":
                yield c


def prepositional(reading: Reading, head: int, preposition: str) -> Iterator[int]:
    """Objects of `preposition` that hang on the predicate, or on its object where the parser put them there."""
    hosts = [head, *(c for c in reading.children[head] if reading.pos[head] == "ADJ" and reading.deps[c] == "conj")]
    hosts += [
        c for c in reading.children[head] if reading.deps[c] in ("dobj", "nsubjpass", "prt", "acomp", "attr", "oprd")
    ]
    hosts += [g for h in hosts[1:] if reading.deps[h] == "dobj" for g in reading.conjuncts(h) if g != h]
    hosts += [g for h in hosts[1:] for g in reading.children[h] if reading.deps[g] == "prep"]
    for host in hosts:
        for c in reading.children[host]:
            if reading.lowers[c] == preposition and reading.pos[c] in ("ADP", "SCONJ", "ADV", "PART"):
                for p in reading.children[c]:
                    if reading.deps[p] in ("pobj", "dobj"):
                        if preposition != "in" or reading.lemmas[p] not in MANNERS:
                            yield p
                    elif reading.deps[p] == "prep":  # "from within the country"
                        yield from (q for q in reading.children[p] if reading.deps[q] == "pobj")


def light_verb(reading: Reading, noun: int) -> int | None:
    """The verb that an event noun is the object of: "carried out a strike", "an attack was launched"."""
    i = noun
    while reading.deps[i] == "conj" and reading.heads[i] != i:
        i = reading.heads[i]
    above = reading.heads[i]
    whole = reading.lemmas[reading.heads[above]]  # "a series of raids", "20 million dollars in aid"
    if reading.deps[i] == "pobj" and (whole in MEASURES or (whole in PARTITIVES and reading.lowers[above] == "of")):
        return light_verb(reading, reading.heads[above])
    if reading.deps[i] in ("dobj", "nsubjpass") and reading.lemmas[above] in LIGHT_VERBS:
        return above
    if reading.deps[i] == "pobj" and reading.lowers[above] == "for" and reading.lemmas[reading.heads[above]] in MOTION:
        return reading.heads[above]
    if (
        reading.deps[i] == "pobj"
        and reading.lowers[above] in ("under", "with", "in", "to")
        and reading.lemmas[reading.heads[above]]
        in INVOLVED | {"come", "respond", "retaliate", "continue", "answer", "react", "reply"}
    ):
        return reading.heads[above]
    return None
