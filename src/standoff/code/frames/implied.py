"""Sides that a kind of act implies where its sentence leaves them out: a protest is against the state, a denial answers an accuser."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.denials import is_denial, tells_content
from standoff.code.frames.opponents import side_of, suggesting
from standoff.code.frames.reading import Frame
from standoff.code.frames.releases import captors, is_release
from standoff.records import Participant

PEOPLE = frozenset(("CVL", "OPP", "BUS", "LEG", "PTY", "NGO"))
MARCHING = frozenset(("demo", "riot", "hunger"))  # who strikes or blocks a road may mean an employer
FORCES = frozenset(("GOV", "MIL", "COP"))


def with_implied(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with those sides, marked as inferred."""
    return [_implied(context, _of_captors(f, frames), frames) for f in frames]


def _of_captors(frame: Frame, frames: list[Frame]) -> Frame:
    """People are released by whoever holds them."""
    held_by = captors(frame, frames) if is_release(frame) and not frame.actors else ()
    return frame.but(actors=held_by, inferred=(*frame.inferred, "actors")) if held_by else frame


def _implied(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    if is_denial(frame):
        return _answering(context, frame, frames)
    if frame.recipients or not frame.actors:
        return frame
    if frame.type == "PROTEST" and (MARCHING & {*frame.mode} or _is_about_the_state(context, frame)):
        return _against_the_state(context, frame)
    called_out = frame.entry.id == "mobilize.police" and any(f.type == "PROTEST" for f in frames)
    if called_out or (frame.type == "ASSAULT" and "crowd-control" in frame.mode):
        return _against_the_crowd(frame, frames)
    if frame.type == "COERCE" and frame.entry.id == "coerce.besiege":
        return _shut_in(frame)
    return frame


def _answering(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    """Here "Iran denied it" answers whoever accused Iran last; what is denied was done to nobody, and by nobody."""
    own = {side_of(a) for a in frame.actors}
    for earlier in sorted(frames, key=lambda f: -f.head):
        accused = (
            earlier.type == "ACCUSE" and earlier.head != frame.head and own & {side_of(r) for r in earlier.recipients}
        )
        if accused and earlier.actors and not own & {side_of(a) for a in earlier.actors}:
            return suggesting(frame, earlier.actors)
    return frame.but(recipients=()) if tells_content(context, frame) else frame


def _is_about_the_state(context: Context, frame: Frame) -> bool:
    """Who strikes, blocks a road or stays away may mean an employer, but for a party, and not over a law, a tax or a vote."""
    reading = context.reading
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    political = any(a.sector in ("OPP", "PTY", "LEG") for a in frame.actors)
    return political or bool({*reading.lemmas[start:end]} & context.resources.lexicon.classes["state_measures"])


def _against_the_state(context: Context, frame: Frame) -> Frame:
    """People who march or riot at home and say no more turn to their own government."""
    country = frame.place.country if frame.place is not None else frame.actors[0].country
    if country is None or any(a.sector not in PEOPLE for a in frame.actors):
        return frame
    return suggesting(frame, (context.who.participants.state(country, frame.head),))


def _against_the_crowd(frame: Frame, frames: list[Frame]) -> Frame:
    """Tear gas and rubber bullets are for those who protest there."""
    country = frame.actors[0].country
    if frame.actors[0].sector not in FORCES or country is None:
        return frame
    crowds = (a for f in frames if f.type == "PROTEST" for a in f.actors if a.country == country and a.sector in PEOPLE)
    crowd = next(crowds, Participant(f"{country}/CVL", "protesters", country, "CVL", ""))
    return suggesting(frame, (replace(crowd, text=""),))


def _shut_in(frame: Frame) -> Frame:
    """Whoever besieges a town besieges the people in it."""
    where = frame.place
    if where is None or where.country is None or where.precision == "country":
        return frame
    people = Participant(f"{where.country}/CVL", f"people in {where.name}", where.country, "CVL", "")
    return suggesting(frame, (people,))
