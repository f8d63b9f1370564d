"""`standoff dynamics`: what of the record sets off what, how fast and how often, and whether that sustains itself."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format


def dynamics(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    since: a.Since = None,
    until: a.Until = None,
    actors: a.Actors = None,
    by: a.By = "dyad",
    quad: Annotated[
        list[str] | None,
        typer.Option(
            "--quad",
            parser=a.quad,
            metavar="CLASS",
            help="The quad classes to look at, may be repeated; default: verbal and material conflict.",
        ),
    ] = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Say what sets off what: how much of what happens answers what happened before, how soon, and what the record cannot tell."""
    from standoff.answers import dynamics as question
    from standoff.cli.answer import emit_answer
    from standoff.options import StreamOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    chosen = StreamOptions(since, until, by, a.names(actors), tuple(quad) if quad else StreamOptions().quads)
    with View.open(archive) as view:
        found = question.answer(view, chosen)
    emit_answer(found, kind, output)
