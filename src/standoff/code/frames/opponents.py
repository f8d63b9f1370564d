"""Force without a named victim: the side that the same text has the attacker fighting ("retook the town" from whom)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from standoff.code.frames.against import opposed
from standoff.code.frames.context import Context
from standoff.code.frames.nouns import BUILDINGS, GATHERING, GOVERNMENTS, PLACE_NOUNS
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.phrases import behind, extent
from standoff.code.frames.reading import Frame
from standoff.code.frames.struck_towns import is_armed
from standoff.records import Participant

COMMON_ENEMY = 0.8  # each pair counts in both directions, so an enemy of all has half of them
FIGHTERS = frozenset(("MIL", "REB", "IGO", "GOV"))
TAKING = frozenset(("assault.take-territory", "assault.occupy"))  # entries of the lexicon
DYING = "assault.die-in-action"
JUST_BEFORE = 2  # sentences
ANY_DEED = frozenset(("attack", "assault", "strike"))  # nouns for what a verb may have told

Foes = dict[str, Counter[Participant]]


def with_opponents(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames of force with the side that the document's other fighting gives them, where one stands out."""
    frames = [_authored(context, f, frames) for f in frames]
    foes, hunted = foes_told(context, frames), _hunted(frames)
    frames = [f for f in frames if f.rule != DYING or _fell(context, f, foes)]
    frames = [_against(context, f) for f in frames]
    return [_accusing(context, f, frames) if f.type == "ACCUSE" else _opposed(context, f, foes, hunted) for f in frames]


def _against(context: Context, frame: Frame) -> Frame:
    against = () if frame.recipients else _opposed_by_name(context, frame)
    return suggesting(frame, against) if against else frame


def _fell(context: Context, frame: Frame, foes: Foes) -> bool:
    """Here "two marines and three soldiers died" tells of fighting: there are several, and the text has their side at war."""
    reading = context.reading
    if frame.fused:
        return True
    many = any(reading.tags[p.head] in ("NNS", "NNPS") for p in frame.recipient_heads)
    return many and any(side_of(r) in foes for r in frame.recipients)


def foes_told(context: Context, frames: list[Frame]) -> Foes:
    """Who is told to fight whom, by side: both directions of every frame of force with two sides."""
    foes: Foes = {}
    for frame in frames:
        if frame.type != "ASSAULT" or _is_land(context, frame):
            continue
        others = frame.actors if frame.entry.reciprocal else frame.recipients
        for one in frame.actors:
            for other in others:
                if other.sector in FIGHTERS and side_of(one) != side_of(other):
                    foes.setdefault(side_of(one), Counter())[replace(other, text="")] += 1
                    foes.setdefault(side_of(other), Counter())[replace(one, text="")] += 1
    return foes


def _hunted(frames: list[Frame]) -> Counter[Participant]:
    """Armed groups that are told to be fought, by whomever ("the fight against ISIL")."""
    lone = (f for f in frames if f.type == "ASSAULT" and not f.actors)
    return Counter(replace(r, text="") for f in lone for r in f.recipients if r.sector == "REB")


def side_of(participant: Participant) -> str:
    """State bodies of one country are one side; every organisation is its own."""
    if participant.country is not None and participant.sector in ("GOV", "MIL", "COP"):
        return participant.country
    return participant.id


def _opposed(context: Context, frame: Frame, foes: Foes, hunted: Counter[Participant]) -> Frame:
    announced = frame.type == "THREATEN" and frame.inner is not None and "violence" in frame.mode
    if not (frame.type == "ASSAULT" or announced) or frame.entry.reciprocal:
        return frame
    if not frame.actors:
        return _fought(context, frame, foes) if frame.recipients else _inhabited(context, frame)
    if frame.recipients and not _is_ground(context, frame):
        return frame
    takes = _takes_ground(frame)
    told = (_foe_of(a, foes, hunted, takes_ground=takes) or _known_foe(context, a) for a in frame.actors)
    foe = next((f for f in told if f is not None), None)
    if foe is None:
        return frame if frame.recipients else _inhabited(context, frame)
    if any(r.country is not None and r.country == foe.country for r in frame.recipients):
        return frame
    if takes and (state := _state_that_lost(context, frame, foe)) is not None:
        foe = state
    return suggesting(frame, (foe,))


def _opposed_by_name(context: Context, frame: Frame) -> tuple[Participant, ...]:
    """Whom "anti-government forces" hold out against or attack, where nobody else is named: of their own country."""
    if frame.type not in ("ASSAULT", "REJECT", "THREATEN") or not frame.actors:
        return ()
    reading, country = context.reading, frame.actors[0].country
    named = (
        r.head
        for r in context.who.referents.before(frame.head)
        if frame.actors[0].name in reading.text_of(*extent(reading, r.head))
    )
    heads = (frame.head, *(p.head for p in frame.actor_heads if p.head >= 0), *named)
    for word in (i for h in heads for i in opposed(reading, h)):
        if reading.lemmas[word] in GOVERNMENTS and country in context.resources.knowledge.countries:
            return (context.who.participants.state(str(country), word),)
        foe = context.who.resolve(word)
        if foe and not foe[0].id.startswith(UNPLACED) and foe[0].id not in {a.id for a in frame.actors}:
            return foe
    return ()


