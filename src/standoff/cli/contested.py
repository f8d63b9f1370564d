"""`standoff contested`: the events whose accounts differ most, with every value and who says it."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import Format, chosen_format, emit, opened, reading_console


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
    """List the events whose accounts differ most: tolls, dates, places, who did it, whom it hit, whether it happened."""
    from standoff.cli.accounts import CONTESTED, print_contested
    from standoff.store import EventFilter, View

    kind = chosen_format(format, output)
    chosen = EventFilter(tuple(type or ()), actor, country, None, since, until, limit=limit, order="claims")
    with View.open(archive) as view:
        found = [s for s in view.events(chosen) if s.event.claims]
    if kind is not Format.table:
        emit(found, CONTESTED, kind, output)
        return
    with opened(output) as stream:
        print_contested(found, reading_console(stream))
