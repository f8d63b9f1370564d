"""The coder's steps, each frames -> frames for one document; the work is in the file of the step's name."""

from __future__ import annotations

from collections.abc import Iterator

from standoff import ontology
from standoff.code.frames.attribution import is_inside_speech
from standoff.code.frames.background import is_background
from standoff.code.frames.battle_roles import with_battle_roles
from standoff.code.frames.by_whom import by_whom, enacted, is_nobodys, is_suffered, protesting
from standoff.code.frames.composition import compose
from standoff.code.frames.context import Context
from standoff.code.frames.dating import date_frames
from standoff.code.frames.fusion import fuse
from standoff.code.frames.grounding import ground
from standoff.code.frames.guessed_actors import with_guessed_actors
from standoff.code.frames.guessed_recipients import with_guessed_recipients
from standoff.code.frames.hosts import HELPED, PACTS, ended_by
from standoff.code.frames.implied import with_implied
from standoff.code.frames.lent_places import lend_places
from standoff.code.frames.modes import with_mode
from standoff.code.frames.nouns import PERSON_NOUNS, WEAPONS
from standoff.code.frames.opponents import with_opponents
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.phrases import behind, says_where
from standoff.code.frames.policing import with_police
from standoff.code.frames.protests import protests_aimed
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import EVENT_PLACE, SPEAKER, TOLD, complement_heads, fill_roles, find_place
from standoff.code.frames.status import with_status
from standoff.code.frames.tolls import Toll, find_tolls, occurrences
from standoff.code.frames.topics import with_topics
from standoff.code.frames.triggers import find_triggers
from standoff.code.frames.where import choose_place
from standoff.records import Participant, Tie, Where

