"""Attacks and meetings without a telling mode into such with one: by who bombs, who is killed, in whose country one meets."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame

FORCES = frozenset(("GOV", "MIL", "IGO"))
BOMBING = frozenset(("bomb", "bombing"))
KILLING = frozenset(("kill", "killing", "murder", "slay", "assassination"))
OFFICIAL = frozenset(("GOV", "LEG", "IGO"))
FROM_THE_AIR = frozenset(("aerial", "drone"))


def with_lent_modes(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with modes that their own words leave open."""
    flown = _flown(frames)
    frames = [_with_mode(context, f, flown) if f.type == "ASSAULT" else f for f in frames]
    return [f.but(mode=("visit",)) if _is_of_guests(f) else f for f in frames]


def _with_mode(context: Context, frame: Frame, flown: tuple[str, ...]) -> Frame:
    reading = context.reading
    lemmas = {reading.lemmas[i] for i in (frame.head, *frame.fused)}
    if frame.mode == ("explosives",) and lemmas & BOMBING and _is_of_forces(frame):
        return frame.but(mode=("aerial",))  # who has an air force bombs with it: "the coalition bombed positions"
    if "strike" in lemmas and flown and set(frame.mode) <= {"destroy"} and (_is_of_forces(frame) or not frame.actors):
        return frame.but(mode=(*frame.mode, *flown))
    if not frame.mode and lemmas & KILLING and _is_of_one_known(context, frame):
        return frame.but(mode=("assassinate",))
    return frame


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
    return bool(hosts and guests) and all(p.sector in OFFICIAL and (p.country or p.sector == "IGO") for p in guests)


def _is_of_forces(frame: Frame) -> bool:
    return bool(frame.actors) and all(a.sector in FORCES for a in frame.actors)


def _is_of_one_known(context: Context, frame: Frame) -> bool:
    """The victim is one person of public life, whom somebody killed on purpose."""
    who = frame.recipients
    return len(who) == 1 and who[0].id in context.resources.knowledge.people
