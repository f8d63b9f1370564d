"""What a deed is by who does it: a crowd's road block is a protest, an army's a restriction, and an earthquake's toll nobody's deed."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.crowds import is_communal
from standoff.code.frames.grammar import find_place
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.releases import is_release
from standoff.code.frames.triggers import is_ruled_out
from standoff.records import Participant

ENACTED = frozenset(("coerce.declare-area", "coerce.list"))  # what is done by law
PLURALS = frozenset(("NNS", "NNPS"))
BLASTS = frozenset(("explosion", "blast", "fire", "blaze"))
SUFFERED = frozenset(("convict", "expel"))
TAKING = frozenset(("assault.occupy", "assault.take-territory", "assault.take-territory-noun"))
CAPTURE = frozenset(("capture", "seize", "seizure"))
TRIED = frozenset(("accuse.indict", "accuse.stand-trial"))
FIGHTERS = frozenset(("MIL", "REB"))  # who "fled" of them has retreated


def by_whom(frame: Frame, actors: tuple[Participant, ...]) -> Frame:
    """The frame with the type and mode that its entry gives for actors of this sector, or of several countries."""
    if frame.entry.jointly and len({a.country for a in actors}) > 1:
        return frame.but(type=frame.entry.jointly, mode=())
    sectors = {a.sector for a in actors}
    if frame.type != frame.entry.type or len(sectors) != 1:
        return frame
    for sector, kind, mode in frame.entry.by:
        clerks = kind == "ASSAULT" and sector == "GOV" and any(a.id != a.country for a in actors)
        communal = kind == "PROTEST" and frame.type == "ASSAULT" and any(is_communal(a) for a in actors)
        if sector in sectors and not clerks and not communal:  # "civil servants began a strike"
            return frame.but(type=kind, mode=(mode,) if mode else ())
    return frame


def enacted(context: Context, frame: Frame) -> Frame:
    """As in "the district has been declared a closed area under the Act" in a government's statement: by that government."""
    reading = context.reading
    by_law = frame.entry.id in ENACTED and any(reading.lowers[i] == "under" for i in reading.subtree(frame.head))
    if frame.actors or context.home is None or not (by_law and reading.is_passive(frame.head)):
        return frame
    state = context.who.participants.state(context.home, frame.head)
    return frame.but(actors=(replace(state, text=""),), inferred=(*frame.inferred, "actors"))


def captured(context: Context, frame: Frame) -> Frame:
    """As in "captured the president in his residence", which takes no ground: an arrest, or an abduction where rebels do it."""
    known = context.resources.knowledge.people
    persons = bool(frame.recipients) and all(r.id in known for r in frame.recipients)
    if frame.entry.id not in TAKING or context.reading.lemmas[frame.head] not in CAPTURE or not persons:
        return frame
    rebels = bool(frame.actors) and all(a.sector == "REB" for a in frame.actors)
    entry = context.resources.lexicon.entries["assault.abduct" if rebels else "coerce.arrest"]
    return frame.but(entry=entry, type=entry.type, mode=(entry.mode,) if entry.mode else (), rule=entry.id)


def protesting(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Here "Palestinians protested" are people, where the plural otherwise may stand for the state."""
    if frame.type != "PROTEST":
        return actors
    who, reading = context.who.participants, context.reading
    crowds = {
        who.at[p.head].ref: p.head
        for p in frame.actor_heads
        if p.head in who.at
        and who.at[p.head].kind == "demonym"
        and (reading.tags[p.head] in PLURALS or reading.lowers[p.head].endswith("s"))
    }
    return tuple(
        who.state(a.country, crowds[a.country], "CVL") if a.sector == "GOV" and a.country in crowds else a
        for a in actors
    )


def is_nobodys(context: Context, frame: Frame) -> bool:
    """True for what nature, a disease, shares, a football club, a heart attack or a bus that crashes do, and for what a film shows."""
    reading, lexicon = context.reading, context.resources.lexicon
    never = lexicon.classes["no_party"]
    doers = [i for i in find_place(reading, frame.head, "subject") if reading.pos[i] in ("NOUN", "PROPN")]
    first = {start for start, _ in reading.sentences}  # "Wildfires", but not "RAF Tornados"
    nature = any(
        (reading.lemmas[i].removesuffix("s") in never and (reading.pos[i] == "NOUN" or i in first))
        or (reading.pos[i] == "NOUN" and is_ruled_out(reading, lexicon, i))
        or _is_accident(context, i)
        for i in doers
    )
    return nature or _is_shown(context, frame.head) or _is_mishap(context, frame)


def _is_mishap(context: Context, frame: Frame) -> bool:
    """As in "a gas leak caused the explosion that injured eight", "a blast at a fireworks factory": it has a cause and no author."""
    reading, causes = context.reading, context.resources.lexicon.classes["accident_causes"]
    words = {
        reading.lemmas[i] for i in (*frame.words, *frame.fused, *(p.head for p in frame.actor_heads if p.head >= 0))
    }
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    blast = "explosives" in frame.mode or bool(words & BLASTS) or bool(frame.entry.harm)
    told = {*reading.lemmas[start:end]}
    return blast and not frame.actors and bool(told & BLASTS) and bool(told & causes)


def _is_accident(context: Context, doer: int) -> bool:
    """As in "the bus plunged into a ravine, leaving 18 dead", "a fire swept through a mill"."""
    reading, classes = context.reading, context.resources.lexicon.classes
    told = (reading.heads[doer], *(c for c in reading.children[doer] if reading.deps[c] == "acl"))
    moved = any(reading.lemmas[verb] in classes["accidents"] for verb in told)
    return moved and bool(classes["vehicles"] & {reading.lemmas[i] for i in (doer, *left_of(reading, doer))})


def _is_shown(context: Context, head: int) -> bool:
    """As in "the film follows a boy whose brother is killed": what its story is about."""
    reading, classes = context.reading, context.resources.lexicon.classes
    start, end = reading.sentences[reading.sentence_of[head]]
    root = next((i for i in range(start, end) if reading.heads[i] == i), head)
    subject = reading.child(root, "nsubj", "nsubjpass")
    work = subject is not None and reading.lemmas[subject] in classes["works"]
    return work and head != root and (reading.tags[root] == "VBZ" or reading.lemmas[root] in classes["telling_story"])


def is_suffered(reading: Reading, frame: Frame) -> bool:
    """True where it is enough to know whom it befell: "was sentenced to ten years", "thousands of Syrians fled"."""
    if frame.type == "AID":  # "the delivery of food to refugees"
        return "actor" not in frame.entry.needs and any(r.sector not in ("UNK", "MED") for r in frame.recipients)
    if is_release(frame):
        return True
    if frame.entry.id in TRIED or (frame.type == "ACCUSE" and reading.lemmas[frame.head] == "accuse"):
        return any(r.country and r.sector not in ("UNK", "MED") for r in frame.recipients)
    if frame.type != "SANCTION" or not SUFFERED & {*frame.mode}:
        return False
    return any(r.country and ("convict" in frame.mode or r.sector not in FIGHTERS) for r in frame.recipients)
