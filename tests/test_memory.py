"""The peak memory of `standoff add` and `standoff import`, measured from outside on generated input."""

from __future__ import annotations

import sys

import pytest

from bench import run
from bench.memory import peak_bytes
from bench.tables import write_gdelt
from bench.texts import sentences

FEW, MANY = 500, 2_000
MOST_GROWTH = 1.25  # four times as many reports


@pytest.mark.slow
def test_memory_of_add_does_not_grow_with_the_reports():
    pool = sentences(run.REPORTS)
    growth, peak = run.memory_of_add(pool, [FEW, MANY])
    assert growth.value <= MOST_GROWTH, growth.detail
    assert peak.value <= 1.5, peak.detail


IMPORT = """
import sys
from pathlib import Path
from standoff.formats import rows
from standoff.importing import import_file
from standoff.store import importer

rows.BLOCK, importer.MEMORY = 2 << 20, "40MB"
import_file("gdelt", Path(sys.argv[1]), Path(sys.argv[2]))
"""
LIMIT = 40 << 20


@pytest.mark.slow
def test_memory_of_import_is_bounded_whatever_the_size_of_the_file(tmp_path):
    """With the limits set low, a file three times as large as the limit takes hardly more than one that is smaller."""
    peaks = []
    for rows in (20_000, 320_000):
        table = tmp_path / f"{rows}.CSV"
        write_gdelt(rows, table)
        peaks.append(peak_bytes([sys.executable, "-c", IMPORT, str(table), str(tmp_path / f"{rows}.duckdb")]))
    assert table.stat().st_size > 3 * LIMIT
    assert peaks[1] - peaks[0] < LIMIT, peaks
