"""`standoff changes`: what the archive says now and did not say at a moment: events new, contradicted, revised, merged, split."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import Format, chosen_format

SHOWN, LINES = 5, 3  # changes of each kind, and values of each, in a table on a terminal, unless --limit says otherwise


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def moment(text: str) -> datetime:
    """With the zone that is given, else that of this machine; "today", "yesterday" and "monday" are from their first minute."""
    if (day := _named(text.strip().lower(), datetime.now().date())) is not None:
        return datetime(day.year, day.month, day.day).astimezone()
    try:
        found = datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no moment; write it as 2024-02-06, 2024-02-06T08:30, today, yesterday or monday"
        ) from None
    if found > datetime.now(UTC):
        raise typer.BadParameter(f"{text} lies in the future")
    return found


def _named(word: str, today: date) -> date | None:
    """The day that a word names: of the week the last one before today."""
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    if word not in DAYS:
        return None
    return today - timedelta(days=(today.weekday() - DAYS.index(word) - 1) % 7 + 1)


Since = Annotated[
    datetime,
    typer.Option(
        "--since",
        parser=moment,
        metavar="MOMENT",
        help="2024-02-06, 2024-02-06T08:30, yesterday or monday: when the archive recorded it, not when the event was.",
    ),
]


def changes(
    *,
    since: Since,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many of each kind.")] = None,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """List what the archive learned since a moment: events new, contradicted, revised, merged, split.

    `standoff why EVENT` shows the sentences behind each.
    """
    from standoff.answers import changes as question
    from standoff.cli.answer import emit_answer
    from standoff.options import ChangesOptions
    from standoff.store import View

    kind = chosen_format(format, output)
    brief = limit is None and kind is Format.table and output is None
    with View.open(archive) as view:
        found = question.answer(view, ChangesOptions(since, SHOWN if brief else limit))
        waiting = view.unmerged()
    emit_answer(found, kind, output, LINES if brief else None)
    if waiting:
        say(f"{archive}: documents wait for merging after a run that was stopped; run the same standoff add again")
