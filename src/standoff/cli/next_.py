"""`standoff next`: who is likely to do what to whom on the day after the record, with chances and what speaks for each."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format


def next_(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    until: a.Until = None,
    actors: a.Actors = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=200, help="At most so many.")] = 20,
    ranker: Annotated[
        bool, typer.Option("--ranker", help="Train a network on top of counts that fade: ranks better, takes minutes.")
    ] = False,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Rank the likeliest events of the next day, who does what to whom, with calibrated chances and the past events behind each."""
    from standoff.answers import next as question
    from standoff.cli.answer import emit_answer
    from standoff.options import NextOptions
    from standoff.store import View

    kind = chosen_format(format, output)
    with View.open(archive) as view:
        found = question.answer(view, NextOptions(until, a.names(actors), limit, ranker))
    emit_answer(found, kind, output)
