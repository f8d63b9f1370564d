"""The text of a TOML file into its tables: the one reader for every file that the program reads.

It is tomli and not Python's own tomllib, which is the same code: tomli comes compiled and reads the 1.4 MB of knowledge,
which most commands need, four times as fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tomli import TOMLDecodeError, loads

__all__ = ["TOMLDecodeError", "UnusableError", "loads", "tables", "text_of"]

MOST_BYTES = 1_000_000  # of a file that a person writes


class UnusableError(Exception):
    """Why a user's file cannot be taken, and on which line; 0 for the file as a whole."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


def text_of(path: Path, kind: str) -> str:
    """The text of a user's file, read within bounds; `kind` is what the file should be, for the message. Raises UnusableError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise UnusableError(0, f"cannot be read: {problem.strerror}") from None
    if len(data) > MOST_BYTES:
        raise UnusableError(0, f"is larger than {MOST_BYTES:,} bytes, which no {kind} is")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise UnusableError(line, "is not UTF-8; save it as UTF-8 and try again") from None


def tables(text: str) -> dict[str, Any]:
    """The tables of a user's file. Raises UnusableError."""
    try:
        return loads(text)
    except TOMLDecodeError as problem:
        raise UnusableError(problem.lineno, f"is not TOML: {problem.msg}") from None
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, brackets hundreds deep
        raise UnusableError(0, f"is not TOML: {problem}") from None
