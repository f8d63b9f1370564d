"""Attacks, meetings and arrests without a telling mode into such with one: by who bombs, what arms the sentence names, who is killed, where one meets."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.modes import modes_in
from standoff.code.frames.phrases import behind, left_of
from standoff.code.frames.reading import Frame

FORCES = frozenset(("GOV", "MIL", "IGO"))
BOMBING = frozenset(("bomb", "bombing"))
KILLING = frozenset(("kill", "killing", "murder", "slay", "assassination"))
PUT_TO_DEATH = KILLING | {"shoot"}
HELD = frozenset("captured captive captives prisoner prisoners detainee detainees handcuffed surrendered".split())
OFFICIAL = frozenset(("GOV", "LEG", "IGO"))
FROM_THE_AIR = frozenset(("aerial", "drone"))
ARMS = FROM_THE_AIR | {"heavy-weapons", "explosives", "firearms", "suicide-attack", "chemical", "primitive"}
DOERS = frozenset(("nsubj", "pobj"))
VESSELS = frozenset(
    "ship tanker vessel boat trawler freighter plane aircraft cargo shipment vehicle lorry truck".split()
)
RIOTING = frozenset(("alight", "ablaze", "ransack", "torch", "loot", "molotov", "overturn", "pelt"))
TRAVELLING = frozenset("fly travel go arrive visit tour".split())


def with_lent_modes(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with modes that their own words leave open."""
    flown = _flown(frames)
    frames = [_with_mode(context, f, flown) if f.type == "ASSAULT" else f for f in frames]
    frames = [_with_arms(context, f, frames) if f.type == "ASSAULT" and not f.mode else f for f in frames]
    return [_otherwise(context, f) for f in frames]


def _otherwise(context: Context, frame: Frame) -> Frame:
    if _is_of_guests(frame) or _is_on_a_journey(context, frame):
        return frame.but(mode=("visit",))
    if frame.type == "COERCE" and frame.mode == ("arrest",) and _is_of_vessel(context, frame):
        return frame.but(mode=("seize",))
    if frame.type == "PROTEST" and frame.mode == ("demo",) and RIOTING.intersection(_sentence(context, frame)):
        return frame.but(mode=("riot",))
    return frame


def _sentence(context: Context, frame: Frame) -> list[str]:
    start, end = context.reading.sentences[context.reading.sentence_of[frame.head]]
    return context.reading.lemmas[start:end]


def _with_mode(context: Context, frame: Frame, flown: tuple[str, ...]) -> Frame:
    reading = context.reading
    lemmas = {reading.lemmas[i] for i in (frame.head, *frame.fused)}
    if frame.mode == ("explosives",) and lemmas & BOMBING and _is_of_forces(frame):
        return frame.but(mode=("aerial",))  # who has an air force bombs with it: "the coalition bombed positions"
    if "aerial" in frame.mode and _is_by_a_bomber(context, frame):
        return frame.but(mode=("suicide-attack",))
    if lemmas & PUT_TO_DEATH and _is_of_the_held(context, frame):
        return frame.but(mode=("execute",))
    if "strike" in lemmas and flown and set(frame.mode) <= {"destroy"} and (_is_of_forces(frame) or not frame.actors):
        return frame.but(mode=(*frame.mode, *flown))
    if not frame.mode and lemmas & KILLING and _is_of_one_known(context, frame):
        return frame.but(mode=("assassinate",))
    return frame


