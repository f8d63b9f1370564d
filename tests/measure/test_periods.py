"""Days into whole periods that end with the record, and into those that come next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from standoff.measure.periods import whole


def test_weeks_end_with_the_last_day_and_what_is_left_at_the_start_is_dropped():
    found = whole(date(2024, 1, 1), date(2024, 1, 24), "week")
    assert found.ends == (date(2024, 1, 10), date(2024, 1, 17), date(2024, 1, 24))
    assert found.starts[0] == date(2024, 1, 4)
    assert found.ahead(2) == (date(2024, 1, 31), date(2024, 2, 7))
    assert found.places().tolist() == [0, 7, 14, 21]


def test_months_are_those_of_the_calendar_and_one_that_has_begun_does_not_count():
    found = whole(date(2023, 11, 20), date(2024, 3, 15), "month")
    assert found.ends == (date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29))
    assert found.ahead(2) == (date(2024, 3, 31), date(2024, 4, 30))


def test_a_month_that_is_whole_counts():
    assert whole(date(2024, 1, 1), date(2024, 2, 29), "month").ends == (date(2024, 1, 31), date(2024, 2, 29))


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_periods_follow_one_another_without_gap(step):
    found = whole(date(2020, 1, 1), date(2021, 6, 11), step)
    assert all(end + timedelta(days=1) == start for end, start in zip(found.ends, found.starts[1:], strict=True))
    assert found.starts[0] >= date(2020, 1, 1)
    assert found.ends[-1] <= date(2021, 6, 11)


def test_a_record_shorter_than_a_period_has_none():
    assert whole(date(2024, 1, 3), date(2024, 1, 5), "week").ends == ()
