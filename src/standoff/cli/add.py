"""`standoff add`: reports into the archive, resumable; data on stdout is none, what was done is said on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
    jobs: a.Jobs = 1,
    *,
    coder: a.CoderName = "frames",
    disagreements: a.Disagreements = None,
) -> None:
    """Read, code, merge and store reports. It can be stopped at any moment; the same command goes on from there."""
    from standoff.cli.coders import coder_maker
    from standoff.cli.progress import watched
    from standoff.options import CodeOptions
    from standoff.pipeline import add as add_reports

    options = a.add_options(date, knowledge, " ".join(["standoff", *sys.argv[1:]]))
    reading = CodeOptions(pipeline=pipeline, knowledge=knowledge)
    with coder_maker(coder, reading, jobs, disagreements, apart=True, adds=True) as maker, watched() as watch:
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