def _with_arms(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """With the arms that its sentence names, to which no attack is nearer: "two soldiers died when a rocket hit their car"."""
    reading, table = context.reading, context.resources.lexicon.modes["ASSAULT"]
    number = reading.sentence_of[frame.head]
    attacks = [f.head for f in frames if f.type == "ASSAULT" and reading.sentence_of[f.head] == number]
    start, end = reading.sentences[number]
    found: dict[str, None] = {}
    for i in range(start, end):
        doer = reading.pos[i] in ("NOUN", "PROPN") and (reading.deps[i] in DOERS or _is_run_into(context, i))
        if doer and min(attacks, key=lambda head: abs(head - i)) == frame.head:
            words = [reading.lemmas[k] for k in (*left_of(reading, i), i)]
            found.update(dict.fromkeys(m for m in modes_in(words, table) if m in ARMS))
    if not FROM_THE_AIR.isdisjoint(found):
        found.pop("explosives", None)
    return frame.but(mode=tuple(found)) if len(found) == 1 else frame


def _is_run_into(context: Context, thing: int) -> bool:
    """As in "the convoy hit an explosive device"."""
    reading = context.reading
    return reading.deps[thing] == "dobj" and reading.lemmas[reading.heads[thing]] in (
        "hit",
        "strike",
        "trigger",
        "detonate",
    )


def _is_by_a_bomber(context: Context, frame: Frame) -> bool:
    """As in "two such bombers struck a hotel", where the text has told of suicide attacks and of no aircraft."""
    reading = context.reading
    doer = any(p.head >= 0 and reading.lemmas[p.head] == "bomber" for p in frame.actor_heads)
    return doer and "suicide" in reading.lowers


def _is_of_the_held(context: Context, frame: Frame) -> bool:
    """As in "shot hundreds of captured recruits", "killed 20 prisoners"."""
    reading = context.reading
    heads = [p.head for p in frame.recipient_heads if p.head >= 0]
    inside = [h for p in heads for h in (p, *behind(reading, p, "of"))]
    words = {reading.lowers[i] for h in inside for i in (*left_of(reading, h), h)}
    return bool(words & HELD)


def _is_of_vessel(context: Context, frame: Frame) -> bool:
    """As in "extended the detention of the ship"."""
    reading = context.reading
    objects = [c for c in reading.children[frame.head] if reading.deps[c] in ("dobj", "nsubjpass")]
    return any(reading.lemmas[i] in VESSELS for i in (*objects, *behind(reading, frame.head, "of")))


def _is_on_a_journey(context: Context, frame: Frame) -> bool:
    """As in "flew to Uganda, where he met the Rwandan president"."""
    reading, verb = context.reading, frame.head
    above = reading.heads[verb]
    if frame.type != "CONSULT" or frame.mode or reading.lemmas[verb] not in ("meet", "talk", "speak"):
        return False
    if reading.deps[verb] == "relcl":
        above = reading.clause_verb(above)
    return above != verb and reading.lemmas[above] in TRAVELLING


def _flown(frames: list[Frame]) -> tuple[str, ...]:
    """How the strikes of the text that say so are flown, where they all come by one way: "strikes" are then of that kind."""
    said = {m for f in frames if f.type == "ASSAULT" for m in f.mode if m in FROM_THE_AIR or m == "heavy-weapons"}
    return tuple(said) if len(said) == 1 and said <= FROM_THE_AIR else ()


def _is_of_guests(frame: Frame) -> bool:
    """As in "the US envoy met President Isaias in Asmara": officials are received in the country of one of them."""
    if frame.type != "CONSULT" or frame.mode or frame.place is None or "place" in frame.inferred:
        return False
    who = (*frame.actors, *frame.recipients)
    hosts = [p for p in who if p.country is not None and p.country == frame.place.country]
    guests = [p for p in who if p not in hosts]
    return bool(hosts and guests) and all(p.sector in OFFICIAL for p in guests)


def _is_of_forces(frame: Frame) -> bool:
    served = any(a.sector in FORCES for a in frame.actors)
    return served and not any(a.sector in ("REB", "CVL") for a in frame.actors)


def _is_of_one_known(context: Context, frame: Frame) -> bool:
    """The victim is one person of public life, whom somebody killed on purpose."""
    who = frame.recipients
    return len(who) == 1 and who[0].id in context.resources.knowledge.people
