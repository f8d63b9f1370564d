"""`standoff balance`: who stands with whom as of a day, which triangles and ties are strained, and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format


def balance(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    at: Annotated[
        date | None,
        typer.Option("--at", parser=a.day, metavar="YYYY-MM-DD", help="As of this day; by default the last event."),
    ] = None,
    actors: a.Actors = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Say whether the balance is holding: triangles, strained ties, ways out, and the frustration index with its band."""
    from standoff.answers import balance as question
    from standoff.cli.answer import emit_answer
    from standoff.options import BalanceOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    chosen = BalanceOptions(at, a.names(actors))
    with View.open(archive) as view:
        found = question.answer(view, chosen)
    emit_answer(found, kind, output)
