"""/: what the archive holds, and what changed in it and in the conflict that it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from standoff.records import Json
from standoff.serve.events import ShownEvent, shown_events
from standoff.serve.live import Page, archive_of, page
from standoff.store import Counts, EventFilter, View

PAGE = Page("/", "Overview")
MOST_TOLD = 12  # events that most sources tell of: a screen
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the archive holds: counts, the days of its events and of its reports, and the events that most sources tell of."""

    counts: Counts
    event_days: tuple[date, date] | None
    report_days: tuple[date, date] | None
    most_told: tuple[ShownEvent, ...]


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request) -> HTMLResponse:
    return page(request, "overview.html", overview=await archive_of(request).ask(collect))


@router.get("/api/overview", summary="What the archive holds", tags=["record"])
async def data(request: Request) -> Json:
    found = await archive_of(request).ask(collect)
    return {
        "events": found.counts.events, "documents": found.counts.documents, "independent_documents": found.counts.documents - found.counts.near,
        "event_days": _days(found.event_days), "report_days": _days(found.report_days), "most_told": [shown.event.id for shown in found.most_told],
    }  # fmt: skip


def collect(view: View) -> Overview:
    published = view.reports_by_day()
    ids = view.event_ids(EventFilter(statuses=("actual",), order="sources", limit=MOST_TOLD))
    days = (min(published), max(published)) if published else None
    return Overview(view.counts(), view.days_of_events(), days, tuple(shown_events(view, ids)))


def _days(days: tuple[date, date] | None) -> list[str] | None:
    return [day.isoformat() for day in days] if days else None
