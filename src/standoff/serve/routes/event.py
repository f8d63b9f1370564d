"""/events/ID: one event with all who tell of it, what they say of it side by side, and why their reports were taken for one."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from standoff.answers.evidence import evidence_json, joining, likelihood, numbers_of
from standoff.answers.reviewed import review_json, review_lines
from standoff.records import Json
from standoff.serve.described import call
from standoff.serve.described_event import OneEvent
from standoff.serve.events import ShownEvent, shown_events
from standoff.serve.live import LINKS, archive_of, as_json, page
from standoff.serve.review import disputed_in_words
from standoff.store import DecisionRow, View

MOST_SENTENCES, MOST_ACCOUNTS = 200, 400  # of an event: more than any of a month of news has
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Joined:
    """Two sentences, by number, and the decision that they tell of one event; `likely` is None for a person's word."""

    left: int
    right: int
    decision: DecisionRow
    likely: float | None


@router.get("/events/{id:path}", include_in_schema=False)
async def html(request: Request, id: str) -> Response:
    shown, joined, reviewed = await archive_of(request).ask(lambda view: collect(view, id))
    if shown.event.id != id:
        return RedirectResponse(LINKS.event(shown.event.id), 307)
    return page(
        request,
        "event_page.html",
        shown=shown,
        joined=joined,
        reviewed=reviewed,
        disputed=disputed_in_words(shown.event),
    )


@router.get("/api/events/{id:path}", **call("One event with its sentences, claims, documents and decisions", OneEvent))
async def data(request: Request, id: str) -> Response:
    return as_json(await archive_of(request).ask(lambda view: whole(view, id)))


def collect(view: View, id: str) -> tuple[ShownEvent, tuple[Joined, ...], list[str]]:
    """The event that has, or had, this id, and what persons said of it. AbsentError where there is none."""
    stored = view.event(id)
    shown = next(shown_events(view, [stored.event.id], MOST_SENTENCES, MOST_ACCOUNTS))
    tied = joining(view.decisions(stored.event), numbers_of(stored.event))
    pairs = tuple(Joined(left, right, decision, likelihood(decision)) for left, right, decision in tied)
    return shown, pairs, review_lines(view, stored.event)


def whole(view: View, id: str) -> Json:
    """What `standoff why ID --format jsonl` prints."""
    stored = view.event(id)
    documents = view.documents(m.document for m in stored.event.mentions)
    evidence = evidence_json(stored, documents, view.decisions(stored.event), view.imported_row(stored.event.id))
    return evidence | review_json(view, stored.event)
