"""A question on standard input into an outcome that is kept: what the background process of the server runs, one question at a time.

It works on a copy of the archive, so that `standoff add` waits for a moment and not for minutes.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from standoff.errors import BusyError, StandoffError
from standoff.serve.kept import Kept, Outcome, fingerprint, wal_of
from standoff.serve.questions import QUESTIONS
from standoff.store import View

MEANWHILE = 75  # exit code: the archive is being written to, or is another by now
POLITENESS = 10  # pages go first


@dataclass(frozen=True, slots=True)
class Job:
    """A question by name with its options as JSON, about the archive that had this fingerprint; the outcome is kept in `folder` under `key`."""

    archive: str
    fingerprint: str
    question: str
    options: str
    folder: str
    key: str

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def compute(job: Job) -> int:
    """Keep the outcome; returns the exit code: 0, or MEANWHILE where the archive could not be read as it was."""
    kept = Kept(Path(job.folder))
    question = QUESTIONS[job.question]
    asked = (question.with_files or question.asked).model_validate_json(job.options)
    with tempfile.TemporaryDirectory(prefix="copy-", dir=kept.folder) as folder:
        copy = Path(folder) / "archive.duckdb"
        try:
            _copy(Path(job.archive), copy)
        except BusyError:
            return MEANWHILE
        if fingerprint(Path(job.archive)) != job.fingerprint:
            return MEANWHILE
        with View.open(copy) as view:
            try:
                outcome = Outcome(asked.bounded_answer(view), "", datetime.now(UTC))
            except StandoffError as error:
                outcome = Outcome(None, str(error), datetime.now(UTC))
    kept.keep(job.key, outcome)
    return 0


def _copy(archive: Path, copy: Path) -> None:
    """While it is open to read nobody writes to it. (To close the copied file gives up this process's lock on it: nothing comes after.)"""
    with View.open(archive):
        if wal_of(archive).exists():
            shutil.copyfile(wal_of(archive), wal_of(copy))
        shutil.copyfile(archive, copy)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    sys.exit(compute(Job(**json.load(sys.stdin))))
