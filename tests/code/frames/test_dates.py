"""Expressions of time: what they mean on a day, what they cannot mean without one, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.code.frames.dates import anchor_after, find_dates
from standoff.records import When

PUBLISHED = date(2024, 2, 6)  # a Tuesday


def when(start: str, end: str | None = None) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end or start))


def only(text: str, published: date | None = PUBLISHED, anchor: When | None = None):
    found = find_dates(text, published, anchor)
    assert len(found) == 1, [text[f.start : f.end] for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("said in a statement Sunday.", "2024-02-04", "2024-02-04"),
        ("struck on Friday night", "2024-02-02", "2024-02-02"),
        ("on Tuesday", "2024-02-06", "2024-02-06"),
        ("last Tuesday", "2024-01-30", "2024-01-30"),
        ("between Friday and Sunday", "2024-02-02", "2024-02-04"),
        ("last week's attack", "2024-01-28", "2024-02-04"),
        ("over the weekend", "2024-02-03", "2024-02-04"),
        ("last month", "2024-01-01", "2024-01-31"),
        ("late last year", "2023-09-01", "2023-12-31"),
        ("earlier this month", "2024-02-01", "2024-02-06"),
        ("yesterday", "2024-02-05", "2024-02-05"),
        ("overnight", "2024-02-05", "2024-02-06"),
        ("a drone strike January 28 by a militia", "2024-01-28", "2024-01-28"),
        ("on Jan. 28", "2024-01-28", "2024-01-28"),
        ("on 28 January 2024", "2024-01-28", "2024-01-28"),
        ("on 2024-01-28", "2024-01-28", "2024-01-28"),
        ("on 28/1/2024", "2024-01-28", "2024-01-28"),
        ("On Thursday, Dec. 15, aircraft", "2023-12-15", "2023-12-15"),
        ("his Dec.14th briefing", "2023-12-14", "2023-12-14"),
        ("between 11-13 Dec.", "2023-12-11", "2023-12-13"),
        ("from May 15 to May 24", "2023-05-15", "2023-05-24"),
        ("28 Dec to 3 Jan", "2023-12-28", "2024-01-03"),
        ("on 29 February", "2020-02-29", "2020-02-29"),
        ("in October", "2023-10-01", "2023-10-31"),
        ("In February, it", "2024-02-01", "2024-02-06"),
        ("last December", "2023-12-01", "2023-12-31"),
        ("in early November 2005", "2005-11-01", "2005-11-10"),
        ("in late October", "2023-10-21", "2023-10-31"),
        ("between June and August 2014", "2014-06-01", "2014-08-31"),
        ("in 2011", "2011-01-01", "2011-12-31"),
        ("the 2016 attempted coup", "2016-01-01", "2016-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("from 2003 to 2011", "2003-01-01", "2011-12-31"),
        ("the summer of 2014", "2014-06-01", "2014-08-31"),
        ("on Christmas Day", "2023-12-25", "2023-12-25"),
        ("on Thanksgiving Day", "2023-11-23", "2023-11-23"),
        ("the Sept. 11 attacks", "2001-09-11", "2001-09-11"),
        ("since 9/11 things", "2001-09-11", "2024-02-06"),
        ("since 2003", "2003-01-01", "2024-02-06"),
        ("since last week", "2024-01-28", "2024-02-06"),
        ("since the war between two neighbours began in October", "2023-10-01", "2024-02-06"),
        ("over the past year", "2023-02-06", "2024-02-06"),
        ("for the last four months", "2023-10-06", "2024-02-06"),
        ("in the last 24 hours", "2024-02-05", "2024-02-06"),
        ("two days ago", "2024-02-04", "2024-02-04"),
        ("a decade ago", "2014-01-01", "2014-12-31"),
        ("since the start of the year", "2024-01-01", "2024-02-06"),
        ("it will meet again on march 14", "2023-03-14", "2023-03-14"),
    ],
)
def test_reads_against_the_day_of_publication(text: str, start: str, end: str) -> None:
    assert only(text).when == when(start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("will meet on Monday", "2024-02-12", "2024-02-12"),
        ("will meet again on march 14", "2024-03-14", "2024-03-14"),
        ("from May 15-24", "2024-05-15", "2024-05-24"),
        ("tomorrow", "2024-02-07", "2024-02-07"),
        ("next month", "2024-03-01", "2024-03-31"),
        ("next Monday", "2024-02-12", "2024-02-12"),
        ("later this week", "2024-02-06", "2024-02-11"),
        ("within ten days", "2024-02-06", "2024-02-16"),
    ],
)
def test_future_reading(text: str, start: str, end: str) -> None:
    assert only(text).future == when(start, end)


def test_a_day_just_past_stays_past_when_the_future_one_is_a_year_away() -> None:
    assert only("will visit on November 22", date(2015, 11, 24)).future == when("2015-11-22")


@pytest.mark.parametrize(
    "text",
    [
        "on Sunday",
        "last week",
        "in October",
        "January 28",
        "two days ago",
        "yesterday",
        "May 15-24",
        "in recent months",
        "a year later",
        "that year",
    ],
)
def test_no_date_is_invented_without_a_publication_date(text: str) -> None:
    found = only(text, None)
    assert found.when is None
    assert found.future is None


def test_full_dates_need_no_publication_date() -> None:
    assert only("in December 2014", None).when == when("2014-12-01", "2014-12-31")
    assert only("the December 25, 2011 agreement", None).when == when("2011-12-25")


@pytest.mark.parametrize(
    ("text", "anchor", "start", "end"),
    [
        ("On 5 November, they", when("2005-11-01", "2005-11-10"), "2005-11-05", "2005-11-05"),
        ("four days later", when("2005-11-05"), "2005-11-09", "2005-11-09"),
        ("After four more days of fighting", when("2005-11-10"), "2005-11-14", "2005-11-14"),
        ("the following day", when("2005-11-30"), "2005-12-01", "2005-12-01"),
        ("that year", when("2005-11-30"), "2005-01-01", "2005-12-31"),
        ("a year earlier", when("2005-11-30"), "2004-01-01", "2004-12-31"),
        ("the following Monday", when("2005-11-30"), "2005-12-05", "2005-12-05"),
    ],
)
def test_reads_against_the_date_told_before(text: str, anchor: When, start: str, end: str) -> None:
    assert only(text, None, anchor).when == when(start, end)


def test_a_story_goes_on_from_its_own_dates() -> None:
    text = "They left in 2011. Within two years the group took the west and, a year later, the north."
    assert [f.when for f in find_dates(text, PUBLISHED)] == [
        when("2011-01-01", "2011-12-31"), when("2011-01-01", "2013-12-31"), when("2014-01-01", "2014-12-31"),
    ]  # fmt: skip


def test_spans_without_a_point_in_time_are_no_anchor() -> None:
    told = when("2011-01-01", "2011-12-31")
    assert anchor_after(find_dates("in recent months and since 2003", PUBLISHED), told) == told


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("since Friday", "since"), ("until Friday", "until"), ("before Friday", "before"), ("after Friday", "after"),
        ("the pre-Oct 7 talks", "before"), ("during 2011", "during"), ("in 2011", "at"), ("over the past year", "during"), ("by the end of 2011", "by"),
    ],
)  # fmt: skip
def test_relation_of_the_governing_preposition(text: str, relation: str) -> None:
    assert only(text).relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "open 24/7", "He may 3 times", "Theresa May said", "they march on the city", "this may not hold", "2011 people", "some 2000 soldiers", "Resolution 1973",
        "at 2000 GMT", "for two years", "aged 42 years", "on 3/4/2024", "years ago", "April Glaspie said", "every Friday", "the Sunday Times reported", "the second week",
        "the fall of the city", "99999999 days ago", "Just 10 per cent", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_a_number_of_people_is_not_a_second_day() -> None:
    found = only("on March 14 and 20 people were hurt")
    assert found.when == when("2023-03-14")


def test_offsets_hold_behind_letters_that_grow_in_lower_case() -> None:
    text = "İstanbul, 28 January 2024"
    found = only(text)
    assert text[found.start : found.end] == "28 January 2024"


WORDS = [
    "on",
    "in",
    "since",
    "last",
    "next",
    "the",
    "past",
    "May",
    "March",
    "14",
    "2011",
    "9999",
    "0",
    "years",
    "ago",
    "later",
    "Sunday",
    "and",
    "-",
    "Jan.",
    "week",
    "of",
    "early",
    "first",
    "day",
    "within",
    "İ",
    "that",
    "weekend",
    "31",
    "February",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(), st.booleans())
def test_any_text_gives_ordered_expressions_inside_it(words: list[str], published: date, told: bool) -> None:
    text = " ".join(words)
    end = 0
    for found in find_dates(text, published, When(published, published) if told else None):
        assert end <= found.start < found.end <= len(text)
        assert found.when is None or found.when.start <= found.when.end
        assert found.future is None or found.future.start <= found.future.end
        end = found.end
