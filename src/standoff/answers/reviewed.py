"""What persons said of an event, beside what the software had made of it: in lines for a reader, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.answers.words import value_in_words
from standoff.records import Event, Json
from standoff.store import Review, View, values_of

SAID = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added", "note": "noted"}


def review_lines(view: View, event: Event) -> list[str]:
    """Each word on an event that stands, and under a correction the value that was coded; none where nobody said anything."""
    reviews = view.reviews_of([event.id]).get(event.id, [])
    coded = view.coded([event.id]).get(event.id, event) if reviews else event
    return [line for review in reviews for line in _lines(review, coded)]


def _lines(review: Review, coded: Event) -> Iterator[str]:
    word, values = review.word, values_of(coded)
    yield f"{SAID[word.verdict]} by {word.by} on {word.at[:10]}" + (f": {word.note}" if word.note else "")
    for change in word.changes:
        now, then = (value_in_words(change.field, value) for value in (change.after, values[change.field]))
        yield f"{change.field} {now}; coded: {then}"


def review_json(view: View, event: Event) -> Json:
    """The words on an event that stand, and its fields as the software has them; nothing where nobody said anything."""
    reviews = view.reviews_of([event.id]).get(event.id, [])
    if not reviews:
        return {}
    told = [
        {"verdict": r.word.verdict, "by": r.word.by, "at": r.word.at, "note": r.word.note, "confidence_then": r.confidence,
         "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in r.word.changes]}
        for r in reviews
    ]  # fmt: skip
    return {"reviews": told, "coded": values_of(view.coded([event.id]).get(event.id, event))}
