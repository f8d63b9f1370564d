"""`standoff brief`: what happened since a moment, on about a page, every sentence with its sources."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.changes import moment
from standoff.cli.failures import say
from standoff.cli.output import chosen_format

VALUES = 3  # of one event, in text for reading


def brief(
    *,
    since: Annotated[
        datetime,
        typer.Option(
            "--since",
            parser=moment,
            metavar="MOMENT",
            help="yesterday, today or monday (from its first minute), 2024-02-06 or 2024-02-06T08:30.",
        ),
    ],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Write a situation brief from the record alone: what happened, what is contested, what changed; no sentence without a source."""
    from standoff.answers import brief as question
    from standoff.cli.answer import emit_answer
    from standoff.options import BriefOptions
    from standoff.store import View

    kind = chosen_format(format, output)
    with View.open(archive) as view:
        found = question.answer(view, BriefOptions(since))
        waiting = view.unmerged()
    emit_answer(found, kind, output, VALUES)
    if not found.statements:
        say(f"{archive}: nothing in the record since {since:%Y-%m-%d %H:%M}")
    if waiting:
        say(f"{archive}: documents wait for merging after a run that was stopped; run the same standoff add again")
