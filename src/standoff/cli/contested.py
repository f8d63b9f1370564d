"""`standoff contested`: the events whose accounts differ most, with every value and who says it."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format


def contested(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    type: a.Types = None,
    actor: a.Actor = None,
    country: a.Country = None,
    since: a.Since = None,
    until: a.Until = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 10,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """List the events whose accounts differ most: whether it happened, who did it, whom it hit, tolls, places, dates."""
    from standoff.answers import contested as question
    from standoff.cli.answer import emit_answer
    from standoff.store import EventFilter, View

    kind = chosen_format(format, output)
    chosen = EventFilter(tuple(type or ()), actor, country, None, since, until, limit=limit)
    with View.open(archive) as view:
        found = question.answer(view, chosen)
    emit_answer(found, kind, output)
