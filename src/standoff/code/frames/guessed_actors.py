"""Actors that a passive or a bare noun leaves out: who strikes at this side in the text, the state where people are detained; marked as inferred."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.opponents import foes_told, side_of
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.pointing import sums_up
from standoff.code.frames.reading import Frame
from standoff.records import GUESSED, Participant

Parties = tuple[Participant, ...]

FIGHTERS = frozenset(("MIL", "REB", "COP"))  # who strikes at them is told by whom they are, not by where
MUTUAL = frozenset("fighting clash battle crossfire war conflict violence unrest hostility".split())
CAMPAIGNS = frozenset("operation offensive siege campaign".split())  # in which civilians die by either side
REACH = 10  # tokens
ANSWERS = frozenset("after since following response retaliation reprisal revenge avenge".split())
STATE = frozenset(("GOV", "MIL", "COP"))  # which does not strike at itself
COUPS = frozenset(("assault.coup", "assault.overthrow"))  # entries of the lexicon
OWN_POLITICS = frozenset(("OPP", "PTY", "LEG"))  # who are arrested at home
NEAR = 2  # sentences
MOST = 0.6  # of the attacks on a country that have an author
OFFICIAL_ACTS = frozenset(("arrest", "ban", "curfew", "restrict", "censor"))


def with_guessed_actors(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, deeds without a doer with the likeliest one."""
    known = [_of_the_group(context, f, frames) for f in frames]
    return [_guessed(context, f, known) for f in known]


