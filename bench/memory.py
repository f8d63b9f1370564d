"""Peak memory of a command with all its processes, sampled, pages that they share counted once (Linux only); its CPU time."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.2  # seconds between samples
STANDOFF = (sys.executable, "-c", "import sys; from standoff.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True)
class Usage:
    """The largest sum of memory seen over the processes of a command, and the CPU seconds (user and system) of those it waited for."""

    peak_bytes: int
    cpu_seconds: float


def usage(command: list[str]) -> Usage:
    """Run a command to its end; SystemExit with what it said when it fails."""
    before = _children_seconds()
    return Usage(peak_bytes(command), _children_seconds() - before)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_bytes(command: list[str]) -> int:
    """The largest sum seen over the processes of `command`, in bytes; SystemExit with what it said when it fails."""
    if not Path("/proc/self/smaps_rollup").exists():
        raise SystemExit("memory is measured from /proc/PID/smaps_rollup, which this system does not have")
    peak = 0
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said) as process,  # noqa: S603
    ):
        while process.poll() is None:
            peak = max(peak, sum(map(_bytes, process_tree(process.pid))))
            _wait(process)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{command[-4:]} ended with {process.returncode}:\n{said.read()[-2000:]}")
    return peak


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(INTERVAL)
    except subprocess.TimeoutExpired:
        return


def process_tree(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(thread).split():
            yield from process_tree(int(child))


def _bytes(process: int) -> int:
    """Proportional set size: a page shared by n processes counts 1/n in each."""
    lines = _read(Path(f"/proc/{process}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended by now
        return ""
