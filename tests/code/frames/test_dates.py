"""Expressions of time: what they mean on a day, what they cannot mean without one, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.code.frames.date_rules import Setting
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
        ("in May last year", "2023-05-01", "2023-05-31"),
        ("in May of this year", "2024-05-01", "2024-05-31"),
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


# Expressions of agencies, ministries' logs and UN reports, read on Tuesday 6 February 2024.
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # nights
        ("overnight on 3-4 May 2023", "2023-05-03", "2023-05-04"),
        ("on the night of 3-4 May", "2023-05-03", "2023-05-04"),
        ("on the night of 27/28 January", "2024-01-27", "2024-01-28"),
        ("overnight 27/28 January", "2024-01-27", "2024-01-28"),
        ("On the night of 27 to 28 January 2024", "2024-01-27", "2024-01-28"),
        ("overnight into Sunday", "2024-02-03", "2024-02-04"),
        ("late Saturday into Sunday", "2024-02-03", "2024-02-04"),
        ("from late Friday into early Saturday", "2024-02-02", "2024-02-03"),
        ("between Tuesday night and Wednesday morning", "2024-01-30", "2024-01-31"),
        ("in the early hours of Saturday", "2024-02-03", "2024-02-03"),
        ("in the early hours of 5 February", "2024-02-05", "2024-02-05"),
        ("at dawn on Sunday", "2024-02-04", "2024-02-04"),
        ("shortly after midnight on Monday", "2024-02-05", "2024-02-05"),
        # weekdays
        ("on Saturday and Sunday", "2024-02-03", "2024-02-04"),
        ("from Saturday through Monday", "2024-02-03", "2024-02-05"),
        ("on Monday this week", "2024-02-05", "2024-02-05"),
        ("on Monday last week", "2024-01-29", "2024-01-29"),
        ("on Thursday of last week", "2024-02-01", "2024-02-01"),
        ("on Wednesday and Thursday last week", "2024-01-31", "2024-02-01"),
        ("this past Sunday", "2024-02-04", "2024-02-04"),
        ("earlier on Tuesday", "2024-02-06", "2024-02-06"),
        # days
        ("Dec. 12 to 14", "2023-12-12", "2023-12-14"),
        ("Dec. 12-14, 2023", "2023-12-12", "2023-12-14"),
        ("between 12 and 14 December 2023", "2023-12-12", "2023-12-14"),
        ("between 3 December and 7 January", "2023-12-03", "2024-01-07"),
        ("28 January - 3 February 2024", "2024-01-28", "2024-02-03"),
        ("28 December - 3 January 2024", "2023-12-28", "2024-01-03"),
        ("from 1 October 2022 to 30 September 2023", "2022-10-01", "2023-09-30"),
        ("from October 1, 2022, to September 30, 2023", "2022-10-01", "2023-09-30"),
        ("on Feb 5th at 14:30", "2024-02-05", "2024-02-05"),
        ("at 0300 on 5 February", "2024-02-05", "2024-02-05"),
        ("5 February 2024, 09:00 UTC", "2024-02-05", "2024-02-05"),
        ("Mon 5 Feb", "2024-02-05", "2024-02-05"),
        ("the 28th of January", "2024-01-28", "2024-01-28"),
        ("on the 28th", "2024-01-28", "2024-01-28"),
        # figures
        ("28.01.2024", "2024-01-28", "2024-01-28"),
        ("3.4.2023", "2023-04-03", "2023-04-03"),
        ("28.01.24", "2024-01-28", "2024-01-28"),
        ("28/01/24", "2024-01-28", "2024-01-28"),
        ("01/28/2024", "2024-01-28", "2024-01-28"),
        ("28-01-2024", "2024-01-28", "2024-01-28"),
        ("28-Jan-2024", "2024-01-28", "2024-01-28"),
        ("2024/01/28", "2024-01-28", "2024-01-28"),
        ("on 4/4/2023", "2023-04-04", "2023-04-04"),
        # weeks
        ("the week of January 22", "2024-01-22", "2024-01-28"),
        ("the week beginning 22 January", "2024-01-22", "2024-01-28"),
        ("in the week ending 4 February", "2024-01-29", "2024-02-04"),
        ("earlier this week", "2024-02-04", "2024-02-06"),
        ("late last week", "2024-02-01", "2024-02-04"),
        ("over the past fortnight", "2024-01-23", "2024-02-06"),
        ("a fortnight ago", "2024-01-20", "2024-01-26"),
        # months and parts of them
        ("Trump's December announcement", "2023-12-01", "2023-12-31"),
        ("the May attack", "2023-05-01", "2023-05-31"),
        ("a March ceasefire", "2023-03-01", "2023-03-31"),
        ("since early October", "2023-10-01", "2024-02-06"),
        ("since the start of October", "2023-10-01", "2024-02-06"),
        ("in mid-January", "2024-01-11", "2024-01-20"),
        ("midway through January", "2024-01-11", "2024-01-20"),
        ("in the final days of January", "2024-01-25", "2024-01-31"),
        ("from October 2022 to September 2023", "2022-10-01", "2023-09-30"),
        ("January-March 2023", "2023-01-01", "2023-03-31"),
        # quarters, halves and seasons
        ("in the first quarter of 2023", "2023-01-01", "2023-03-31"),
        ("in Q1 2023", "2023-01-01", "2023-03-31"),
        ("in Q3", "2023-07-01", "2023-09-30"),
        ("in H1 2023", "2023-01-01", "2023-06-30"),
        ("in the third quarter", "2023-07-01", "2023-09-30"),
        ("in the second half of last year", "2023-07-01", "2023-12-31"),
        ("over the summer", "2023-06-01", "2023-08-31"),
        ("this winter", "2023-12-01", "2024-02-29"),
        ("in the winter of 2022-23", "2022-12-01", "2023-02-28"),
        # days with a name
        ("on New Year's Eve", "2023-12-31", "2023-12-31"),
        ("on Good Friday", "2023-04-07", "2023-04-07"),
        ("the Easter Sunday bombings of 2019", "2019-04-21", "2019-04-21"),
        ("the 2019 Easter Sunday bombings", "2019-04-21", "2019-04-21"),
        ("on Easter Monday 2016", "2016-03-28", "2016-03-28"),
        # what nobody counts
        ("hours ago", "2024-02-05", "2024-02-06"),
        ("days ago", "2024-01-24", "2024-02-06"),
        ("has recently struck", "2023-12-08", "2024-02-06"),
        ("in recent days", "2024-01-23", "2024-02-06"),
    ],
)  # fmt: skip
def test_reads_what_reports_write(text: str, start: str, end: str) -> None:
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
        ("in the coming days", "2024-02-06", "2024-02-20"),
        ("on Saturday and Sunday", "2024-02-10", "2024-02-11"),
        ("on Tuesday next week", "2024-02-13", "2024-02-13"),
        ("on Good Friday", "2024-03-29", "2024-03-29"),
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
        "recently",
        "hours ago",
        "late Saturday into Sunday",
        "in Q3",
        "on Good Friday",
        "on the 28th",
        "over the summer",
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
        ("hours later", when("2005-11-30"), "2005-11-30", "2005-12-01"),
        ("two days earlier", when("2005-11-30"), "2005-11-28", "2005-11-28"),
        ("on the 14th", when("2005-11-30"), "2005-11-14", "2005-11-14"),
        ("Thursday, January 5", when("2016-12-30"), "2017-01-05", "2017-01-05"),
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
        "the fall of the city", "99999999 days ago", "Just 10 per cent", "the Good Friday Agreement", "the March on Washington", "the fall of 3 towns", "version 2.10.12",
        "won 25-20, 25-17", "weeks ago", "the 28th Division", "on the 28th Division", "Mount Q", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_a_weekday_that_no_year_near_has_dates_nothing() -> None:
    assert only("On Thursday, Dec. 15, aircraft", None, when("2014-11-01", "2014-11-30")).when is None


@pytest.mark.parametrize(("day_first", "expected"), [(True, when("2024-04-03")), (False, when("2024-03-04"))])
def test_figures_are_read_in_the_order_of_the_other_dates_of_the_text(day_first: bool, expected: When) -> None:
    [found] = find_dates("on 3/4/2024", PUBLISHED, setting=Setting(day_first=day_first))
    assert found.when == expected


@pytest.mark.parametrize("weekday", [2, 4])
def test_a_year_is_taken_from_the_era_if_only_one_fits(weekday: int) -> None:
    name = {2: "Wednesday", 4: "Friday"}[weekday]
    era = (when("2015-06-01", "2018-05-01"),)
    [found] = find_dates(f"On {name}, Dec. 15, aircraft", None, setting=Setting(era))
    assert found.when == {2: None, 4: when("2017-12-15")}[weekday]
    [wide] = find_dates("On Dec. 15, aircraft", None, setting=Setting(era))
    assert wide.when is None


def test_a_year_that_only_names_something_is_no_anchor() -> None:
    assert [f.when for f in find_dates("After the 2016 coup. On 5 November they met.", None)][1] is None


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