def suggesting(frame: Frame, recipients: tuple[Participant, ...]) -> Frame:
    """The frame with recipients whom its own words do not name, so that no words of the text stand for them."""
    who = tuple(replace(r, text="") for r in recipients)
    return frame.but(recipients=who, inferred=(*frame.inferred, "recipients"))


def _force_before(frame: Frame, frames: list[Frame]) -> Iterator[Frame]:
    """Force with an author that is told before, the last first."""
    return (f for f in reversed(frames) if f.head < frame.head and f.type == "ASSAULT" and f.actors)


def _authored(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """As in "the operation killed 139": of whoever carried out the operation, or attacked, just before."""
    if frame.type != "ASSAULT" or frame.actors:
        return frame
    reading = context.reading
    subjects = (p.head for p in frame.actor_heads if p.place == "subject")
    deeds = {reading.lemmas[d] for d in (*subjects, *frame.fused) if _is_told_before(context, d)}
    for earlier in _force_before(frame, frames) if deeds else ():
        told = {reading.lemmas[w] for w in (*earlier.words, *earlier.fused)}
        near = reading.sentence_of[frame.head] - reading.sentence_of[earlier.head] == 1
        if deeds & told or (near and deeds & ANY_DEED):
            return frame.but(actors=earlier.actors, inferred=(*frame.inferred, "actors"))
    return frame


def _is_told_before(context: Context, head: int) -> bool:
    """A definite deed ("the raid"), or one of many that were announced ("five strikes")."""
    reading = context.reading
    return reading.pos[head] == "NOUN" and any(
        reading.lowers[c] in ("the", "this", "that") or reading.deps[c] == "nummod" for c in reading.children[head]
    )


def _state_that_lost(context: Context, frame: Frame, foe: Participant) -> Participant | None:
    """From whom a group without a country took a town: the state whose town it is, unless its foe is at home there."""
    country = frame.place.country if frame.place is not None else None
    first = frame.actors[0]
    if country is None and first.sector == "REB":
        country = first.country
    at_home = first.sector == "REB" and first.country == country and foe.sector in ("IGO", "MIL", "GOV")
    if frame.type != "ASSAULT" or country is None or foe.country == country or not (first.country is None or at_home):
        return None
    return context.who.participants.state(country, frame.head)


def _known_foe(context: Context, actor: Participant) -> Participant | None:
    """The group that an organisation exists to fight or is known to fight, where the text names one of them."""
    known = context.resources.knowledge
    if actor.id not in known.organisations:
        return None
    foes = {t.target for t in known.backings if t.type == "opposes" and t.source == actor.id}
    named = next((n for n in context.names if n.kind == "organisation" and n.ref in foes), None)
    return None if named is None else context.who.participants.organisation(named.ref, named.start)


def _takes_ground(frame: Frame) -> bool:
    return frame.entry.id in TAKING or frame.type == "THREATEN"


def _backer(actor: Participant) -> str:
    """The state behind "Turkish-backed rebels", as participants.py writes it into their id."""
    return actor.id.rpartition(":")[2].removesuffix("-backed").upper() if actor.id.endswith("-backed") else ""


def _fought(context: Context, frame: Frame, foes: Foes) -> Frame:
    """Whose "war against Islamic State" it is, who killed "the marines who died": the side that the text has fighting them most."""
    group = frame.recipients[0]
    war_on = context.reading.pos[frame.head] in ("NOUN", "PROPN") and group.sector == "REB"
    if not war_on and frame.rule != DYING:
        return frame
    sides = foes.get(side_of(group), Counter()).most_common(2)
    if not sides or (len(sides) > 1 and sides[0][1] == sides[1][1]):
        return frame
    return frame.but(actors=(sides[0][0],), inferred=(*frame.inferred, "actors"))


def _foe_of(actor: Participant, foes: Foes, hunted: Counter[Participant], *, takes_ground: bool) -> Participant | None:
    """The one that this side or its backer is told to fight; of who takes ground, else the enemy that most sides have in common."""
    own = (foes.get(side_of(actor)) or foes.get(_backer(actor)) or Counter()).most_common(2)
    if own:
        return own[0][0] if len(own) == 1 or own[0][1] > own[1][1] else None
    shared = hunted + hunted  # a pair counts twice, once for either side
    for side in foes.values():
        shared.update(side)
    top = shared.most_common(1)
    alone = actor.sector in ("IGO", "MIL") and len(shared) == 1 and shared.total() > 2  # nobody else is fought
    if (
        (takes_ground or alone)
        and top
        and 2 * top[0][1] >= shared.total() * COMMON_ENEMY
        and side_of(top[0][0]) != side_of(actor)
        and top[0][0].sector == "REB"
    ):
        return top[0][0]
    return None


def _inhabited(context: Context, frame: Frame) -> Frame:
    """Here "an attack on Kirkuk", "on a market in Kirkuk" hits the people there."""
    where = frame.place
    if (
        frame.entry.id.startswith("assault.take-territory")  # a town is taken from somebody, not from its people
        or where is None
        or where.country is None
        or where.precision == "site"
        or any(a.country == where.country for a in frame.actors)
    ):
        return frame
    reading = context.reading
    whole = where.precision == "country" and frame.entry.mode == "aerial"
    heads = [p.head for p in frame.recipient_heads if p.head >= 0 and not (whole and p.place == "in")]
    heads += [t for h in heads for t in behind(reading, h, "of")]  # "the town of Saraqib"
    bombed = not frame.actors and where.precision == "town" and is_armed(reading, frame)
    if bombed or any(reading.words[h] in where.name or reading.lemmas[h] in GATHERING for h in heads):
        people = Participant(f"{where.country}/CVL", f"people in {where.name}", where.country, "CVL", where.name)
        return frame.but(recipients=(people,))
    return frame


def _is_ground(context: Context, frame: Frame) -> bool:
    """True when all that is named is ground or a building: "retook the towns", "seized the university", "took Mosul"."""
    reading, heads = context.reading, _named_heads(context, frame)
    return bool(heads) and all(
        reading.lemmas[h] in PLACE_NOUNS
        or _is_nobodys(context, h)
        or (reading.entity[h] in ("GPE", "LOC", "FAC", "ORG") and frame.recipients[0].sector in ("GOV", "UNK"))
        for h in heads
    )


def _is_nobodys(context: Context, head: int) -> bool:
    """True for "the provincial government headquarters", a building that says of no side."""
    named = context.who.resolve(head)
    return context.reading.lemmas[head] in BUILDINGS and all(p.id.startswith(UNPLACED) for p in named)


def _is_land(context: Context, frame: Frame) -> bool:
    """True for "northern Syrian towns", which says where, not whom."""
    heads = _named_heads(context, frame)
    return bool(heads) and all(context.reading.lemmas[h] in PLACE_NOUNS or _is_nobodys(context, h) for h in heads)


def _named_heads(context: Context, frame: Frame) -> list[int]:
    """The heads of the phrases that gave the recipients."""
    ids = {r.id for r in frame.recipients}
    if not ids:
        return []
    return [p.head for p in frame.recipient_heads if p.head >= 0 and ids & {w.id for w in context.who.resolve(p.head)}]


def _accusing(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """Here "condemned the attack" is directed at the attacker, where the document tells of only one."""
    if frame.recipients or not frame.about_event:
        return frame
    if frame.entry.id == "accuse.express-concern" and (urged := _urged(context, frame, frames)):
        return suggesting(frame, urged)
    blamed = {replace(a, text="") for f in frames if f.type == "ASSAULT" for a in f.actors}
    sides = {side_of(a) for a in blamed}
    if len(sides) != 1 or sides & {side_of(a) for a in frame.actors}:
        return (
            _as_victim(frame, frames)
            or _just_told(context, frame, frames)
            or _blaming_the_state(context, frame, frames)
        )
    return suggesting(frame, (min(blamed, key=lambda a: a.id),))


def _urged(context: Context, frame: Frame, frames: list[Frame]) -> tuple[Participant, ...]:
    """Whose doing one worries about in "expressed concern over the violence and urged Turkey to stop"."""
    below = [c for c in context.reading.children[frame.head] if context.reading.deps[c] == "conj"]
    asked = (f for f in frames if f.type in ("REQUEST", "THREATEN") and below and {f.head, *f.words} & {*below})
    return next((f.recipients for f in asked if f.recipients), ())


def _as_victim(frame: Frame, frames: list[Frame]) -> Frame | None:
    """Who condemns an attack that was told before as one on his own side: it is directed at that attacker."""
    own = {side_of(a) for a in frame.actors}
    for earlier in _force_before(frame, frames):
        if own & {side_of(r) for r in earlier.recipients} and not own & {side_of(a) for a in earlier.actors}:
            return suggesting(frame, earlier.actors)
    return None


def _just_told(context: Context, frame: Frame, frames: list[Frame]) -> Frame | None:
    """Here "denounced the strikes" is directed at whoever struck in the sentences just before."""
    reading, own = context.reading, {side_of(a) for a in frame.actors}
    deeds = [f for f in frames if f.type == "ASSAULT" and not f.actors and reading.clause_verb(f.head) == frame.head]
    if not any(_is_told_before(context, f.head) for f in deeds):
        return None
    for earlier in _force_before(frame, frames):
        near = reading.sentence_of[frame.head] - reading.sentence_of[earlier.head] <= JUST_BEFORE
        if near and not own & {side_of(a) for a in earlier.actors}:
            return suggesting(frame, earlier.actors)
    return None


def _blaming_the_state(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """As in "denounced the arrest of journalists in Azerbaijan": arrests are the work of the state where they are."""
    number = context.reading.sentence_of[frame.head]
    arrests = [f for f in frames if f.type == "COERCE" and context.reading.sentence_of[f.head] == number]
    where = {f.place.country for f in arrests if not f.actors and f.place is not None and f.place.country is not None}
    if len(where) != 1 or where & {a.country for a in frame.actors}:
        return frame
    return suggesting(frame, (context.who.participants.state(min(where), frame.head),))
