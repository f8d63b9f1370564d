"""ACLED exports in the archive: both column sets, both date forms, words and numbers. The fixtures are made up."""

from __future__ import annotations

from standoff.importing import Imported
from standoff.records import Amount, When
from tests.formats.imports import DATA, imported, imported_twice


def test_types_by_sub_type(tmp_path):
    found = imported_twice("acled", DATA / "acled.csv", tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(7, 0, 0), [])
    kinds = [(e.type, *e.mode) for e in (found.event(f"acled:ZZA{n}") for n in range(1, 8))]
    assert kinds == [
        *(("ASSAULT",), ("ASSAULT",), ("ASSAULT", "aerial"), ("PROTEST", "demo"), ("PROTEST", "riot")),
        *(("COERCE", "arrest"), ("STATEMENT",)),
    ]


def test_sides_with_those_who_stand_with_them(tmp_path):
    event = imported("acled", DATA / "acled.csv", tmp_path / "a.duckdb").event("acled:ZZA1")
    assert (event.actors[0].country, event.actors[0].sector) == ("MLI", "MIL")
    assert len(event.actors) == 2
    assert [p.name for p in event.recipients][1:] == ["Teachers (Mali)", "Women (Mali)"]
    assert (event.recipients[0].country, event.recipients[0].sector) == ("MLI", "CVL")
    assert event.deaths == Amount(12, 12)


def test_a_date_that_is_less_sure_is_a_week_or_a_month(tmp_path):
    found = imported("acled", DATA / "acled.csv", tmp_path / "a.duckdb")
    assert found.event("acled:ZZA1").date == When.from_json(["2025-05-16", "2025-05-16"])
    assert found.event("acled:ZZA2").date == When.from_json(["2025-05-12", "2025-05-18"])
    assert found.event("acled:ZZA3").date == When.from_json(["2025-05-01", "2025-05-31"])
    assert {s.sources for s in found.events if s.event.id == "acled:ZZA1"} == {2}


def test_the_older_set_with_numbers(tmp_path):
    found = imported_twice("acled", DATA / "acled_old.csv", tmp_path / "a.duckdb")
    first, second = found.event("acled:MLI1"), found.event("acled:MLI2")
    assert [(p.country, p.sector) for p in (first.actors[0], first.recipients[0])] == [("MLI", "REB"), ("MLI", "CVL")]
    assert [(p.country, p.sector) for p in (*second.actors, *second.recipients)] == [(None, "REB"), ("MLI", "MIL")]


def test_broken_rows_are_refused_with_line_and_field(tmp_path):
    text = (DATA / "acled_old.csv").read_text(encoding="utf-8")
    head, row = text.splitlines()[:2]
    changes = [
        ("2019-03-23", "23 Mai 2019"),
        (",160,", ",many,"),
        ("Violence against civilians", "Weather"),
        ("MLI1", ""),
    ]
    broken = [row.replace(old, new, 1) for old, new in [*changes, (",2019,1,", ",2019,9,")]]
    file = tmp_path / "broken.csv"
    file.write_text("\n".join([head, *broken, row, "half,a row"]), encoding="utf-8")
    found = imported("acled", file, tmp_path / "a.duckdb")
    assert found.done == Imported(1, 0, 6)
    fields = {(2, "event_date"), (3, "fatalities"), (4, "event_type"), (5, "event_id_cnty"), (6, "time_precision")}
    assert found.fields == {*fields, (8, "")}


def test_the_real_file_imports_whole(shared, tmp_path):
    found = imported_twice("acled", shared / "data" / "acled_2022_sample.csv.gz", tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(1000, 0, 0), [])
