"""/map: where the events that pass a filter happened, how exactly that is known, and which of them are on no map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import ontology
from standoff.draw import place_map
from standoff.errors import AbsentError
from standoff.serve.asked import MapAsked
from standoff.serve.described import MapShape, call
from standoff.serve.facets import parts
from standoff.serve.live import Page, archive_of, as_csv, as_json, as_svg, page, tidy
from standoff.serve.maps import TABLE_FIELDS, cells, geojson, map_of, regions, rows, title
from standoff.serve.routes import events
from standoff.store import PlaceCount, View

PAGE = Page("/map", "Map")
MOST_ROWS = 150  # places in the table of the page; the file has all
MOST_REGIONS = 12  # countries that stand above the map; the others unfold
MOST_KEPT = 8  # maps, of some hundred kB each: drawing takes as long as all else
router = APIRouter()
Asked = Annotated[MapAsked, Query()]


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of the events that pass a filter, and the map of them where one is known."""

    counts: tuple[PlaceCount, ...]
    svg: str

    @property
    def events(self) -> int:
        return sum(count.events for count in self.counts)

    @property
    def nameless(self) -> int:
        """Events that name no place."""
        return sum(count.events for count in self.counts if not count.place)

    @property
    def unknown(self) -> int:
        """Events at a place of which it is not known where it is."""
        return sum(count.events for count in self.counts if count.place and count.lat is None)


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request, asked: Asked) -> Response:
    tidy(request, asked)
    placed = await archive_of(request).ask(lambda view: collect(view, asked))
    return page(
        request, "map.html", placed=placed, asked=asked, path=PAGE.path, title=title(asked), parts=list(parts(asked, PAGE.path)),
        regions=regions(placed.counts), most_regions=MOST_REGIONS, ontology=ontology,
        rows=list(rows(asked, placed.counts[:MOST_ROWS], events.PAGE.path)), types=sorted({*ontology.load().types, *asked.type}),
    )  # fmt: skip


@router.get(f"/api{PAGE.path}", **call("Places of the events that pass a filter, as GeoJSON", MapShape))
async def data(request: Request, asked: Asked) -> Response:
    return as_json(geojson(await archive_of(request).ask(lambda view: view.places(asked.filter()))))


@router.get(f"{PAGE.path}.csv", include_in_schema=False)
async def csv(request: Request, asked: Asked) -> Response:
    counts = await archive_of(request).ask(lambda view: view.places(asked.filter()))
    return as_csv("map", TABLE_FIELDS, cells(counts))


@router.get(f"{PAGE.path}.svg", include_in_schema=False)
async def svg(request: Request, asked: Asked) -> Response:
    placed = await archive_of(request).ask(lambda view: collect(view, asked))
    if not placed.svg:
        raise AbsentError("it is not known where any of these events happened")
    return as_svg("map", placed.svg)


def collect(view: View, asked: MapAsked) -> Placed:
    """The places, and the map drawn: in the thread of the archive, for it takes a moment."""
    counts = tuple(view.places(asked.filter()))
    return Placed(counts, _drawn(asked, counts))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(asked: MapAsked, counts: tuple[PlaceCount, ...]) -> str:
    """Kept under all that is drawn: another archive with the same places has the same map."""
    drawn = map_of(asked, counts, events.PAGE.path)
    return place_map(drawn) if drawn else ""
