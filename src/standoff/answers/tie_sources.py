"""The evidence behind a tie into the sentences and events that a reader can look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from standoff.answers.answer import Source
from standoff.answers.standing import Standing
from standoff.answers.words import in_words
from standoff.measure.ties import HALF_LIFE, Ties, behind
from standoff.records import Event
from standoff.store import DocumentRow, TieRow, View

MOST = 2  # pieces of evidence for one tie


def sources_of(view: View, standing: Standing, now: Ties, ties: Sequence[tuple[int, str]]) -> tuple[Source, ...]:
    """The sources of several ties, by place among the pairs, each under its heading."""
    return tuple(source for pair, field in ties for source in _of_tie(view, standing, int(now.sign[pair]), pair, field))


def _of_tie(view: View, standing: Standing, sign: int, pair: int, field: str) -> Iterator[Source]:
    """What speaks most for the sign; where it is undecided, what speaks most for either."""
    sides = ((True, MOST),) if sign > 0 else ((False, MOST),) if sign < 0 else ((True, 1), (False, 1))
    for friendly, most in sides:
        pieces = speaking(standing, pair, most, friendly=friendly)
        events = {stored.event.id: stored.event for stored in view.events_of([id for id in pieces if id[:1] != "#"])}
        documents = first_documents(view, events.values())
        yield from (source_of(documents, standing, id, events, field) for id in pieces)


def speaking(standing: Standing, pair: int, most: int, *, friendly: bool) -> list[str]:
    """What speaks most for a friendly (or else a hostile) tie of one pair: ids of events, and "#3" for sentences."""
    known = standing.evidence
    places = behind(known, pair, standing.at, HALF_LIFE, most, friendly=friendly)
    return [str(known.event[place]) for place in places]


def first_documents(view: View, events: Iterable[Event]) -> Mapping[str, DocumentRow]:
    """The documents of the first mentions, by id, looked up together: one takes as long as many."""
    return view.documents(event.mentions[0].document for event in events if event.mentions)


def source_of(
    documents: Mapping[str, DocumentRow], standing: Standing, piece: str, events: Mapping[str, Event], field: str = ""
) -> Source:
    """A piece of evidence as `speaking` names it, with the events by id and their `first_documents`."""
    if piece.startswith("#"):
        return _of_sentence(standing.evidence.sentences[int(piece[1:])], field)
    return _of_event(documents, events[piece], field)


def _of_sentence(row: TieRow, field: str) -> Source:
    return Source(row.told_by, row.tie.sentence, field, "", row.tie.document, row.told_by, row.published)


def of_event(view: View, event: Event, field: str) -> Source:
    """The sentence of its first mention; the event in words where a data set tells it."""
    return _of_event(first_documents(view, [event]), event, field)


def _of_event(documents: Mapping[str, DocumentRow], event: Event, field: str) -> Source:
    if not event.mentions:
        return Source(event.dataset or "", in_words(event), field, event=event.id)
    mention = event.mentions[0]
    document = documents[mention.document]
    return Source(
        document.told_by, mention.sentence, field, "", document.id, document.told_by, document.published, 1, event.id
    )
