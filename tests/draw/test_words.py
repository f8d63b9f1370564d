"""Labels fit where they are put, whatever they hold."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from standoff.draw.svg import clean, element, written
from standoff.draw.words import cut, in_order, lines, shortened, width


@given(st.text(), st.floats(20, 400), st.integers(1, 4))
def test_what_is_shortened_or_broken_fits(text, room, most):
    shown = lines(text, room, 20, most=most)
    assert len(shown) <= most
    assert all(width(line, 20) <= room for line in (*shown, shortened(text, room, 20)))


@given(st.text())
def test_a_text_that_fits_keeps_its_words(text):
    assert " ".join(lines(text, 1e9, 20, most=9)) == " ".join(shortened(text, 1e9, 20).split())


def test_lines_break_between_words_and_the_last_is_shortened():
    assert lines("Popular Mobilisation Forces of Iraq", 200, 20, most=2) == ["Popular", "Mobilisation For…"]
    assert lines("", 200, 20, most=2) == []


def test_marks_that_pile_up_are_left_out_of_what_is_drawn():
    assert shortened("e" + "\u0301" * 500, 100, 20) == "e\u0301\u0301\u0301"


def test_wide_letters_count_wide_and_marks_not_at_all():
    assert width("中国", 10) > width("ab", 10) > width("il", 10)
    assert width("e\u0301", 10) == width("e", 10)
    assert width("ab", 10, bold=True) > width("ab", 10)


def test_cut():
    assert cut("abcdef", 4) == "abc…"
    assert cut("ab\x00c", 4) == "abc"


def test_attributes_and_text_are_escaped():
    made = str(element("text", '<b> & "c"', x=1.005, id='"><script>'))
    assert made == '<text x="1" id="&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; "c"</text>'


def test_numbers_are_rounded():
    assert [written(v) for v in (1.0, -0.001, 2.345678, 100.0, 1e-9, -3)] == ["1", "0", "2.35", "100", "0", "-3"]


@given(st.text())
def test_clean_is_done_once(text):
    assert clean(clean(text)) == clean(text)


def test_an_arrow_between_names_from_right_to_left_keeps_its_direction():
    assert in_order("Iran → Iraq") == "Iran → Iraq"
    told = in_order("حماس → צה")
    assert (
        unicodedata.bidirectional(told[told.index("→") - 1])
        == unicodedata.bidirectional(told[told.index("→") + 1])
        == "L"
    )
    assert told.replace("\u200e", "") == "حماس → צה"
    assert width(told, 20) == width("حماس → צה", 20)
