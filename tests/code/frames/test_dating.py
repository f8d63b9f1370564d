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


def test_a_date_behind_a_semicolon_is_not_of_what_stands_before(code):
    first, second = code("Turkey shelled Syria; Iran had attacked Iraq on Friday.").mentions
    assert first.date.as_json() != second.date.as_json() == ["2024-03-08", "2024-03-08"]


def test_each_event_has_its_own_date(code):
    first, second = code("Israel attacked Lebanon on Friday and Iran attacked Israel on Saturday.").mentions
    assert (first.date.as_json()[0], second.date.as_json()[0]) == ("2024-03-08", "2024-03-09")


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Talks are needed, said Boris Johnson, who urged Iran to hold back.", True),
        ("Talks were needed in 2015, said Boris Johnson, who urged Iran to hold back.", False),
        ("The EU, which accepted Georgia as a candidate in December, called on Turkey to withdraw the law.", True),
        ("The diplomat who urged Iran to hold back has died.", False),
    ],
)
def test_what_is_said_aside_is_news(code, text, dated):
    assert [m.dated_by == "report" and m.date is not None for m in code(text).mentions if m.type == "REQUEST"] == [
        dated
    ]


def test_the_past_perfect_is_not_the_news(code):
    assert code("Israel had attacked Lebanon.").mentions[0].date is None


def dates_of(coded):
    return [(m.type, None if m.date is None else m.date.as_json(), m.dated_by) for m in coded.mentions]


@pytest.mark.parametrize(
    ("text", "type_", "start", "end"),
    [
        # the day is of the report: what it tells happened then or shortly before
        ("Israel said on Friday that it had killed three Hezbollah fighters in Lebanon.", "ASSAULT", "2024-03-06", "2024-03-08"),
        ("Three Hezbollah fighters were killed in an Israeli strike, the army said on Friday.", "ASSAULT", "2024-03-06", "2024-03-08"),
        ("Police said on Sunday that a bomber had killed 12 people in Mogadishu on Saturday.", "ASSAULT", "2024-03-09", "2024-03-09"),
        # of the act of speech itself, where saying so is the act
        ("Iran threatened on Wednesday to attack Israel.", "THREATEN", "2024-03-06", "2024-03-06"),
        ("Russia said on Wednesday it would withdraw its troops from Syria on March 20.", "CONCEDE", "2024-03-06", "2024-03-06"),
        ("Biden said in a Friday interview that the United States would strike Iran.", "THREATEN", "2024-03-08", "2024-03-08"),
        # reported speech in the past perfect is news like the simple past
        ("Israel's army said it had bombed a Hezbollah depot near Sidon.", "ASSAULT", "2024-03-08", "2024-03-10"),
        # a happening keeps its date to itself
        ("China urged the United Nations on Thursday to renew sanctions in a blow to the 2015 deal.", "REQUEST", "2024-03-07", "2024-03-07"),
        ("France condemned last week's vote in Niger.", "ACCUSE", "2024-03-09", "2024-03-10"),
        ("In a statement on Friday, Hamas accused Israel of violating the ceasefire agreed in January.", "ACCUSE", "2024-03-08", "2024-03-08"),
        ("The rebels announced they will return weapons to Sudan that they seized last year.", "AGREE", "2024-03-09", "2024-03-10"),
        ("Serbia has launched an investigation into crimes of Croatia during the 1991-1995 war.", "ACCUSE", "2024-03-09", "2024-03-10"),
        ("Putin hailed the Chinese parliament's unanimous decision last month.", "SUPPORT", "2024-03-09", "2024-03-10"),
        ("A judge ordered former president Carlos Menem to appear on October 16.", "REQUEST", "2024-03-09", "2024-03-10"),
        # a clause with "after" is of that day or shortly before it, the clause that it belongs to of the time behind it
        ("The United States on Friday suspended aid to Mali after officers seized power.", "ASSAULT", "2024-03-06", "2024-03-08"),
        ("South Korea suspended aid to North Korea after it conducted a nuclear test in January 2016.", "SANCTION", "2016-01-01", "2016-03-01"),
        # prepositions
        ("Turkey arrested 20 protesters ahead of Sunday's election.", "COERCE", "2024-03-08", "2024-03-10"),
        ("Egypt closed its border with Gaza until Friday.", "COERCE", "2024-03-08", "2024-03-10"),
        ("The United States will withdraw its troops from Niger by September 15.", "CONCEDE", "2024-03-10", "2024-09-15"),
        ("By December, the rebels had seized three towns from the Syrian army.", "ASSAULT", "2023-12-01", "2023-12-31"),
        ("The army has fought the rebels since 2012.", "ASSAULT", "2012-01-01", "2024-03-10"),
        ("Israel recently bombed Damascus.", "ASSAULT", "2024-01-10", "2024-03-10"),
        ("The strikes that followed on Friday killed nine fighters of Kataib Hezbollah.", "ASSAULT", "2024-03-08", "2024-03-08"),
        ("Lavrov will visit Ankara on Tuesday.", "AGREE", "2024-03-12", "2024-03-12"),
    ],
)  # fmt: skip
def test_whose_date_it_is(code, text, type_, start, end):
    assert (type_, [start, end]) in [(kind, when) for kind, when, _ in dates_of(code(text))]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Pakistan struck targets in Iran on Thursday, two days after Iran attacked Balochistan.",
            ["2024-03-07 2024-03-07", "2024-03-05 2024-03-05"],
        ),
        (
            "Iran attacked an Israeli base hours after Israel bombed Damascus on Friday.",
            ["2024-03-08 2024-03-09", "2024-03-08 2024-03-08"],
        ),
        (
            "Two days after the killing of an Iranian general on March 1, Iran fired missiles at Israel.",
            ["2024-03-01 2024-03-01", "2024-03-03 2024-03-03"],
        ),
        (
            "After Friday's strike, Hezbollah accused Israel.",
            ["2024-03-08 2024-03-08", "2024-03-08 2024-03-10"],
        ),
        (
            "Germany summoned the Russian ambassador on Thursday over the poisoning of Navalny in August.",
            ["2024-03-07 2024-03-07", "2023-08-01 2023-08-31"],
        ),
        ("Russia attacked Kharkiv on Friday. The attack killed five civilians.", ["2024-03-08 2024-03-08"] * 2),
        (
            "Israel launched a raid on Hezbollah on Friday. The raid killed nine fighters and took 20 prisoners.",
            ["2024-03-08 2024-03-08"] * 3,
        ),
        (
            "Israel has killed thousands of Palestinians since Hamas attacked Israel on October 7.",
            ["2023-10-07 2024-03-10", "2023-10-07 2023-10-07"],
        ),
        (
            "Three years after the Taliban seized Kabul, China recognised the Taliban on Friday.",
            ["2021-01-01 2021-12-31", "2024-03-08 2024-03-08"],
        ),
        ("On Friday Russia attacked Kharkiv. Russia also shelled Kherson.", ["2024-03-08 2024-03-08"] * 2),
        ("In 1990 Iraq invaded Kuwait. The United States imposed sanctions on Iraq.", ["1990-01-01 1990-12-31"] * 2),
    ],
)
def test_events_lend_each_other_their_dates(code, text, dates):
    assert [" ".join(m.date.as_json()) for m in code(text).mentions] == dates


