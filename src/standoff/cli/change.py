"""`standoff change`: whether what sides do to one another has left what was usual, with a stated rate of false alarms."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format


def change(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    until: a.Until = None,
    actors: a.Actors = None,
    quad: Annotated[
        str, typer.Option("--quad", parser=a.quad, metavar="CLASS", help="The quad class to count.")
    ] = "material conflict",
    reference: Annotated[
        int | None,
        typer.Option(
            "--reference",
            min=1,
            metavar="WEEKS",
            help="Weeks from the first that say what is usual; default: half, at most 104.",
        ),
    ] = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Watch weekly counts for a change: one alarm for all dyads, the dyads it names, and the sentences behind it."""
    from standoff.answers import change as question
    from standoff.cli.answer import emit_answer
    from standoff.options import ChangeOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    chosen = ChangeOptions(until, a.names(actors), quad, reference)
    with View.open(archive) as view:
        found = question.answer(view, chosen)
    emit_answer(found, kind, output)
