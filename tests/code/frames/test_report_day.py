"""What a text without a publication date tells of its time, and that it tells no more than one year that fits."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.code.frames.report_day import EXERCISE, day_of_report
from standoff.records import Document


def dates(coded) -> list[list[str] | None]:
    return [m.date and m.date.as_json() for m in coded.mentions]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("SOUTHWEST ASIA, November 12, 2015 -- On Nov. 11, coalition forces conducted 24 strikes.", date(2015, 11, 12)),
        ("BAGHDAD (Jan. 5, 2017) – Iraqi forces advanced.", date(2017, 1, 5)),
        ("Geneva, 3 May 2016 - The envoy met both sides.", date(2016, 5, 3)),
        ("WASHINGTON, June 5, 2015 (AP) -- The president spoke.", date(2015, 6, 5)),
        ("12 June 2014\nThe Foreign Secretary said:", date(2014, 6, 12)),
        ("Press release, 12 June 2014\nThe Foreign Secretary said:", date(2014, 6, 12)),
        ("Published: 3 May 2016\nThe minister met the envoy.", date(2016, 5, 3)),
        ("On 3 May 2016 the envoy met both sides - and left.", None),
        ("The war began on May 3, 2016 - so they say.", None),
        ("WASHINGTON, June 5 -- The president spoke.", None),
        ("Iran attacked Iraq.", None),
    ],
)
def test_a_dateline_with_a_year_is_the_day_of_the_report(text, day):
    assert day_of_report(Document("x", "x", text)) == day


def test_the_publication_date_comes_before_any_dateline():
    document = Document("x", "x", "Geneva, 3 May 2016 - The envoy spoke.", published=date(2016, 5, 4))
    assert day_of_report(document) == date(2016, 5, 4)


def test_relative_dates_are_read_from_the_dateline(code):
    text = "BEIRUT, March 10, 2024 - Israel attacked Hezbollah on Friday."
    assert ["2024-03-08", "2024-03-08"] in dates(code(text, None))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        # Ash Carter was in office from February 2015 to January 2017: one Thanksgiving's 24 November, one Thursday the 15th
        ("Defense Secretary Ash Carter said the coalition bombed Raqqa on Thursday, Dec. 15.", ["2016-12-15", "2016-12-15"]),
        # Philip Hammond was foreign secretary from July 2014 to July 2016, defence secretary before: two Octobers
        ("Foreign Secretary Philip Hammond said Russia bombed Aleppo on Oct. 10.", None),
        ("Foreign Secretary Philip Hammond said Russia bombed Aleppo on Saturday, Oct. 10.", ["2015-10-10", "2015-10-10"]),
        ("Secretary of State John Kerry met Haider al-Abadi in Baghdad on April 8.", None),
        ("Secretary of State John Kerry met Haider al-Abadi in Baghdad on Friday, April 8.", ["2016-04-08", "2016-04-08"]),
        ("Foreign Secretary Boris Johnson said Syria bombed Idlib on 4 April.", None),
        ("Foreign Secretary Boris Johnson said Syria bombed Idlib on Tuesday 4 April.", ["2017-04-04", "2017-04-04"]),
        # nobody in office, somebody out of it, or somebody who still may be
        ("The coalition bombed Raqqa on Thursday, Dec. 15.", None),
        ("Former Defense Secretary Ash Carter said the coalition bombed Raqqa on Thursday, Dec. 15.", None),
        ("The coalition that Ash Carter led bombed Raqqa on Friday.", None),
        # offices that no one year has together
        ("Defense Secretary Ash Carter and Defense Secretary Lloyd Austin said Iran bombed Erbil on Thursday, Dec. 15.", None),
    ],
)  # fmt: skip
def test_a_day_gets_the_only_year_that_fits_those_in_office(code, text, when):
    found = dates(code(text, None))
    assert found
    assert set(map(str, found)) <= {str(when), "None"}
    assert when is None or when in found


def test_one_pinned_day_gives_the_other_days_their_year(code):
    text = (
        "Islamic State attacked Palmyra between 11-13 Dec.\n\n"
        "Defense Secretary Ash Carter said the coalition bombed Raqqa on Thursday, Dec. 15."
    )
    assert ["2016-12-11", "2016-12-13"] in dates(code(text, None))


def test_an_encyclopedia_is_of_no_time(code):
    text = "Defense Secretary Ash Carter said the coalition bombed Raqqa on Thursday, Dec. 15."
    assert dates(code(text, None, publisher="Wikipedia")) == [None]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("will join Exercise Eager Lion 16 in May", "16"),
        ("Exercise Bright Star 2023 ended", "2023"),
        ("the Zapad-2017 exercises", "2017"),
        ("Cobra Gold 24 military exercise", "24"),
        ("exercises with 16 countries", None),
        ("Task Force 50 exercises", None),
        ("Exercise Eager Lion involved 16 ships", None),
    ],
)
def test_exercises_are_named_for_their_year(text, year):
    match = EXERCISE.search(text)
    assert (match and (match["a"] or match["b"])) == year


def test_a_named_exercise_dates_its_report(code):
    text = "U.S. forces will join Jordan in Exercise Eager Lion 16 in Jordan from May 15-24."
    assert ["2016-05-15", "2016-05-24"] in dates(code(text, None))


def test_the_day_of_a_dateline_is_no_events(code):
    assert dates(code("BEIRUT, March 9 (Reuters) - Israel attacked Hezbollah.")) == [["2024-03-08", "2024-03-10"]]


def test_a_year_of_the_past_is_not_that_of_the_news(code):
    text = "Even after 2002 the two agreed. Rebels attacked the army in Idlib on January 28, the army said on Sunday."
    assert [m.date for m in code(text, published=None).mentions if m.type == "ASSAULT"] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The siege of Marawi was a battle in May 2017 between the Philippine army and the Maute group. Its leaders had studied abroad in 2003. On 23 May the army attacked the Maute group.",
            "2017-05-23",
        ),
        (
            "The siege of Marawi was a battle in May 2017. In March 2003 the rebels lost a camp. On 23 May the army attacked the Maute group.",
            "2003-05-23",
        ),
    ],
)
def test_a_year_of_the_background_is_not_that_of_the_story(code, text, day):
    [mention] = [m for m in code(text, None).mentions if m.rule == "assault.attack" and "23 May" in m.sentence]
    assert str(mention.date.start) == day


def test_a_year_in_a_name_dates_nothing(code):
    text = "The war in Iraq was fought in May 2007. The 1920 Revolution Brigades changed sides. On 7 May Iraq attacked Iran."
    assert [str(m.date.start) for m in code(text, None).mentions if m.rule == "assault.attack"] == ["2007-05-07"]
