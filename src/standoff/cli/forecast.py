"""`standoff forecast`: what is next, with intervals, and how such forecasts did so far."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import chosen_format
from standoff.options import DEFAULT_AHEAD


def _of(text: str) -> str:
    return a.one_of(text, ("events", "deaths"), "count")


def _step(text: str) -> str:
    return a.one_of(text, tuple(DEFAULT_AHEAD), "step")


def forecast(
    *,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    since: a.Since = None,
    until: a.Until = None,
    actors: a.Actors = None,
    by: a.By = "dyad",
    quad: Annotated[
        list[str] | None,
        typer.Option(
            "--quad", parser=a.quad, metavar="CLASS", help="Quad classes, may be repeated; default: material conflict."
        ),
    ] = None,
    of: Annotated[str, typer.Option("--of", parser=_of, metavar="COUNT", help="events or deaths.")] = "events",
    step: Annotated[str, typer.Option("--step", parser=_step, metavar="STEP", help="day, week or month.")] = "week",
    ahead: Annotated[
        int | None,
        typer.Option("--ahead", min=1, max=26, help="So many steps ahead; default: 7 days, 4 weeks or 3 months."),
    ] = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Forecast counts of each stream with intervals, tested on the past against plain baselines."""
    from standoff.answers import forecast as question
    from standoff.cli.answer import emit_answer
    from standoff.options import ForecastOptions, StreamOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    streams = StreamOptions(since, until, by, a.names(actors), tuple(quad) if quad else ForecastOptions().streams.quads)
    with View.open(archive) as view:
        found = question.answer(view, ForecastOptions(streams, of, step, ahead or DEFAULT_AHEAD[step]))
    emit_answer(found, kind, output)