def _guessed(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    if frame.actors or frame.entry.reciprocal:
        return frame
    guess: Parties = ()
    if frame.type == "ASSAULT" and not _is_mutual(context, frame) and not sums_up(context, frame):
        guess = _plotters(frame, frames) or _attacker(context, frame, frames) or _foe(context, frame, frames)
    elif frame.type == "COERCE":
        guess = _authorities(context, frame)
    elif frame.type == "PROTEST" and frame.place is not None and frame.place.country is not None:
        country = frame.place.country
        guess = (Participant(f"{country}/CVL", f"people in {frame.place.name}", country, "CVL", ""),)
    return guessed_by(frame, guess) if guess else frame


def _is_mutual(context: Context, frame: Frame) -> bool:
    """As in "died in the fighting", "were killed in acts of violence": nobody's deed alone."""
    reading = context.reading
    unclear = MUTUAL | CAMPAIGNS if all(r.sector == "CVL" for r in frame.recipients) else MUTUAL
    _, end = reading.sentences[reading.sentence_of[frame.head]]
    behind = range(frame.head, min(end, frame.head + REACH))  # the parser hangs "in the fighting" on many words
    words = {reading.lemmas[i].partition(".")[0] for i in {*behind, *reading.subtree(frame.head)}}  # "operation.[2]"
    return bool(words & unclear)


def guessed_by(frame: Frame, actors: Parties) -> Frame:
    """The frame, done by those and marked as a guess."""
    who = tuple(replace(a, text="") for a in actors)
    return frame.but(actors=who, inferred=tuple(dict.fromkeys((*frame.inferred, "actors", GUESSED["actors"]))))


def _authorities(context: Context, frame: Frame) -> Parties:
    """People are arrested and parties banned by the police and the state of where they are."""
    if not OFFICIAL_ACTS & {*frame.mode}:
        return ()
    country = next(
        (r.country for r in frame.recipients if r.country and r.sector in OWN_POLITICS and "/" not in r.id), None
    )
    country = country or (frame.place.country if frame.place is not None else None)
    country = country or next((r.country for r in frame.recipients if r.country), None)
    if country is None:
        return ()
    police = "arrest" in frame.mode and all(r.sector != "COP" for r in frame.recipients)
    return (context.who.participants.state(country, frame.head, "COP" if police else "GOV"),)


def _scene(frame: Frame) -> set[str]:
    """The countries of those who suffer it and of its place."""
    where = {frame.place.country} if frame.place is not None else set()
    return {c for c in where | {r.country for r in frame.recipients} if c is not None}


def _sides(frame: Frame) -> set[str]:
    return {r.country or r.id for r in frame.recipients}


def _attacker(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Who attacked the same side in the sentences around, the nearest first; else who does so in most of the text."""
    fighting = any(r.sector in FIGHTERS for r in frame.recipients)
    number, scene = context.reading.sentence_of, _sides(frame) if fighting else _scene(frame)
    answered = _answered(context, frame, frames)
    if answered is None:
        return ()
    others = {r.id for r in frame.recipients}
    own = {r.country for r in frame.recipients if r.sector in STATE}
    told = [
        f
        for f in frames
        if f.type == "ASSAULT"
        and f.actors
        and scene & (_sides(f) if fighting else _scene(f))
        and not others & {a.id for a in f.actors}
        and not answered & {a.country or a.id for a in f.actors}
        and not own & {a.country for a in f.actors if a.sector in STATE}
    ]
    if fighting and not told:
        told = _rebels_here(frame, frames)
    near = [f for f in told if abs(number[f.head] - number[frame.head]) <= NEAR]
    if near:
        return min(near, key=lambda f: (abs(number[f.head] - number[frame.head]), f.head > frame.head)).actors
    counts = Counter(tuple(replace(a, text="") for a in f.actors) for f in told)
    if not counts:
        return ()
    actors, most = counts.most_common(1)[0]
    return actors if most > 1 and most >= MOST * counts.total() else ()


def _plotters(frame: Frame, frames: list[Frame]) -> Parties:
    """Who is told elsewhere to have seized power, where "the coup" is condemned or hailed."""
    if frame.entry.id not in COUPS:
        return ()
    told = (f.actors for f in frames if f.entry.id in COUPS and f.status in ("actual", "historical"))
    return next((who for who in told if who and any(a.sector in FIGHTERS for a in who)), ())


def _rebels_here(frame: Frame, frames: list[Frame]) -> list[Frame]:
    """Attacks of rebels in a country, who may have struck at foreign soldiers there, too."""
    where = frame.place.country if frame.place is not None else None
    if where is None or any(r.country in (None, where) for r in frame.recipients):
        return []
    attacks = (f for f in frames if f.type == "ASSAULT" and where in _scene(f) and f.actors)
    return [f for f in attacks if all(a.sector == "REB" for a in f.actors)]


def _foe(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Of fighters, the side that they are told to fight with, or more than once; of rebels at home, where nobody else fights them, the army."""
    if not frame.recipients or any(r.sector not in FIGHTERS for r in frame.recipients):
        return ()
    own = side_of(frame.recipients[0])
    mutual = foes_told(context, [f for f in frames if f.entry.reciprocal]).get(own, Counter())
    met = (mutual or foes_told(context, frames).get(own, Counter())).most_common(2)
    if not met:
        return _army_at_home(context, frame)
    clear = (len(met) == 1 and (mutual or met[0][1] > 1)) or (len(met) > 1 and met[0][1] > met[1][1])
    answered = _answered(context, frame, frames)
    foe = met[0][0]
    return (foe,) if clear and answered is not None and side_of(foe) not in answered else ()


def _army_at_home(context: Context, frame: Frame) -> Parties:
    """Of the country of the rebels, where that is where it happens and the text names it most."""
    first = frame.recipients[0]
    where = frame.place.country if frame.place is not None else first.country
    named = Counter(n.ref for n in context.names if n.kind in ("country", "demonym", "seat")).most_common(1)
    if first.sector != "REB" or where is None or where != first.country or [n for n, _ in named] != [where]:
        return ()
    return (context.who.participants.state(where, frame.head, "MIL"),)


def _answered(context: Context, frame: Frame, frames: list[Frame]) -> set[str] | None:
    """Whoever did the other deed of "the raid came a day after a missile hit the base" hardly did this one, too.

    None where that is unknown as well: then the deeds told before are of either side.
    """
    reading = context.reading
    found: set[str] = set()
    for other in frames:
        if other.type != frame.type or reading.sentence_of[other.head] != reading.sentence_of[frame.head]:
            continue
        first, last = sorted((frame.head, other.head))
        if any(reading.lemmas[i].partition(".")[0] in ANSWERS for i in range(first + 1, last)):
            if not other.actors and other.head < frame.head:
                return None
            found |= {a.country or a.id for a in other.actors}
    return found


def _is_unnamed(participant: Participant) -> bool:
    """True for "gunmen", "a suicide bomber", of a country or none."""
    bare = participant.id.startswith(f"{UNPLACED}REB") or participant.id == f"{participant.country}/REB"
    return participant.sector == "REB" and bare


def _of_the_group(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """Gunmen who attack in a text in which one armed group attacks are taken to be of that group."""
    if frame.type != "ASSAULT" or not any(_is_unnamed(a) for a in frame.actors) or frame.entry.reciprocal:
        return frame
    known = context.resources.knowledge.organisations
    groups = Counter(
        replace(a, text="")
        for f in frames
        for a in f.actors
        if f.type == "ASSAULT" and a.sector == "REB" and a.id in known
    )
    if not groups:
        return frame
    group, most = groups.most_common(1)[0]
    if most < MOST * groups.total():
        return frame
    fits = all(group.country in (None, a.country) or a.country is None for a in frame.actors)
    if not fits or group.id in {r.id for r in frame.recipients}:
        return frame
    return frame.but(
        actors=tuple(replace(group, text=a.text) if _is_unnamed(a) else a for a in frame.actors),
        inferred=tuple(dict.fromkeys((*frame.inferred, "actors", GUESSED["actors"]))),
    )