@pytest.mark.parametrize(
    "text",
    [
        "Years ago Israel bombed Damascus.",
        "Kenya has previously expelled Somali diplomats.",
        "Israel often bombed Damascus.",
    ],
)
def test_what_is_told_of_another_time_is_no_news_of_the_day(code, text):
    assert [m.date for m in code(text).mentions] == [None]


def test_a_date_from_the_course_of_a_story_says_so(code):
    _, later = code("On Friday Russia attacked Kharkiv. Russia also shelled Kherson.").mentions
    assert later.dated_by == "story"


def test_the_cause_has_not_the_date_of_the_answer(code):
    text = "On Friday the United States bombed Iraq in response to the killing of three American soldiers."
    assert {m.date.as_json()[0] for m in code(text).mentions if m.date} == {"2024-03-08"}
    assert None in [m.date for m in code(text).mentions]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Ethiopian troops began an offensive on 3 January 2024. Medics counted 97 civilians killed in the first week of the offensive.",
            "2024-01-03",
            "2024-01-09",
        ),
        (
            "The war began on 15 April 2023. Hundreds of Sudanese civilians were killed in the first two weeks of the war.",
            "2023-04-15",
            "2023-04-28",
        ),
        (
            "A raid took place on 3 January 2024. Five Kenyans were killed in the first hours of the raid.",
            "2024-01-03",
            "2024-01-03",
        ),
    ],
)
def test_the_first_part_of_a_dated_campaign(code, text, start, end):
    killed = next(m for m in code(text).mentions if m.deaths is not None)
    assert killed.date.as_json() == [start, end]
    assert killed.dated_by == "story"


def test_what_is_said_now_is_not_of_the_day_named(code):
    mentions = code("Japan condemns North Korea's attack on South Korea on 1 February.").mentions
    dates = {m.type: (str(m.date.start), m.dated_by) for m in mentions}
    assert dates["ACCUSE"][1] == "report"
    assert dates["ASSAULT"] == ("2024-02-01", "text")


def test_what_was_said_is_of_the_day_named(code):
    [mention] = code("Japan condemned North Korea on 1 February.").mentions
    assert (str(mention.date.start), mention.dated_by) == ("2024-02-01", "text")
