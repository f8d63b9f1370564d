"""The noun phrases of frames into their sides: who acts, who is acted upon, by grammar and by what the clause tells."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.after_talks import after_talks
from standoff.code.frames.by_whom import by_whom, protesting
from standoff.code.frames.context import Context
from standoff.code.frames.denials import is_denial
from standoff.code.frames.grammar import find_place
from standoff.code.frames.hosts import HELPED, PACTS
from standoff.code.frames.issuers import issuer
from standoff.code.frames.not_own import of_the_other
from standoff.code.frames.patients import suffers
from standoff.code.frames.phrases import behind, extent, past_partitive, says_where
from standoff.code.frames.protests import protests_aimed
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.reported import who_reports
from standoff.code.frames.retaliation import answered
from standoff.code.frames.roles import SPEAKER, accusers, complement_heads, purpose_heads
from standoff.code.frames.talks_again import returning
from standoff.code.frames.together import is_reciprocal
from standoff.code.frames.unsaid import calling
from standoff.records import Participant

PHRASE_HEADS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "attr", "appos"))
ADDRESSED = frozenset(
    ("COOPERATE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "AID", "SANCTION", "COERCE")
)
HOSTILE = frozenset(("REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE"))
ECHOED = "composition.echo"  # of the lexicon: directed at whom the first call is
ENACTED = frozenset(("ban", "curfew", "censor", "martial-law"))  # what is done to whoever is there
JUDGING = frozenset(("ACCUSE", "SUPPORT", "REQUEST"))
KEEPERS = frozenset(("GOV", "MIL", "COP"))
TAKEN = frozenset(("hostage", "captive", "prisoner", "power"))
STRIKE = "assault.strike"  # an entry of the lexicon
ANSWERING = frozenset("approve reject grant deny refuse accept ignore decline turn".split())


def with_sides(context: Context, frames: list[Frame]) -> list[Frame]:
    named = [g for f in frames for g in _each(_named(context, f))]
    return protests_aimed(context, [_of_pact(context, f, named) for f in named])


def _of_pact(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """As in "the agreement comes after days of talks": of those who made the agreement that was told before."""
    reading = context.reading
    if frame.type != "CONSULT" or not frame.entry.reciprocal or frame.actors or reading.pos[frame.head] != "NOUN":
        return frame
    if back := tuple(p for h in returning(reading, frame.head) for p in context.who.resolve(h)):
        return frame.but(actors=back)
    subject = reading.child(reading.clause_verb(frame.head), "nsubj")
    if subject is None or subject > frame.head or reading.lemmas[subject] not in PACTS:
        return frame
    made = (f for f in reversed(frames) if f.type == "SUPPORT" and f.entry.reciprocal and f.head < frame.head)
    parties = next((f.actors for f in made if len(f.actors) > 1), ())
    return frame.but(actors=parties, inferred=("actors",)) if parties else frame


def _each(frame: Frame) -> Iterator[Frame]:
    """The resignation of two ministers is two: each leaves an office of his own."""
    apart = frame.type == "RETREAT" and "resign" in frame.mode and len(frame.actors) > 1
    yield from (frame.but(actors=(a,)) for a in frame.actors) if apart else (frame,)


def _named(context: Context, frame: Frame) -> Frame:
    able = tuple(p for p in frame.actor_heads if p.head < 0 or context.who.participants.may_act(p.head))
    actors = protesting(context, frame, _who(context, frame, able)) or _senders(context, frame)
    if not actors and frame.type in ADDRESSED:
        actors = tuple(p for h in who_reports(context.reading, frame.head) for p in context.who.resolve(h))
    recipients = (
        _each_other(context, frame, actors)
        or _answering(context, frame, actors)
        or _who(context, frame, frame.recipient_heads, actors)
        or answered(context, frame, actors)
        or without(after_talks(context, frame), actors)
        or _addressed(context, frame, actors)
    )
    recipients = of_the_other(context, frame, actors, recipients)
    if not recipients and (suggested := _owners(context, frame, actors) or _only_other(context, frame, actors)):
        recipients, frame = suggested, frame.but(inferred=("recipients",))
    frame = by_whom(calling(context, frame, recipients), actors)
    if frame.entry.reciprocal and frame.inner is None and "visit" not in frame.mode:
        parties = (*actors, *recipients)
        if len(parties) == 1 and frame.type in ("CONSULT", "COOPERATE"):
            parties = (*_partner(context, frame, parties), *parties)
        return frame.but(actors=parties, recipients=())
    return frame.but(actors=actors, recipients=recipients)


def _senders(context: Context, frame: Frame) -> tuple[Participant, ...]:
    """As in "Mali's envoy was called home": whose envoy it is, who has no other to call him."""
    if frame.type != "SANCTION" or "withdraw" not in frame.mode or not context.reading.is_passive(frame.head):
        return ()
    envoys = (h for h in find_place(context.reading, frame.head, "object") if context.reading.pos[h] == "NOUN")
    whose = (h for envoy in envoys for h in find_place(context.reading, envoy, "possessor"))
    return tuple(p for h in whose for p in context.who.resolve(h))


def _each_other(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """As in "accused each other of": all of them, where they are several."""
    mutual = any(p.head > 0 and is_reciprocal(context.reading, p.head) for p in frame.recipient_heads)
    return actors if mutual and len(actors) > 1 else ()


def _answering(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """To whom a request was made that "was approved by the army": whoever answers it."""
    reading, noun = context.reading, frame.head
    while reading.deps[noun] == "pobj" and reading.lowers[reading.heads[noun]] == "of":  # "10 per cent of the requests"
        noun = reading.heads[reading.heads[noun]]
    verb = reading.heads[noun]
    if frame.type != "REQUEST" or reading.deps[noun] != "nsubjpass" or reading.lemmas[verb] not in ANSWERING:
        return ()
    return without(tuple(p for h in find_place(reading, verb, "subject") for p in context.who.resolve(h)), actors)


def _is_sought_against(reading: Reading, frame: Frame, head: int) -> bool:
    """As in "called for a common stand against Tehran": not whom one asks for help."""
    return frame.entry.id == "request.seek-help" and reading.lowers[reading.heads[head]] == "against"


def _is_victim(reading: Reading, frame: Frame, head: int) -> bool:
    """As in "condemned an attack on the mission", "deplored Navalny's poisoning": whom the deed befell."""
    if frame.type not in ("ACCUSE", "SUPPORT") or not frame.about_event:
        return False
    above = reading.heads[head]
    struck = reading.lowers[above] in ("on", "against") and reading.pos[reading.heads[above]] == "NOUN"
    return struck or suffers(reading, head) or (reading.deps[head] == "poss" and suffers(reading, above))


def _addressed(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom a verbal act is about when no place of its own says so: the first other party in its complement."""
    if frame.type not in ADDRESSED or not actors or HELPED in frame.entry.recipient:
        return ()
    denied = is_denial(frame)
    asking = frame.inner if frame.rule.startswith(ECHOED) and frame.inner is not None else frame.head
    told = accusers(context.reading, frame.head) if denied else complement_heads(context.reading, asking)
    for head in (*told, *(purpose_heads(context.reading, frame.head) if frame.type in ("AID", "AGREE") else ())):
        named = without(context.who.resolve(head), actors)
        if named and _is_everybody(context.reading, head):
            return named
        others = tuple(p for p in named if _is_other_side(p, actors) or _is_met(frame, p, actors))
        elsewhere = _says_where(context.reading, head) or not context.who.participants.may_act(head)
        if elsewhere and frame.type != "AID":  # who is helped somewhere is whoever is there
            continue
        if _is_sought_against(context.reading, frame, head) or _is_victim(context.reading, frame, head):
            continue
        if others:
            return others
    return ()


