"""Actual, historical, future, hypothetical or negated."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Israel did not attack Lebanon on Friday.", "ASSAULT negated: ISR/GOV > LBN/GOV"),
        ("Israel never attacked Lebanon.", "ASSAULT negated: ISR/GOV > LBN/GOV"),
        ("In 2006 Israel invaded Lebanon.", "ASSAULT historical: ISR/GOV > LBN/GOV"),
        ("Argentina invaded the United Kingdom in April 1982.", "ASSAULT historical: ARG/GOV > GBR/GOV"),
        ("Israel could attack Iran.", "ASSAULT hypothetical: ISR/GOV > IRN/GOV"),
        ("If Russia attacks Poland, the allies meet.", "ASSAULT hypothetical: RUS/GOV > POL/GOV"),
        ("Turkey may withdraw its troops from Syria.", "RETREAT withdraw hypothetical: TUR/GOV > SYR/GOV"),
        ("Israel attacked Lebanon in January 2024.", "ASSAULT: ISR/GOV > LBN/GOV"),
        ("Israel not only attacked Lebanon but also Syria.", "ASSAULT: ISR/GOV > LBN/GOV + SYR/GOV"),
        ("Israel attacked Lebanon without warning.", "ASSAULT: ISR/GOV > LBN/GOV"),
        ("The German chancellor will criticise China on Monday.", "ACCUSE disapprove future: olaf-scholz > CHN/GOV"),
    ],
)
def test_status(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "published", "status"),
    [
        ("Last year Saudi Arabia arrested 200 princes.", "2018-10-20", "historical"),  # most of it over a year ago
        ("Last year Saudi Arabia arrested 200 princes.", "2018-02-20", "actual"),
        ("Since 2011 Russia has bombed Syria.", "2018-02-27", "historical"),
        ("Since 2017 Russia has bombed Syria.", "2018-02-27", "actual"),
        ("Israel has blockaded Gaza since 2007.", "2018-02-27", "actual"),  # it goes on
        ("The PKK has fought Turkey for 35 years.", "2019-10-10", "historical"),
        ("A court in Moscow jailed Alexei Navalny for nine years.", "2022-03-22", "actual"),
        ("Gunmen have stormed Ramadi. It has been in their hands since January 2014, when Iraqi rebels stormed Fallujah.", "2015-05-18", "historical"),
        ("Sheikh Hasina is due to visit India on Tuesday.", "2017-09-11", "actual"),  # announced now
    ],
)  # fmt: skip
def test_status_by_time(code, text, published, status):
    assert code(text, published).mentions[-1].status == status


def test_history_needs_a_date_of_the_report(told):
    assert told("In 2006 Israel invaded Lebanon.", None) == ["ASSAULT: ISR/GOV > LBN/GOV"]


def test_the_year_of_the_report_decides(told):
    assert told("In 2006 Israel invaded Lebanon.", "2006-12-01") == ["ASSAULT: ISR/GOV > LBN/GOV"]


def test_a_report_without_a_date_has_its_news_last(told):
    text = "In 2006 Israel invaded Lebanon. On 3 March 2024 Israel attacked Syria."
    assert told(text, None) == ["ASSAULT historical: ISR/GOV > LBN/GOV", "ASSAULT: ISR/GOV > SYR/GOV"]


def test_a_year_marks_what_is_no_news(told):
    text = "Israel attacked Syria. Iran condemned Israel. Israel invaded Lebanon in 2006."
    assert "ASSAULT historical: ISR/GOV > LBN/GOV" in told(text, None)
