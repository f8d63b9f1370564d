"""Coders for workers to die over."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff.code.coder import Coded
from standoff.records import Document
from tests.line_coder import LineCoder


class Noted(LineCoder):
    """Leaves a file with the number of its process in `folder`, and takes its time over each document."""

    def __init__(self, folder: Path, delay_s: float = 0.0) -> None:
        super().__init__(delay_s)
        (folder / str(os.getpid())).touch()


class Raising(LineCoder):
    """Raises where others tell of a problem, in the middle of a lot."""

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            if "FAIL" in document.text:
                raise ZeroDivisionError("a test")
            yield from super().code([document])


class Away(LineCoder):
    """Has no answer about documents that say FAIL until there is a file `answers`."""

    def __init__(self, answers: Path) -> None:
        super().__init__()
        self._answers = answers

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            if "FAIL" not in document.text:
                yield from super().code([document])
            elif self._answers.exists():
                yield Coded(document, (), ())
            else:
                yield Coded(document, (), (), "no answer", again=True)


def kill(folder: Path) -> int:
    """SIGKILL to one of the processes that have left a file, which is taken away."""
    for file in sorted(folder.iterdir()):
        file.unlink()
        try:
            os.kill(int(file.name), signal.SIGKILL)
        except ProcessLookupError:
            continue
        return int(file.name)
    return 0
