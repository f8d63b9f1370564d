"""Coding, merging, import, the archive, measures and models into one table of ratios, each from one run on one machine; only questions and pages are in times.

`python -m bench.run [--only PART...]`, with sizes as `--help` lists them; the same as JSON in out/bench.json.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.memory import STANDOFF, peak_bytes
from bench.row import Row, show
from bench.texts import generate, sentences, write_jsonl

if TYPE_CHECKING:
    from standoff.records import Document

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "examples" / "iraq-2024" / "reports"
SHARED = Path(os.environ.get("STANDOFF_SHARED", ROOT.parent / "shared"))
STATES = SHARED / "data" / "cow_signed_1946_1999.csv.gz"
ROUNDS, PER_ROUND = 5, 120
IMPORT_ROUNDS = 3
WARM_UP, SPEED_UP_ROUNDS, SPEED_UP_DOCUMENTS = 200, 3, 800
# One thread of linear algebra per process; otherwise one process takes every core, and a second can add nothing.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}


def coder_cost(pool: list[str]) -> Row:
    """Time in the coder's own steps over time in the spaCy parse that they stand on, same texts, one process."""
    coder = _coder()
    for document in generate(pool, 20, seed=0):  # the first parses fill caches and vocabularies
        coder.code_parsed(document, coder.nlp(document.text))
    ratios = []
    for number in range(ROUNDS):
        documents = list(generate(pool, PER_ROUND, seed=100 + number))
        start = time.process_time()
        parsed = list(coder.nlp.pipe(d.text for d in documents))
        middle = time.process_time()
        for document, doc in zip(documents, parsed, strict=True):
            coder.code_parsed(document, doc)
        ratios.append((time.process_time() - middle) / (middle - start))
    spread = f"{ROUNDS} rounds of {PER_ROUND} documents, {min(ratios):.2f} to {max(ratios):.2f}"
    return Row("coder / spaCy parse", statistics.median(ratios), 0.6, at_most=True, detail=spread)


def two_processes(pool: list[str]) -> Row:
    """Documents per second with `--jobs 2` over `--jobs 1`, as `standoff add` codes them."""
    documents = list(generate(pool, WARM_UP + SPEED_UP_DOCUMENTS, seed=1))
    ratios = [_rate(documents, 2) / _rate(documents, 1) for _ in range(SPEED_UP_ROUNDS)]
    spread = f"{SPEED_UP_ROUNDS} rounds of {SPEED_UP_DOCUMENTS} documents, {min(ratios):.2f} to {max(ratios):.2f}"
    detail = f"{spread}; {os.cpu_count()} cores, load of the machine {os.getloadavg()[0]:.1f}"
    return Row("two processes / one", statistics.median(ratios), 1.6, at_most=False, detail=detail)


def _rate(documents: list[Document], jobs: int) -> float:
    """Documents per second once all processes have filled their caches.

    The time of the first documents alone is taken off: a clock started after them would miss what is coded ahead by then.
    """
    warm, whole = _seconds(documents[:WARM_UP], jobs), _seconds(documents, jobs)
    return (len(documents) - WARM_UP) / (whole - warm)


def _seconds(documents: list[Document], jobs: int) -> float:
    """From the moment that the models are loaded to the last document."""
    from standoff.code.pool import PooledCoder

    coder = PooledCoder(_coder, jobs) if jobs > 1 else _coder()
    start = time.perf_counter()
    for _ in coder.code(documents):
        pass
    return time.perf_counter() - start


def _coder() -> Any:
    from standoff.code.coder import embedded
    from standoff.options import CodeOptions

    return embedded(CodeOptions())


def memory_of_add(pool: list[str], sizes: list[int]) -> list[Row]:
    """Peak memory of `standoff add`, all its processes together, for growing numbers of documents."""
    peaks = [_peak_bytes(pool, size) for size in sizes]
    told = ", ".join(f"{size:,}: {peak / 1024**2:,.0f} MiB" for size, peak in zip(sizes, peaks, strict=True))
    return [
        Row(f"memory of add, {sizes[-1]:,} / {sizes[0]:,}", peaks[-1] / peaks[0], 1.25, at_most=True, detail=told),
        Row(
            f"memory of add, {sizes[-1]:,}, in GB",
            peaks[-1] / 1e9,
            1.5,
            at_most=True,
            detail="peak of all processes together",
        ),
    ]


