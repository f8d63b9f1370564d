"""/: what the archive holds, which way the conflict between the busiest sides is going, and what changed in the archive lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from standoff.serve.background import AGAIN_S, Pending, latest
from standoff.serve.cards import Card, cards, country_cards
from standoff.serve.described import OverviewShape, call
from standoff.serve.live import Page, archive_of, as_json, background_of, page
from standoff.serve.parts import Parts, parts
from standoff.serve.questions import QUESTIONS
from standoff.store import Counts, EventFilter, StoredEvent, View

PAGE = Page("/", "Overview")
MOST_TOLD = 12  # events that most sources tell of: a screen
MOST_CHANGES = 6  # statements about what changed; the rest is on its page
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the archive holds: counts, the days of its events and of its reports, and the events that most sources tell of; the latest where
    data sets tell of all of them, which are a source each.
    """

    counts: Counts
    event_days: tuple[date, date] | None
    report_days: tuple[date, date] | None
    listed: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The beginning of an answer; `pending` while it is computed anew, `why_not` where the archive has none."""

    parts: Parts | None
    cards: tuple[Card, ...]
    countries: tuple[Card, ...]
    why_not: str
    pending: bool

    @property
    def is_missing(self) -> bool:
        """Whether there is none yet, not even one from before the archive changed."""
        return self.pending and not (self.parts or self.why_not)


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request) -> HTMLResponse:
    overview = await archive_of(request).ask(collect)
    courses, changes = [await _summary(request, name) for name in ("courses", "changes")]
    refresh_s = AGAIN_S if courses.is_missing or changes.is_missing else None
    return page(
        request,
        "overview.html",
        refresh_s=refresh_s,
        overview=overview,
        courses=courses,
        changes=changes,
        most=MOST_CHANGES,
    )


@router.get("/api/overview", **call("What the archive holds", OverviewShape))
async def data(request: Request) -> Response:
    found = await archive_of(request).ask(collect)
    return as_json({
        "events": found.counts.events, "documents": found.counts.documents, "independent_documents": found.counts.documents - found.counts.near,
        "event_days": _days(found.event_days), "report_days": _days(found.report_days), "listed": [stored.event.id for stored in found.listed],
    })  # fmt: skip


def collect(view: View) -> Overview:
    published = view.reports_by_day()
    order = "sources" if published else "latest"
    ids = view.event_ids(EventFilter(statuses=("actual",), order=order, limit=MOST_TOLD))
    days = (min(published), max(published)) if published else None
    return Overview(view.counts(), view.days_of_events(), days, tuple(view.events_of(ids)))


async def _summary(request: Request, name: str) -> Summary:
    question = QUESTIONS[name]
    found = await background_of(request).outcome(question, question.asked())
    pending = isinstance(found, Pending)
    outcome = latest(found)
    if outcome is None:
        return Summary(None, (), (), "", pending)
    answer = outcome.answer
    if answer is None:
        return Summary(None, (), (), outcome.why_not, pending)
    return Summary(parts(answer), tuple(cards(answer)), tuple(country_cards(answer)), outcome.why_not, pending)


def _days(days: tuple[date, date] | None) -> list[str] | None:
    return [day.isoformat() for day in days] if days else None
