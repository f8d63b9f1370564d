"""Generated coded reports into the CPU time and the memory in which `standoff add` merges them, for few and for many."""

from __future__ import annotations

import json
import tempfile
from itertools import islice
from pathlib import Path

from bench.memory import STANDOFF, Usage, usage
from bench.row import Row
from bench.stories import coded_reports, store

PER_DAY = 100  # mentions: 24 reports a day, half of them about four states


def merging_cost(sizes: list[int]) -> list[Row]:
    """The last size over the first, of mentions that wait for merging: CPU time and peak memory of the command that merges them."""
    used = [_merged(size) for size in sizes]
    told = ", ".join(
        f"{size:,}: {u.cpu_seconds:,.0f} s CPU, {u.peak_bytes / 1024**2:,.0f} MiB"
        for size, u in zip(sizes, used, strict=True)
    )
    times = sizes[-1] / sizes[0]
    name = f"{sizes[-1]:,} / {sizes[0]:,} mentions"
    return [
        Row(f"merging {name}", used[-1].cpu_seconds / used[0].cpu_seconds, 1.25 * times, at_most=True, detail=told),
        Row(
            f"memory of merging {name}",
            used[-1].peak_bytes / used[0].peak_bytes,
            2.0,
            at_most=True,
            detail="peaks as above",
        ),
    ]


def _merged(mentions: int) -> Usage:
    """`standoff add` of one report that the archive has, which goes on with the merging that a killed run left."""
    with tempfile.TemporaryDirectory() as folder:
        archive, known = Path(folder) / "archive.duckdb", Path(folder) / "known.jsonl"
        store(archive, coded_reports(mentions, PER_DAY, seed=mentions))
        [first] = islice(coded_reports(mentions, PER_DAY, seed=mentions), 1)
        known.write_text(json.dumps({"id": first.document.id, "text": first.document.text}) + "\n", encoding="utf-8")
        return usage([*STANDOFF, "add", str(known), "--archive", str(archive)])
