"""Events that are told as background without a date: eras, "decades ago", deeds of those who are out of office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.status import OLD_YEARS, auxiliaries
from standoff.code.frames.talks_again import is_before
from standoff.records import Participant

AGES = frozenset(("year", "decade", "century", "generation"))
NEAR = 5  # steps from an expression of time up to the event that it belongs to
MANY = frozenset("many several four five six seven eight nine ten twenty thirty forty fifty".split())
FORMER = frozenset(("former", "ex", "late", "ousted", "deposed", "exiled"))


def is_background(context: Context, frame: Frame) -> bool:
    """True for what the text tells of the past without saying when."""
    if frame.date is not None and frame.dated_by == "text":
        return False
    if is_before(context.reading, frame.head):
        return True
    return any(_belongs(context, frame, i) for i in _eras(context, frame)) or _is_of_past_office(context, frame)


def _eras(context: Context, frame: Frame) -> Iterator[int]:
    """Tokens of the sentence that name a time long gone: "years ago", "decades-long", "during the Cold War"."""
    reading, eras = context.reading, context.resources.lexicon.classes["eras"]
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    for i in range(start, end):
        before = [reading.lemmas[c] for c in reading.children[i] if c < i]
        if (
            (i > start + 1 and _lasts(reading.lowers[i - 2 : i + 1]) and _has_gone_on(reading, frame))
            or (reading.lowers[i] in ("ago", "long") and not AGES.isdisjoint(before))
            or (reading.deps[i] == "pobj" and "-".join(reading.lowers[i - 1 : i + 1]) in eras)
        ):
            yield i


def _lasts(words: list[str]) -> bool:
    """As in "for 35 years", "for decades": what has gone on for so long is no news; "for two years" may be."""
    if words[-2:] in (["for", "years"], ["for", "decades"], ["for", "generations"]):
        return True
    long = len(words) > 1 and (words[1] in MANY or (words[1].isdigit() and int(words[1]) >= OLD_YEARS))
    return words[:1] == ["for"] and long and words[2:] in (["years"], ["decades"])


def _has_gone_on(reading: Reading, frame: Frame) -> bool:
    """As in "has fought the state for 35 years"; who was jailed for ten years is news."""
    return frame.type == "ASSAULT" and bool(auxiliaries(reading, frame.head) & {"has", "have", "had", "'ve", "’ve"})


def _belongs(context: Context, frame: Frame, token: int) -> bool:
    """The expression hangs on the event or on a phrase of it, and on no other event."""
    reading, own = context.reading, {frame.head, *frame.words, *frame.fused}
    i = token
    for _ in range(NEAR):
        i = reading.heads[i]
        if i in own:
            return True
        if i in context.event_heads or reading.pos[i] == "VERB":
            return False
    return False


def _is_of_past_office(context: Context, frame: Frame) -> bool:
    """As in "Obama sent troops", long after: a deed that takes an office, by one who has none any more. Speak he still may."""
    day = context.reading.document.published
    material = frame.type != "PROTEST" and ontology.load().event_type(frame.type).quad.startswith("material")
    stood_by = frame.type == "SUPPORT" and context.reading.pos[frame.head] == "NOUN"  # "Obama's support for the deal"
    return day is not None and (material or stood_by) and any(_is_out_of_office(context, p, day) for p in frame.actors)


def _is_out_of_office(context: Context, participant: Participant, day: date) -> bool:
    person = context.resources.knowledge.people.get(participant.id)
    if person is None or not person.roles or any(r.until is None or r.until >= day for r in person.roles):
        return False
    reading = context.reading
    called = [n for n in context.names if n.kind == "person" and n.ref == person.id]
    return not any(reading.lowers[i] in FORMER for n in called for i in (n.start - 1, *reading.subtree(n.end - 1)))
