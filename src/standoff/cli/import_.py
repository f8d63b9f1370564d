"""`standoff import`: the events of a data set of others into the archive, beside those read in reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import end_in_part, say


def import_(
    format: Annotated[str, typer.Argument(help="gdelt, icews, polecat, ucdp, acled, plover, or table.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file of it, plain, gzipped or zipped.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    map: Annotated[
        Path | None,
        typer.Option(
            "--map", exists=True, dir_okay=False, help="For table: a TOML file that says which column is what."
        ),
    ] = None,
) -> None:
    """Import an event data set. It can be stopped at any moment; the same command goes on from there."""
    from standoff.cli.progress import watched_file
    from standoff.formats import NAMES
    from standoff.importing import import_file

    if format not in NAMES:
        raise typer.BadParameter(f"{format!r} is no format; the formats are {', '.join(NAMES)}", param_hint="FORMAT")
    with watched_file() as watch:
        done = import_file(format, file, archive, watch.on_refusal, watch.on_progress, map)
    parts = [f"{done.new:,} new events"]
    parts += [f"{done.known:,} known already"] if done.known else []
    parts += [f"{done.refused:,} rows refused"] if done.refused else []
    say(f"{archive}: {', '.join(parts)}")
    end_in_part(done.refused, nothing_read=not (done.new or done.known))