PHRASE_HEADS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "attr", "appos"))
NOT_POLITICAL = frozenset(("MED", "UNK"))
FORCEFUL = frozenset(
    ("COP", "MIL", "REB", "JUD")
)  # what they do is an event, even where nobody says of which country they are
OFFICIAL = frozenset(("GOV", "MIL", "LEG", "PTY", "IGO"))
ADDRESSED = frozenset(
    ("COOPERATE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "AID", "SANCTION", "COERCE")
)
HOSTILE = frozenset(("REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE"))
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
BYSTANDERS = frozenset(("UNK", "MED", "EDU", "NGO", "CVL"))
ANSWERING = frozenset("approve reject grant deny refuse accept ignore decline turn".split())
POINTING = frozenset("the this that these those such".split())


def triggers(context: Context, frames: list[Frame]) -> list[Frame]:
    return frames + find_triggers(context.reading, context.resources.lexicon)


def roles(context: Context, frames: list[Frame]) -> list[Frame]:
    return [fill_roles(context.reading, f) for f in frames]


def fusion(context: Context, frames: list[Frame]) -> list[Frame]:
    return fuse(context.reading, frames)


def composition(context: Context, frames: list[Frame]) -> list[Frame]:
    return compose(context.reading, _through_events(context, frames), context.resources.lexicon)


def _through_events(context: Context, frames: list[Frame]) -> list[Frame]:
    """Here "condemned the US strike" is directed at whoever struck."""
    at = {h: f for f in frames for h in (f.head, *f.fused)}
    return [
        f.but(
            recipient_heads=tuple(_directed(context, f, at)),
            about_event=any(p.head in at and at[p.head] is not f for p in f.recipient_heads),
        )
        for f in frames
    ]


def _directed(context: Context, frame: Frame, at: dict[int, Frame]) -> Iterator[Party]:
    for party in frame.recipient_heads:
        inner = _told(context, frame, at) if party.place == TOLD else _event_of(context, party.head, at)
        if inner is not None and inner is not frame:
            yield from (Party(p.head, f"{party.place}:{p.place}") for p in inner.actor_heads)
        elif party.place not in (EVENT_PLACE, TOLD):
            yield party


def _event_of(context: Context, head: int, at: dict[int, Frame]) -> Frame | None:
    """The event that a noun names, or that its clause tells: "reports that Russia had bombed the town"."""
    if head in at or head < 0:
        return at.get(head)
    reading = context.reading
    clauses = (c for c in reading.children[head] if reading.deps[c] == "acl" and reading.child(c, "mark") is not None)
    return next((at[c] for c in clauses if c in at), None)


def _told(context: Context, frame: Frame, at: dict[int, Frame]) -> Frame | None:
    """The nearest event of the sentence that is somebody's deed."""
    sentence = context.reading.sentence_of
    near = [
        f
        for f in at.values()
        if sentence[f.head] == sentence[frame.head] and f is not frame and f.type in DEEDS and f.actor_heads
    ]
    return min(near, key=lambda f: abs(f.head - frame.head), default=None)


def participants(context: Context, frames: list[Frame]) -> list[Frame]:
    named = [g for f in frames for g in _each(_named(context, f))]
    return protests_aimed(context, [_of_pact(context, f, named) for f in named])


def _of_pact(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """As in "the agreement comes after days of talks": of those who made the agreement that was told before."""
    reading = context.reading
    if frame.type != "CONSULT" or not frame.entry.reciprocal or frame.actors or reading.pos[frame.head] != "NOUN":
        return frame
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
    actors = protesting(context, frame, _who(context, frame, able))
    recipients = (
        _answering(context, frame, actors)
        or _who(context, frame, frame.recipient_heads, actors)
        or _addressed(context, frame, actors)
    )
    if not recipients and (suggested := _owners(context, frame, actors) or _only_other(context, frame, actors)):
        recipients, frame = suggested, frame.but(inferred=("recipients",))
    frame = by_whom(frame, actors)
    if frame.entry.reciprocal and frame.inner is None and "visit" not in frame.mode:
        parties = (*actors, *recipients)
        if len(parties) == 1 and frame.type in ("CONSULT", "COOPERATE"):
            parties = (*_partner(context, frame, parties), *parties)
        return frame.but(actors=parties, recipients=())
    return frame.but(actors=actors, recipients=recipients)


def _answering(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """To whom a request was made that "was approved by the army": whoever answers it."""
    reading, noun = context.reading, frame.head
    while reading.deps[noun] == "pobj" and reading.lowers[reading.heads[noun]] == "of":  # "10 per cent of the requests"
        noun = reading.heads[reading.heads[noun]]
    verb = reading.heads[noun]
    if frame.type != "REQUEST" or reading.deps[noun] != "nsubjpass" or reading.lemmas[verb] not in ANSWERING:
        return ()
    return _without(tuple(p for h in find_place(reading, verb, "subject") for p in context.who.resolve(h)), actors)


def _is_sought_against(reading: Reading, frame: Frame, head: int) -> bool:
    """As in "called for a common stand against Tehran": not whom one asks for help."""
    return frame.entry.id == "request.seek-help" and reading.lowers[reading.heads[head]] == "against"


def _addressed(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom a verbal act is about when no place of its own says so: the first other party in its complement."""
    if frame.type not in ADDRESSED or not actors or HELPED in frame.entry.recipient:
        return ()
    for head in complement_heads(context.reading, frame.head):
        others = tuple(p for p in _without(context.who.resolve(head), actors) if _is_other_side(p, actors))
        elsewhere = _says_where(context.reading, head) or not context.who.participants.may_act(head)
        if elsewhere and frame.type != "AID":  # who is helped somewhere is whoever is there
            continue
        if _is_sought_against(context.reading, frame, head):
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
    if subject is None or subject > frame.head:
        return ()
    return _without(context.who.resolve(subject) or _whose(context, subject), party)


def _owners(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who is opposed by "opposed the plan", where the text tells elsewhere whose plan it is."""
    found = (context.who.owner_of(p.head) for p in frame.recipient_heads if p.head >= 0)
    return _without(next(filter(None, found), ()), actors)


def _is_other_side(participant: Participant, actors: tuple[Participant, ...]) -> bool:
    """Somebody known who is not the state that acts: "a time of America's choosing" is not whom its president threatens."""
    if participant.id == participant.country and participant.country in {a.country for a in actors}:
        return False
    return participant.country is not None or participant.sector in ("REB", "IGO")


def _only_other(context: Context, frame: Frame, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom a hostile act meets when the sentence names a single other side: "calling Iran a danger, the US renewed its sanctions"."""
    if frame.type not in HOSTILE or len(actors) != 1 or frame.about_event or "recipient" in frame.entry.needs:
        return ()
    reading = context.reading
    if any(_is_everybody(reading, h) for h in complement_heads(reading, frame.head)):
        return ()
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    others: dict[str, Participant] = {}
    stops = [i for i in range(start, end) if reading.words[i] == ";"]
    for i in range(start, end):
        if any((i < stop) != (frame.head < stop) for stop in stops):
            continue  # "Turkey shut its airspace; Iran closed three crossings"
        party = reading.pos[i] in ("NOUN", "PROPN") and reading.deps[i] in PHRASE_HEADS
        if party and not _says_where(reading, i) and not _is_sought_against(reading, frame, i):
            for p in context.who.resolve(i):
                if p.country != actors[0].country and (p.country is not None or p.sector in ("REB", "IGO")):
                    others.setdefault(p.country or p.id, p)
    return tuple(others.values()) if len(others) == 1 else ()


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
            head = _head(context, frame, party) if party.place == place else None
            if head is not None:
                who = _without(context.who.resolve(head) or _whose(context, head), others)
                found.update((p.id, p) for p in who if p.id not in found and not _is_own_force(frame, p, others))
        if found:
            return tuple(found.values())
    return ()


def _is_own_force(frame: Frame, participant: Participant, actors: tuple[Participant, ...]) -> bool:
    """The troops that a state sends, offers or withdraws are not whom it sends them to."""
    return (
        frame.type in ("MOBILIZE", "RETREAT", "AGREE", "AID")
        and participant.sector == "MIL"
        and participant.country in {a.country for a in actors}
    )


def _whose(context: Context, head: int) -> tuple[Participant, ...]:
    """As in "coalition air strikes targeted", "the support given by Turkey": whose strikes, whose support."""
    reading = context.reading
    if reading.pos[head] != "NOUN" and reading.tags[head] != "VBG":
        return ()
    whose = (
        find_place(reading, head, "possessor")
        or behind(reading, head, "by")
        or [h for c in reading.children[head] if reading.deps[c] == "acl" for h in find_place(reading, c, "by")]
    )
    return tuple(p for h in whose for p in context.who.resolve(h))


def _head(context: Context, frame: Frame, party: Party) -> int | None:
    if party.place == SPEAKER:
        return context.speakers.get(context.reading.sentence_of[frame.head])
    return party.head


def _without(participants: tuple[Participant, ...], others: tuple[Participant, ...]) -> tuple[Participant, ...]:
    ids = {p.id for p in others}
    return tuple(p for p in participants if p.id not in ids)


def policing(context: Context, frames: list[Frame]) -> list[Frame]:
    return [enacted(context, with_police(context, f)) for f in frames]


def relevance(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames that have the sides their entry needs, and a political participant."""
    told = [_without_reporters(f) for f in frames]
    return [f for f in told if _is_whole(context, f) and _is_political(context, f)]


def _without_reporters(frame: Frame) -> Frame:
    """Media tell of force, they do not use it: "state television spoke of dead and wounded"."""
    if frame.type not in ("ASSAULT", "COERCE", "MOBILIZE") or all(a.sector != "MED" for a in frame.actors):
        return frame
    return frame.but(actors=tuple(a for a in frame.actors if a.sector != "MED"))


def _is_whole(context: Context, frame: Frame) -> bool:
    if is_nobodys(context, frame):
        return False
    if frame.inner is None and not (_has_needed(context, frame) and _is_of_sectors(frame)):
        return False
    met = frame.entry.reciprocal and len(frame.actors) > 1 and context.reading.pos[frame.head] == "VERB"
    if frame.status == "hypothetical" and not (met or (frame.actors and frame.recipients)):
        return False  # what could happen, to nobody in particular
    if frame.entry.reciprocal and frame.type == "ASSAULT" and len(frame.actors) == 1 and not frame.recipients:
        return False  # "the fighting on its soil": nobody fights alone
    if "forces" in frame.entry.needs and not any(a.sector in ("MIL", "REB", "IGO") for a in frame.actors):
        return False
    return "person" not in frame.entry.needs or _is_person(context, frame)


def _is_political(context: Context, frame: Frame) -> bool:
    verbal = ontology.load().event_type(frame.type).quad.startswith("verbal")
    if verbal or frame.type in ("AID", "COOPERATE", "RETREAT", "MOBILIZE", "SANCTION"):
        return any(a.sector not in NOT_POLITICAL for a in frame.actors) or is_suffered(frame)
    if _is_pointing(context, frame):
        return True  # "those attacks": merging finds what they are, or drops them
    if frame.actors and (frame.type == "PROTEST" or "arrest" in frame.mode):
        return True
    known = any(not p.id.startswith(UNPLACED) for p in frame.actors)
    return known or bool(frame.recipients) or any(a.sector in FORCEFUL for a in frame.actors)


def _is_of_sectors(frame: Frame) -> bool:
    sectors = frame.entry.sectors
    return not sectors or bool(frame.fused) or any(r.sector in sectors for r in frame.recipients)


def _has_needed(context: Context, frame: Frame) -> bool:
    """The sides that the entry cannot do without; where all parties are actors, a second one is the recipient."""
    recipient = bool(frame.recipients) or frame.about_event or (frame.entry.reciprocal and len(frame.actors) > 1)
    if frame.type == "ASSAULT" and not recipient:  # "fired missiles at Harir": whoever is there
        recipient = any(
            p.head >= 0 and (p.head in context.reading.towns or context.who.participants.is_town(p.head))
            for p in frame.recipient_heads
        )
    struck = frame.type == "ASSAULT" and bool(frame.fused)  # "a strike destroyed": whoever struck
    armed = frame.type == "ASSAULT" and any(
        p.head >= 0 and (context.reading.lemmas[p.head] in WEAPONS or context.who.participants.is_aircraft(p.head))
        for p in frame.actor_heads
    )  # "a drone struck the base": somebody sent it
    acted = bool(frame.actors)
    sides = {"actor": acted or armed or struck, "person": acted, "forces": acted, "recipient": recipient}
    return all(sides[side] for side in frame.entry.needs)


def _is_person(context: Context, frame: Frame) -> bool:
    """A person in office, by name or by title ("the head of the Security Council")."""
    known, reading = context.resources.knowledge, context.reading
    if not frame.actors:
        return False
    titled = any(p.head >= 0 and reading.lemmas[p.head] in PERSON_NOUNS for p in frame.actor_heads)
    return frame.actors[0].sector in OFFICIAL and (
        titled or frame.actors[0].id in known.people or frame.actors[0].name in context.who.participants.locals
    )


def when(context: Context, frames: list[Frame]) -> list[Frame]:
    context.event_heads.update(h for f in frames for h in (f.head, *f.fused))
    return [_before_its_end(context, f) for f in date_frames(context, frames)]


def _before_its_end(context: Context, frame: Frame) -> Frame:
    """As in "the raids will end in June", which tells the end of what goes on."""
    published = context.reading.document.published
    ends = frame.date is not None and published is not None and frame.date.start > published
    over = ends and frame.inner is None and ended_by(context.reading, frame.head) is not None
    return frame.but(date=None) if over else frame


def where(context: Context, frames: list[Frame]) -> list[Frame]:
    return [f.but(place=_place_of(context, f)) for f in frames]


def _place_of(context: Context, frame: Frame) -> Where | None:
    """That of the deed's first word that has one: "the attack in Kabul, for which they claimed responsibility"."""
    reading = context.reading
    places = context.places[reading.sentence_of[frame.head]]
    heads = (frame.head, *frame.fused, *frame.words) if frame.type == "ASSAULT" else (frame.head,)
    chosen = (choose_place(reading.doc[h], places) for h in heads)
    return next((where for where in chosen if where is not None), None)


def modes(context: Context, frames: list[Frame]) -> list[Frame]:
    return [with_mode(context, f) for f in frames]


def grounding(context: Context, frames: list[Frame]) -> list[Frame]:
    grounded = [ground(context, f) for f in frames]
    own = [f.but(recipients=tuple(r for r in f.recipients if not _is_own_force(f, r, f.actors))) for f in grounded]
    return [f for f in own if not _is_help_at_home(f)]


def _is_help_at_home(frame: Frame) -> bool:
    """As in "with the support of parliament, the government raised taxes"."""
    countries = {a.country for a in frame.actors} & {r.country for r in frame.recipients}
    return HELPED in frame.entry.recipient and bool(countries - {None})


def opponents(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_opponents(context, frames)


def implied(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_implied(context, frames)


def topics(context: Context, frames: list[Frame]) -> list[Frame]:
    """The PLOVER contexts of each event."""
    return with_topics(context, frames)


def how_many(context: Context, frames: list[Frame]) -> list[Frame]:
    reading = context.reading
    tolls = {
        n: find_tolls(reading.doc[s:e])
        for n, (s, e) in enumerate(reading.sentences)
        if any(reading.sentence_of[f.head] == n for f in frames)
    }
    told = {h for f in frames for h in (f.head, *f.fused)}
    return [_counted(context, f, tolls[reading.sentence_of[f.head]], told) for f in frames]


def _counted(context: Context, frame: Frame, tolls: list[Toll], told: set[int]) -> Frame:
    """The frame with its toll; what counts the victims of another event ("burned villages and killed ten") is not its own."""
    frame = frame.but(count=occurrences(context.reading.doc[frame.head]))
    if frame.type != "ASSAULT":
        return frame
    for toll in tolls:
        own = toll.verb == frame.head or toll.verb in frame.fused
        if own or (toll.verb not in told and _belongs(context, frame, toll.verb)):
            frame = frame.but(**{toll.kind: toll.amount}) if getattr(frame, toll.kind) is None else frame
    return frame


def _belongs(context: Context, frame: Frame, verb: int) -> bool:
    """The word that counts the victims hangs on the event, or the event on it."""
    reading = context.reading
    heads = {frame.head, *frame.fused}
    i = verb
    for _ in range(4):
        if i in heads:
            return True
        i = reading.heads[i]
    return any(reading.heads[h] == verb for h in heads)


def status(context: Context, frames: list[Frame]) -> list[Frame]:
    return [_in_time(context, with_status(context.reading, f)) for f in frames]


def _in_time(context: Context, frame: Frame) -> Frame:
    """Background is historical, and nobody knows when it was."""
    if frame.status != "actual" or not is_background(context, frame):
        return frame
    return frame.but(status="historical", date=None if frame.dated_by == "report" else frame.date, dated_by="text")


def lent_places(context: Context, frames: list[Frame]) -> list[Frame]:
    return lend_places(context, frames)


def guessed_sides(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_guessed_recipients(context, with_guessed_actors(context, with_battle_roles(context, frames)))


def attribution(context: Context, frames: list[Frame]) -> list[Frame]:
    attributed = (_attributed(context, f) for f in frames)
    return [f for f in attributed if not _is_forecast(f)]


def _is_forecast(frame: Frame) -> bool:
    """Here "an analyst said Russia would attack" announces nothing: only a party to an act can announce it."""
    if not frame.rule.startswith("modality.will") or not frame.speakers:
        return False
    own = {a.country for a in frame.actors}
    return all(s.sector in BYSTANDERS or (s.country is not None and s.country not in own) for s in frame.speakers)


def _attributed(context: Context, frame: Frame) -> Frame:
    reading = context.reading
    speaker = context.speakers.get(reading.sentence_of[frame.head])
    if speaker is None or not is_inside_speech(reading, frame, speaker, context.resources.lexicon.classes["speech"]):
        return frame
    who = _without(context.who.resolve(speaker), frame.actors)
    return frame.but(speakers=who)


def confidence(context: Context, frames: list[Frame]) -> list[Frame]:
    return [_rated(context, f) for f in frames]


def _rated(context: Context, frame: Frame) -> Frame:
    """A share of what a full account has; the weights were set by hand and are to be calibrated on gold."""
    reading = context.reading
    score = (
        0.3
        + 0.2 * bool(frame.actors)
        + 0.2 * bool(frame.recipients)
        + 0.1 * (frame.date is not None)
        + 0.1 * (frame.place is not None)
    )
    score += 0.05 * (reading.pos[frame.head] == "VERB") + 0.04 * any(
        p.country for p in (*frame.actors, *frame.recipients)
    )
    score -= 0.1 * len(frame.inferred)
    return frame.but(confidence=min(score, 0.99), anaphoric=_is_pointing(context, frame))


def _is_pointing(context: Context, frame: Frame) -> bool:
    """A noun that points back to an event told elsewhere: "the strike", "those attacks", "last week's attack"."""
    reading = context.reading
    if reading.pos[frame.head] != "NOUN":
        return False
    return any(
        reading.deps[c] == "poss" or (reading.deps[c] == "det" and reading.lowers[c] in POINTING)
        for c in reading.children[frame.head]
    )


def ties(context: Context, frames: list[Frame]) -> list[Tie]:
    """Standing relations that the document asserts."""
    from standoff.code.frames.ties import find_ties

    return find_ties(context, frames)