def _partner(context: Context, frame: Frame, party: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who had the "call with Erdogan" that a clause mentions on the way: its subject, or whose decision the subject is."""
    reading = context.reading
    if reading.pos[frame.head] != "NOUN":
        return ()
    verb = reading.clause_verb(frame.head)
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if subject is None or subject > frame.head or reading.lemmas[verb] in context.resources.lexicon.classes["spurning"]:
        return ()
    return without(context.who.resolve(subject) or _whose(context, subject), party)


def _owners(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who is opposed by "opposed the plan", where the text tells elsewhere whose plan it is."""
    found = (context.who.owner_of(p.head) for p in frame.recipient_heads if p.head >= 0)
    return without(next(filter(None, found), ()), actors)


def _is_other_side(participant: Participant, actors: tuple[Participant, ...]) -> bool:
    """Somebody known who is not the state that acts: "a time of America's choosing" is not whom its president threatens."""
    if participant.id == participant.country and participant.country in {a.country for a in actors}:
        return False
    return participant.country is not None or participant.sector in ("REB", "IGO")


def _is_met(frame: Frame, party: Participant, actors: tuple[Participant, ...]) -> bool:
    """People without a country: at home, whom a state or an armed group threatens ("vowed to hunt down the demonstrators"), and who are helped ("gave $2 million to feed refugees")."""
    if frame.type == "AID":
        return party.sector == "CVL"
    armed = any(a.sector in ("GOV", "MIL", "COP", "REB") for a in actors)
    return frame.type == "THREATEN" and armed and party.country is None and party.sector in ("CVL", "OPP", "MED", "CRM")


def _only_other(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom a hostile act meets when the sentence names a single other side: "calling Iran a danger, the US renewed its sanctions"."""
    if is_denial(frame):
        return ()  # a denial answers whoever accused, see implied.py
    if (
        ENACTED & {*frame.mode}
        or frame.type not in HOSTILE
        or len(actors) != 1
        or frame.about_event
        or "recipient" in frame.entry.needs
    ):
        return ()
    reading = context.reading
    if any(_is_everybody(reading, h) for h in complement_heads(reading, frame.head)):
        return ()
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    others: dict[str, Participant] = {}
    telling = {p.id for p in _own_leader(context, frame, actors)}
    stops = [i for i in range(start, end) if reading.words[i] == ";"]
    for i in range(start, end):
        if any((i < stop) != (frame.head < stop) for stop in stops):
            continue  # "Turkey shut its airspace; Iran closed three crossings"
        party = reading.pos[i] in ("NOUN", "PROPN") and reading.deps[i] in PHRASE_HEADS
        if party and not _says_where(reading, i) and not _is_sought_against(reading, frame, i):
            for p in without_ids(context.who.resolve(i), telling):
                if p.country != actors[0].country and (p.country is not None or p.sector in ("REB", "IGO")):
                    others.setdefault(p.country or p.id, p)
    return tuple(others.values()) if len(others) == 1 else ()


def _own_leader(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """As in "the leader of the rebels, Hassan, said they would hold the town": who speaks for them is no other side."""
    speaker, reading = context.speakers.get(context.reading.sentence_of[frame.head]), context.reading
    if speaker is None or not any(a.name in reading.text_of(*extent(reading, speaker)) for a in actors):
        return ()
    return context.who.resolve(speaker)


def _is_everybody(reading: Reading, head: int) -> bool:
    """As in "a call that all parties respect the truce"."""
    return reading.lemmas[head] in ("party", "side") and any(
        reading.lowers[c] in ("all", "both") for c in reading.children[head]
    )


def _says_where(reading: Reading, i: int) -> bool:
    """As in "near Palmyra, Syria": a place beside a place, or behind a preposition of place."""
    return reading.entity[i] in ("GPE", "LOC", "FAC") and (reading.deps[i] == "appos" or says_where(reading, i))


def _who(
    context: Context, frame: Frame, parties: tuple[Party, ...], others: tuple[Participant, ...] = ()
) -> tuple[Participant, ...]:
    """The participants at the first place that names any besides `others` and their own troops."""
    for place in dict.fromkeys(p.place for p in parties):
        found: dict[str, Participant] = {}
        for party in parties:
            for head in _heads(context, frame, party) if party.place == place else ():
                deed = frame.type in JUDGING and suffers(context.reading, head)  # "welcomed her release"
                who = without(() if deed else context.who.resolve(head) or _whose(context, head), others)
                taken = _is_how_taken(context.reading, frame, head) or _is_sent(context, frame, party)
                if taken or _is_scene(frame, party, who) or _is_their_home(context.reading, party):
                    continue
                found.update((p.id, p) for p in who if p.id not in found and not is_own_force(frame, p, others))
        if found:
            return tuple(found.values())
    return ()


def _is_how_taken(reading: Reading, frame: Frame, head: int) -> bool:
    """As in "whom it held hostage", "seized power": no party but a part of the predicate."""
    forced = frame.type in ("ASSAULT", "COERCE") and head in frame.words and reading.lemmas[head] in TAKEN
    used = frame.type == "THREATEN" and head in frame.words and reading.lemmas[head] in ("force", "troop")
    return used or (forced and not any(c < head for c in reading.children[head]))


def _is_sent(context: Context, frame: Frame, party: Party) -> bool:
    """As in "sent a team of doctors": help, and nobody who gets it."""
    reading, classes = context.reading, context.resources.lexicon.classes
    if party.place != "object" or frame.type not in ("AID", "AGREE") or party.head < 0:
        return False
    sent = past_partitive(reading, party.head)
    return reading.lemmas[frame.head] in classes["sending"] and reading.lemmas[sent] in classes["helpers"]


def _is_scene(frame: Frame, party: Party, who: tuple[Participant, ...]) -> bool:
    """As in "air strikes in Syria", which are not on Syria."""
    struck = frame.entry.mode == "aerial" or frame.entry.id == STRIKE
    return struck and party.place == "in" and all(p.id == p.country for p in who)


def _is_their_home(reading: Reading, party: Party) -> bool:
    """As in "driven from their homes": where people come from, and none who sent them."""
    return party.place == "from" and any(reading.tags[c] == "PRP$" for c in reading.children[party.head])


def is_own_force(frame: Frame, participant: Participant, actors: tuple[Participant, ...]) -> bool:
    """The troops that a state sends, offers or withdraws are not whom it sends them to, nor is it itself."""
    sent = participant.sector == "MIL" and frame.type in ("MOBILIZE", "RETREAT", "AGREE", "AID")
    itself = (
        frame.type == "MOBILIZE" and participant.id == participant.country and all(a.sector in KEEPERS for a in actors)
    )
    return (sent or itself) and participant.country in {a.country for a in actors}


def _whose(context: Context, head: int) -> tuple[Participant, ...]:
    """As in "coalition air strikes targeted", "the support given by Turkey": whose strikes, whose support."""
    reading = context.reading
    if reading.pos[head] != "NOUN" and reading.tags[head] != "VBG":
        return tuple(p for h in issuer(reading, head) for p in context.who.resolve(h))
    if suffers(reading, head):
        return ()
    whose = (
        find_place(reading, head, "possessor")
        or behind(reading, head, "by")
        or [h for c in reading.children[head] if reading.deps[c] == "acl" for h in find_place(reading, c, "by")]
        or issuer(reading, head)
    )
    return tuple(p for h in whose for p in context.who.resolve(h))


def _heads(context: Context, frame: Frame, party: Party) -> list[int]:
    """The phrases at a place; whoever says something may be several."""
    if party.place != SPEAKER:
        return [party.head]
    speaker = context.speakers.get(context.reading.sentence_of[frame.head])
    return [] if speaker is None else context.reading.conjuncts(speaker)


def without(participants: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return without_ids(participants, {p.id for p in others})


def without_ids(participants: tuple[Participant, ...], ids: set[str]) -> tuple[Participant, ...]:
    return tuple(p for p in participants if p.id not in ids)
