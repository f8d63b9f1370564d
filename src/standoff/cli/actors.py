"""`standoff actors`: the parties of the archive's events, with how often they act and are acted on."""

from __future__ import annotations

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format, emit


def actors(
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
    limit: a.Limit = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """List the parties of the events that pass the filters, those in most events first."""
    from standoff.cli.shapes import ACTORS
    from standoff.store import EventFilter, View

    chosen = EventFilter(
        tuple(type or ()), actor, country, place, since, until, tuple(status or ()), min_confidence, limit
    )  # fmt: skip
    kind = chosen_format(format, output)
    with View.open(archive) as view:
        emit(view.actors(chosen), ACTORS, kind, output)
