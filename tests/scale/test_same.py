"""What workers make of documents is what one process makes of them, row for row."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from standoff.errors import ReadError, ScaleError
from standoff.pipeline import AddOptions, Progress, add, code
from standoff.scale.ways import Told
from tests.archives import content, write_lines
from tests.line_coder import LineCoder, reports
from tests.scale.coders import Away, Raising
from tests.scale.conftest import OPTIONS, WORKERS

pytestmark = pytest.mark.slow
TEXT = "ASSAULT 2024-01-28 IRN USA 3 Erbil\n" + " ".join(f"word{n} of the long report" for n in range(60))


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Copies within and across files, one id for two texts, a file that is none, a text that no coder takes."""
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    records = [
        *reports(30, 3),
        {"id": "r1", "text": "CONSULT 2024-01-02 USA IRQ 0 Mosul"},
        {"text": "This one must FAIL."},
    ]
    found = [write_lines(tmp_path / "in" / f"{n}.jsonl", reports(30, n)) for n in (1, 2)]
    found += [write_lines(folder / "3.jsonl", records), folder / "4.html", folder / "5.html", folder / "6.jsonl"]
    (folder / "4.html").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    (folder / "5.html").write_bytes(b"\x00\x01\x02 not a report")
    write_lines(folder / "6.jsonl", [{"id": "first", "text": TEXT}, {"id": "near", "text": TEXT + "\nBy our desk."}])
    (folder / "7.txt").write_text("")
    return [tmp_path / "in", tmp_path / "missing.txt"]


@pytest.fixture
def wanted(files, tmp_path):
    added = add(files, tmp_path / "wanted.duckdb", LineCoder, OPTIONS)
    return added, content(tmp_path / "wanted.duckdb")


def told_to(problems: list[ReadError], steps: list[Progress]) -> Told:
    return Told(problems.append, steps.append)


def test_add(files, wanted, way, tmp_path):
    from standoff.scale import run

    problems: list[ReadError] = []
    steps: list[Progress] = []
    added = run.add(files, tmp_path / "a.duckdb", LineCoder, OPTIONS, way, told_to(problems, steps))
    assert content(tmp_path / "a.duckdb") == wanted[1]
    assert {(p.source, p.problem) for p in problems} == {(p.source, p.problem) for p in wanted[0].problems}
    assert len(problems) == 4
    assert (added.documents, added.known, added.copies, added.near, added.mentions, added.ties, added.events) == (
        wanted[0].documents, wanted[0].known, wanted[0].copies, wanted[0].near, wanted[0].mentions, wanted[0].ties, wanted[0].events,
    )  # fmt: skip
    assert added.copies
    assert added.near
    assert steps[-1].bytes_total > 0
    assert [s.documents for s in steps] == sorted(s.documents for s in steps)
    again = run.add(files, tmp_path / "a.duckdb", LineCoder, OPTIONS, way, Told())
    assert (again.documents, again.copies) == (0, 0)
    assert content(tmp_path / "a.duckdb") == wanted[1]
    assert not Path(way.work).exists()


def test_partitions_hold_the_lines_of_code_and_make_the_same_archive(files, wanted, way, tmp_path):
    from standoff.scale import run
    from standoff.scale.partitions import report_json

    out = tmp_path / "out"
    problems: list[ReadError] = []
    coded = run.code(files, str(out), LineCoder, OPTIONS, way, told_to(problems, []))
    lines = [r.as_json() for r in code(files, LineCoder, AddOptions(), lambda _: None)]
    names = sorted(out.glob("*.parquet"))
    rows = [row for name in names for row in pq.read_table(name).to_pylist()]
    assert len(names) > 10
    assert [report_json(row) for row in rows] == lines
    assert [(row["file"], row["number"]) for row in rows] == sorted((row["file"], row["number"]) for row in rows)
    assert coded.documents == len(lines)
    assert {(p.source, p.problem) for p in problems} == {(p.source, p.problem) for p in wanted[0].problems}
    assert {row["problem"] for row in rows} == {None, "could not be coded (a test)"}
    assert run.is_coded_set(str(out))
    run.add_sets([str(out)], tmp_path / "a.duckdb", OPTIONS, way, Told())
    assert content(tmp_path / "a.duckdb") == wanted[1]
    run.add_sets([str(out)], tmp_path / "a.duckdb", OPTIONS, way, Told())
    assert content(tmp_path / "a.duckdb") == wanted[1]


def test_partitions_are_added_to_an_archive_that_has_some_of_them(files, way, tmp_path):
    from standoff.scale import run

    before = [
        {"id": "r1", "text": "Another text under an id of theirs.\nACCUSE 2024-01-05 USA IRN 0 Erbil"},
        {"id": "first", "text": TEXT + "\nAn earlier copy."},
        reports(30, 2)[4],
    ]
    early = write_lines(tmp_path / "early.jsonl", before)
    for archive in ("plain", "sets"):
        add([early], tmp_path / f"{archive}.duckdb", LineCoder, OPTIONS)
    add(files, tmp_path / "plain.duckdb", LineCoder, OPTIONS)
    run.code(files, str(tmp_path / "out"), LineCoder, OPTIONS, way, Told())
    run.add_sets([str(tmp_path / "out")], tmp_path / "sets.duckdb", OPTIONS, way, Told())
    assert content(tmp_path / "sets.duckdb") == content(tmp_path / "plain.duckdb")


