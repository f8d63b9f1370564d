"""Events that pass a filter into what a map counts of them: by place, and in each by quad class, with the deaths told."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from standoff.store.filters import conditioned, given
from standoff.store.rows import EventFilter


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place (None: the events name none) and its events by quad class, in the order of `ontology.QUADS`; `deaths` at least and at most.

    `lat` and `lon` are None where it is not known where the place is.
    """

    place: str | None
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    quads: tuple[int, int, int, int]
    deaths: tuple[int, int]

    @property
    def events(self) -> int:
        return sum(self.quads)


def places(connection: DuckDBPyConnection, chosen: EventFilter) -> list[PlaceCount]:
    """The places of the events that pass the filter, whatever its order, limit and offset; those with most events first."""
    found = connection.execute(conditioned("chosen_places", chosen), given(chosen)).fetchall()
    return [
        PlaceCount(place, country, precision, lat, lon, (first, second, third, fourth), (least, most))
        for place, country, precision, lat, lon, first, second, third, fourth, least, most in found
    ]
