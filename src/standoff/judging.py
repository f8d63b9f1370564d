"""A person's word on which mentions are one event, into the archive: told once, kept for ever, and taken back by another, as is one on an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from standoff.errors import StandoffError
from standoff.pipeline import AddOptions, merge_into
from standoff.records import Event, Span, names_of
from standoff.reviewing import missed, take_back, word_of
from standoff.store import Change, DecisionRow, Review, View, Writer


@dataclass(frozen=True, slots=True)
class Said:
    """One decision of a person: `pairs` of mention ids that are the same event, different ones, or open again; or what is said of an `event`
    (its id now) under the number that its `review` has, with the `changes` of a correction. `stands`: it has not been taken back.
    """

    number: int
    verdict: str
    by: str
    at: str
    note: str
    pairs: tuple[tuple[str, str], ...]
    review: int | None = None
    event: str = ""
    changes: tuple[Change, ...] = ()
    stands: bool = True


def merge_events(archive: Path, first: str, second: str, by: str, note: str = "") -> str:
    """Say that two events (ids) are one; the id of the event that they are now."""
    with View.open(archive) as view:
        one, other = (view.event(name).event for name in (first, second))
    if one.id == other.id:
        raise StandoffError(f"{first} and {second} are one event already ({one.id})")
    left, right = _names(one), _names(other)
    pairs = [(left[0], name) for name in (*left[1:], *right)] + [(name, right[0]) for name in left[1:]]
    _judge(archive, pairs, "same", by, note)  # every mention, else those that differ would be parted from the others
    return _event_of(archive, one.id)


def split_event(archive: Path, event: str, mention: int, by: str, note: str = "") -> tuple[str, str]:
    """Say that a mention (its number in `standoff why`) is of another event; the ids of what stays and of what was split off."""
    with View.open(archive) as view:
        whole = view.event(event).event
    names = _names(whole)
    if not 1 <= mention <= len(names) or len(names) < 2:
        raise StandoffError(f"{whole.id} has {len(names)} mentions; give the number of one that is not alone")
    apart = names[mention - 1]
    _judge(archive, [(apart, name) for name in names if name != apart], "different", by, note)
    stays = names[1] if mention == 1 else names[0]
    return _event_holding(archive, stays), _event_holding(archive, apart)


def add_missed(archive: Path, document: str, told: Span, fields: Mapping[str, str], by: str, note: str = "") -> str:
    """Say that characters of a report tell of an event that was not read from it; the id of the event that they are of now.

    `fields` are those of `reviewing.corrections`, and `words`: those of `told` that tell of it. ReviewError says what does not fit. What is added
    is merged with what other reports tell, as what the software reads is.
    """
    with View.open(archive) as view:
        word, one = word_of("add", by, note), missed(view, document, told, fields)
    with Writer.open(archive, "review add") as writer:
        writer.add_missed(one.mention, one.keys, word)
        merge_into(writer, [document.id for document in writer.unmerged()], AddOptions())
    return _event_holding(archive, one.mention.id)


def undo(archive: Path, number: int, by: str, note: str = "") -> Said:
    """Take back a decision by its number in `standoff judgements`: what the software made of the reports counts again."""
    word = next((s for s in judgements(archive) if s.number == number), None)
    if word is None or not word.stands:
        raise StandoffError(f"no decision {number} that could be taken back; list them with: standoff judgements")
    if word.review is None:
        _judge(archive, word.pairs, "open", by, note or f"takes back {number}")
    elif word.verdict == "add":
        _withdraw(archive, word.review, by, note or f"takes back {number}")
    else:
        take_back(archive, word.review, by, note or f"takes back {number}")
    return word


def judgements(archive: Path) -> list[Said]:
    """What persons have decided, in the order of time: about pairs of mentions (rows of one moment are one decision), and about events."""
    with View.open(archive) as view:
        return said(view)


def said(view: View) -> list[Said]:
    """The same of an archive that is open."""
    rows, reviews = view.persons_judgements(), view.reviews()
    by_moment = groupby(rows, lambda r: (r.at, r.by, r.verdict, r.note))
    words = [
        Said(0, verdict, by, at, note, tuple((r.left, r.right) for r in told))
        for (at, by, verdict, note), told in by_moment
    ]
    ordered = sorted([*words, *map(_of_review, reviews)], key=lambda s: datetime.fromisoformat(s.at))
    gone = {review.word.takes_back for review in reviews} - {None}
    opened = {s.pairs: place for place, s in enumerate(ordered, 1) if s.verdict == "open"}
    return [
        replace(s, number=n, stands=_decides(s) and s.review not in gone and opened.get(s.pairs, 0) <= n)
        for n, s in enumerate(ordered, 1)
    ]


def _decides(word: Said) -> bool:
    return word.verdict not in {"open", "undo"}


def _of_review(review: Review) -> Said:
    word = review.word
    return Said(0, word.verdict, word.by, word.at, word.note, (), review.number, review.event, word.changes)


def _judge(archive: Path, pairs: Sequence[tuple[str, str]], verdict: str, by: str, note: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with Writer.open(archive, f"judge {verdict}") as writer:
        writer.judge(*(DecisionRow(left, right, verdict, by, None, (), note, at) for left, right in pairs))
        merge_into(writer, [document.id for document in writer.unmerged()], AddOptions())


def _withdraw(archive: Path, review: int, by: str, note: str) -> None:
    with Writer.open(archive, "review undo") as writer:
        writer.withdraw_missed(replace(word_of("undo", by, note), takes_back=review))
        merge_into(writer, [document.id for document in writer.unmerged()], AddOptions())


def _names(event: Event) -> list[str]:
    """Ids of the mentions as merging names them."""
    if not event.mentions:
        raise StandoffError(f"{event.id} is from a data set and has no mentions; only events of reports can be judged")
    return names_of(event.mentions)


def _event_of(archive: Path, event: str) -> str:
    with View.open(archive) as view:
        return view.event(event).event.id


def _event_holding(archive: Path, mention: str) -> str:
    with View.open(archive) as view:
        return view.event_holding(mention)
