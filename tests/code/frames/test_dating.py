"""Which date an event gets, against the day of the report."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("Israel attacked Lebanon on Friday.", "2024-03-10", ["2024-03-08", "2024-03-08"]),
        ("Israel attacked Lebanon on February 3.", "2024-03-10", ["2024-02-03", "2024-02-03"]),
        ("Israel attacked Lebanon on 3 February 2023.", "2024-03-10", ["2023-02-03", "2023-02-03"]),
        ("Israel attacked Lebanon in 2006.", "2024-03-10", ["2006-01-01", "2006-12-31"]),
        ("Israel attacked Lebanon yesterday.", "2024-03-10", ["2024-03-09", "2024-03-09"]),
        ("Israel attacked Lebanon on 3 February 2023.", None, ["2023-02-03", "2023-02-03"]),
        ("Israel attacked Lebanon on Friday.", None, None),
        ("Israel attacked Lebanon yesterday.", None, None),
        ("Israel attacked Lebanon.", None, None),
        ("Qatar condemned Israel.", "2024-03-10", ["2024-03-09", "2024-03-10"]),
        ("Israel has attacked Lebanon more than 20 times since January.", "2024-03-10", ["2024-01-01", "2024-03-10"]),
        ("Xi Jinping will visit Serbia on Monday.", "2024-03-10", ["2024-03-11", "2024-03-11"]),
    ],
)
def test_date(code, text, published, date):
    [mention] = code(text, published).mentions
    assert (None if mention.date is None else mention.date.as_json()) == date


def test_each_event_has_its_own_date(code):
    first, second = code("Israel attacked Lebanon on Friday and Iran attacked Israel on Saturday.").mentions
    assert (first.date.as_json()[0], second.date.as_json()[0]) == ("2024-03-08", "2024-03-09")


def test_the_past_perfect_is_not_the_news(code):
    assert code("Israel had attacked Lebanon.").mentions[0].date is None
