"""`--coder NAME` into what makes that coder, and its account into lines on stderr."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
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
    name: str,
    options: CodeOptions,
    jobs: int,
    disagreements: Path | None = None,
    *,
    apart: bool = False,
    adds: bool = False,
) -> Iterator[MakeCoder]:
    """What makes the coder of that name when there is something to code; behind it, its account is told on stderr.

    `disagreements`: the file that "both" writes, whole or not at all; where a run `adds` to an archive, to what the file has
    from runs before, as it comes. `apart` as for the embedded coder.
    """
    if (name == "both") != (disagreements is not None):
        raise typer.BadParameter("--coder both and --disagreements FILE go together")
    if name in ("llm", "both") and jobs > 1:
        raise typer.BadParameter(
            "--jobs is for other coders; set STANDOFF_LLM_CONCURRENCY for requests at the same time"
        )
    with ExitStack() as stack:
        make = (
            stack.enter_context(_both(options, disagreements, _adding if adds else _anew))
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


Write = Callable[[str], bool]  # a line; False where the file has it already


@contextmanager
def _both(
    options: CodeOptions, disagreements: Path, opened: Callable[[Path], AbstractContextManager[Write]]
) -> Iterator[MakeCoder]:
    from standoff.code.both import from_options

    fields: Counter[str] = Counter()
    with opened(disagreements) as write:

        def tell(difference: Difference) -> None:
            fields[difference.field] += write(json.dumps(difference.as_json(), ensure_ascii=False))

        try:
            yield partial(from_options, options, tell)
        finally:
            told = ", ".join(f"{field} {number:,}" for field, number in fields.most_common() if number)
            say(f"{disagreements}: {fields.total():,} new differences{f': {told}' if told else ''}")


@contextmanager
def _anew(path: Path) -> Iterator[Write]:
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8") as stream:

        def write(line: str) -> bool:
            print(line, file=stream)
            return True

        yield write


@contextmanager
def _adding(path: Path) -> Iterator[Write]:
    """Line by line behind what is there, each line once: documents that are stored are not read again, whatever ends the run."""
    with path.open("ab+") as stream:
        stream.seek(0)
        lines = stream.readlines()
        if lines and not lines[-1].endswith(b"\n"):
            stream.truncate(sum(map(len, lines[:-1])))  # a run that was killed left half a line
        known = set(lines)

        def write(line: str) -> bool:
            data = f"{line}\n".encode()
            if data in known:
                return False
            known.add(data)
            stream.write(data)
            stream.flush()
            return True

        yield write


def _tell_account(coder: Coder) -> None:
    from standoff.code.coder import Accountable

    if isinstance(coder, Accountable):
        say(told_account(getattr(coder, "asked", coder.name), coder.account()))


def told_account(coder: str, account: Mapping[str, float]) -> str:
    """What a coder has cost, in one line."""
    told = ", ".join(f"{name.replace('_', ' ')} {number:,g}" for name, number in account.items())
    return f"{coder}: {told}"
