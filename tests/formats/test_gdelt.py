"""GDELT tables in the archive: every column count, refusals, resuming, and the whole of the shared files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standoff.errors import FormatError
from standoff.formats.rows import Refusal
from standoff.importing import Imported, import_file
from standoff.store import EventFilter, View

DATA = Path(__file__).parent / "data"


def imported(file: Path, archive: Path) -> tuple[Imported, list[Refusal]]:
    refusals: list[Refusal] = []
    return import_file("gdelt", file, archive, refusals.append), refusals


@pytest.mark.parametrize(
    ("name", "rows"), [("gdelt2.export.CSV", 60), ("gdelt1.export.CSV", 30), ("gdelt1-backfile.csv", 30)]
)
def test_every_release_is_read(name, rows, tmp_path):
    archive = tmp_path / "a.duckdb"
    assert imported(DATA / name, archive) == (Imported(rows, 0, 0), [])
    assert imported(DATA / name, archive) == (Imported(0, rows, 0), [])
    with View.open(archive) as view:
        assert len(view.event_ids(EventFilter())) == rows


def test_a_row_is_an_event_with_its_sides_day_place_and_score(tmp_path):
    archive = tmp_path / "a.duckdb"
    imported(DATA / "gdelt2.export.CSV", archive)
    with View.open(archive) as view:
        stored = view.event("gdelt:479491243")
        row = view.imported_row("gdelt:479491243")
    event = stored.event
    assert (event.type, event.mode, event.quad, event.score) == ("PROTEST", ("demo",), "material conflict", -6.5)
    assert [(p.id, p.sector) for p in (*event.actors, *event.recipients)] == [("AUS", "GOV"), ("IND", "GOV")]
    assert event.date is not None
    assert event.date.as_json() == ["2014-10-27", "2014-10-27"]
    assert event.place is not None
    assert (event.place.country, event.place.lat) == ("AUS", -35.2833)
    assert (event.dataset, event.mentions, stored.sources) == ("gdelt", (), 1)
    lines = (DATA / "gdelt2.export.CSV").read_text(encoding="utf-8").split("\n")
    assert row is not None
    assert lines[row.line - 1].split("\t") == list(row.values)
    assert row.columns[:2] == ("GLOBALEVENTID", "SQLDATE")


def test_broken_rows_are_refused_with_line_and_field(tmp_path):
    good = (DATA / "gdelt2.export.CSV").read_bytes().split(b"\n")[:6]
    cells = [line.split(b"\t") for line in good]
    cells[1][1] = b"20151341"
    cells[2][26] = b"---"
    cells[3][0] = b""
    data = b"\n".join([*(b"\t".join(c) for c in cells), b"half a row"])
    file = tmp_path / "broken.CSV"
    file.write_bytes(data)
    done, refusals = imported(file, tmp_path / "a.duckdb")
    assert done == Imported(3, 0, 4)
    assert {(r.line, r.field) for r in refusals} == {(2, "SQLDATE"), (3, "EventCode"), (4, "GLOBALEVENTID"), (7, "")}


def test_a_file_of_something_else_is_told_so(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("a,b,c\n1,2,3\n", encoding="utf-8")
    with pytest.raises(FormatError, match="61, 58, 57 columns"):
        imported(file, tmp_path / "a.duckdb")


def test_killed_and_run_again_nothing_is_lost_or_doubled(tmp_path):
    lines = (DATA / "gdelt2.export.CSV").read_bytes().split(b"\n")
    rest = [line.partition(b"\t")[2] for line in lines if line]
    file, archive = tmp_path / "big.CSV", tmp_path / "a.duckdb"
    file.write_bytes(b"".join(b"%d\t%s\n" % (n, rest[n % len(rest)]) for n in range(40_000)))
    script = "from standoff.formats import rows; rows.BLOCK = 1 << 20\nfrom pathlib import Path\nfrom standoff.importing import import_file\nimport sys\nimport_file('gdelt', Path(sys.argv[1]), Path(sys.argv[2]), on_progress=lambda share, events: print(events, flush=True))"
    command = [sys.executable, "-c", script, str(file), str(archive)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert first.stdout is not None
    first.stdout.readline()
    first.stdout.readline()
    first.send_signal(signal.SIGKILL)
    first.wait()
    time.sleep(0.1)
    done, _ = imported(file, archive)
    assert done.new + done.known == 40_000
    assert 0 < done.known < 40_000
    with View.open(archive) as view:
        assert len(set(view.event_ids(EventFilter()))) == 40_000


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("gdelt2_20151027220000.export.CSV.gz", 2116),
        ("gdelt1_daily_20160728.export.CSV.gz", 509),
        ("gdelt1_backfile_1982.csv.gz", 201),
    ],
)
def test_the_real_files_import_whole(name, rows, shared, tmp_path):
    assert imported(shared / "data" / name, tmp_path / "a.duckdb") == (Imported(rows, 0, 0), [])
