"""/actors, /actors/ID: who takes part in the events, and a card of each."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import ontology
from standoff.knowledge import country_name
from standoff.serve.actor import card, picture
from standoff.serve.actor_json import card_json
from standoff.serve.actors import ActorsAsked, actors_page, chosen, renamed, sector_words
from standoff.serve.asked import EventsAsked, exactly
from standoff.serve.described import ActorsShape, CardShape, call
from standoff.serve.live import Page, archive_of, as_csv, as_json, page, tidy

PAGE = Page("/actors", "Actors")
FIELDS = ("id", "name", "country", "sector", "events", "acted", "received", "first", "last", "most_often")
router = APIRouter()
Asked = Annotated[ActorsAsked, Query()]


def events_link(**asked: Any) -> str:
    """The events that pass a filter; unchecked, for an id may be as long as it likes."""
    return "/events" + EventsAsked.model_construct(**asked).query()


WORDS: dict[str, Any] = {
    "sector_words": sector_words,
    "country_name": country_name,
    "events_link": events_link,
    "exactly": exactly,
}


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request, asked: Asked) -> Response:
    tidy(request, asked)
    found = await archive_of(request).ask(lambda view: actors_page(view, asked))
    return page(
        request, "actors.html", found=found, asked=asked, path=PAGE.path, sectors=list(ontology.load().sectors), **WORDS
    )


@router.get(f"/api{PAGE.path}", **call("Actors that pass a filter, a page at a time", ActorsShape))
async def data(request: Request, asked: Asked) -> Response:
    found = await archive_of(request).ask(lambda view: actors_page(view, asked))
    actors = [row.as_json() for row in found.rows]
    return as_json({"actors_in_all": found.number, "page": asked.page, "pages": found.pages, "actors": actors})


@router.get(f"{PAGE.path}.csv", include_in_schema=False)
async def csv(request: Request, asked: Asked) -> Response:
    """All of them, not a page."""
    rows = await archive_of(request).ask(lambda view: renamed(view, chosen(view, asked)))
    return as_csv("actors", FIELDS, (tuple(row.as_json().values()) for row in rows))


@router.get(f"{PAGE.path}/{{id:path}}", include_in_schema=False)
async def one(request: Request, id: str) -> Response:
    shown = await archive_of(request).ask(lambda view: card(view, id))
    return page(request, "actor_page.html", card=shown, picture=picture(shown), **WORDS)


@router.get(
    f"/api{PAGE.path}/{{id:path}}",
    **call("One actor: names, offices, ties with their sentences, dealings", CardShape),
)
async def one_as_data(request: Request, id: str) -> Response:
    return as_json(card_json(await archive_of(request).ask(lambda view: card(view, id))))
