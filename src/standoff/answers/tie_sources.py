"""The evidence behind a tie into the sentences and events that a reader can look up."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.answers.answer import Source
from standoff.answers.standing import Standing
from standoff.answers.words import in_words
from standoff.measure.ties import HALF_LIFE, behind
from standoff.records import Event
from standoff.store import TieRow, View


def tie_sources(view: View, standing: Standing, pair: int, field: str, most: int = 2) -> tuple[Source, ...]:
    """What weighs most for the sign of a pair of `standing.evidence`, under the heading `field`."""
    known = standing.evidence
    told = [str(known.event[place]) for place in behind(known, pair, standing.at, HALF_LIFE, most)]
    events = {stored.event.id: stored.event for stored in view.events_of([id for id in told if not id.startswith("#")])}
    return tuple(
        _of_sentence(known.sentences[int(id[1:])], field) if id.startswith("#") else of_event(view, events[id], field)
        for id in told
    )


def _of_sentence(row: TieRow, field: str) -> Source:
    return Source(row.told_by, row.tie.sentence, field, "", row.tie.document, row.told_by, row.published)


def of_event(view: View, event: Event, field: str) -> Source:
    """The sentence of its first mention; the event in words where a data set tells it."""
    if not event.mentions:
        return Source(event.dataset or "", in_words(event), field, event=event.id)
    mention = event.mentions[0]
    document = view.documents([mention.document])[mention.document]
    return Source(
        document.told_by, mention.sentence, field, "", document.id, document.told_by, document.published, 1, event.id
    )


def sources_of(view: View, standing: Standing, ties: Sequence[tuple[int, str]], most: int = 2) -> tuple[Source, ...]:
    """The sources of several ties, each under its heading."""
    return tuple(source for pair, field in ties for source in tie_sources(view, standing, pair, field, most))
