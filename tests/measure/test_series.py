"""Daily counts: nothing is lost or doubled when intervals are spread over their days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff import knowledge, ontology
from standoff.importing import import_file
from standoff.measure.series import daily, spread, weekly_exposure
from standoff.measure.sides import sides
from standoff.store import View
from tests.event_table import archive_of
from tests.measure.made import dealings

FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)
MATERIAL = ontology.QUADS.index("material conflict")


def test_an_interval_is_spread_over_its_days():
    found = daily(dealings(("e", "2024-01-10", "2024-01-13", 0, 1, "ASSAULT"), deaths=8), FIRST, LAST)
    assert found.dyads.tolist() == [[0, 1]]
    assert found.counts[9:13, 0, MATERIAL].tolist() == [0.25] * 4
    assert found.deaths_best[9:13, 0].tolist() == [2.0] * 4
    assert found.counts.sum() == 1


def test_what_lies_outside_is_cut_off_not_moved():
    found = daily(dealings(("e", "2023-12-30", "2024-01-02", 0, 1, "ASSAULT")), FIRST, LAST)
    assert found.counts.sum() == pytest.approx(0.5)


def test_what_is_dated_to_more_than_a_year_is_counted_apart():
    found = daily(dealings(("e", "2022-01-01", "2024-02-01", 0, 1, "ASSAULT")), FIRST, LAST)
    assert found.vague == 1
    assert found.counts.sum() == 0


def test_a_count_on_a_day_is_so_many_and_one_over_months_tells_again_of_others():
    on_a_day = daily(dealings(("e", "2024-01-10", "2024-01-10", 0, 1, "ASSAULT"), count=3), FIRST, LAST)
    over_months = daily(dealings(("e", "2024-01-10", "2024-03-10", 0, 1, "ASSAULT"), count=160), FIRST, LAST)
    assert on_a_day.counts.sum() == 3
    assert over_months.counts.sum() == pytest.approx(1)


def test_directions_and_quad_classes_are_kept_apart():
    found = daily(
        dealings(("a", "2024-01-10", "2024-01-10", 0, 1, "ASSAULT"), ("b", "2024-01-10", "2024-01-10", 1, 0, "AID")),
        FIRST,
        LAST,
    )
    assert found.dyads.tolist() == [[0, 1], [1, 0]]
    assert found.counts[9].tolist() == [[0, 0, 0, 1], [0, 1, 0, 0]]


def test_weeks_begin_on_mondays_and_are_whole():
    rows = [
        (str(n), str(FIRST + timedelta(days=n)), str(FIRST + timedelta(days=n)), 0, 1, "ASSAULT") for n in range(60)
    ]
    mondays, counts = daily(dealings(*rows), date(2024, 1, 3), date(2024, 1, 25)).weekly("material conflict")
    assert mondays == (date(2024, 1, 8), date(2024, 1, 15))
    assert counts.ravel().tolist() == [7, 7]


def test_reports_of_a_week_are_its_exposure():
    mondays = (date(2024, 1, 8), date(2024, 1, 15))
    assert weekly_exposure({date(2024, 1, 8): 2, date(2024, 1, 14): 1, date(2024, 2, 1): 9}, mondays).tolist() == [3, 0]


intervals = st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(0, 40)), min_size=1, max_size=12)


@given(intervals)
def test_shares_of_each_dealing_add_up_to_one(told: list[tuple[date, int]]):
    rows = [(str(n), str(day), str(day + timedelta(days=more)), 0, 1, "ASSAULT") for n, (day, more) in enumerate(told)]
    parts = spread(dealings(*rows))
    assert np.bincount(parts.row, parts.share, minlength=len(told)) == pytest.approx(np.ones(len(told)))


def test_the_archive_gives_dealings_between_sides_only(tmp_path):
    archive = archive_of(
        tmp_path,
        [
            ("2024-01-10", "ASSAULT", "United States", "Kataib Hezbollah", "Jurf al-Sakhar", "1", "2", "4"),
            ("2024-01-11/2024-01-12", "CONSULT", "Iraq", "Iran"),
            ("2024-01-12", "ASSAULT", "United States", "Nobody in particular"),
        ],
    )
    with View.open(archive) as view:
        found = sides(view.parties(), knowledge.load(), LAST)
        told = view.dealings(found.of)
        only_january_10 = view.dealings(found.of, until=date(2024, 1, 10))
    assert [(found.sides[a].id, found.sides[b].id) for a, b in zip(told.source, told.target, strict=True)] == [
        ("USA", "IRQ/REB:irn-backed"),
        ("IRQ", "IRN"),
    ]
    assert (told.deaths_low[0], told.deaths_best[0], told.deaths_high[0]) == (1, 2, 4)
    assert not told.reported.any()
    assert len(only_january_10) == 1


def test_a_plain_statement_is_no_dealing(tmp_path):
    told = [("2024-01-10", "ASSAULT", "United States", "Iraq")]
    archive = archive_of(tmp_path, told)
    table = tmp_path / "statements.csv"
    table.write_text("id,day,code,who,whom\n1,2024-01-11,010,United States,Iraq\n", encoding="utf-8")
    (tmp_path / "codes.toml").write_text(
        'id = "id"\ndate = "day"\ncameo = "code"\nactor = "who"\nrecipient = "whom"\ndataset = "other"\n',
        encoding="utf-8",
    )
    import_file("table", table, archive, map=tmp_path / "codes.toml")
    with View.open(archive) as view:
        assert view.counts().events == 2
        found = view.dealings(sides(view.parties(), knowledge.load(), LAST).of)
    assert [found.types[n] for n in found.type] == ["ASSAULT"]
