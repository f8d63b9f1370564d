"""`standoff export`: all events of the archive into a file: our own lines, a data set's format, a map or a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import Format, emit, opened, replacing

if TYPE_CHECKING:
    from standoff.store import View

OWN = (".jsonl", ".csv", ".parquet")
GOLD = "gold"
MAPS, NETWORKS = (".geojson",), (".graphml", ".gexf")


def export(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", dir_okay=False, help=f"The suffix says what: {', '.join((*OWN, *MAPS, *NETWORKS))}."
        ),
    ],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    as_format: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="Rows as a data set has them: gdelt, icews, polecat, ucdp, acled, plover; or gold: reviewed documents, for standoff evaluate.",
        ),
    ] = None,
) -> None:
    """Write all events to a file: records, flat rows, rows of a data set's format, a map, or the network of actors."""
    from standoff.formats import FORMATS
    from standoff.store import View

    suffix = output.suffix.lower()
    if as_format is not None and as_format not in (*FORMATS, GOLD):
        known = ", ".join((*FORMATS, GOLD))
        raise typer.BadParameter(f"{as_format!r} is no format; the formats are {known}", param_hint="--as")
    if as_format is None and suffix not in (*OWN, *MAPS, *NETWORKS):
        known = ", ".join((*OWN, *MAPS, *NETWORKS))
        raise typer.BadParameter(
            f"{output}: the suffix must be one of {known}, or say --as FORMAT", param_hint="--output"
        )
    with View.open(archive) as view:
        if as_format == GOLD:
            _write_gold(view, output)
        elif as_format is not None:
            _write_rows(view, as_format, output)
        elif suffix in MAPS:
            _write_map(view, output)
        elif suffix in NETWORKS:
            _write_network(view, output, suffix)
        else:
            say(f"{output}: {write(view, output):,} events")


def _write_rows(view: View, format: str, output: Path) -> None:
    from standoff.exporting import export_rows

    with opened(output) as stream:
        done = export_rows(view, format, stream)
    left_out = f", {done.left_out:,} left out that {format} cannot hold" if done.left_out else ""
    say(f"{output}: {done.written:,} events{left_out}")


def _write_gold(view: View, output: Path) -> None:
    import json

    from standoff.reviewing import gold

    found = gold(view)
    with opened(output) as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found.documents)
    unfinished = (
        f", {found.unfinished:,} others have an event that nobody has decided about yet" if found.unfinished else ""
    )
    say(f"{output}: {len(found.documents):,} reviewed documents{unfinished}")


def _write_map(view: View, output: Path) -> None:
    from standoff.exporting import export_map

    with opened(output) as stream:
        done = export_map(view, stream)
    left_out = f", {done.left_out:,} left out that have no coordinates" if done.left_out else ""
    say(f"{output}: {done.written:,} events{left_out}")


def _write_network(view: View, output: Path, suffix: str) -> None:
    from standoff.exporting import export_network

    with replacing(output) as unfinished:
        dyads = export_network(view, unfinished, suffix)
    say(f"{output}: {dyads:,} pairs of actors")


def write(view: View, output: Path) -> int:
    """Write all events to `output` as .jsonl, .csv or .parquet; returns how many."""
    from standoff.answers.rows import EVENT_FIELDS, flat_event
    from standoff.cli.shapes import EVENTS
    from standoff.store import EventFilter, write_parquet

    ids = view.event_ids(EventFilter())
    events = view.events_of(ids)
    if output.suffix.lower() == ".parquet":
        with replacing(output) as unfinished:
            write_parquet(unfinished, EVENT_FIELDS, map(flat_event, events))
    else:
        emit(events, EVENTS, Format(output.suffix.lower()[1:]), output)
    return len(ids)
