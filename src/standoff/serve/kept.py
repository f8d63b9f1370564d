"""Answers that take long into files under what they were asked of, and back: what was computed once is shown in a moment."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Self

import standoff
from standoff.answers import Answer, Figure, Source, Statement, Table
from standoff.records import Json

MOST_BYTES = 200_000_000  # kept in all; an answer with its figures has some hundred thousand
Fingerprint = str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, or the reason why there is none, and when that was found."""

    answer: Answer | None
    why_not: str
    computed: datetime

    def as_json(self) -> Json:
        answer = (
            None
            if self.answer is None
            else answer_json(self.answer) | {"figures": [_figure(f) for f in self.answer.figures]}
        )
        return {"answer": answer, "why_not": self.why_not, "computed": self.computed.isoformat()}

    @classmethod
    def from_json(cls, told: Json) -> Self:
        answer = None if told["answer"] is None else _answer(told["answer"])
        return cls(answer, told["why_not"], datetime.fromisoformat(told["computed"]))


def answer_json(answer: Answer) -> Json:
    """What programs get of an answer: the statements and rows that `--format jsonl` prints, in one value, without the drawings."""
    return {
        "question": answer.question, "statements": [s.as_json() for s in answer.statements],
        "tables": [{"title": t.title, "columns": list(t.columns), "rows": [list(row) for row in t.rows]} for t in answer.tables],
        "left_out": answer.left_out,
    }  # fmt: skip


def _figure(figure: Figure) -> Json:
    return {"title": figure.title, "svg": figure.svg, "twin": figure.twin}


def _answer(told: Json) -> Answer:
    statements = (
        Statement(s["topic"], s["statement"], s["event"], tuple(map(_source, s["sources"]))) for s in told["statements"]
    )
    tables = (Table(t["title"], tuple(t["columns"]), tuple(tuple(row) for row in t["rows"])) for t in told["tables"])
    figures = (Figure(**figure) for figure in told["figures"])
    return Answer(told["question"], tuple(statements), tuple(tables), tuple(figures), told["left_out"])


def _source(told: Json) -> Source:
    published = date.fromisoformat(told["published"]) if told["published"] else None
    return Source(
        told["by"], told["value"], told["field"], told["before"], told["document"], told["outlet"], published, told["mention"],
        told["source_event"],
    )  # fmt: skip


def fingerprint(archive: Path) -> Fingerprint:
    """What changes whenever the archive does: its place, its size and when it was written to, with the log of what is not in it yet."""
    parts = [str(archive.resolve())]
    for file in (archive, wal_of(archive)):
        found = file.stat() if file.exists() else None
        parts.append(f"{found.st_size} {found.st_mtime_ns} {found.st_ino}" if found else "")
    return sha256("\n".join(parts).encode()).hexdigest()


def wal_of(archive: Path) -> Path:
    """Where DuckDB keeps what is not in the archive itself yet."""
    return archive.with_name(f"{archive.name}.wal")


@cache
def _program() -> str:
    """What changes whenever this program does: its version, and when its files were last written to."""
    folder = Path(standoff.__file__).parent
    return f"{standoff.__version__} {max(file.stat().st_mtime_ns for file in folder.rglob('*.py'))}"


class Kept:
    """A folder with an outcome per question; the longest unused go when there are too many."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder, self._most_bytes = folder, most_bytes
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def key(self, found: Fingerprint, question: str, query: str) -> str:
        """The name of what is kept of a question with these options about an archive with this fingerprint."""
        return sha256(f"{_program()}\n{found}\n{question}\n{query}".encode()).hexdigest()

    def find(self, key: str) -> Outcome | None:
        """What is kept under the key; None where nothing is, or where it cannot be read."""
        try:
            text = self._file(key).read_text(encoding="utf-8")
            os.utime(self._file(key))  # used just now
            return Outcome.from_json(json.loads(text))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, outcome: Outcome) -> None:
        """Under its name only once it is complete."""
        unfinished = self.folder / f".{key}.{os.getpid()}.part"
        unfinished.write_text(json.dumps(outcome.as_json()), encoding="utf-8")
        unfinished.replace(self._file(key))
        self._forget()

    def _forget(self) -> None:
        files = sorted(self.folder.glob("*.json"), key=lambda file: -file.stat().st_mtime_ns)
        size = 0
        for file in files:
            size += file.stat().st_size
            if size > self._most_bytes:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def cache_folder() -> Path:
    """Where programs of this user keep what they can make again; a new folder where nothing can be written there."""
    folder = _users_cache() / "standoff" / "answers"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="standoff-"))
    return folder


def _users_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
