"""What happened since a moment, on about a page? Events, disputes, corrections and measures that moved, none of them without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from standoff import knowledge
from standoff.answers import change, changes, contested
from standoff.answers.answer import Answer, Source, Statement
from standoff.answers.happened import happened, learned
from standoff.answers.moved import moved
from standoff.answers.words import amount, claim_value, event_days, kind_in_words, where, who
from standoff.errors import MeasureError
from standoff.merge.kinship import Kinship
from standoff.options import BriefOptions, ChangeOptions, ChangesOptions
from standoff.records import Event, Mention
from standoff.store import EventFilter, StoredEvent, View

HAPPENED, LEARNED, CONTESTED = "what happened", "learned of earlier days", "contested"
CORRECTED, MEASURES = "what changed in the archive", "what changed in the measures"
MOST_CONTESTED, MOST_CORRECTED = (
    3,
    3,
)  # a page of A4 has about fifty lines, and a statement with its sources takes two to four
QUOTED = 3  # reports that are quoted for one event
COUNTED = 2  # events that are quoted for a count
VALUES = 4  # values that are told of one dispute or correction
FEW = 3  # parties that name a side
OF_ANOTHER = re.compile(r"(?:he|she|it|they|his|her|hers|its|their|this|that|these|those)\b", re.IGNORECASE)
CORRECTIONS = ("contradicted", "revised", "merged", "split", "imported")


def answer(view: View, options: BriefOptions) -> Answer:
    """A brief from the record alone; it has no statements where the record has nothing since then."""
    recent, late = happened(view, options.since), learned(view, options.since)
    told = {stored.event.id for stored in (*recent, *late)}
    statements = [
        *(_event(view, stored, HAPPENED) for stored in recent),
        *(_event(view, stored, LEARNED) for stored in late),
        *_contested(view, options.since),
        *_corrected(view, options.since, told),
        *_alarm(view, recent),
        *moved(view, options.since.date(), MEASURES),
    ]
    sourced = tuple(statement for statement in statements if statement.sources)
    return Answer(f"What happened since {options.since:%Y-%m-%d %H:%M}?", sourced)


def _event(view: View, stored: StoredEvent, topic: str) -> Statement:
    return Statement(topic, f"{_in_a_line(stored)}.", stored.event.id, tuple(_sentences(view, stored.event)))


def _in_a_line(stored: StoredEvent) -> str:
    """When and where first, as a brief has it: "2024-02-07, Baghdad, IRQ: A → B, assault (drone); 3 dead; 2 independent sources"."""
    event = stored.event
    scene = ", ".join(filter(None, (event_days(event), where(event.place))))
    act = ", ".join(filter(None, (who(event, FEW), kind_in_words(event))))
    tolls = [f"{amount(n)} {word}" for n, word in ((event.deaths, "dead"), (event.injured, "injured")) if n]
    told = event.dataset or f"{stored.sources} independent source{'s' if stored.sources > 1 else ''}"
    return f"{scene}: {'; '.join([act, *tolls, told])}"


def _sentences(view: View, event: Event) -> Iterator[Source]:
    """The sentences that say most about it, one of a report; of an imported event the row that it comes from."""
    if not event.mentions:
        row = view.imported_row(event.id)
        if row is not None:
            yield Source(event.dataset or "", f"{row.file}, line {row.line:,}", "row")
        return
    documents = view.documents(m.document for m in event.mentions)
    places = sorted(range(len(event.mentions)), key=lambda place: (-_says(event, event.mentions[place]), place))
    best = {event.mentions[place].document: place for place in reversed(places)}
    for document, place in sorted(best.items(), key=lambda told: places.index(told[1]))[:QUOTED]:
        mention, about = event.mentions[place], documents[document]
        by = ", ".join(mention.attributed_to) or about.told_by
        yield Source(by, mention.sentence, "", "", document, about.told_by, about.published, place + 1)


def _says(event: Event, mention: Mention) -> int:
    """How much of the event a sentence tells in words of its own."""
    if mention.anaphoric or mention.type != event.type or mention.status != event.status:
        return 0
    told = (mention.actors, mention.recipients, mention.place, mention.deaths, mention.injured)
    bare = 2 * (OF_ANOTHER.match(mention.sentence) is not None)  # "Its spokesman ..." needs the sentence before it
    return 1 + sum(bool(value) for value in told) + (mention.dated_by == "text") - len(mention.inferred) - bare


def _contested(view: View, since: datetime) -> Iterator[Statement]:
    """The disputes over what happened in the period, with the two or three values that matter and who says each."""
    kinship = Kinship(knowledge.load())
    found = contested.answer(view, EventFilter(since=since.date(), statuses=("actual",), limit=MOST_CONTESTED))
    for statement in found.statements:
        disputes = contested.disputes(list(view.claims_of([statement.event])), kinship)
        differing = {(d.field, claim_value(d.field, value)) for d in disputes for value in d.values}
        told = _of_each_value(s for s in statement.sources if (s.field, s.value) in differing)
        yield replace(statement, topic=CONTESTED, sources=told)


def _of_each_value(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The first who says each value."""
    first = {(s.field, s.value): s for s in reversed(list(sources))}
    return tuple(reversed(list(first.values())))[:VALUES]


def _corrected(view: View, since: datetime, told: set[str]) -> Iterator[Statement]:
    """Events that the archive told otherwise before."""
    found = changes.answer(view, ChangesOptions(since, MOST_CORRECTED))
    for statement in found.statements:
        if statement.topic not in CORRECTIONS or (statement.topic == "imported" and statement.event in told):
            continue
        sources = _of_each_value(s for s in statement.sources if s.by)
        if not any(s.document or s.field == "row" for s in sources):
            sources = (*sources, *_of_current(view, statement.event))
        yield Statement(CORRECTED, f"{statement.topic}: {statement.text}", statement.event, sources)


def _of_current(view: View, event: str) -> Iterator[Source]:
    yield from (s for stored in view.events_of([event]) for s in _sentences(view, stored.event))


def _alarm(view: View, recent: list[StoredEvent]) -> Iterator[Statement]:
    """Whether the weekly counts have left what was usual: with the events behind an alarm, or with what was counted without one."""
    try:
        found = change.answer(view, ChangeOptions())
    except MeasureError:
        return
    behind = tuple(source for s in found.statements if s.topic == change.BEHIND for source in s.sources)
    counted = (
        replace(source, event=stored.event.id)
        for stored in recent
        if stored.event.quad == "material conflict"
        for source in list(_sentences(view, stored.event))[:1]
    )
    lead = found.statements[0]
    sources = tuple(replace(source, field="") for source in behind) or tuple(counted)
    yield Statement(MEASURES, lead.text, sources=sources[:COUNTED])
