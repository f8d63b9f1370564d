"""Characters of a report that tell of an event which the software did not read, and the fields of a form, into a mention like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from standoff.errors import ReviewError
from standoff.merge import DocumentFacts, blocking_keys
from standoff.records import Amount, Event, Mention, Span
from standoff.reviewing.corrections import corrections
from standoff.reviewing.parties import KnownParties
from standoff.store import View, corrected

CODER = RULE = "person"
LONGEST = 2000  # characters that tell of one event
END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+|\Z"
)  # an abbreviation ends one too early: a reader marks both parts then
NOTHING = Event(
    "", "", (), (), "", 0.0, "actual", (), (), None, None, None, None, Amount(1, 1), (), (), 1.0, ()
)  # what a form changes


@dataclass(frozen=True, slots=True)
class Missed:
    """A mention that a person read, and the keys under which merging looks for it."""

    mention: Mention
    keys: frozenset[str]


def sentences(text: str) -> Iterator[Span]:
    """Where a text has its sentences, without the white space around them."""
    begun = 0
    for end in END.finditer(text):
        told = text[begun : end.end()]
        if stripped := told.strip():
            first = begun + len(told) - len(told.lstrip())
            yield Span(first, first + len(stripped))
        begun = end.end()


def missed(view: View, document: str, told: Span, fields: Mapping[str, str]) -> Missed:
    """What a person reads in these characters; AbsentError where there is no such report, ReviewError names every field that does not fit.

    Fields: those of `corrections`, of which `type` is needed, and `words`: the part of the characters that tells of it, by default all.
    """
    text, about = view.text_of(document), view.documents([document])[document]
    if not (0 <= told.start < told.end <= len(text) and told.end - told.start <= LONGEST):
        raise ReviewError({"sentence": f"mark what tells of the event in the report, at most {LONGEST:,} characters"})
    form = {name: value for name, value in fields.items() if name != "words"}
    event = corrected(
        NOTHING, {c.field: c.after for c in corrections(NOTHING, {"type": ""} | form, KnownParties.of(view))}
    )
    mention = Mention(
        document, told.start, told.end, text[told.start : told.end], _trigger(text, told, fields.get("words", "")), RULE, CODER, event.type,
        event.mode, (), event.status, event.actors, event.recipients, event.date, event.place, event.deaths, event.injured, event.count,
        confidence=1.0,
    )  # fmt: skip
    if any(one.mention.id == mention.id for one in view.annotations(document)):
        raise ReviewError({"words": f"are read as {mention.type} already: look at that event, or mark other words"})
    facts = {document: DocumentFacts(about.published, about.near or document, about.told_by)}
    return Missed(mention, blocking_keys(mention, facts))


def _trigger(text: str, told: Span, words: str) -> Span:
    words = words.strip()
    if not words:
        return told
    found = text.find(words, told.start, told.end)
    if found < 0:
        raise ReviewError({"words": "do not stand like this in what you marked"})
    return Span(found, found + len(words))
