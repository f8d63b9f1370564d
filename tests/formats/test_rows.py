"""Whole rows out of a file, and every broken one told with its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.formats import rows
from standoff.formats.rows import Layout, whole_rows

TABS = Layout(("a", "b", "c"))
LATIN = Layout(("a", "b", "c"), latin=True)
QUOTED = Layout(("a", "b", "c"), delimiter=",", quoted=True)


def read(data: bytes, layout: Layout = TABS) -> tuple[list[tuple[int, bytes]], list[tuple[int, str]]]:
    """(line, row) of what is taken and (line, reason) of what is refused."""
    refused: list[tuple[int, str]] = []
    taken: list[tuple[int, bytes]] = []
    for found in whole_rows(io.BytesIO(data), layout, lambda line, _field, why: refused.append((line, why))):
        taken += list(zip(found.lines.tolist(), found.text.splitlines(), strict=True))
    return taken, refused


def test_each_broken_row_is_refused_and_the_rest_kept():
    data = b"1\tx\ty\n2\tx\n\n3\t\0\ty\n4\tUnit\xe9d\ty\n5\tx\ty\tz\n6\tx\ty\n7\tx"
    taken, refused = read(data)
    assert taken == [(1, b"1\tx\ty"), (7, b"6\tx\ty")]
    assert refused == [
        (2, "has 2 columns, not 3"),
        (4, "holds a NUL byte"),
        (5, "is not UTF-8"),
        (6, "has 4 columns, not 3"),
        (8, "has 2 columns, not 3"),
    ]


def test_a_last_line_without_its_end_counts_if_it_is_whole():
    assert read(b"1\tx\ty\n2\tx\ty") == ([(1, b"1\tx\ty"), (2, b"2\tx\ty")], [])


def test_latin_1_is_read_where_the_format_had_it():
    assert read(b"1\tSu\xe8de\ty\n", LATIN) == ([(1, "1\tSuède\ty".encode())], [])


def test_line_breaks_inside_quotes_are_part_of_the_row():
    data = b'1,"two\nlines",y\n2,x\n3,"a ""word""",y\n4,\0,y\n'
    refused: list[tuple[int, str]] = []
    [found] = whole_rows(io.BytesIO(data), QUOTED, lambda line, _field, why: refused.append((line, why)))
    assert found.lines.tolist() == [1, 4]
    assert list(csv.reader(io.StringIO(found.text.decode()))) == [["1", "two\nlines", "y"], ["3", 'a "word"', "y"]]
    assert refused == [(3, "has 2 columns, not 3"), (5, "holds a NUL byte")]


@pytest.mark.parametrize("block", [1, 7, 64])
def test_blocks_cut_no_row(block, monkeypatch):
    monkeypatch.setattr(rows, "BLOCK", block)
    data = b"".join(b"%d\tx\ty\n" % n for n in range(50))
    taken, refused = read(data)
    assert [line for line, _ in taken] == list(range(1, 51))
    assert refused == []


@given(st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b" ")), max_size=20))
def test_every_line_is_taken_or_refused_or_empty(lines):
    taken, refused = read(b"\n".join(lines))
    told = [line for line, _ in taken] + [line for line, _ in refused]
    assert sorted(told) == [n for n, line in enumerate(lines, 1) if line.strip() or line.count(b"\t") == 2]


def test_carriage_returns_end_lines_or_are_spaces():
    assert read(b"1\tx\ty\r\n2\tx\rx\ty\r\n") == ([(1, b"1\tx\ty"), (2, b"2\tx x\ty")], [])


def test_the_sign_that_the_archive_reads_lines_by_is_refused():
    assert read(b"1\tx\x1e\ty\n2\tx\ty\n") == ([(2, b"2\tx\ty")], [(1, "holds a control character")])


def test_empty_values_after_the_last_column_are_dropped_where_the_format_has_them():
    layout = Layout(("a", "b", "c"), trailing=True)
    assert read(b"1\tx\ty\t\t\n2\tx\t\t\n3\tx\ty\tz\n", layout) == (
        [(1, b"1\tx\ty"), (2, b"2\tx\t")],
        [(3, "has 4 columns, not 3")],
    )
