"""The same reports added by one process, by two and by the workers of a Ray into what Ray costs; and what each stage costs of a document."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.memory import STANDOFF, process_tree
from bench.row import Row
from bench.texts import generate, write_jsonl

T = TypeVar("T")
TICKS = os.sysconf("SC_CLK_TCK")
INTERVAL_S = 0.1
WAYS = {"one": [], "two": ["--jobs", "2"], "ray": ["--ray", "local", "--jobs", "2"]}
MOST_OVERHEAD = 1.25  # CPU per document over workers, of that of two processes
BATCH = 64
STAGED, WARM = 400, 40  # documents for the cost of the stages, and before that, to fill caches


@dataclass(frozen=True, slots=True)
class Spent:
    """By a command and all that it started."""

    cpu_s: float
    wall_s: float


def scale_rows(pool: list[str], sizes: Sequence[int]) -> list[Row]:
    """Per document (what more documents cost), and for the start."""
    few, many = sizes
    spent = {way: [_added(pool, size, options) for size in sizes] for way, options in WAYS.items()}
    each = {way: (large.cpu_s - small.cpu_s) / (many - few) for way, (small, large) in spent.items()}
    start = {way: small.cpu_s - few * each[way] for way, (small, _) in spent.items()}
    wall = {way: (large.wall_s - small.wall_s) / (many - few) for way, (small, large) in spent.items()}
    told = ", ".join(f"{way} {1000 * each[way]:.1f} ms CPU and {1000 * wall[way]:.1f} ms" for way in WAYS)
    begun = ", ".join(
        f"{way} {start[way]:.1f} s CPU, {small.wall_s:.1f} s for {few:,}" for way, (small, _) in spent.items()
    )
    return [
        Row("add --ray local / --jobs 2, per document", each["ray"] / each["two"], MOST_OVERHEAD, at_most=True, detail=told),
        Row("add --ray local / one process, per document", each["ray"] / each["one"], MOST_OVERHEAD, at_most=True, detail=f"{few:,} and {many:,} documents"),
        Row("start of add --ray local / --jobs 2, CPU", start["ray"] / start["two"], 4.0, at_most=True, detail=begun),
        _stages(pool),
    ]  # fmt: skip


def _added(pool: list[str], size: int, options: list[str]) -> Spent:
    with tempfile.TemporaryDirectory() as folder:
        reports, archive = Path(folder) / "reports.jsonl", Path(folder) / "a.duckdb"
        write_jsonl(generate(pool, size, seed=size), reports)
        return _spent([*STANDOFF, "add", str(reports), "--archive", str(archive), *options])


def _spent(command: list[str]) -> Spent:
    """CPU is sampled over the tree of processes: those of Ray are not waited for by whoever starts them."""
    seen: dict[int, float] = {}
    start = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        while process.poll() is None:
            seen.update({number: _cpu_s(number) or seen.get(number, 0.0) for number in process_tree(process.pid)})
            with suppress(subprocess.TimeoutExpired):
                process.wait(INTERVAL_S)
        if process.returncode:
            raise SystemExit(f"{command[-6:]} ended with {process.returncode}")
    return Spent(sum(seen.values()), time.perf_counter() - start)


def _cpu_s(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended by now
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _stages(pool: list[str]) -> Row:
    """What each stage costs of a short report, in one process: what workers do is divided by their number, what the driver does is not."""
    costs = dict(_costs(pool))
    coding, whole = costs["coding"], sum(costs.values())
    told = ", ".join(f"{stage} {1000 * cost:.1f}" for stage, cost in costs.items())
    return Row(
        "coding, of all CPU of a document", coding / whole, 0.6, at_most=False, detail=f"{told} ms; {STAGED} documents"
    )


def _costs(pool: list[str]) -> Iterator[tuple[str, float]]:
    from standoff.code.coder import embedded
    from standoff.options import CodeOptions, ReadOptions
    from standoff.pipeline import AddOptions, Run
    from standoff.read import CopyIndex, digest, read, signature
    from standoff.scale.partitions import ReadRow, coded_rows, coded_table, read_rows, read_table
    from standoff.store import Writer

    coder = embedded(CodeOptions())
    for _ in coder.code(generate(pool, WARM, seed=0)):
        pass
    with tempfile.TemporaryDirectory() as folder, Writer.open(Path(folder) / "a.duckdb") as writer:
        reports = Path(folder) / "reports.jsonl"
        write_jsonl(generate(pool, STAGED, seed=7), reports)
        documents, reading = _timed(lambda: list(read([reports], ReadOptions(), lambda _: None)))
        rows, signing = _timed(lambda: [ReadRow(d, 0, n, digest(d), signature(d)) for n, d in enumerate(documents)])
        yield "reading", reading + signing
        index = CopyIndex()
        copies, deciding = _timed(lambda: [index.add_signed(r.document.id, r.digest, r.signature) for r in rows])
        yield "copies", deciding
        coded, coding = _timed(lambda: list(coder.code(documents)))
        yield "coding", coding
        back, passing = _timed(lambda: list(coded_rows(coded_table(zip(read_rows(read_table(rows)), coded, [None] * len(coded), strict=True), coder.name, b""))))  # fmt: skip
        yield "partitions", passing
        run = Run(writer, AddOptions(), lambda _: None, lambda _: None)

        def stored() -> None:
            for first in range(0, len(back), BATCH):
                both = zip(back[first : first + BATCH], copies[first : first + BATCH], strict=True)
                run.store([coded for row, copy in both for coded in run.coded_elsewhere(row.coded, copy, row.coder)])

        yield "storing", _timed(stored)[1]
        yield "merging", _timed(run.merge)[1]


def _timed(what: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    found = what()
    return found, (time.process_time() - start) / STAGED
