"""Number words and bounds, and numbers that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.code.frames.numbers import find_amounts
from standoff.records import Amount


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("16 soldiers", 16, 16), ("25,000 people", 25000, 25000), ("1.5 million people", 1_500_000, 1_500_000), ("2,50,000 people", 250_000, 250_000),
        ("three soldiers", 3, 3), ("twenty-two men", 22, 22), ("a hundred fighters", 100, 100), ("two dozen attacks", 24, 24), ("half a dozen men", 6, 6),
        ("two hundred and fifty thousand people", 250_000, 250_000),
        ("more than 160 times", 161, None), ("at least 12", 12, None), ("over 40", 41, None), ("10 or more people", 10, None), ("no fewer than 7 men", 7, None),
        ("dozens of men", 24, None), ("scores", 40, None), ("hundreds", 200, None), ("tens of thousands of lives", 20_000, None),
        ("hundreds of thousands of people", 200_000, None), ("more than a hundred people", 101, None), ("several men", 3, None), ("several hundred men", 200, None),
        ("a few men", 2, None), ("an unknown number of soldiers", 0, None),
        ("up to 500 men", 1, 500), ("as many as 200 nationals", 1, 200), ("fewer than 20 men", 1, 19),
        ("almost 8,000 strikes", 7000, 8000), ("nearly 100 men", 90, 100), ("nearly two dozen men", 23, 24),
        ("about 100 militants", 100, 100), ("an estimated 30 men", 30, 30),
        ("300-400 men", 300, 400), ("300 to 400 men", 300, 400), ("between 10 and 15 people", 10, 15), ("two or three people", 2, 3), ("2 to 3 million people", 2_000_000, 3_000_000),
        ("no one was hurt", 0, 0), ("no casualties", 0, 0), ("one of them", 1, 1), ("2011 people", 2011, 2011), ("In Syria 16 people died", 16, 16),
    ],
)  # fmt: skip
def test_amount(text: str, lo: int, hi: int | None) -> None:
    assert [found.amount for found in find_amounts(text)] == [Amount(lo, hi)]


@pytest.mark.parametrize(
    "text",
    [
        "in 2011 it", "on January 28 they", "30% of them", "10 per cent of them", "$5 million", "the 3rd Battalion", "aged 42", "Dayton, 42, of Woodbridge",
        "a 42-year-old", "at 12:30", "at 5pm", "17 km away", "25 tons of aid", "Tower 22 in", "Exercise Eager Lion 16 will", "Resolution 2254 says", "F-16 jets",
        "open 24/7", "as before [2] and", "a four-year war", "the next 60-100 days", "one another", "the one that", "",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert find_amounts(text) == []


def test_a_change_is_two_figures_and_no_range() -> None:
    assert [found.amount.lo for found in find_amounts("rose from 10 to 15")] == [10, 15]


def test_span_takes_in_the_bounding_words() -> None:
    text = "Yesterday at least 12 people died"
    found = find_amounts(text)[0]
    assert text[found.start : found.end] == "at least 12"


@given(st.text(alphabet="0123456789,.- abcdeorntufhsiİ%$", max_size=60))
def test_any_text_gives_ordered_amounts_inside_it(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert end <= found.start < found.end <= len(text)
        assert found.amount.lo >= 0
        assert found.amount.hi is None or found.amount.hi >= found.amount.lo
        end = found.end


@given(st.integers(0, 999_999_999))
def test_separators_change_nothing(n: int) -> None:
    assert [found.amount for found in find_amounts(f"they counted {n:,} people")] == [Amount(n, n)]


def test_a_number_that_never_ends_is_bounded() -> None:
    assert all(found.amount.lo < 10**15 for found in find_amounts("two hundred million and " * 2000))
