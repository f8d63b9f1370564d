"""`standoff ties`: who backs, leads, opposes or hosts whom, with the sentences that say so."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format, emit


def ties(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    type: Annotated[
        list[str] | None, typer.Option("--type", metavar="TIE", help="backs, leads, member_of ...; may be repeated.")
    ] = None,
    actor: a.Actor = None,
    country: a.Country = None,
    since: a.Since = None,
    until: a.Until = None,
    limit: a.Limit = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """List standing ties that sentences assert; --since and --until are about their publication."""
    from standoff.cli.shapes import TIES, summarise
    from standoff.store import TieFilter, View

    kind = chosen_format(format, output)
    with View.open(archive) as view:
        found = view.ties(TieFilter(tuple(type or ()), actor, country, since, until))
    emit(summarise(found)[:limit], TIES, kind, output)
