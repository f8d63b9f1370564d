"""`standoff export`: all events of the archive into a JSON lines, CSV or Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import Format, emit, replacing

SUFFIXES = (".jsonl", ".csv", ".parquet")


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", dir_okay=False, help="FILE.jsonl, FILE.csv or FILE.parquet.")
    ],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
) -> None:
    """Write all events to a file: JSON lines as in the record contract, CSV and Parquet with one flat row per event."""
    from standoff.store import View

    if output.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"{output}: the suffix must be one of {', '.join(SUFFIXES)}", param_hint="--output")
    with View.open(archive) as view:
        number = write(view, output)
    say(f"{output}: {number:,} events")


def write(view: object, output: Path) -> int:
    """Write all events to `output` in the format of its suffix; returns how many."""
    from standoff.cli.shapes import EVENT_FIELDS, EVENTS, flat_event
    from standoff.store import EventFilter, View, write_parquet

    assert isinstance(view, View)
    ids = view.event_ids(EventFilter())
    events = view.events_of(ids)
    if output.suffix.lower() == ".parquet":
        with replacing(output) as unfinished:
            write_parquet(unfinished, EVENT_FIELDS, map(flat_event, events))
    else:
        emit(events, EVENTS, Format(output.suffix.lower()[1:]), output)
    return len(ids)
