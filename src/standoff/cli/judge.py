"""`standoff merge`, `split`, `judgements`, `undo`: a person's word on what is one event, which goes before any score."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import chosen_format, emit

Event = Annotated[str, typer.Argument(help="The id of an event, an older id of it, or the beginning of one.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides; by default who is logged in.")]
Note = Annotated[str, typer.Option("--note", help="Why.")]


def merge(first: Event, second: Event, archive: a.Archive = a.DEFAULT_ARCHIVE, by: By = None, note: Note = "") -> None:
    """Say that two events are one. Your word is kept and wins over the machine's; `standoff undo` takes it back."""
    from standoff.judging import merge_events

    say(f"{first} and {second} are one event: {merge_events(archive, first, second, by or _me(), note)}")


def split(
    event: Event,
    mention: Annotated[int, typer.Argument(help="The number of the mention in `standoff why`.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    by: By = None,
    note: Note = "",
) -> None:
    """Say that one mention of an event tells of another one."""
    from standoff.judging import split_event

    stays, apart = split_event(archive, event, mention, by or _me(), note)
    say(f"mention {mention} is of another event now: {apart}; the others are {stays}")


def judgements(archive: a.Archive = a.DEFAULT_ARCHIVE, format: a.FormatOption = None, output: a.Output = None) -> None:
    """List what persons have decided: by whom, when, why, about which events or mentions; in brackets what was taken back."""
    from standoff.cli.shapes import WORDS
    from standoff.judging import judgements as decided

    emit(decided(archive), WORDS, chosen_format(format, output), output)


def undo(
    number: Annotated[int, typer.Argument(help="The number of the decision in `standoff judgements`.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    by: By = None,
    note: Note = "",
) -> None:
    """Take back a decision; it stays on record, and what the software made of the reports counts again."""
    from standoff.judging import undo as take_back

    word = take_back(archive, number, by or _me(), note)
    say(f"decision {number} of {word.by} is taken back")


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise typer.BadParameter("nobody is logged in; say who decides", param_hint="--by") from None
