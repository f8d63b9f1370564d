"""`standoff watch`: feeds and pages into the archive, day by day; one line per round on stderr, nothing on stdout."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import end_in_part, say

if TYPE_CHECKING:
    from standoff.watch import Round

LEAST_WAIT_S = 1.0


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", dir_okay=False, help="The feeds and pages to watch.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    once: Annotated[bool, typer.Option("--once", help="Fetch what is due, and end: for cron.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses of this machine and of private networks too.")
    ] = False,
    pipeline: a.Pipeline = a.DEFAULT_PIPELINE,
    knowledge: a.Knowledge = None,
) -> None:
    """Fetch feeds and pages, politely, and add what is new. It can be stopped at any moment and started again.

    What failed, and why, stands in ARCHIVE.watch.log; what was seen, in ARCHIVE.watch.sqlite.
    """
    from standoff.watch import Watcher, WatchOptions, load

    named = load(feeds)
    options = WatchOptions(a.add_options(None, knowledge, " ".join(["standoff", *sys.argv[1:]])), allow_private)
    maker = cache(a.coder_maker(pipeline, knowledge))
    with Watcher.open(named, archive, maker, options) as watcher:
        done = watcher.round(lambda error: say(f"failed {error}"))
        say(f"{archive}: {summary(done)}")
        if once:
            end_in_part(done.failed)
            return
        while True:
            watcher.wait(max(done.due_s, LEAST_WAIT_S))
            done = watcher.round(lambda error: say(f"failed {error}"))
            say(f"{archive}: {summary(done)}")


def summary(done: Round) -> str:
    """What a round did, in one line."""
    if not done.fetched:
        return f"nothing was due; the next in {_minutes(done.due_s)}"
    parts = [f"{done.fetched:,} fetched", f"{done.unchanged:,} unchanged", f"{done.documents:,} new documents"]
    parts += [f"{done.copies:,} known already"] if done.copies else []
    parts += [f"{done.waiting:,} items to be tried again"] if done.waiting else []
    parts += [f"{done.failed:,} failed"] if done.failed else []
    return f"{', '.join(parts)}; the next in {_minutes(done.due_s)}"


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / 60)):,} min"
