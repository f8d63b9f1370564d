"""ICEWS files in the archive: lost zeros, Latin-1, empty values in words, columns in any order. The fixture is made up."""

from __future__ import annotations

import pytest

from standoff.errors import FormatError
from standoff.importing import Imported
from tests.formats.imports import DATA, imported, imported_twice

FILE = DATA / "icews.tab"


def test_rows_are_events(tmp_path):
    found = imported_twice("icews", FILE, tmp_path / "a.duckdb")
    assert found.done == Imported(6, 0, 0)
    consult = found.event("icews:90000001@20180601")
    assert (consult.type, consult.score, consult.dataset) == ("CONSULT", 1.0, "icews")
    assert [(p.country, p.sector) for p in (*consult.actors, *consult.recipients)] == [("BGD", "GOV"), ("VNM", "MIL")]
    assert consult.place is not None
    assert (consult.place.name, consult.place.country, consult.place.precision) == ("Hanoi", "VNM", "town")
    attack = found.event("icews:90000003@20180601")
    assert (attack.type, attack.actors[0].sector, attack.recipients[0].sector) == ("ASSAULT", "REB", "COP")


def test_one_id_on_two_days_is_two_events(tmp_path):
    found = imported("icews", FILE, tmp_path / "a.duckdb")
    protest = found.event("icews:90000003@20180602")
    assert (protest.type, protest.mode, protest.recipients, protest.place) == ("PROTEST", ("demo",), (), None)


def test_codes_that_lost_their_zero_and_codes_with_a_letter(tmp_path):
    found = imported("icews", FILE, tmp_path / "a.duckdb")
    assert found.event("icews:90000002@20180601").type == "STATEMENT"  # 014, not 14
    assert found.event("icews:90000005@20180602").type == "AID"  # 073
    assert found.event("icews:90000004@20180602").type == "THREATEN"  # 13y


def test_latin_1_and_other_spellings_of_countries(tmp_path):
    found = imported("icews", FILE, tmp_path / "a.duckdb")
    place = found.event("icews:90000004@20180602").place
    assert place is not None
    assert place.name == "Malmö"
    assert found.event("icews:90000005@20180602").recipients[0].country == "MKD"


def test_columns_in_another_order_with_a_byte_order_mark(tmp_path):
    rows = [line.split("\t") for line in FILE.read_text(encoding="latin-1").splitlines()]
    file = tmp_path / "turned.tab"
    text = "\r\n".join("\t".join(reversed(row)) for row in rows).replace("Event ID", "EVENT id")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    turned = imported("icews", file, tmp_path / "a.duckdb")
    straight = imported("icews", FILE, tmp_path / "b.duckdb")
    assert turned.events == straight.events


def test_broken_rows_are_refused_with_line_and_field(tmp_path):
    rows = [line.split("\t") for line in FILE.read_text(encoding="latin-1").splitlines()]
    rows[1][1], rows[2][6], rows[3][7], rows[4][0] = "2018-13-01", "9999", "much", ""
    file = tmp_path / "broken.tab"
    file.write_text("\n".join("\t".join(row) for row in [*rows, ["half", "a row"]]), encoding="latin-1")
    found = imported("icews", file, tmp_path / "a.duckdb")
    assert found.done == Imported(2, 0, 5)
    assert found.fields == {(2, "Event Date"), (3, "CAMEO Code"), (4, "Intensity"), (5, "Event ID"), (8, "")}


def test_a_file_without_a_column_is_told_so(tmp_path):
    file = tmp_path / "x.tab"
    file.write_text(FILE.read_text(encoding="latin-1").replace("CAMEO Code", "Code"), encoding="latin-1")
    with pytest.raises(FormatError, match="lacks the columns CAMEO Code"):
        imported("icews", file, tmp_path / "a.duckdb")


def test_the_real_file_imports_whole(shared, tmp_path):
    found = imported_twice("icews", shared / "data" / "icews_raw_20180601.tab.gz", tmp_path / "a.duckdb")
    assert found.done == Imported(3705, 0, 0)
