"""An archive of three reports on two strikes, and a person to whom everything in it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.pipeline import add
from tests.archives import write_lines
from tests.line_coder import LineCoder

REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-29", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"},
    {"id": "b", "source": "Daily", "date": "2024-01-30", "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil"},
    {"id": "c", "source": "Star", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul"},
]


@pytest.fixture
def archive(tmp_path) -> Path:
    path = tmp_path / "a.duckdb"
    add([write_lines(path.with_suffix(".jsonl"), REPORTS)], path, LineCoder)
    return path
