"""/events: the events that pass a filter, over time, by what they have in common, and one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import ontology
from standoff.answers import Table
from standoff.answers.rows import EVENT_FIELDS, event_json, flat_event
from standoff.errors import AbsentError
from standoff.records import Json
from standoff.serve.asked import LAST_PAGE, PAGE_SIZE, EventsAsked
from standoff.serve.described import EventsShape, call
from standoff.serve.facets import facets, parts
from standoff.serve.live import Page, archive_of, as_json, as_svg, csv_download, csv_file, page, tidy
from standoff.serve.timelines import picture_of, table_of
from standoff.store import StoredEvent, Tally, View

PAGE = Page("/events", "Events")
MOST_PARTIES = 8  # of each side, in the lists of what the events have in common
MOST_IN_FILE = 200_000  # events that one download holds
DOWNLOAD_S = 300.0  # 100,000 events take a quarter of a minute on an idle machine
router = APIRouter()
Asked = Annotated[EventsAsked, Query()]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the events that pass a filter, and what all of them have in common."""

    asked: EventsAsked
    tally: Tally
    events: tuple[StoredEvent, ...]

    @property
    def pages(self) -> int:
        """How many there are."""
        return min(LAST_PAGE, max(1, -(-self.tally.events // PAGE_SIZE)))

    @property
    def first_row(self) -> int:
        """The number of the first event of the page, counted from 1."""
        return (self.asked.page - 1) * PAGE_SIZE + 1


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request, asked: Asked) -> Response:
    tidy(request, asked)
    found = await archive_of(request).ask(lambda view: collect(view, asked))
    return page(
        request, "events.html", found=found, asked=asked, path=PAGE.path, parts=list(parts(asked, PAGE.path)),
        facets=list(facets(asked, found.tally, PAGE.path)), picture=picture_of(found.tally, asked), ontology=ontology, types=sorted({*ontology.load().types, *asked.type}),
    )  # fmt: skip


@router.get(
    f"/api{PAGE.path}", **call("Events that pass a filter, a page at a time, with counts of all of them", EventsShape)
)
async def data(request: Request, asked: Asked) -> Response:
    found = await archive_of(request).ask(lambda view: collect(view, asked))
    counts = {
        field: [{"value": v.value, "name": v.name, "events": v.events} for v in values]
        for field, values in found.tally.fields.items()
    }
    return as_json({
        "events_in_all": found.tally.events, "page": asked.page, "pages": found.pages, "counts": counts,
        "over_time": _rows(table_of(found.tally)), "events": [event_json(stored) for stored in found.events],
    })  # fmt: skip


@router.get(f"{PAGE.path}.csv", include_in_schema=False)
async def csv(request: Request, asked: Asked) -> Response:
    """All of them, not a page; the fields are those of `standoff events -o events.csv`."""
    chosen = replace(asked.filter(), limit=MOST_IN_FILE)

    def written(view: View) -> IO[str]:
        return csv_file(EVENT_FIELDS, map(flat_event, view.events(chosen)))

    return csv_download("events", await archive_of(request).ask(written, DOWNLOAD_S))


@router.get(f"{PAGE.path}.svg", include_in_schema=False)
async def svg(request: Request, asked: Asked) -> Response:
    found = picture_of((await archive_of(request).ask(lambda view: collect(view, asked))).tally, asked)
    if found is None:
        raise AbsentError("none of these events has a date")
    return as_svg("events", found.figure.svg)


def collect(view: View, asked: EventsAsked) -> Found:
    """The page that is asked for, and the counts of all that pass the filter."""
    on_page = replace(asked.filter(), limit=PAGE_SIZE, offset=(asked.page - 1) * PAGE_SIZE)
    tally = view.tally(on_page, MOST_PARTIES)
    return Found(asked, tally, tuple(view.events_of(tally.ids)))


def _rows(table: Table) -> list[Json]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
