"""A report and what a form had into the page on which a person adds an event that was not read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from standoff.errors import AbsentError, ReviewError
from standoff.records import Span
from standoff.reviewing import NOTHING, sentences
from standoff.serve.asked import Asked, PageNumber, Words
from standoff.serve.review import LABELS, Offered, fields_of, offered
from standoff.store import DocumentRow, View

PART = 20_000  # characters of a text on one page: some 150 sentences
MARK = "mark."  # how the fields begin that say which sentences are marked
LABELS_HERE = LABELS | {"sentence": "Sentences", "words": "Words"}


class MissedAsked(Asked):
    """In which report, and which part of a long one."""

    document: Words = Field(description="The id of the report.")
    part: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that can be marked, under the `name` of its field; `events` are those read from it."""

    name: str
    end: int
    text: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissedDesk:
    """The page; `fields` are those of the form for the event, as they were entered."""

    document: DocumentRow
    sentences: tuple[Choice, ...]
    parts: int
    fields: Mapping[str, str]
    offered: Offered


def part_of(start: int) -> int:
    """The part of a text that this character of it stands in."""
    return start // PART + 1


def missed_desk(view: View, asked: MissedAsked, entered: Mapping[str, str]) -> MissedDesk:
    """AbsentError where there is no such report, or it no such part."""
    text, annotations = view.text_of(asked.document), view.annotations(asked.document)
    parts = max(1, -(-len(text) // PART))
    if asked.part > parts:
        raise AbsentError(f"the report has no part {asked.part}")
    first, last = (asked.part - 1) * PART, asked.part * PART
    choices = []
    for told in sentences(text):
        if first <= told.start < last:
            inside = (a for a in annotations if told.start <= a.mention.trigger.start < told.end)
            events = tuple(dict.fromkeys(a.event for a in inside if a.event))
            choices.append(Choice(f"{MARK}{told.start}", told.end, text[told.start : told.end], events))
    fields = {**fields_of(NOTHING), "count": "", **entered}
    return MissedDesk(view.documents([asked.document])[asked.document], tuple(choices), parts, fields, offered(view))


def marked(fields: Mapping[str, str]) -> Span:
    """From the beginning of the first sentence that a form marks to the end of the last. ReviewError where it marks none."""
    ends = {name.removeprefix(MARK): value for name, value in fields.items() if name.startswith(MARK)}
    told = [(start, end) for start, end in ends.items() if _is_number(start) and _is_number(end)]
    if not told:
        raise ReviewError({"sentence": "mark the sentence that tells of the event"})
    return Span(min(int(start) for start, _ in told), max(int(end) for _, end in told))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
