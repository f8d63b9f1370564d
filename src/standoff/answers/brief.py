"""What happened since a moment, on about a page? Events, disputes, corrections and measures that moved, none of them without a source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice

from standoff import knowledge
from standoff.answers import change, changes, contested
from standoff.answers.answer import Answer, Source, Statement
from standoff.answers.happened import Happened, happened, learned
from standoff.answers.moved import moved
from standoff.answers.words import amount, claim_value, event_days, in_words, kind_in_words, where, who
from standoff.errors import MeasureError
from standoff.merge.kinship import Kinship
from standoff.options import BriefOptions, ChangeOptions, ChangesOptions
from standoff.records import Event, Mention
from standoff.store import EventFilter, StoredEvent, View

HAPPENED, LEARNED, CONTESTED = "what happened", "learned of earlier days", "contested"
CORRECTED, MEASURES = "what changed in the archive", "what changed in the measures"
MOST_CONTESTED, MOST_CORRECTED = (
    3,
    6,
)  # a page of A4 has about fifty lines, a statement with its sources takes two to four
MOST_OF_A_KIND = 2  # of corrections: contradicted, revised, merged, split, imported
LOOKED_AT = 30  # disputes, of which those between two voices are told
KINDS = 3  # of events that have no room
QUOTED = 3  # reports that are quoted for one event
COUNTED = 2  # events that are quoted for a count
VALUES = 4  # values that are told of one dispute or correction
FEW = 3  # parties that name a side
OF_ANOTHER = re.compile(r"(?:he|she|it|they|his|her|hers|its|their|this|that|these|those)\b", re.IGNORECASE)
CORRECTIONS = ("contradicted", "revised", "merged", "split", "imported")


def answer(view: View, options: BriefOptions) -> Answer:
    """A brief from the record alone; it has no statements where the record has nothing since then."""
    recent, late = happened(view, options.since), learned(view, options.since)
    told = {stored.event.id for stored in (*recent.events, *late)}
    statements = [
        *(_event(view, stored, HAPPENED) for stored in recent.events),
        *_left_out(view, recent, options.since),
        *(_event(view, stored, LEARNED) for stored in late),
        *_contested(view, options.since),
        *_corrected(view, options.since, told),
        *_alarm(view, recent.events),
        *moved(view, options.since.date(), MEASURES),
    ]
    sourced = tuple(statement for statement in statements if statement.sources)
    return Answer(f"What happened since {options.since:%Y-%m-%d %H:%M} {options.since:%Z}".rstrip() + "?", sourced)


def _left_out(view: View, recent: Happened, since: datetime) -> Iterator[Statement]:
    """How many events of the period a page has no room for, of which kinds, with two of them as its sources."""
    if not recent.left:
        return
    counted = Counter(stored.event.type.lower() for stored in recent.others).most_common()
    kinds = [f"{number:,} {kind}" for kind, number in counted[:KINDS]]
    if rest := sum(number for _, number in counted[KINDS:]):
        kinds.append(f"{rest:,} other{'s' if rest > 1 else ''}")
    deadly = sum(stored.event.deaths is not None for stored in recent.others)
    toll = f"; {deadly:,} of them with dead" if deadly else ""
    what = f" ({', '.join(kinds)}{toll})" if recent.left == len(recent.others) else ""
    events = "1 further event" if recent.left == 1 else f"{recent.left:,} further events"
    text = f"Left out here: {events} of the period{what}. All are listed by standoff events --since {since:%Y-%m-%d}."
    sources = (
        replace(source, event=s.event.id) for s in recent.others for source in list(_sentences(view, s.event))[:1]
    )
    yield Statement(HAPPENED, text, sources=tuple(islice(sources, COUNTED)))


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
    """The disputes over what happened in the period, with the two values that are furthest apart and who says each.

    One speaker who gives two numbers in one report corrects himself or was misread: that is no dispute for a brief.
    """
    kinship = Kinship(knowledge.load())
    found = contested.answer(view, EventFilter(since=since.date(), statuses=("actual",), limit=LOOKED_AT))
    claims = {
        id: list(rows)
        for id, rows in groupby(view.claims_of([s.event for s in found.statements if s.event]), lambda c: c.event)
    }
    told = (
        (statement, [d for d in contested.disputes(rows, kinship) if contested.of_two_voices(d, rows)])
        for statement in found.statements
        if (rows := claims.get(statement.event))
    )
    for statement, differing in islice(((s, d) for s, d in told if d), MOST_CONTESTED):
        values = {(d.field, claim_value(d.field, value)) for d in differing for value in d.values}
        sources = _of_each_value(s for s in statement.sources if (s.field, s.value) in values)
        [stored] = view.events_of([statement.event])
        yield Statement(
            CONTESTED, f"{in_words(stored.event)}. {contested.in_dispute(differing)}", statement.event, sources
        )


def _of_each_value(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The first who says each value."""
    first = {(s.field, s.value): s for s in reversed(list(sources))}
    return tuple(reversed(list(first.values())))[:VALUES]


def _corrected(view: View, since: datetime, told: set[str]) -> Iterator[Statement]:
    """Events that the archive told otherwise before."""
    found = changes.answer(view, ChangesOptions(since, MOST_CORRECTED))
    of_kinds = [
        [s for s in found.statements if s.topic == kind and not (kind == "imported" and s.event in told)]
        for kind in CORRECTIONS
    ]
    shown = [s for several in of_kinds for s in several[:MOST_OF_A_KIND]][:MOST_CORRECTED]
    for s in shown:
        yield Statement(CORRECTED, f"{s.topic}: {s.text}", s.event, tuple(_behind(view, s)))
    if sum(map(len, of_kinds)) > len(shown):
        sources = (replace(source, event=shown[0].event) for source in _of_current(view, shown[0].event))
        yield Statement(CORRECTED, f"In all: {found.statements[0].text}", sources=tuple(islice(sources, 1)))


def _behind(view: View, correction: Statement) -> Iterator[Source]:
    """What a correction rests on; where that names no report, the sentences of the event as well."""
    sources = _of_each_value(s for s in correction.sources if s.by)
    yield from sources
    if not any(s.document or s.field == "row" for s in sources):
        yield from _of_current(view, correction.event)


def _of_current(view: View, event: str) -> Iterator[Source]:
    yield from (s for stored in view.events_of([event]) for s in _sentences(view, stored.event))


def _alarm(view: View, recent: Iterable[StoredEvent]) -> Iterator[Statement]:
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
