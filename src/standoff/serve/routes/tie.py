"""/network/tie: two sides on a day, with the dated events and the sentences that the sign of their tie rests on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import ontology
from standoff.answers.rows import EVENT_FIELDS, flat_event
from standoff.records import Json
from standoff.serve.described import TieShape, call
from standoff.serve.live import archive_of, as_csv, as_json, page, tidy
from standoff.serve.tie import ShownTie, TieAsked, events_between, tie_page

PATH = "/network/tie"
router = APIRouter()
Asked = Annotated[TieAsked, Query()]


@router.get(PATH, include_in_schema=False)
async def html(request: Request, asked: Asked) -> Response:
    tidy(request, asked)
    shown = await archive_of(request).ask(lambda view: tie_page(view, asked))
    return page(request, "tie.html", shown=shown, asked=asked, path=PATH, quads=list(ontology.QUADS))


@router.get(
    f"/api{PATH}",
    **call("The tie of two sides on a day: its sign, what speaks for either, and what they did", TieShape),
)
async def data(request: Request, asked: Asked) -> Response:
    return as_json(tie_json(await archive_of(request).ask(lambda view: tie_page(view, asked))))


@router.get(f"{PATH}.csv", include_in_schema=False)
async def csv(request: Request, asked: Asked) -> Response:
    """All events of the two; the fields are those of `standoff events -o events.csv`."""
    rows = await archive_of(request).ask(
        lambda view: [flat_event(e) for e in view.events_of(events_between(view, asked))]
    )
    return as_csv("tie", EVENT_FIELDS, rows)


def tie_json(shown: ShownTie) -> Json:
    """What stands on the page; events by id."""
    over_time = shown.picture.twin if shown.picture else None
    return {
        "at": shown.at.isoformat(), "ends": [{"id": end.id, "name": end.name} for end in shown.ends], "sign": shown.word,
        "evidence": asdict(shown.sign) if shown.sign else None, "events_in_all": shown.number,
        "friends": [source.as_json() for source in shown.friends.statement.sources],
        "foes": [source.as_json() for source in shown.foes.statement.sources],
        "directions": [
            {"source": one.source, "target": one.target, **dict(zip(ontology.QUADS, one.counts, strict=True))}
            for one in shown.directions
        ],
        "over_time": [list(row) for row in over_time.rows] if over_time else [], "latest": [stored.event.id for stored in shown.latest],
    }  # fmt: skip
