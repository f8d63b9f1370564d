from __future__ import annotations

import subprocess
import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import duckdb
import pytest

from standoff.errors import StoreError
from standoff.records import Document, Mention, Span
from standoff.store import EventFilter, NewDocument, Reader, View, Writer
from standoff.store.archive import open_to_read, open_to_write, shipped_migrations

VERSION_1 = Path(__file__).parent / "data" / "version_1.sql"


def read_again(path: Path) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return Reader(path).open()


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """An archive as version 1 of the program left it: the file is frozen, every later version must open it."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(VERSION_1.read_text(encoding="utf-8"))
    return path


def test_an_archive_of_version_1_opens_for_ever(version_1):
    with Writer.open(version_1) as writer:
        assert writer.counts().documents == 1
        assert [s.mention.type for s in writer.mentions_of(["d1"])] == ["ASSAULT"]
        assert writer.next_document == 1
    with View.open(version_1) as view:
        stored = view.event("e0000000001")
        assert stored.sources == 1
        assert stored.event.mentions[0].sentence == "A drone killed three."
        assert [s.event.id for s in view.events(EventFilter(text="a DRONE"))] == ["e0000000001"]
        assert list(view.events(EventFilter(text='"sentence"'))) == []  # what the JSON says beside it


def test_migrations_run_once_in_order_and_keep_what_is_there(version_1):
    steps = {2: "alter table runs add column host varchar", 3: "update runs set host = 'here'"}
    for _ in range(2):
        with open_to_write(version_1, steps) as connection:
            assert connection.execute("select max(version), count(*) from archive").fetchall() == [(3, 1)]
            assert connection.execute("select host from runs").fetchall() == [("here",)]
            assert connection.execute("select count(*) from documents").fetchall() == [(1,)]
            connection.execute("update runs set host = 'here'")


def test_a_migration_that_fails_changes_nothing(version_1):
    steps = {2: "create table extra (a integer)", 3: "create table more (a integer); select * from no_such_table"}
    with pytest.raises(StoreError, match=r"from version 2 to 3 .* nothing changed"), open_to_write(version_1, steps):
        pass
    with duckdb.connect(str(version_1)) as connection:
        assert connection.execute("select version from archive").fetchall() == [(2,)]
        names = {n for (n,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert "extra" in names
    assert "more" not in names


def test_migrations_are_numbered_without_a_gap():
    assert sorted(shipped_migrations()) == list(range(2, 2 + len(shipped_migrations())))


def test_a_newer_archive_says_to_install_a_newer_program(version_1):
    with duckdb.connect(str(version_1)) as connection:
        connection.execute("update archive set version = 99")
    for opened in (open_to_write, open_to_read, read_again):
        with pytest.raises(StoreError, match=r"old\.duckdb: archive of version 99.*install a newer"), opened(version_1):
            pass


def test_an_older_archive_is_not_changed_by_a_reader(version_1, monkeypatch):
    monkeypatch.setattr("standoff.store.archive.shipped_migrations", lambda: {2: "select 1"})
    for opened in (open_to_read, read_again):
        with (
            pytest.raises(StoreError, match="archive of version 1, this program reads 2; bring it up"),
            opened(version_1),
        ):
            pass


def test_what_is_no_archive_is_refused_with_a_way_out(tmp_path):
    text, foreign, folder = tmp_path / "text.duckdb", tmp_path / "foreign.duckdb", tmp_path / "folder"
    text.write_text("This is a report, not an archive. " * 200)
    with duckdb.connect(str(foreign)) as connection:
        connection.execute("create table documents (id varchar)")
    folder.mkdir()
    for path, why in (
        (text, "is not a standoff archive; name another"),
        (foreign, "not a standoff archive; name another"),
        (folder, "is a folder; name a file"),
    ):
        for opened in (open_to_write, open_to_read, read_again):
            with pytest.raises(StoreError, match=why), opened(path):
                pass
    assert text.read_text().startswith("This is a report")


def test_a_missing_archive_is_made_by_a_writer_only(tmp_path):
    with (
        pytest.raises(StoreError, match="no archive there; make one with: standoff add"),
        View.open(tmp_path / "a.duckdb"),
    ):
        pass
    with pytest.raises(StoreError, match=r"folder .* does not exist"), Writer.open(tmp_path / "no" / "a.duckdb"):
        pass
    with Writer.open(tmp_path / "a.duckdb") as writer:
        assert writer.counts().documents == 0
    with View.open(tmp_path / "a.duckdb") as view:
        assert view.counts().events == 0


def test_an_archive_that_another_process_has_open_is_busy(tmp_path):
    path = tmp_path / "a.duckdb"
    with Writer.open(path):
        pass
    code = f"import duckdb; c = duckdb.connect({str(path)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for opened in (open_to_write, open_to_read, read_again):
            with pytest.raises(StoreError, match=rf"in use by process {holder.pid}; wait"), opened(path):
                pass
        holder.communicate("\n")


def test_a_reader_cannot_write(version_1):
    with Writer.open(version_1):
        pass  # brought up to the current version
    for opened in (open_to_read, read_again):
        with opened(version_1) as connection, pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.execute("delete from documents")


def test_who_reads_again_and_again_sees_what_was_written_between_and_holds_up_nobody(tmp_path):
    path = tmp_path / "it's one.duckdb"
    reader = Reader(path)
    with pytest.raises(StoreError, match="no archive there"), reader.open():
        pass
    for number in range(3):
        with Writer.open(path) as writer:
            writer.add([_told_on(number + 1)], (), ())
        with View.reading(reader) as one, View.reading(reader) as other:
            assert one.counts().documents == other.counts().documents == number + 1
            with open_to_read(path):
                pass
        assert _free_for_another_process(path)
    with View.reading(reader) as one:
        assert not _free_for_another_process(path)
        assert one.counts().documents == 3


def _free_for_another_process(path: Path) -> bool:
    code = f"import duckdb; duckdb.connect({str(path)!r})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def _told_on(day: int) -> NewDocument:
    mention = Mention(f"d{day}", 0, 3, "...", Span(0, 3), "r", "c", "ASSAULT")
    document = Document(mention.document, "s", "...", published=date(2024, 1, day))
    return NewDocument(document, bytes([day]), b"", "c", (mention,), (frozenset({"y|all", f"t|{day}"}),), ())


def test_of_a_block_that_all_times_share_the_nearest_mentions_are_loaded(tmp_path):
    with Writer.open(tmp_path / "a.duckdb") as writer:
        writer.add([_told_on(day) for day in (9, 1, 6, 2, 5)], (), ())
        writer.replace_events(["d9", "d1", "d6", "d2"], [], [], [])

        def under(keys: list[str], years: list[str], documents: list[str]) -> list[str]:
            middle = date(2024, 1, int(documents[0][1:]))
            numbers = writer.numbers_under(keys, documents) + writer.numbers_near(middle, years, documents, most=2)
            return [s.mention.document for s in writer.mentions_numbered(set(numbers))]

        assert under(["y|all"], [], ["d5"]) == ["d9", "d1", "d6", "d2", "d5"]
        assert under([], ["y|all"], ["d5"]) == ["d6", "d5"]
        assert under(["t|9"], ["y|all"], ["d5"]) == ["d9", "d6", "d5"]
        assert under([], ["y|all"], ["d1"]) == ["d1", "d2"]  # d5 waits for merging and is not asked about
