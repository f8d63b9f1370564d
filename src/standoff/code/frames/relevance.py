"""Frames into those that are events: with the sides that their entry needs, and something political in them."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.by_whom import is_nobodys, is_suffered
from standoff.code.frames.context import Context
from standoff.code.frames.general import is_general
from standoff.code.frames.grammar import find_place
from standoff.code.frames.movements import is_displaced, is_met_there
from standoff.code.frames.nouns import BUILDINGS, GATHERING, MILITARY_OBJECTS, PERSON_NOUNS, PLACE_NOUNS, WEAPONS
from standoff.code.frames.own_aims import is_own_aim
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.pointing import is_told_before
from standoff.code.frames.reading import Frame
from standoff.code.frames.releases import is_release
from standoff.code.frames.standing import is_standing
from standoff.code.frames.struck_towns import is_on_a_town
from standoff.code.frames.unsaid import is_yet_to_come
from standoff.code.frames.weapons import by_weapon
from standoff.records import Participant

NOT_POLITICAL = frozenset(("MED", "UNK"))
FORCEFUL = frozenset(
    ("COP", "MIL", "REB", "JUD")
)  # what they do is an event, even where nobody says of which country they are
MEETING = "consult.meet-somewhere"  # an entry of the lexicon
MET_ALONE = "modality.will+consult.meet"
ARMED = frozenset(("MIL", "REB", "IGO"))
RIVALS = frozenset(("rival", "opposing", "feuding", "warring", "both", "competing", "neighbouring", "neighboring"))
STATE = frozenset(("GOV", "MIL"))
ON_ALL = frozenset(("curfew", "martial-law"))
OFFICIAL = frozenset(("GOV", "MIL", "LEG", "PTY", "IGO"))


def relevant(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames that have the sides their entry needs, and a political participant."""
    told = [_without_reporters(f) for f in frames]
    return [
        f
        for f in told
        if _is_whole(context, f)
        and not is_own_aim(context, f)
        and (_is_political(context, f) or is_displaced(f, told))
        and not is_standing(context, f)
        and not is_met_there(f, told)
    ]


def _without_reporters(frame: Frame) -> Frame:
    """Media tell of force, they do not use it: "state television spoke of dead and wounded"."""
    if frame.type not in ("ASSAULT", "COERCE", "MOBILIZE") or all(a.sector != "MED" for a in frame.actors):
        return frame
    return frame.but(actors=tuple(a for a in frame.actors if a.sector != "MED"))


def _is_whole(context: Context, frame: Frame) -> bool:
    if is_nobodys(context, frame) or is_yet_to_come(context.reading, frame) or is_general(context, frame):
        return False
    whole = _has_needed(context, frame) and _is_of_sectors(frame) and _are_several(context, frame)
    if not whole and (frame.inner is None or _meets_nobody(frame)):
        return False
    met = frame.entry.reciprocal and len(frame.actors) > 1 and context.reading.pos[frame.head] == "VERB"
    if frame.status == "hypothetical" and not (met or (frame.actors and frame.recipients)):
        return False  # what could happen, to nobody in particular
    if _is_one_sided(context, frame):
        return False
    armed = ARMED | {sector for sector, _, _ in frame.entry.by}
    if "forces" in frame.entry.needs and not any(p.sector in armed for p in _movers(context, frame)):
        return False
    asked = frame.type == "REQUEST"  # "called on the people to come to the front": by anybody
    return asked or "person" not in frame.entry.needs or _is_person(context, frame)


def _meets_nobody(frame: Frame) -> bool:
    """As in "the court will meet in May", which announces no meeting with anybody."""
    alone = len(frame.actors) == 1 and not frame.recipients and frame.actors[0].sector in ("JUD", "LEG", "BUS", "CVL")
    return frame.rule == MET_ALONE and alone


def _are_several(context: Context, frame: Frame) -> bool:
    """False where one party alone "met in Jakarta"; ministers and leaders in the plural meet each other."""
    if frame.entry.id != MEETING:
        return True
    tags = (context.reading.tags[p.head] for p in frame.actor_heads if p.head >= 0 and p.place == "subject")
    return len({*frame.actors, *frame.recipients}) > 1 or any(t in ("NNS", "NNPS") for t in tags)


def _is_one_sided(context: Context, frame: Frame) -> bool:
    """As in "the fighting on its soil", "until its demands are met": nobody fights or meets alone."""
    reading = context.reading
    mutual = frame.type == "ASSAULT" or (frame.type == "CONSULT" and reading.is_passive(frame.head))
    several = (c for p in frame.actor_heads if p.head >= 0 for c in reading.children[p.head])
    if any(reading.lowers[c] in RIVALS for c in several):
        return False  # "rival gangs fought in the prison"
    return frame.entry.reciprocal and mutual and len(frame.actors) == 1 and not frame.recipients


