"""kill -9 at any moment, then the same command again: the archive is that of a run that nobody killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standoff.pipeline import AddOptions, add
from standoff.store import View
from tests.archives import content, write_lines
from tests.line_coder import LineCoder, reports

ROOT = Path(__file__).parents[2]
OPTIONS = AddOptions(batch=3, merge_at_once=10)
# The same as the command, with the coder of the tests: waits a little per document, so that there is a middle to be killed in.
DRIVER = """
import sys
from functools import partial
from pathlib import Path
from tests.line_coder import LineCoder
from standoff.pipeline import AddOptions, add

add([sys.argv[1]], Path(sys.argv[2]), partial(LineCoder, 0.01), AddOptions(batch=3, merge_at_once=10), on_progress=lambda p: print(p.documents, flush=True))
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lines") / "reports.jsonl", reports(60, seed=7))


@pytest.fixture(scope="module")
def whole(lines, tmp_path_factory) -> dict:
    archive = tmp_path_factory.mktemp("whole") / "a.duckdb"
    add([lines], archive, LineCoder, OPTIONS)
    return content(archive)


def killed_run(lines: Path, archive: Path, after_documents: int, wait_s: float) -> None:
    """Start a run and kill it -9 some moment after it has told of so many documents."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-c", DRIVER, str(lines), str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for told in process.stdout:
            if int(told) >= after_documents:
                break
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_and_resumed_is_the_same_archive(lines, whole, tmp_path, seed):
    chance = random.Random(seed)
    archive = tmp_path / "a.duckdb"
    for after in sorted(chance.sample(range(50), 2)):
        killed_run(lines, archive, after, chance.random() * 0.05)
        if archive.exists():
            documents, mentions, copies = (content(archive)[t] for t in ("documents", "mentions", "copies"))
            ids = [row[1] for row in documents]
            assert len(ids) == len(set(ids))
            assert {row[2] for row in mentions} <= set(ids)
            assert len(copies) == len(set(copies))
    add([lines], archive, LineCoder, OPTIONS)
    assert content(archive) == whole


def test_killed_before_the_first_batch(lines, whole, tmp_path):
    archive = tmp_path / "a.duckdb"
    killed_run(lines, archive, 0, 0.0)
    add([lines], archive, LineCoder, OPTIONS)
    assert content(archive) == whole


def test_killed_between_storing_and_merging(lines, whole, tmp_path, monkeypatch):
    """The mentions that a killed run had not merged are merged by the next one, although nothing new comes in."""
    archive = tmp_path / "a.duckdb"

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("standoff.pipeline.merge_into", killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                add([lines], archive, LineCoder, AddOptions(batch=100, merge_at_once=10))
    with View.open(archive) as view:
        assert view.counts().events == 0
        assert view.unmerged() > 0
    add([lines], archive, LineCoder, OPTIONS)
    assert content(archive) == whole


def test_added_twice_changes_nothing(lines, whole, tmp_path):
    archive = tmp_path / "a.duckdb"
    for _ in range(2):
        add([lines], archive, LineCoder, OPTIONS)
        assert content(archive) == whole
