"""Files and folders by path and by address, and what is noted of work that was begun."""

from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'standoff[scale]'")

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.code.coder import Coded
from standoff.errors import ScaleError
from standoff.options import ReadOptions
from standoff.read import digest, signature
from standoff.records import Document
from standoff.scale.attempts import BEGUN, Attempts
from standoff.scale.files import Folder, list_files, opened
from standoff.scale.partitions import ReadRow, coded_before, coded_rows, coded_table, read_rows, read_table, renamed
from tests.line_coder import LineCoder

TEXT = "ASSAULT 2024-01-28 IRN USA 3 Erbil\nTIE IRN backs IRQ\nÜber “Erbil”"


@pytest.mark.parametrize("address", ["{}", "file://{}"])
def test_an_address_lists_what_a_path_lists(address, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.jsonl", "Z.html", ".hidden.txt", ".git/x.txt", "README", "a/notes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = list_files([address.format(tmp_path), address.format(tmp_path / "b.txt")], pytest.fail)
    assert [f.path for f in found] == [str(tmp_path / name) for name in ("Z.html", "b.txt", "a/z.txt", "a/b/c.jsonl")]
    assert found[0].source == address.format(tmp_path / "Z.html")
    assert found[0].size == len(TEXT.encode())
    with opened(found[0], ReadOptions()) as stream:
        assert stream.read() == TEXT.encode()


def test_a_folder_holds_files_that_are_whole(tmp_path):
    folder = Folder(str(tmp_path / "out"))
    assert folder.names() == []
    assert folder.read("a.json") is None
    folder.write("a.json", b"one")
    folder.beneath("below").write("b.json", b"two")
    assert (folder.names(), folder.read("a.json"), folder.beneath("below").names()) == (["a.json"], b"one", ["b.json"])
    with pytest.raises(TypeError):
        folder.write("a.json", 3)
    assert (folder.names(), folder.read("a.json")) == (["a.json"], b"one")
    with pytest.raises(ScaleError, match=r"out/below/c\.parquet is gone"):
        folder.beneath("below").read_table("c.parquet")
    folder.remove("a.json")
    folder.remove("a.json")
    folder.beneath("below").clear()
    folder.beneath("below").clear()
    assert list((tmp_path / "out").iterdir()) == []


def test_rows_come_back_as_they_were():
    document = Document("a", "a.txt#2", TEXT, "Title", "https://x.example", "Wire", None, ("copy.txt",), "first")
    read = ReadRow(document, 3, 1, digest(document), signature(document))
    [back] = read_rows(read_table([read]))
    assert (back.file, back.number, back.digest, back.signature) == (3, 1, read.digest, read.signature)
    assert (back.document.text, back.document.publisher) == (TEXT, "Wire")
    [coded] = LineCoder().code([document])
    table = coded_table([(read, coded, None)], "lines/1", b"key")
    [row] = coded_rows(table)
    assert row.coded == coded
    assert (row.copy.kind, row.copy.of, row.coder) == ("near", "first", "lines/1")
    other = renamed(row.coded, "b")
    assert {other.document.id, *(m.document for m in other.mentions), *(t.document for t in other.ties)} == {"b"}


def test_a_partition_of_other_documents_or_half_of_one_is_not_taken_for_this_one():
    document = Document("a", "a.txt", TEXT)
    read = ReadRow(document, 0, 0, digest(document), b"")
    table = coded_table([(read, Coded(document, (), (), "no"), None)], "lines/1", b"key")
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    data = sink.getvalue().to_pybytes()
    before = coded_before(data, b"key")
    assert before is not None
    assert (before.coder, before.skipped) == ("lines/1", (("a.txt", "no"),))
    assert coded_before(data, b"other") is None
    assert coded_before(data[:-5], b"key") is None
    assert coded_before(None, b"key") is None


def test_a_step_is_passed_over_once_workers_died_over_it_twice(tmp_path):
    folder = Folder(str(tmp_path))
    for _ in range(BEGUN):
        begun = Attempts(folder, "part")
        assert not begun.careful
        assert begun.may(0)
    for _ in range(2):
        begun = Attempts(folder, "part")
        assert begun.careful
        assert begun.may(0)
        assert begun.may(1)  # and dies
    begun = Attempts(folder, "part")
    assert [begun.may(step) for step in range(3)] == [True, False, True]
    begun.done()
    assert folder.names() == []
    assert not Attempts(folder, "part").careful