def _peak_bytes(pool: list[str], size: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        reports, archive = Path(folder) / "reports.jsonl", Path(folder) / "a.duckdb"
        write_jsonl(generate(pool, size, seed=size), reports)
        command = [*STANDOFF, "add", str(reports), "--archive", str(archive)]
        return peak_bytes(command)


def import_cost(rows: int) -> Row:
    """CPU time of `standoff import` of a GDELT table over that of DuckDB's own reader, each into a file."""
    from bench.tables import imported, read_by_duckdb, write_gdelt

    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.CSV"
        write_gdelt(rows, table)
        for number in range(IMPORT_ROUNDS):
            plain, archive = Path(folder) / f"plain{number}.duckdb", Path(folder) / f"archive{number}.duckdb"
            ratios.append(imported(table, archive) / read_by_duckdb(table, plain))
            for file in (plain, archive):
                file.unlink()
    detail = f"{IMPORT_ROUNDS} rounds of {rows:,} rows, {min(ratios):.2f} to {max(ratios):.2f}"
    name = "import of GDELT / DuckDB's own CSV read"
    return Row(name, statistics.median(ratios), 4.0, at_most=True, detail=detail)


def memory_of_import(rows: int) -> Row:
    """Peak memory of `standoff import` of so many rows over that of a quarter of them."""
    from bench.tables import write_gdelt

    told, peaks = [], []
    for count in (rows // 4, rows):
        with tempfile.TemporaryDirectory() as folder:
            table, archive = Path(folder) / "table.CSV", Path(folder) / "a.duckdb"
            write_gdelt(count, table)
            peaks.append(peak_bytes([*STANDOFF, "import", "gdelt", str(table), "--archive", str(archive)]))
            told.append(f"{count:,} rows of {table.stat().st_size / 1024**2:,.0f} MiB: {peaks[-1] / 1024**2:,.0f} MiB")
    name = f"memory of import, {rows:,} / {rows // 4:,} rows"
    return Row(name, peaks[1] / peaks[0], 1.25, at_most=True, detail=", ".join(told))


def parts(options: argparse.Namespace) -> dict[str, Callable[[], list[Row]]]:
    """What can be measured, by name."""
    from bench.archive import answers
    from bench.balance import balance_cost
    from bench.dynamics import dynamics_cost
    from bench.forecast import forecasts
    from bench.links import link_rows
    from bench.merging import merging_cost
    from bench.pages import page_rows
    from bench.quality import merging_quality
    from bench.scale import scale_rows
    from bench.standing import daily_ties

    def pool() -> list[str]:
        return sentences(options.texts)

    return {
        "import": lambda: [import_cost(options.rows)],
        "import-memory": lambda: [memory_of_import(options.events)],
        "archive": lambda: answers(options.events),
        "ties": lambda: [daily_ties(options.events // 2)],
        "merge": lambda: merging_cost(options.mentions),
        "merge-quality": lambda: merging_quality(options.mentions_in_steps),
        "add-memory": lambda: memory_of_add(pool(), options.sizes),
        "jobs": lambda: [two_processes(pool())],
        "scale": lambda: scale_rows(pool(), options.scale_sizes),
        "coder": lambda: [coder_cost(pool())],
        "balance": lambda: balance_cost(STATES),
        "dynamics": dynamics_cost,
        "forecast": lambda: forecasts(STATES.parent),
        "links": lambda: link_rows(SHARED / "data"),
        "pages": lambda: page_rows(options.page_events),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="PART",
        help="import, import-memory, archive, ties, merge, merge-quality, add-memory, jobs, scale, coder, balance, dynamics, forecast, links, pages",
    )
    parser.add_argument(
        "--texts", type=Path, default=REPORTS, help="folder or file of reports whose sentences are drawn"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 3000, 10_000], help="documents for `standoff add`"
    )
    parser.add_argument(
        "--scale-sizes", type=int, nargs=2, default=[200, 1400], help="documents for `standoff add --ray`: few, many"
    )
    parser.add_argument("--rows", type=int, default=200_000, help="rows of GDELT for the cost of `standoff import`")
    parser.add_argument("--events", type=int, default=1_000_000, help="rows of GDELT for memory and for questions")
    parser.add_argument("--page-events", type=int, default=100_000, help="rows of GDELT under the pages")
    parser.add_argument("--mentions", type=int, nargs=2, default=[10_000, 200_000], help="mentions to merge: few, many")
    parser.add_argument("--mentions-in-steps", type=int, default=20_000, help="mentions to merge at once and in steps")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench.json")
    options = parser.parse_args()
    os.environ.update(ONE_THREAD)
    known = parts(options)
    if unknown := set(options.only or ()) - set(known):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    rows = [row for name, measure in known.items() if name in (options.only or known) for row in measure()]
    show(rows)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps([asdict(r) | {"good": r.good} for r in rows], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
