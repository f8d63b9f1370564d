"""`standoff add`: reports into the archive, resumable; data on stdout is none, what was done is said on stderr."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import end_in_part, say

if TYPE_CHECKING:
    from standoff.pipeline import Added


def add(
    inputs: a.Inputs,
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    date: a.Date = None,
    pipeline: a.Pipeline = a.DEFAULT_PIPELINE,
    knowledge: a.Knowledge = None,
    jobs: a.JobsOrAll = None,
    *,
    coder: a.CoderName = "frames",
    disagreements: a.Disagreements = None,
    ray: a.Ray = None,
    work: Annotated[
        str | None,
        typer.Option(
            help="With --ray: a folder or an address that all workers reach, for what is under way; by default beside the archive."
        ),
    ] = None,
) -> None:
    """Read, code, merge and store reports. It can be stopped at any moment; the same command goes on from there."""
    from standoff.cli.progress import watched
    from standoff.options import CodeOptions

    options = a.add_options(date, knowledge, " ".join(["standoff", *sys.argv[1:]]))
    coding = CodeOptions(pipeline=pipeline, knowledge=knowledge)
    with ExitStack() as stack:
        if ray is not None:
            from standoff.cli.workers import Workers, add_over_workers

            watch = stack.enter_context(watched())
            added = add_over_workers(Workers(ray, jobs, coder, work), inputs, archive, coding, options, watch)
        else:
            from standoff.cli.coders import coder_maker
            from standoff.pipeline import add as add_reports

            maker = stack.enter_context(coder_maker(coder, coding, jobs or 1, disagreements, apart=True, adds=True))
            watch = stack.enter_context(watched())
            added = add_reports(inputs, archive, maker, options, watch.on_problem, watch.on_progress)
    say(f"{archive}: {summary(added)}")
    end_in_part(len(added.problems), nothing_read=not (added.documents or added.copies or added.known))


def summary(added: Added) -> str:
    """What changed, in one line."""
    if not (added.documents or added.copies):
        return f"nothing new in {_many(added.known, 'document')}; {_many(added.events, 'event')}"
    parts = [
        f"{_many(added.documents, 'new document')}"
        + (f" ({_many(added.near, 'near copy', 'near copies')})" if added.near else "")
    ]
    if added.copies:
        parts.append(_many(added.copies, "new copy", "new copies"))
    if added.known:
        parts.append(f"{added.known:,} known already")
    parts += [_many(added.mentions, "mention"), _many(added.ties, "tie")]
    return f"{', '.join(parts)}; {_many(added.events, 'event')} in the archive"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
