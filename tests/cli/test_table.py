"""Tables on narrow screens."""

from __future__ import annotations

import sys
from dataclasses import replace
from operator import itemgetter

import pytest

from standoff.cli.output import write_table
from standoff.cli.shapes import EVENTS

ROWS = [
    ("e64f513187c", "2020-01-01 – 01-31", "ASSAULT drone (historical)", "US military → Abu Mahdi al-Muhandis", "1", "2", "Iraq and Syria"),
    ("e1d0cb62a74", "2024-02-05", "ASSAULT aerial drone explosives heavy-weapons ×2+", "US military and British military → At least 18 fighters, people, medics, Houthis and Iran-backed Syrian militias", "", "1", "al-Omar oil field, SYR"),
]  # fmt: skip


@pytest.mark.parametrize("width", range(78, 100))
def test_no_cell_of_an_event_loses_its_end(width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(width))
    columns = [c for c in EVENTS.columns if not c.extra]
    columns = [replace(c, cell=itemgetter(i)) for i, c in enumerate(columns)]
    write_table(ROWS, replace(EVENTS, columns=tuple(columns)), sys.stdout)
    shown = capsys.readouterr().out
    assert {w for row in ROWS for cell in row for w in cell.split()} <= set(shown.split())
    assert all(len(line) <= width for line in shown.splitlines())
