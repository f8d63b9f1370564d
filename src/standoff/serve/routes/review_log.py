"""/review/decisions: everything that persons decided, the latest first, each with what takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import judging
from standoff.answers.reviewed import SAID
from standoff.answers.words import in_words, value_in_words
from standoff.judging import Said
from standoff.records import Json, plain_id
from standoff.serve.asked import PAGE_SIZE, Asked, PageNumber
from standoff.serve.described import DecisionsShape, call
from standoff.serve.live import archive_of, as_csv, as_json, sealed_page
from standoff.serve.review import LABELS
from standoff.serve.routes.review import PAGE, reviewer
from standoff.store import View

PATH = f"{PAGE.path}/decisions"
VERDICTS = {**SAID, "undo": "taken back", "same": "merged", "different": "split", "open": "taken back"}
HEAD = ("number", "at", "by", "verdict", "stands", "event", "changes", "note", "mentions")
router = APIRouter()


class LogAsked(Asked):
    """Which page of the decisions."""

    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in words; `event` is what it is about now, `changes` are (field, before, after)."""

    said: Said
    verdict: str
    event: str
    words: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the decisions, and how many there are in all."""

    asked: LogAsked
    number: int
    entries: tuple[Entry, ...]

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.number // PAGE_SIZE))


@router.get(PATH, include_in_schema=False)
async def html(request: Request, asked: Annotated[LogAsked, Query()]) -> Response:
    log = await archive_of(request).ask(lambda view: collect(view, asked))
    return sealed_page(request, "review_log.html", log=log, path=PATH, by=reviewer(request), review=PAGE.path)


@router.get(f"/api{PATH}", **call("What persons decided, the latest first", DecisionsShape))
async def data(request: Request, asked: Annotated[LogAsked, Query()]) -> Response:
    log = await archive_of(request).ask(lambda view: collect(view, asked))
    return as_json({
        "decisions_in_all": log.number, "page": asked.page, "pages": log.pages, "decisions": [_json(entry) for entry in log.entries],
    })  # fmt: skip


@router.get(f"{PATH}.csv", include_in_schema=False)
async def csv(request: Request) -> Response:
    """All of them, not a page."""
    said = await archive_of(request).ask(judging.said)
    return as_csv("decisions", HEAD, map(_flat, reversed(said)))


def collect(view: View, asked: LogAsked) -> Log:
    """The page that is asked for, with the events that its decisions are about now."""
    said = list(reversed(judging.said(view)))
    first = (asked.page - 1) * PAGE_SIZE
    return Log(asked, len(said), tuple(_entries(view, said[first : first + PAGE_SIZE])))


def _entries(view: View, said: list[Said]) -> Iterator[Entry]:
    holding = {s.number: s.event or _holding(view, s) for s in said}
    events = {stored.event.id: stored.event for stored in view.events_of(sorted({*holding.values()} - {""}))}
    for one in said:
        event = events.get(holding[one.number])
        changes = tuple(
            (LABELS[c.field], value_in_words(c.field, c.before), value_in_words(c.field, c.after)) for c in one.changes
        )
        yield Entry(one, VERDICTS[one.verdict], event.id if event else "", in_words(event) if event else "", changes)


def _holding(view: View, said: Said) -> str:
    """The event that has the first of the mentions now that a decision is about; empty where none has."""
    return next(iter(view.events_with([plain_id(said.pairs[0][0])])), "")


def _json(entry: Entry) -> Json:
    s = entry.said
    return {
        "number": s.number, "at": s.at, "by": s.by, "verdict": s.verdict, "stands": s.stands, "event": entry.event or None, "note": s.note,
        "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in s.changes], "pairs": [list(p) for p in s.pairs],
    }  # fmt: skip


def _flat(s: Said) -> tuple[object, ...]:
    changes = "; ".join(
        f"{c.field}: {value_in_words(c.field, c.before)} → {value_in_words(c.field, c.after)}" for c in s.changes
    )
    mentions = " ".join(dict.fromkeys(name for pair in s.pairs for name in pair))
    return (s.number, s.at, s.by, s.verdict, s.stands, s.event, changes, s.note, mentions)
