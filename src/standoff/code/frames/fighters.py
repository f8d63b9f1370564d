"""Who "they" are that attack: fighters told of shortly before rather than leaders or officials named since."""

from __future__ import annotations

from standoff.code.frames.grammar import verb_object
from standoff.code.frames.phrases import is_plural
from standoff.code.frames.reading import Reading
from standoff.code.frames.referents import Referent, Referents
from standoff.code.lexicon.types import Words
from standoff.records import Participant

ARMED = frozenset(("REB", "MIL"))
UNARMED = frozenset(("GOV", "LEG", "JUD", "PTY", "OPP", "CVL", "UNK"))
SENTENCES_BACK = 3  # "they" of the sentences between may stand for them too
Parties = tuple[Participant, ...]


def fighters_before(reading: Reading, referents: Referents, head: int, found: Parties, force: Words) -> Parties:
    """As in "the militias ignored Iraqi leaders. They have attacked US troops"; `found` where nobody armed was told of.

    `found`: whom "they" stands for otherwise; `force`: lemmas of verbs of force.
    """
    verb = reading.heads[head]
    if reading.deps[head] != "nsubj" or reading.lemmas[verb] not in force or not found:
        return found
    struck = _struck(reading, referents, verb)
    if found[0].sector not in UNARMED and not _is_among(found, struck):
        return found
    for referent in referents.before(head):
        if reading.sentence_of[head] - reading.sentence_of[referent.head] > SENTENCES_BACK:
            break
        if _is_band(reading, referent) and not _is_among(referent.participants, struck):
            return referent.participants
    return found


def _struck(reading: Reading, referents: Referents, verb: int) -> Parties:
    """Who is named in what the verb is directed at: "fired rockets at the American embassy"."""
    aims = [
        c for c in reading.children[verb] if reading.deps[c] == "prep" and reading.lowers[c] in ("at", "on", "into")
    ]
    inside = {i for o in (*verb_object(reading, verb), *aims) for i in reading.subtree(o)}
    return tuple(p for r in referents if r.head in inside for p in r.participants)


def _is_among(who: Parties, struck: Parties) -> bool:
    """Nobody strikes himself, nor the state that he is of where no rebels are."""
    ids, states = {p.id for p in struck}, {p.country for p in struck if p.sector in ("GOV", "MIL")}
    return any(p.id in ids or (p.sector != "REB" and p.country in states - {None}) for p in who)


def _is_band(reading: Reading, referent: Referent) -> bool:
    several = len(referent.participants) > 1 or is_plural(reading, referent.head)
    return several and referent.participants[0].sector in ARMED
