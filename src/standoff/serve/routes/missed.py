"""/review/missed: an event that a report tells of and that was not read from it, added by a person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from standoff import judging, knowledge, ontology
from standoff.errors import BusyError, ReviewError, StandoffError
from standoff.serve import forms
from standoff.serve.live import archive_of, sealed_page
from standoff.serve.missed import LABELS_HERE, MARK, MissedAsked, marked, missed_desk
from standoff.serve.review import ReviewAsked
from standoff.serve.routes.review import OTHER_FIELDS, PAGE, busy, last_of, problems_of, reviewer

PATH = f"{PAGE.path}/missed"
MOST_FIELDS = 10  # of a query that the form brings back
router = APIRouter(include_in_schema=False)


@router.get(PATH)
async def html(request: Request, asked: Annotated[MissedAsked, Query()]) -> Response:
    return await _shown(request, asked)


@router.post(PATH)
async def add(request: Request, fields: forms.Form) -> Response:
    """Add it, and go on to the event that it is of now."""
    asked, by = _asked(fields), reviewer(request)

    def done(archive: Path) -> tuple[str, int]:
        told = {name: value for name, value in fields.items() if name not in OTHER_FIELDS and not name.startswith(MARK)}
        event = judging.add_missed(archive, asked.document, marked(fields), told, by, fields.get("note", ""))
        return event, last_of(archive, by)

    try:
        event, number = await archive_of(request).change(done)
    except BusyError:
        return busy(request, fields)
    except StandoffError as error:
        return await _shown(request, asked, problems_of(error), fields, status=422)
    return RedirectResponse(PAGE.path + ReviewAsked.model_validate({"event": event, "said": number}).query(), 303)


def _asked(fields: forms.Fields) -> MissedAsked:
    """From the query that the form brings back."""
    try:
        return MissedAsked.from_query(fields.get("query", ""), MOST_FIELDS)
    except ValueError:
        raise ReviewError({"document": "say in which report"}) from None


async def _shown(
    request: Request,
    asked: MissedAsked,
    problems: Mapping[str, str] | None = None,
    entered: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    desk = await archive_of(request).ask(lambda view: missed_desk(view, asked, entered or {}))
    return sealed_page(
        request, "review_missed.html", status=status, desk=desk, asked=asked, problems=problems or {}, entered=entered or {}, by=reviewer(request),
        path=PAGE.path, labels=LABELS_HERE, ontology=ontology, codes=ontology.load(), countries=knowledge.load_countries(),
    )  # fmt: skip
