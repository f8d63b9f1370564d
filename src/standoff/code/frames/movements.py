"""Movements by who makes them: fighters who flee have retreated, civilians who leave were driven out by whoever attacked, and forces arrive."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.opponents import side_of
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.phrases import is_plural
from standoff.code.frames.reading import Frame
from standoff.records import Participant

FIGHTERS = frozenset(("MIL", "REB", "COP"))
DRIVEN = frozenset(("sanction.flee", "sanction.expel", "sanction.force-to-move"))
COUNTS = frozenset("ten hundred thousand million dozen score half third quarter most many".split())
WAYS_OUT = {  # entries, and the verbs among theirs that tell a flight where civilians do it
    "retreat.withdraw": frozenset(("abandon", "vacate", "evacuate", "desert")),
    "assault.take-territory": frozenset(("cross", "stream", "pour")),
}
STREETS = frozenset(("street", "square"))
FORCES = frozenset("army force forces militia navy unit convoy column fleet brigade battalion division warship".split())
ARRIVAL = "mobilize.arrive"
JOURNEY = "presence.go-to"
NEAR = 15  # words: in one sentence, or the next


def by_mover(context: Context, frame: Frame) -> Frame:
    """The frame as the act that it is for those who move."""
    frame = _of_many(context, frame)
    if frame.inner is None and not frame.actors and (moved := _moved(context, frame)):
        return frame.but(actors=moved, recipients=tuple(r for r in frame.recipients if r not in moved))
    if frame.inner is not None or (not frame.actors and not frame.recipients):
        return frame
    crossed = frame.entry.id == "assault.take-territory" and context.reading.lemmas[frame.head] == "cross"
    if (frame.entry.id == ARRIVAL or crossed) and not _is_a_force(context, frame):
        return _arrived(context, frame)
    if frame.entry.id == "sanction.flee" and _are(frame.recipients, FIGHTERS):
        return _as(context, frame, "retreat.withdraw").but(actors=frame.recipients, recipients=())
    if _is_way_out(context, frame) and _are(frame.actors, frozenset(("CVL",))):
        return _as(context, frame, "sanction.flee").but(actors=(), recipients=frame.actors)
    driven = frame.entry.id == "assault.drive-out" and _are(frame.recipients, frozenset(("CVL",)))
    return _as(context, frame, "sanction.expel") if driven else frame


def _of_many(context: Context, frame: Frame) -> Frame:
    """Here "some 2.6 million have fled", "thousands were driven out" tell of people, who need no noun."""
    reading = context.reading
    heads = [p.head for p in frame.recipient_heads if p.head >= 0]
    many = [h for h in heads if reading.pos[h] == "NUM" or reading.lemmas[h] in COUNTS]
    if frame.entry.id not in DRIVEN or frame.recipients or frame.inner is not None or not many:
        return frame
    who = Participant(f"{UNPLACED}CVL:people", "people", None, "CVL", context.who.participants.text_of(many[0]))
    return frame.but(recipients=(who,))


def _is_way_out(context: Context, frame: Frame) -> bool:
    reading = context.reading
    left = reading.lemmas[frame.head] in WAYS_OUT.get(frame.entry.id, ())
    voicing = context.resources.lexicon.classes["voicing"]
    heard = any(reading.lemmas[c] in voicing and reading.is_infinitive(c) for c in reading.children[frame.head])
    return left and not heard and not any(reading.lemmas[w] in STREETS for w in frame.words)  # "into La Paz to demand"


def _moved(context: Context, frame: Frame) -> tuple[Participant, ...]:
    """The forces that "have been pulled back" by nobody who is named."""
    reading = context.reading
    if frame.entry.id != "retreat.withdraw" or not reading.is_passive(frame.head):
        return ()
    subject = reading.child(frame.head, "nsubjpass")
    who = () if subject is None else context.who.resolve(subject)
    return who if _are(who, FIGHTERS) else ()


def _are(parties: tuple[Participant, ...], sectors: frozenset[str]) -> bool:
    return bool(parties) and all(p.sector in sectors for p in parties)


def _as(context: Context, frame: Frame, rule: str) -> Frame:
    entry = context.resources.lexicon.entries[rule]
    mode = (entry.mode,) if entry.mode else ()
    return frame.but(entry=entry, type=entry.type, mode=mode, rule=rule)


def is_displaced(frame: Frame, frames: list[Frame]) -> bool:
    """People who fled or were uprooted in a text that tells of an attack, be they of no country that is named."""
    if frame.entry.id not in DRIVEN or not _are(frame.recipients, frozenset(("CVL",))):
        return False
    return any(f.type == "ASSAULT" and f is not frame for f in frames)


def driven_out(frame: Frame, frames: list[Frame]) -> Frame:
    """People who fled, with whoever attacked last before, or next, as the one who drove them out."""
    if frame.entry.id not in DRIVEN or frame.actors or frame.inner is not None:
        return frame
    own = {side_of(r) for r in frame.recipients}
    force = [f for f in frames if f.type == "ASSAULT" and f.actors and not own & {side_of(a) for a in f.actors}]
    nearest = min(force, key=lambda f: (f.head > frame.head, abs(f.head - frame.head)), default=None)
    if nearest is None:
        return frame
    who = tuple(replace(a, text="") for a in nearest.actors)
    return frame.but(actors=who, inferred=(*frame.inferred, "actors"))


def _arrived(context: Context, frame: Frame) -> Frame:
    """A general or a minister who arrives somewhere is on a visit; several soldiers or a whole force have been moved there."""
    visit = _as(context, frame, JOURNEY)
    where = (h for place in visit.entry.recipient for h in find_place(context.reading, frame.head, place))
    hosts = tuple(p for h in where for p in context.who.resolve(h))
    return visit.but(recipients=tuple(h for h in hosts if h not in frame.actors))


def is_met_there(frame: Frame, frames: list[Frame]) -> bool:
    """A journey to somebody, where the meeting is told too: "flew to Kampala, where he met the president"."""
    if frame.entry.id != JOURNEY or frame.inner is not None:
        return False
    if frame.status == "hypothetical":
        return True  # "if she landed in Taipei": not a visit that is announced
    met = (f for f in frames if f.type == "CONSULT" and f.entry.id != JOURNEY and abs(f.head - frame.head) < NEAR)
    return any({*f.actors} & {*frame.actors} for f in met)


def _is_a_force(context: Context, frame: Frame) -> bool:
    reading = context.reading
    heads = [p.head for p in frame.actor_heads if p.head >= 0]
    return any(is_plural(reading, h) or reading.lemmas[h] in FORCES for h in heads)