def test_an_unfinished_set_is_refused_and_finished_by_the_same_command(files, way, tmp_path):
    from standoff.scale import run
    from standoff.scale.ways import MANIFEST

    out = tmp_path / "out"
    run.code(files, str(out), LineCoder, OPTIONS, way, Told())
    whole = {file.name: file.read_bytes() for file in out.iterdir()}
    parts = sorted(out.glob("*.parquet"))
    (out / MANIFEST).unlink()
    parts[0].unlink()
    parts[1].write_bytes(parts[1].read_bytes()[:-9])
    kept = parts[2].stat().st_mtime_ns
    with pytest.raises(ScaleError, match="did not finish"):
        run.add_sets([str(out)], tmp_path / "a.duckdb", OPTIONS, way, Told())
    run.code(files, str(out), LineCoder, OPTIONS, way, Told())
    assert {file.name: file.read_bytes() for file in out.iterdir()} == whole
    assert parts[2].stat().st_mtime_ns == kept
    with pytest.raises(ScaleError, match="another run"):
        run.code(files, str(out), LineCoder, OPTIONS, replace(way, identity="another"), Told())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").touch()
    with pytest.raises(ScaleError, match="other files"):
        run.code(files, str(tmp_path / "other"), LineCoder, OPTIONS, way, Told())


def test_inputs_that_change_leave_no_rows_behind(files, way, tmp_path):
    from standoff.scale import run
    from standoff.scale.partitions import report_json

    out = tmp_path / "out"
    run.code(files, str(out), LineCoder, OPTIONS, way, Told())
    (files[0] / "1.jsonl").unlink()
    run.code(files, str(out), LineCoder, OPTIONS, way, Told())
    rows = [row for name in sorted(out.glob("*.parquet")) for row in pq.read_table(name).to_pylist()]
    lines = [r.as_json() for r in code(files, LineCoder, AddOptions(), lambda _: None)]
    assert [report_json(row) for row in rows] == lines


def test_a_coder_that_raises_loses_that_document_alone(files, wanted, way, tmp_path):
    from standoff.scale import run

    added = run.add(files, tmp_path / "a.duckdb", Raising, OPTIONS, way, Told())
    assert "could not be coded (ZeroDivisionError: a test)" in {p.problem for p in added.problems}
    found = content(tmp_path / "a.duckdb")
    assert {t: r for t, r in found.items() if t != "problems"} == {
        t: r for t, r in wanted[1].items() if t != "problems"
    }


def test_a_document_that_got_no_answer_is_asked_about_again(files, way, tmp_path):
    from standoff.scale import run

    answers, out = tmp_path / "answers", tmp_path / "out"
    make = partial(Away, answers)
    for documents in (0, 1):
        plain = add(files, tmp_path / "plain.duckdb", make, OPTIONS)
        added = run.add(files, tmp_path / "a.duckdb", make, OPTIONS, way, Told())
        run.code(files, str(out), make, OPTIONS, way, Told())
        run.add_sets([str(out)], tmp_path / "sets.duckdb", OPTIONS, way, Told())
        rows = [row for name in sorted(out.glob("*.parquet")) for row in pq.read_table(name).to_pylist()]
        assert [row["problem"] for row in rows if "FAIL" in row["text"]] == ([None] if documents else ["no answer"])
        assert added.documents == plain.documents
        assert content(tmp_path / "a.duckdb") == content(tmp_path / "plain.duckdb")
        assert content(tmp_path / "sets.duckdb")["documents"] == content(tmp_path / "plain.duckdb")["documents"]
        answers.touch()
    assert plain.documents == 1


def test_pairs_compared_elsewhere_give_the_same_events(nodes, tmp_path, monkeypatch):
    from standoff.merge import links_of
    from standoff.pipeline import Run
    from standoff.scale.comparing import RayCompare
    from standoff.store import Writer

    monkeypatch.setattr("standoff.scale.comparing.FEW", 1)
    lines = write_lines(tmp_path / "r.jsonl", reports(80, 9))
    found = []
    for name, compare in (("here", links_of), ("there", RayCompare(WORKERS))):
        with Writer.open(tmp_path / f"{name}.duckdb") as writer:
            run = Run(writer, AddOptions(merge_at_once=150), lambda _: None, lambda _: None, compare)
            run.add(run.documents([lines]), LineCoder)
        found.append(content(tmp_path / f"{name}.duckdb"))
    assert found[0] == found[1]
    assert found[0]["judgements"]
