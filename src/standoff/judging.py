"""A person's word on which mentions are one event, into the archive: told once, kept for ever, and taken back by another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from standoff.errors import StandoffError
from standoff.pipeline import AddOptions, merge_into
from standoff.records import Event
from standoff.store import DecisionRow, View, Writer


@dataclass(frozen=True, slots=True)
class Word:
    """One decision of a person: `pairs` of mention ids that he said are the same event, different ones, or open again."""

    number: int
    verdict: str
    by: str
    at: str
    note: str
    pairs: tuple[tuple[str, str], ...]


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


def undo(archive: Path, number: int, by: str, note: str = "") -> Word:
    """Take back a decision by its number in `standoff judgements`: the machine's scores count again."""
    words = list(judgements(archive))
    word = next((w for w in words if w.number == number), None)
    if word is None or word.verdict == "open":
        raise StandoffError(f"no decision {number} that could be taken back; list them with: standoff judgements")
    _judge(archive, word.pairs, "open", by, note or f"takes back {number}")
    return word


def judgements(archive: Path) -> Iterator[Word]:
    """What persons have decided, in the order of time; rows of one moment are one decision."""
    with View.open(archive) as view:
        rows = view.persons_judgements()
    for number, ((at, by, verdict, note), told) in enumerate(
        groupby(rows, lambda r: (r.at, r.by, r.verdict, r.note)), 1
    ):
        yield Word(number, verdict, by, at, note, tuple((r.left, r.right) for r in told))


def _judge(archive: Path, pairs: Sequence[tuple[str, str]], verdict: str, by: str, note: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with Writer.open(archive, f"judge {verdict}") as writer:
        writer.judge(*(DecisionRow(left, right, verdict, by, None, (), note, at) for left, right in pairs))
        merge_into(writer, [document.id for document in writer.unmerged()], AddOptions())


def _names(event: Event) -> list[str]:
    """Ids of the mentions as merging names them: a second mention of one trigger is "#1"."""
    if not event.mentions:
        raise StandoffError(f"{event.id} is from a data set and has no mentions; only events of reports can be judged")
    seen: dict[str, int] = {}
    names = []
    for mention in event.mentions:
        n = seen[mention.id] = seen.get(mention.id, -1) + 1
        names.append(f"{mention.id}#{n}" if n else mention.id)
    return names


def _event_of(archive: Path, event: str) -> str:
    with View.open(archive) as view:
        return view.event(event).event.id


def _event_holding(archive: Path, mention: str) -> str:
    with View.open(archive) as view:
        return view.event_holding(mention)
