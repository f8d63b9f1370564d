"""Workers, nodes and drivers that die in the middle: the run completes, or goes on when it is called again; nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from standoff.pipeline import Progress, add
from standoff.scale.ways import Told
from tests.archives import content, write_lines
from tests.line_coder import LineCoder, reports
from tests.scale.coders import Noted, kill
from tests.scale.conftest import OPTIONS, WORKERS

pytestmark = pytest.mark.slow
PATIENCE_S = 60.0


@pytest.fixture
def lines(tmp_path):
    return [write_lines(tmp_path / f"{seed}.jsonl", reports(80, seed)) for seed in (1, 2)]


@pytest.fixture
def wanted(lines, tmp_path):
    add(lines, tmp_path / "wanted.duckdb", LineCoder, OPTIONS)
    return content(tmp_path / "wanted.duckdb")


@pytest.fixture
def noted(tmp_path):
    """A folder with a file per process that has made a coder."""
    (tmp_path / "processes").mkdir()
    return tmp_path / "processes"


def killing(what, at):
    """Progress that kills as soon as so many documents are stored; and what it has killed by then."""
    killed = []

    def progress(now: Progress) -> None:
        if len(killed) < len(at) and now.documents >= at[len(killed)]:
            killed.append(what())

    return progress, killed


def test_workers_that_are_killed_are_replaced(lines, wanted, noted, way, tmp_path):
    from standoff.scale import run

    progress, killed = killing(lambda: kill(noted), at=(8, 60))
    run.add(lines, tmp_path / "a.duckdb", partial(Noted, noted, 0.05), OPTIONS, way, Told(progress=progress))
    assert len(killed) == 2
    assert all(killed)
    assert content(tmp_path / "a.duckdb") == wanted
    assert not Path(way.work).exists()


def test_a_node_that_is_killed_is_not_waited_for(lines, wanted, noted, nodes, way, tmp_path):
    from standoff.scale import run

    progress, killed = killing(nodes.kill_one, at=(16,))
    run.add(lines, tmp_path / "a.duckdb", partial(Noted, noted, 0.05), OPTIONS, way, Told(progress=progress))
    assert len(killed) == 1
    assert len(list(noted.iterdir())) > WORKERS  # those of the dead node were made anew on the others
    assert content(tmp_path / "a.duckdb") == wanted


def test_a_document_that_kills_its_worker_each_time_is_passed_over(nodes, way, tmp_path):
    from standoff.scale import run

    records = reports(20)
    records[11]["text"] += "\nHere the process must DIE."
    added = run.add(
        [write_lines(tmp_path / "r.jsonl", records)], tmp_path / "a.duckdb", LineCoder, OPTIONS, way, Told()
    )
    assert [(Path(p.source).name, "workers died over it" in p.problem) for p in added.problems] == [
        ("r.jsonl#12", True)
    ]
    assert added.documents + added.copies == 20
    told = {row[2] for row in content(tmp_path / "a.duckdb", ["mentions"])["mentions"]}
    assert len(told) == added.documents - 1


def started(archive: Path, noted: Path, lines: list[Path]):
    command = [sys.executable, "-m", "tests.scale.adding", str(archive), str(noted), "0.05", *map(str, lines)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(["src", "."])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def documents_when(driver, least: int) -> int:
    """Wait until it has stored so many."""
    return next(int(line) for line in driver.stdout if int(line) >= least)


def test_a_driver_that_is_stopped_or_killed_leaves_what_the_next_goes_on_from(lines, wanted, noted, way, tmp_path):
    from standoff.scale import run

    archive = tmp_path / "a.duckdb"
    with started(archive, noted, lines) as driver:
        documents_when(driver, 8)
        driver.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in driver.communicate()[1]
    first = len(content(archive, ["documents"])["documents"])
    assert first % OPTIONS.batch == 0
    with started(archive, noted, lines) as driver:
        documents_when(driver, 16)
        driver.kill()
        driver.communicate()
    end = time.monotonic() + PATIENCE_S
    while any(Path(f"/proc/{file.name}").exists() for file in noted.iterdir()):
        assert time.monotonic() < end, "workers outlive their driver"
        time.sleep(0.2)
    assert len(content(archive, ["documents"])["documents"]) >= first + 16
    run.add(lines, archive, LineCoder, OPTIONS, way, Told())
    assert content(archive) == wanted
    runs = content(archive, ["runs"])
    again = run.add(lines, archive, LineCoder, OPTIONS, way, Told())
    assert (again.documents, again.copies, again.known) == (0, 0, 160)
    assert content(archive) == wanted
    assert content(archive, ["runs"]) == runs
