"""What the user named (files, folders, globs) into regular files, each once, in a sorted order."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from standoff.errors import ReadError

OnProblem = Callable[[ReadError], None]

# In a folder these lie beside reports and are not reports; a file that the user names is always tried.
BESIDE_REPORTS = frozenset({
    ".md", ".rst", ".css", ".js", ".mjs", ".map", ".py", ".toml", ".yaml", ".yml", ".csv", ".tsv", ".parquet", ".duckdb",
    ".wal", ".log", ".lock", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".avif", ".mp3", ".mp4", ".webm",
    ".woff", ".woff2", ".ttf",
})  # fmt: skip
NOT_REPORTS = frozenset({"readme", "license", "licence", "notice", "makefile", "copying"})


ADDRESS = re.compile(r"(?:s3|gs|gcs|file)://")


def is_address(given: str) -> bool:
    """True for a place in a bucket, which only workers read (`--ray`)."""
    return ADDRESS.match(given) is not None


def display_name(path: Path | str) -> str:
    """The path as one printable line, whatever bytes its name holds."""
    text = os.fsencode(str(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def find_files(inputs: Iterable[str | Path], on_problem: OnProblem) -> Iterator[Path]:
    """Every file that the inputs stand for; what cannot be found or listed becomes a problem."""
    seen: set[tuple[int, int]] = set()
    for given in inputs:
        for path in _expand(str(given), on_problem):
            try:
                status = path.stat()
            except (OSError, ValueError) as error:
                on_problem(ReadError(display_name(path), why(error)))
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            if stat.S_ISREG(status.st_mode):
                yield path
            else:
                on_problem(ReadError(display_name(path), "not a regular file (a pipe or a device)"))


def why(error: BaseException) -> str:
    """The reason of a system error without its path and number."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(reason).split()).lower()


def _expand(given: str, on_problem: OnProblem) -> Iterator[Path]:
    path = Path(given)
    if is_address(given):
        on_problem(
            ReadError(display_name(given), "an address: copy the files to this machine, or read them with --ray local")
        )
    elif path.is_dir():
        yield from _walk(path, on_problem)
    elif os.path.lexists(given) or not glob.has_magic(given):
        yield path
    else:
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
        if not matches:
            on_problem(ReadError(display_name(given), "no file matches this pattern"))
        for match in map(Path, matches):
            yield from _walk(match, on_problem) if match.is_dir() else (match,)


def _walk(folder: Path, on_problem: OnProblem) -> Iterator[Path]:
    found = False
    visited: set[str] = set()

    def unreadable(error: OSError) -> None:
        on_problem(ReadError(display_name(error.filename or folder), why(error)))

    for root, folders, names in os.walk(folder, onerror=unreadable, followlinks=True):
        real = os.path.realpath(root)
        if real in visited:  # a link that leads back up, or two links to one folder
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if may_be_report(name):
                found = True
                yield Path(root, name)
    if not found:
        on_problem(ReadError(display_name(folder), "no reports in this folder"))


def may_be_report(name: str) -> bool:
    """False for a file that only lies beside reports in a folder."""
    path = PurePath(name.lower())
    return not (name.startswith(".") or path.suffix in BESIDE_REPORTS or path.stem in NOT_REPORTS)
