"""A few rows of GDELT into a table of any length, and the CPU time of DuckDB's own reader and of `standoff import` on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from standoff.formats.gdelt import LAYOUTS
from standoff.importing import import_file

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "tests" / "formats" / "data" / "gdelt2.export.CSV"


def write_gdelt(rows: int, file: Path) -> None:
    """The rows of the fixture over and over, each under an id of its own."""
    tails = [line.partition(b"\t")[2] for line in FIXTURE.read_bytes().splitlines()]
    with file.open("wb") as out:
        out.writelines(b"%d\t%s\n" % (n, tails[n % len(tails)]) for n in range(rows))


def read_by_duckdb(file: Path, archive: Path) -> float:
    """Seconds of CPU in which DuckDB makes a table of text columns of it."""
    declared = ", ".join(f"'{column}': 'varchar'" for column in LAYOUTS[0].columns)
    options = f"columns = {{{declared}}}, auto_detect = false, header = false, delim = '\t', quote = ''"

    def read() -> None:
        with duckdb.connect(str(archive)) as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute(f"create table t as select * from read_csv('{file}', {options})")  # noqa: S608

    return _cpu(read)


def imported(file: Path, archive: Path) -> float:
    """Seconds of CPU of `standoff import`, once it has loaded the knowledge files."""
    import_file("gdelt", FIXTURE, archive.with_name("warm.duckdb"))
    return _cpu(lambda: import_file("gdelt", file, archive))


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
