"""`standoff dynamics`: what of the record sets off what, how fast and how often, and whether that sustains itself."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format

GROUPINGS = ("dyad", "pair", "actor", "place")


def _grouping(text: str) -> str:
    if text not in GROUPINGS:
        raise typer.BadParameter(f"{text!r} is no grouping; it is one of {', '.join(GROUPINGS)}")
    return text


def dynamics(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    since: a.Since = None,
    until: a.Until = None,
    actors: a.Actors = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            parser=_grouping,
            metavar="GROUPING",
            help="A stream per quad class and dyad (who to whom), pair (between whom), actor (who) or place (in which country, named with --actors).",
        ),
    ] = "dyad",
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
    from standoff.options import DynamicsOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    chosen = DynamicsOptions(since, until, by, a.names(actors), tuple(quad) if quad else DynamicsOptions().quads)
    with View.open(archive) as view:
        found = question.answer(view, chosen)
    emit_answer(found, kind, output)
