"""`standoff scenario`: what follows from a conflict file; a file drafted from the archive; and how little can be said of who gives in first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from standoff.cli import arguments as a
from standoff.cli.failures import guarded, say
from standoff.cli.output import chosen_format, opened

SHOW = "show"
Span = tuple[float, float]


class FileFirst(TyperGroup):
    """A group whose first argument may be a conflict file: then it is shown."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [SHOW, *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=FileFirst,
    no_args_is_help=True,
    help="Who can move first, and where could it rest? `standoff scenario FILE` says what follows from a conflict file.",
    rich_markup_mode=None,
)


def show(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A conflict file (docs/conflict-files.md).")
    ],
    archive: Annotated[
        Path | None,
        typer.Option("--archive", "-a", help=f"The archive; default: {a.DEFAULT_ARCHIVE}, if there is one."),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=260, help="Weeks over which events are counted.")] = 26,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Say who can move first, where it could rest, which ways out need whom, and what would happen to the counts."""
    from standoff.answers import scenario as question
    from standoff.cli.answer import emit_answer
    from standoff.options import EffectOptions, ScenarioOptions
    from standoff.store import View

    kind = chosen_format(format, output, drawn=True)
    options = ScenarioOptions(file, EffectOptions(weeks=weeks))
    if archive is None and not a.DEFAULT_ARCHIVE.exists():
        found = question.answer(None, options)
    else:
        with View.open(archive or a.DEFAULT_ARCHIVE) as view:
            found = question.answer(view, options)
    emit_answer(found, kind, output)


def new(
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    at: Annotated[
        date | None,
        typer.Option(
            "--at",
            parser=a.day,
            metavar="YYYY-MM-DD",
            help="The day of the status quo; by default that of the last event.",
        ),
    ] = None,
    actors: a.Actors = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, help="The file to write; default: standard output.")
    ] = None,
) -> None:
    """Draft a conflict file from the archive: who decides, what each can do, and sentences to rest statements on, which are left to you."""
    from standoff.answers.draft import draft
    from standoff.conflict.writing import write_draft
    from standoff.errors import StandoffError
    from standoff.options import DraftOptions
    from standoff.store import View

    if output is not None and output.exists():
        raise StandoffError(f"{output} is there already and may hold your statements; name another file")
    with View.open(archive) as view:
        text = write_draft(draft(view, DraftOptions(at, a.names(actors))))
    with opened(output) as stream:
        stream.write(text)
    if output is not None:
        say(f"{output}: write what each wants, then run standoff scenario {output}")


def _span(text: str) -> Span:
    """Of "0.1", or of "0.02:0.3"."""
    low, _, high = text.partition(":")
    try:
        return float(low), float(high or low)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is neither a number nor a range; write it as 0.1 or 0.02:0.3") from None


Demand = Annotated[str, typer.Option(metavar="RANGE", help="The share of what is at stake that it insists on.")]
Cost = Annotated[str, typer.Option(metavar="RANGE", help="The rate at which waiting costs it.")]
Firm = Annotated[str, typer.Option(metavar="RANGE", help="The chance that it cannot give in.")]


def flinch(
    first: Annotated[str, typer.Argument(help="One side.")],
    second: Annotated[str, typer.Argument(help="The other.")],
    *,
    first_demands: Demand = "0.6:0.9",
    second_demands: Demand = "0.6:0.9",
    first_cost: Cost = "0.5:2",
    second_cost: Cost = "0.5:2",
    first_firm: Firm = "0.02:0.3",
    second_firm: Firm = "0.02:0.3",
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Print the band in which the chance that the first side gives in first lies, and the inputs that move it most."""
    from standoff.answers import flinch as question
    from standoff.cli.answer import emit_answer
    from standoff.options import FlinchOptions

    kind = chosen_format(format, output)
    options = FlinchOptions(
        (first, second),
        (_span(first_demands), _span(second_demands)),
        (_span(first_cost), _span(second_cost)),
        (_span(first_firm), _span(second_firm)),
    )
    emit_answer(question.answer(options), kind, output)


for command in (show, new, flinch):
    app.command()(guarded(command))
