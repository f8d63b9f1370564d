"""Texts in small letters or in capitals are read as cased ones are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.code.frames.truecase import Truecaser, is_caseless, lower
from standoff.knowledge import load
from standoff.knowledge.places import load_places

CASED = (
    "Iran condemned US air strikes on the Islamic State near Mosul on Tuesday.",
    "Turkey and Jordan signed a trade agreement in Ankara.",
    "The Taliban attacked a NATO convoy in Kandahar. Three US soldiers were killed.",
    "Russian President Vladimir Putin met Hassan Rouhani in Moscow.",
    "The WHO, who sent doctors to Yemen, said the UN is ready to help us.",
)
TRUECASER = Truecaser(load(), load_places())


@pytest.mark.parametrize("text", CASED)
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_a_text_without_case_tells_the_same_events(told, text, case):
    assert told(case(text)) == told(text)


@pytest.mark.parametrize("text", CASED)
def test_capitals_come_back(coder, text):
    assert coder.cased(text.lower()) == text


def test_cased_texts_stay_as_they_are(coder):
    text = "Police in Delhi arrested Turkey's envoy. iPhones were seized."
    assert coder.cased(text) == text


def test_mentions_show_the_text_as_written(code):
    text = "the taliban attacked a nato convoy in kandahar."
    [mention] = code(text).mentions
    assert mention.sentence == text
    assert mention.actors[0].text == "the taliban"


@pytest.mark.parametrize("text", ["", "12,000 - 14", "İ"])
def test_texts_without_words_have_no_case_to_mend(coder, text):
    assert len(coder.cased(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "caseless"),
    [("police said", True), ("POLICE SAID", True), ("Police said", False), ("the US said", False), ("", False)],
)
def test_caseless_means_no_capitals_or_nothing_else(text, caseless):
    assert is_caseless(text) is caseless


@given(st.text())
def test_no_letter_moves(text):
    small = lower(text)
    assert len(small) == len(text)
    assert len(TRUECASER.cased(small, ())) == len(text)
