"""Counts of events by place into a map whose marks lead to the events that they count, the table that holds the same, and GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff import ontology
from standoff.draw import MapPlace, PlaceMap
from standoff.draw.borders.atlas import Degrees
from standoff.knowledge import country_name
from standoff.records import Json
from standoff.serve.asked import MapAsked
from standoff.serve.page import short
from standoff.store import PlaceCount

TITLE = "Where it happened"
LONGEST_NAME = 200  # characters
NEAR = 0.00005  # degrees, some 5 m: around the one place that a link asks for
TABLE_FIELDS = (
    "place",
    "country",
    "precision",
    "lat",
    "lon",
    "events",
    *ontology.QUADS,
    "deaths at least",
    "deaths at most",
)


@dataclass(frozen=True, slots=True)
class Region:
    """A country that events happened in, and how many."""

    code: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of the table beside the map; `link` is empty where no filter asks for just this."""

    count: PlaceCount
    country: str
    link: str


def map_of(asked: MapAsked, counts: Sequence[PlaceCount], events_path: str) -> PlaceMap | None:
    """The places that are known; None where none is."""
    places = [
        MapPlace(short(c.place or c.country or "unnamed", LONGEST_NAME), c.lon, c.lat, c.precision, c.quads, c.country or "")
        for c in counts if c.lat is not None and c.lon is not None
    ]  # fmt: skip

    asked_for = asked.precision or ontology.PRECISIONS
    rest = events_path + asked.events(box="", precision=())
    begun = f"{rest}{'&' if '?' in rest else '?'}"

    def link(cell: Degrees, precisions: tuple[str, ...]) -> str:
        wanted = "".join(f"&precision={one}" for one in precisions if one in asked_for)
        return f"{begun}box={_box(asked, cell)}{wanted}"

    return PlaceMap(places, ontology.QUADS, link, title(asked), asked.region) if places else None


def title(asked: MapAsked) -> str:
    """What stands above the map."""
    return f"{TITLE}: {country_name(asked.region)}" if asked.region else TITLE


def regions(counts: Sequence[PlaceCount]) -> list[Region]:
    """The countries of the places, those with most events first."""
    events: dict[str, int] = {}
    for count in counts:
        if count.country:
            events[count.country] = events.get(count.country, 0) + count.events
    return sorted(
        (Region(code, country_name(code), n) for code, n in events.items()), key=lambda one: (-one.events, one.name)
    )


def rows(asked: MapAsked, counts: Sequence[PlaceCount], events_path: str) -> Iterator[PlaceRow]:
    """The table, a place in each row."""
    for count in counts:
        narrowed = _narrowed(asked, count)
        yield PlaceRow(
            count, country_name(count.country or ""), events_path + asked.events(**narrowed) if narrowed else ""
        )


def cells(counts: Sequence[PlaceCount]) -> Iterator[tuple[object, ...]]:
    """The same under `TABLE_FIELDS`, for a file."""
    for c in counts:
        yield (c.place, c.country, c.precision if c.place else None, c.lat, c.lon, c.events, *c.quads, *c.deaths)


def geojson(counts: Sequence[PlaceCount]) -> Json:
    """A FeatureCollection (RFC 7946) of the places that are known; how many events are nowhere on a map stands beside it."""
    located = [count for count in counts if count.lat is not None]
    return {
        "type": "FeatureCollection", "features": [_feature(count) for count in located],
        "events_in_all": sum(count.events for count in counts), "events_on_map": sum(count.events for count in located),
        "without_coordinates": [_about(count) for count in counts if count.lat is None],
    }  # fmt: skip


def _feature(count: PlaceCount) -> Json:
    return {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [count.lon, count.lat]}, "properties": _about(count),
    }  # fmt: skip


def _about(count: PlaceCount) -> Json:
    return {
        "place": count.place, "country": count.country, "precision": count.precision if count.place else None, "events": count.events,
        "by_class": dict(zip(ontology.QUADS, count.quads, strict=True)), "deaths": list(count.deaths),
    }  # fmt: skip


def _narrowed(asked: MapAsked, count: PlaceCount) -> dict[str, object]:
    """What a link asks for to come to the events of one place."""
    if not count.place:
        return {}
    if count.lat is None or count.lon is None:
        return {"place": f'"{count.place}"', "where": count.country or asked.where}
    around = Degrees(count.lon - NEAR, count.lat - NEAR, count.lon + NEAR, count.lat + NEAR)
    return {"place": f'"{count.place}"', "box": _box(asked, around), "precision": (count.precision,)}


def _box(asked: MapAsked, cell: Degrees) -> str:
    """A cell within the box that the map itself is asked for."""
    if asked.degrees:
        west, south, east, north = asked.degrees
        cell = Degrees(max(west, cell.west), max(south, cell.south), min(east, cell.east), min(north, cell.north))
    return ",".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in (cell.west, cell.south, cell.east, cell.north))
