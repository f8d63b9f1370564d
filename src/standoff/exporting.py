"""The events of an archive into a file of a data set's format, a map or a network, as one function each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from standoff.formats import FORMATS, geojson, header, network, writing
from standoff.formats.format import Format
from standoff.store import EventFilter, View

EVENTS_AT_ONCE = 2000
NETWORKS = {".graphml": network.write_graphml, ".gexf": network.write_gexf}


@dataclass(slots=True)
class Exported:
    """How many events were written, and how many the format cannot hold."""

    written: int = 0
    left_out: int = 0


def export_rows(view: View, format: str, stream: TextIO) -> Exported:
    """All events as rows of a data set's format; those imported from that data set as the rows that they were."""
    done, chosen = Exported(), FORMATS[format]
    stream.writelines(writing.lines(chosen.layouts[0], _rows(view, chosen, done)))
    return done


def export_map(view: View, stream: TextIO) -> Exported:
    """All events that have coordinates as GeoJSON."""
    done = Exported()

    def counted() -> Iterator[geojson.Sourced]:
        for stored in view.events(EventFilter()):
            placed = stored.event.place is not None and stored.event.place.lat is not None
            done.written, done.left_out = done.written + placed, done.left_out + (not placed)
            yield stored.event, stored.sources

    stream.writelines(geojson.lines(counted()))
    return done


def export_network(view: View, file: Path, suffix: str) -> int:
    """The network of all actors as GraphML or GEXF, by the suffix; returns the number of dyads."""
    found = network.network(stored.event for stored in view.events(EventFilter()))
    with file.open("wb") as stream:
        NETWORKS[suffix](found, stream)
    return len(found.dyads)


def _rows(view: View, format: Format, done: Exported) -> Iterator[dict[str, str]]:
    assert format.write is not None
    ids = view.event_ids(EventFilter())
    for first in range(0, len(ids), EVENTS_AT_ONCE):
        block = ids[first : first + EVENTS_AT_ONCE]
        kept = view.imported_rows(block, format.name)
        for stored in view.events_of(block):
            row = kept.get(stored.event.id)
            as_it_was = None if row is None else header.by_name(row.columns, row.values, format.layouts[0])
            written = as_it_was or format.write(stored.event, stored.sources)
            done.written, done.left_out = done.written + (written is not None), done.left_out + (written is None)
            if written is not None:
                yield written
