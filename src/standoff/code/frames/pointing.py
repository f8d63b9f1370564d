"""Events into whether they point back to one told elsewhere: "the strike", "the blast killed five", "58 people were wounded"."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.phrases import points_back
from standoff.code.frames.reading import Frame
from standoff.records import GUESSED

BEFORE = 2  # sentences


def with_pointers(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, each marked if it points back."""
    return [_pointing(context, f, frames) for f in frames]


def _is_by_them(context: Context, frame: Frame, frames: list[Frame]) -> bool:
    """As in "They killed ten people" right behind the one attack by the same."""
    reading = context.reading
    sentence = reading.sentence_of[frame.head]
    before = [f for f in frames if f.type == "ASSAULT" and sentence - reading.sentence_of[f.head] == 1]
    meant = any(p.head >= 0 and reading.lowers[p.head] == "they" for p in frame.actor_heads)
    return meant and len(before) == 1 and {a.name for a in before[0].actors} == {a.name for a in frame.actors}


def _pointing(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    if not _goes_on(context, frame, frames):
        return frame.but(anaphoric=is_told_before(context, frame))
    reading = context.reading
    sentence = reading.sentence_of[frame.head]
    before = [f for f in frames if f.type == "ASSAULT" and sentence - reading.sentence_of[f.head] == 1]
    return (_lent(frame, before[0]) if len(before) == 1 else frame).but(anaphoric=True)


def _lent(frame: Frame, attack: Frame) -> Frame:
    """With the day of the attack right before, and the country of those attacked where the victims are just people."""
    if frame.dated_by == "report" and attack.date is not None and attack.dated_by == "text":
        frame = frame.but(date=attack.date, dated_by="text")
    struck = {r.country for r in attack.recipients}
    if len(struck) != 1 or None in struck or any(r.name != "people" for r in frame.recipients):
        return frame
    country = next(iter(struck))
    return frame.but(
        recipients=tuple(replace(r, id=f"{country}/{r.sector}", country=country) for r in frame.recipients)
    )


def is_told_before(context: Context, frame: Frame) -> bool:
    """A noun that points back to an event told elsewhere."""
    reading = context.reading
    nouns = [h for h in (frame.head, *frame.fused) if reading.pos[h] == "NOUN"]
    return any(points_back(reading, noun) for noun in nouns)


def sums_up(context: Context, frame: Frame) -> bool:
    """As in "more than 11,000 people have been killed since": the toll of a war, by either side."""
    reading = context.reading
    return any(reading.lowers[c] == "since" for c in reading.children[frame.head])


def _goes_on(context: Context, frame: Frame, frames: list[Frame]) -> bool:
    """Who was killed or hurt, without a word of when, where and by whom, right behind an attack: "58 people were wounded"."""
    reading = context.reading
    known = frame.actors and GUESSED["actors"] not in frame.inferred and not _is_by_them(context, frame, frames)
    told = known or frame.fused or (frame.date is not None and frame.dated_by == "text")
    if not frame.entry.harm or frame.type != "ASSAULT" or frame.status != "actual" or told:
        return False
    if sums_up(context, frame) or (frame.place is not None and "place" not in frame.inferred):
        return False
    sentence = reading.sentence_of[frame.head]
    return any(
        f is not frame
        and f.type == "ASSAULT"
        and f.head < frame.head
        and sentence - reading.sentence_of[f.head] <= BEFORE
        for f in frames
    )
