"""`standoff report`: one HTML file with the answers, the events behind them and their sentences, for reading and passing on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import opened

if TYPE_CHECKING:
    from standoff.options import ReportOptions
    from standoff.store import View


def report(
    output: Annotated[Path, typer.Option("--output", "-o", dir_okay=False, help="The file to write.")] = Path(
        "report.html"
    ),
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    at: Annotated[
        date | None,
        typer.Option(
            "--at", parser=a.day, metavar="YYYY-MM-DD", help="Balance as of this day; by default the last event."
        ),
    ] = None,
    actors: a.Actors = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario", exists=True, dir_okay=False, help="A conflict file to be argued in the report, too."
        ),
    ] = None,
) -> None:
    """Write what the archive answers, with the sentences behind it, as one HTML file that needs no network and no script."""
    from standoff.options import ReportOptions
    from standoff.store import View

    with View.open(archive) as view:
        write_report(view, output, ReportOptions(archive.stem, datetime.now(UTC), at, a.names(actors), scenario))
    say(f"{output}: open it in a browser")


def write_report(view: View, output: Path, options: ReportOptions) -> None:
    """The report under its name, once it is complete."""
    from standoff.serve.report import report as page

    text = page(view, options)
    with opened(output) as stream:
        stream.write(text)
