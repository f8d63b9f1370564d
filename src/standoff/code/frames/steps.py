"""The coder's steps, each frames -> frames for one document; the work is in the file of the step's name."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.alleged import with_allegations
from standoff.code.frames.attribution import is_inside_speech
from standoff.code.frames.background import is_background
from standoff.code.frames.battle_roles import with_battle_roles
from standoff.code.frames.by_whom import captured, enacted
from standoff.code.frames.composition import compose
from standoff.code.frames.context import Context
from standoff.code.frames.counter_operations import with_counter_operations
from standoff.code.frames.crowds import with_crowds
from standoff.code.frames.dating import date_frames
from standoff.code.frames.deeds import is_deed
from standoff.code.frames.fusion import fuse
from standoff.code.frames.grounding import ground
from standoff.code.frames.guessed_actors import with_guessed_actors
from standoff.code.frames.guessed_recipients import with_guessed_recipients
from standoff.code.frames.hosts import HELPED, ended_by
from standoff.code.frames.implied import with_implied
from standoff.code.frames.lent_modes import with_lent_modes
from standoff.code.frames.lent_places import lend_places
from standoff.code.frames.modes import with_mode
from standoff.code.frames.movements import by_mover, driven_out
from standoff.code.frames.nameless import with_nameless
from standoff.code.frames.opponents import with_opponents
from standoff.code.frames.patients import by_others, suffers
from standoff.code.frames.planned_measures import with_planned_measures
from standoff.code.frames.pointing import with_pointers
from standoff.code.frames.policing import with_police
from standoff.code.frames.praised import with_praised
from standoff.code.frames.reading import Frame, Party
from standoff.code.frames.relevance import relevant
from standoff.code.frames.roles import EVENT_PLACE, TOLD, fill_roles
from standoff.code.frames.said_acts import with_said_acts
from standoff.code.frames.sides import is_own_force, with_sides, without
from standoff.code.frames.status import with_status
from standoff.code.frames.toll_owners import with_tolls
from standoff.code.frames.topics import with_topics
from standoff.code.frames.triggers import find_triggers
from standoff.code.frames.two_sides import with_two_sides
from standoff.code.frames.undated import with_background
from standoff.code.frames.unsaid import with_unsaid
from standoff.code.frames.weapons import with_owners
from standoff.code.frames.where import choose_place, whence
from standoff.records import Tie, Where

DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
JUDGING = frozenset(("ACCUSE", "SUPPORT"))
BYSTANDERS = frozenset(("UNK", "EDU", "NGO", "CVL"))  # media report what others have announced


def triggers(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_counter_operations(context, frames + find_triggers(context.reading, context.resources.lexicon))


def roles(context: Context, frames: list[Frame]) -> list[Frame]:
    filled = (by_others(context.reading, fill_roles(context.reading, f)) for f in frames)
    return with_planned_measures(context.reading, [with_unsaid(context, f) for f in filled])


def fusion(context: Context, frames: list[Frame]) -> list[Frame]:
    return fuse(context.reading, frames)


def composition(context: Context, frames: list[Frame]) -> list[Frame]:
    told = with_allegations(context, _through_events(context, frames))
    return with_said_acts(context, compose(context.reading, told, context.resources.lexicon))


def _through_events(context: Context, frames: list[Frame]) -> list[Frame]:
    """Here "condemned the US strike" is directed at whoever struck."""
    at = {h: f for f in frames for h in (f.head, *f.fused)}
    return [
        f.but(
            recipient_heads=tuple(_directed(context, f, at)),
            about_event=any((p.head in at and at[p.head] is not f) or _is_it(context, f, p) for p in f.recipient_heads)
            or (f.type in JUDGING and any(is_deed(context.reading, p.head) for p in f.recipient_heads))
            or (f.type in JUDGING and any(suffers(context.reading, p.head) for p in f.recipient_heads)),
        )
        for f in frames
    ]


def _directed(context: Context, frame: Frame, at: dict[int, Frame]) -> Iterator[Party]:
    for party in frame.recipient_heads:
        inner = _told(context, frame, at) if party.place == TOLD else _event_of(context, party.head, at)
        if _is_it(context, frame, party) or (inner is not None and _is_heard(frame, inner)):
            continue
        if inner is not None and inner is not frame:
            yield from (Party(p.head, f"{party.place}:{p.place}") for p in inner.actor_heads)
        elif party.place not in (EVENT_PLACE, TOLD):
            yield party


def _is_it(context: Context, frame: Frame, party: Party) -> bool:
    """As in "the Saudis welcomed it", "I condemn it": what was told, and no state or group."""
    judged = frame.type in JUDGING and party.place == "object" and not frame.entry.reciprocal
    return judged and party.head >= 0 and context.reading.lowers[party.head] in ("it", "this", "that")


def _is_heard(frame: Frame, inner: Frame) -> bool:
    """As in "stormed the port, disregarding appeals": force meets no words."""
    return frame.type == "ASSAULT" and inner.type in ("REQUEST", "ACCUSE", "THREATEN", "REJECT")


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
    return with_nameless(context, with_two_sides(context, with_sides(context, frames)))


def policing(context: Context, frames: list[Frame]) -> list[Frame]:
    done = [by_mover(context, captured(context, enacted(context, with_police(context, f)))) for f in frames]
    return with_crowds(context, done)


def relevance(context: Context, frames: list[Frame]) -> list[Frame]:
    return relevant(context, frames)


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
    places = whence(places) if frame.type == "SANCTION" else places
    heads = (frame.head, *frame.fused, *frame.words) if frame.type == "ASSAULT" else (frame.head,)
    chosen = (choose_place(reading.doc[h], places, deed=frame.type in DEEDS) for h in heads)
    return next((where for where in chosen if where is not None), None)


def modes(context: Context, frames: list[Frame]) -> list[Frame]:
    return [with_mode(context, f) for f in frames]


def grounding(context: Context, frames: list[Frame]) -> list[Frame]:
    grounded = [ground(context, f) for f in frames]
    own = [f.but(recipients=tuple(r for r in f.recipients if not is_own_force(f, r, f.actors))) for f in grounded]
    return [f for f in own if not _is_help_at_home(f)]


def _is_help_at_home(frame: Frame) -> bool:
    """As in "with the support of parliament, the government raised taxes"."""
    countries = {a.country for a in frame.actors} & {r.country for r in frame.recipients}
    return HELPED in frame.entry.recipient and bool(countries - {None})


def opponents(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_opponents(context, with_praised(context, frames))


def lent_modes(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_lent_modes(context, frames)


def implied(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_implied(context, [driven_out(f, frames) for f in frames])


def topics(context: Context, frames: list[Frame]) -> list[Frame]:
    """The PLOVER contexts of each event."""
    return with_topics(context, frames)


def how_many(context: Context, frames: list[Frame]) -> list[Frame]:
    """Deaths, injuries and occurrences."""
    return with_tolls(context, frames)


def status(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_background(context, [_in_time(context, with_status(context.reading, f)) for f in frames])


def _in_time(context: Context, frame: Frame) -> Frame:
    """Background is historical, and nobody knows when it was."""
    if frame.status != "actual" or not is_background(context, frame):
        return frame
    return frame.but(status="historical", date=None if frame.dated_by == "report" else frame.date, dated_by="text")


def lent_places(context: Context, frames: list[Frame]) -> list[Frame]:
    return lend_places(context, frames)


def guessed_sides(context: Context, frames: list[Frame]) -> list[Frame]:
    authored = with_guessed_actors(context, with_battle_roles(context, frames))
    return with_guessed_recipients(context, with_owners(context.reading, authored))


def attribution(context: Context, frames: list[Frame]) -> list[Frame]:
    attributed = (_attributed(context, f) for f in frames)
    return [f for f in attributed if not _is_forecast(context, f)]


def _is_forecast(context: Context, frame: Frame) -> bool:
    """Here "an analyst said Russia would attack" announces nothing: only a party to an act can announce it."""
    if not frame.rule.startswith("modality.will") or not frame.speakers:
        return False
    if _is_announced(context, frame):
        return False
    own, joint = {a.country for a in frame.actors}, any(a.sector == "IGO" for a in frame.actors)  # of many countries
    outside = (s.country is not None and s.country not in own and not joint for s in frame.speakers)
    return all(s.sector in BYSTANDERS or apart for s, apart in zip(frame.speakers, outside, strict=True))


def _is_announced(context: Context, frame: Frame) -> bool:
    """As in "A and B are to meet in Doha, the mediator announced": a host may announce what others will do."""
    reading = context.reading
    speaker = context.speakers.get(reading.sentence_of[frame.head])
    return speaker is not None and reading.lemmas[reading.heads[speaker]] in ("announce", "confirm")


def _attributed(context: Context, frame: Frame) -> Frame:
    reading = context.reading
    speaker = context.speakers.get(reading.sentence_of[frame.head])
    if speaker is None or not is_inside_speech(
        reading, frame.head, speaker, context.resources.lexicon.classes["speech"]
    ):
        return frame
    who = without(context.who.resolve(speaker), frame.actors)
    return frame.but(speakers=who)


def confidence(context: Context, frames: list[Frame]) -> list[Frame]:
    return with_pointers(context, [_rated(context, f) for f in frames])


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
    return frame.but(confidence=min(score, 0.99))


def ties(context: Context, frames: list[Frame]) -> list[Tie]:
    """Standing relations that the document asserts."""
    from standoff.code.frames.ties import find_ties

    return find_ties(context, frames)
