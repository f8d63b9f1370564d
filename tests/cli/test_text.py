from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.answers.harmless import harmless, spreadsheet_cell
from standoff.answers.words import amount, days
from standoff.cli.text import markdown_cell, one_line, shortened
from standoff.records import Amount


@given(st.text())
def test_nothing_that_controls_a_terminal_is_left(text):
    for cleaned in (harmless(text), one_line(text), markdown_cell(text)):
        assert not [
            c for c in cleaned if (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E
        ]
    assert "\n" not in one_line(text)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_shortened_is_short(text, length):
    assert len(shortened(text, length)) <= length


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n@"])
def test_formulas_are_text(text):
    cell = spreadsheet_cell(text)
    assert isinstance(cell, str)
    assert cell.startswith("'")
    assert spreadsheet_cell(-9.5) == -9.5
    assert spreadsheet_cell("a=b") == "a=b"


def test_intervals_are_as_short_as_they_can_be_said():
    day = date.fromisoformat
    assert days(None, None) == ""
    assert days(day("2024-01-28"), day("2024-01-28")) == "2024-01-28"
    assert days(day("2024-02-01"), day("2024-02-29")) == "2024-02"
    assert days(day("2011-01-01"), day("2011-12-31")) == "2011"
    assert days(day("2024-01-28"), day("2024-02-03")) == "2024-01-28 – 02-03"
    assert days(day("2023-12-01"), day("2024-02-29")) == "2023-12-01 – 2024-02-29"


def test_amounts():
    assert [amount(a) for a in (None, Amount(3, 3), Amount(16, 25), Amount(161, None), Amount(0, 0))] == [
        "",
        "3",
        "16–25",
        "161+",
        "0",
    ]
