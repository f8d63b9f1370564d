"""The command line: one file per command, each of which parses, calls and prints. Nothing heavy is imported up here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from standoff import __version__
from standoff.cli import (
    actors,
    add,
    balance,
    change,
    changes,
    code,
    contested,
    demo,
    dynamics,
    evaluate,
    events,
    export,
    forecast,
    import_,
    judge,
    next_,
    report,
    scenario,
    serve,
    sql,
    ties,
    why,
)
from standoff.cli.failures import guarded, set_debug

app = typer.Typer(
    name="standoff",
    help="Turns reporting about a conflict into a record that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (
    demo.demo,
    code.code,
    add.add,
    events.events,
    actors.actors,
    ties.ties,
    contested.contested,
    balance.balance,
    change.change,
    changes.changes,
    dynamics.dynamics,
    forecast.forecast,
    why.why,
    judge.merge,
    judge.split,
    judge.judgements,
    judge.undo,
    sql.sql,
    evaluate.evaluate,
    export.export,
    report.report,
    serve.serve,
):
    app.command()(guarded(command))
app.command("import")(guarded(import_.import_))
app.command("next")(guarded(next_.next_))
app.add_typer(scenario.app, name="scenario")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"standoff {__version__}")
        raise typer.Exit


@app.callback()
def _every_command(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    set_debug(debug)


def main() -> None:
    """Run the command line; `--debug` may stand anywhere before a `--`."""
    arguments = sys.argv[1:]
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "--debug" in own:
        arguments.remove("--debug")
        arguments.insert(0, "--debug")
    app(arguments)
