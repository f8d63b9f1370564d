"""`standoff events`: the archive's events, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import Format, chosen_format, emit

SHOWN = 100  # rows of a table on a terminal, unless --limit says otherwise
ORDERS = ("date", "sources", "deaths", "claims")


def _order(text: str) -> str:
    if text not in ORDERS:
        raise typer.BadParameter(f"{text!r} is no order; it is one of {', '.join(ORDERS)}")
    return text


def events(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    type: a.Types = None,
    actor: a.Actor = None,
    country: a.Country = None,
    place: a.Place = None,
    since: a.Since = None,
    until: a.Until = None,
    status: a.Statuses = None,
    min_confidence: a.MinConfidence = None,
    order: Annotated[
        str, typer.Option("--order", parser=_order, metavar="|".join(ORDERS), help="By date, or the most first.")
    ] = "date",
    limit: a.Limit = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """List events: who did what to whom, when and where, and how many independent sources say so."""
    from standoff.cli.shapes import EVENTS
    from standoff.store import EventFilter, View

    kind = chosen_format(format, output)
    chosen = EventFilter(
        tuple(type or ()), actor, country, place, since, until, tuple(status or ()), min_confidence, limit, order
    )  # fmt: skip
    with View.open(archive) as view:
        ids = view.event_ids(chosen)
        shown = ids[:SHOWN] if kind is Format.table and limit is None and output is None else ids
        emit(view.events_of(shown), EVENTS, kind, output)
        if len(shown) < len(ids):
            say(f"{len(shown)} of {len(ids):,} events shown; use --limit, a filter or -o FILE for more")
        if view.unmerged():
            say(f"{archive}: documents wait for merging after a run that was stopped; run the same standoff add again")
