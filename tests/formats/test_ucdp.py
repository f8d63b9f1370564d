"""UCDP GED files in the archive: all layouts, intervals, deaths from low to high, the header row of tags."""

from __future__ import annotations

import csv
import io

import pytest

from standoff.importing import Imported
from standoff.records import Amount, When
from tests.formats.imports import DATA, imported, imported_twice


def rows_of(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(rows: list[list[str]], file):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    file.write_text(out.getvalue(), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "rows"), [("ucdp_ged_23_1.csv", 30), ("ucdp_ged_19_1.csv", 20), ("ucdp_ged_hdx.csv", 12)]
)
def test_every_release_is_read(name, rows, tmp_path):
    found = imported_twice("ucdp", DATA / name, tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(rows, 0, 0), [])
    assert {s.event.type for s in found.events} == {"ASSAULT"}


def test_a_row_is_an_assault_with_its_interval_and_deaths(tmp_path):
    found = imported("ucdp", DATA / "ucdp_ged_23_1.csv", tmp_path / "a.duckdb")
    event = found.event("ucdp:21300")
    assert [(p.country, p.sector) for p in event.actors] == [("AGO", "GOV")]
    assert event.date == When.from_json(["1989-05-10", "1989-05-16"])
    assert (event.deaths, event.deaths_best) == (Amount(14, 14), 14)
    assert event.place is not None
    assert (event.place.country, event.place.precision) == ("AGO", "region")
    widened = found.event("ucdp:236880")  # low 3, best 2, high 3
    assert (widened.deaths, widened.deaths_best) == (Amount(2, 3), 2)


def test_civilians_are_of_the_country_of_the_place(tmp_path):
    found = imported("ucdp", DATA / "ucdp_ged_hdx.csv", tmp_path / "a.duckdb")
    [victim] = found.event("ucdp:62366").recipients
    assert (victim.id, victim.country, victim.sector) == ("IRQ/CVL", "IRQ", "CVL")


def test_candidate_files_without_header_and_other_dates(tmp_path):
    rows = rows_of("ucdp_ged_23_1.csv")
    start, end = (rows[0].index(name) for name in ("date_start", "date_end"))
    rows[2][start], rows[2][end] = "5/10/1989 12:00:00 AM", "5/16/1989 12:00:00 AM"
    found = imported("ucdp", written(rows[1:], tmp_path / "candidate.csv"), tmp_path / "a.duckdb")
    whole = imported("ucdp", DATA / "ucdp_ged_23_1.csv", tmp_path / "b.duckdb")
    assert found.events == whole.events


def test_broken_rows_are_refused_with_line_and_field(tmp_path):
    rows = rows_of("ucdp_ged_19_1.csv")
    for line, (column, value) in enumerate(
        [("id", ""), ("date_start", "2016-02-31"), ("date_end", "2015-01-01"), ("best", "many"), ("low", "-1"), ("type_of_violence", "4")],
        1,
    ):  # fmt: skip
        rows[line][rows[0].index(column)] = value
    found = imported("ucdp", written([*rows, ["half", "a row"]], tmp_path / "broken.csv"), tmp_path / "a.duckdb")
    assert found.done == Imported(14, 0, 7)
    assert found.fields == {
        *((2, "id"), (3, "date_start"), (4, "date_end"), (5, "best"), (6, "low"), (7, "type_of_violence"), (22, "")),
    }


@pytest.mark.parametrize(
    ("name", "rows"),
    [("ucdp_ged_23_1_sample", 1000), ("ucdp_ged_iraq_hdx", 7473), ("ucdp_ged_syria_19_1", 16566)],
)
def test_the_real_files_import_whole(name, rows, shared, tmp_path):
    found = imported("ucdp", shared / "data" / f"{name}.csv.gz", tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(rows, 0, 0), [])
