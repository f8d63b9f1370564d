"""`--coder NAME` into what makes that coder, and its account into lines on stderr."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.cli.output import replacing
from standoff.options import CodeOptions

if TYPE_CHECKING:
    from standoff.code.coder import Coder
    from standoff.code.differences import Difference
    from standoff.pipeline import MakeCoder


@contextmanager
def coder_maker(
    name: str, options: CodeOptions, jobs: int, disagreements: Path | None = None, *, apart: bool = False
) -> Iterator[MakeCoder]:
    """What makes the coder of that name when there is something to code; behind it, its account is told on stderr.

    `disagreements`: the file that "both" writes, whole or not at all. `apart` as for the embedded coder.
    """
    if (name == "both") != (disagreements is not None):
        raise typer.BadParameter("--coder both and --disagreements FILE go together")
    if name in ("llm", "both") and jobs > 1:
        raise typer.BadParameter(
            "--jobs is for other coders; set STANDOFF_LLM_CONCURRENCY for requests at the same time"
        )
    with ExitStack() as stack:
        make = (
            stack.enter_context(_both(options, disagreements))
            if disagreements
            else _one(name, options, jobs, apart=apart)
        )
        made: list[Coder] = []

        def remembered() -> Coder:
            made.append(make())
            return made[0]

        try:
            yield remembered
        finally:
            for coder in made:
                _tell_account(coder)


def _one(name: str, options: CodeOptions, jobs: int, *, apart: bool) -> MakeCoder:
    from standoff.code.registry import coder_named

    if name == "frames":
        return a.coder_maker(options.pipeline, options.knowledge, jobs, apart=apart)
    if name == "llm":
        return partial(coder_named, name, options)
    return a.pooled(partial(coder_named, name, options), jobs, apart=apart)


@contextmanager
def _both(options: CodeOptions, disagreements: Path) -> Iterator[MakeCoder]:
    from standoff.code.both import from_options

    with replacing(disagreements) as unfinished, unfinished.open("w", encoding="utf-8") as stream:
        fields: Counter[str] = Counter()

        def write(difference: Difference) -> None:
            fields[difference.field] += 1
            print(json.dumps(difference.as_json(), ensure_ascii=False), file=stream)

        yield partial(from_options, options, write)
    told = ", ".join(f"{field} {number:,}" for field, number in fields.most_common())
    say(f"{disagreements}: {fields.total():,} differences{f': {told}' if told else ''}")


def _tell_account(coder: Coder) -> None:
    from standoff.code.coder import Accountable

    if isinstance(coder, Accountable):
        say(told_account(getattr(coder, "asked", coder.name), coder.account()))


def told_account(coder: str, account: Mapping[str, float]) -> str:
    """What a coder has cost, in one line."""
    told = ", ".join(f"{name.replace('_', ' ')} {number:,g}" for name, number in account.items())
    return f"{coder}: {told}"