def _movers(context: Context, frame: Frame) -> tuple[Participant, ...]:
    """Who acts; of what is announced ("Trump announced that US troops would come home") the subject of the deed itself."""
    if frame.inner is None:
        return frame.actors
    deed = frame.fused[0] if frame.fused else frame.inner  # under "repeated his demand that troops leave": the leaving
    told = (context.who.resolve(h) for h in find_place(context.reading, deed, "subject"))
    return tuple(p for who in told for p in who)


def _is_political(context: Context, frame: Frame) -> bool:
    if frame.type == "PROTEST" and _is_reason(context, frame):
        return False
    verbal = ontology.load().event_type(frame.type).quad.startswith("verbal")
    if verbal or frame.type in ("AID", "COOPERATE", "RETREAT", "MOBILIZE", "SANCTION"):
        public = any(a.sector not in NOT_POLITICAL for a in frame.actors) or is_suffered(context.reading, frame)
        return public and not (verbal and _is_private(frame))
    if is_told_before(context, frame):
        return True  # "those attacks": merging finds what they are, or drops them
    if frame.actors and (frame.type == "PROTEST" or "arrest" in frame.mode):
        return True
    if ON_ALL & {*frame.mode} and frame.type == "COERCE" and frame.inner is None:  # "a curfew is in force across Quito"
        number = context.reading.sentence_of[frame.head]
        return bool(frame.actors) or any(n == number for n, _ in context.named_countries)
    known = any(not p.id.startswith(UNPLACED) for p in frame.actors)
    sided = known or bool(frame.recipients) or any(a.sector in FORCEFUL for a in frame.actors)
    sided = sided or _is_on_ground(context, frame)
    shot_down = frame.entry.id == "assault.shoot-down"  # whosever it was
    return sided or shot_down or is_on_a_town(context, frame) or by_weapon(context.reading, frame)


def _is_on_ground(context: Context, frame: Frame) -> bool:
    """As in "herders invaded two villages in Benue": whoever was there."""
    heads = [p.head for p in frame.recipient_heads if p.head >= 0 and p.place == "object"]
    ground = any(context.reading.lemmas[h] in GATHERING | PLACE_NOUNS for h in heads)
    return frame.type == "ASSAULT" and bool(frame.actors) and ground and frame.inner is None


def _is_private(frame: Frame) -> bool:
    """What companies say to each other, or to nobody: "the airline apologised for the delay"."""
    parties = (*frame.actors, *frame.recipients)
    return bool(parties) and all(p.sector in ("BUS", "UNK", "MED") for p in parties)


def _is_reason(context: Context, frame: Frame) -> bool:
    """As in "a hunger strike in protest of the government's refusal", which is no protest by the government."""
    reading = context.reading
    inside = reading.deps[frame.head] == "pobj" and reading.lowers[reading.heads[frame.head]] == "in"
    return inside and bool(frame.actors) and all(a.sector in STATE for a in frame.actors)


def _is_of_sectors(frame: Frame) -> bool:
    sectors = frame.entry.sectors
    return not sectors or bool(frame.fused) or any(r.sector in sectors for r in frame.recipients)


def _has_needed(context: Context, frame: Frame) -> bool:
    """The sides that the entry cannot do without; where all parties are actors, a second one is the recipient."""
    recipient = bool(frame.recipients) or frame.about_event or (frame.entry.reciprocal and len(frame.actors) > 1)
    if frame.type in ("ASSAULT", "COERCE") and not recipient:  # "fired missiles at Harir": whoever is there
        recipient = any(
            p.head >= 0 and (p.head in context.reading.towns or context.who.participants.is_town(p.head))
            for p in frame.recipient_heads
        )
    struck = frame.type == "ASSAULT" and bool(frame.fused)  # "a strike destroyed": whoever struck
    armed = frame.type == "ASSAULT" and any(
        p.head >= 0 and (context.reading.lemmas[p.head] in WEAPONS or context.who.participants.is_aircraft(p.head))
        for p in frame.actor_heads
    )  # "a drone struck the base": somebody sent it
    if frame.type == "ASSAULT" and not recipient and (frame.actors or armed):  # "hit a theatre": whoever was there
        met = GATHERING | BUILDINGS | MILITARY_OBJECTS if armed else GATHERING
        recipient = any(p.head >= 0 and context.reading.lemmas[p.head] in met for p in frame.recipient_heads)
    acted = bool(frame.actors) or is_release(frame)
    several = len({*frame.actors, *frame.recipients}) > 1
    sides = {
        "actor": acted or armed or struck,
        "person": acted,
        "forces": acted,
        "recipient": recipient,
        "several": several,
    }
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
