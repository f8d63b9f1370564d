"""The band: an interval at each date, gaps where nothing is known, marks with words that meet nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import BandOverTime, band
from standoff.errors import DrawError
from tests.draw.examples import balance
from tests.draw.reading import description_of, outside, overlaps, texts, with_class

START = date(2024, 1, 1)


def daily(*values: float | None) -> BandOverTime:
    days = [START + timedelta(n) for n in range(len(values))]
    low = [None if v is None else v - 0.1 for v in values]
    high = [None if v is None else v + 0.1 for v in values]
    return BandOverTime(days, values, low, high)


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def paths(svg: str, role: str) -> list[list[tuple[float, float]]]:
    steps = [e.get("d").removesuffix(" Z")[1:].split(" L") for e in with_class(svg, role) if e.get("d")]
    return [[(float(x), float(y)) for x, y in map(str.split, points)] for points in steps]


def test_a_gap_is_neither_bridged_nor_zero():
    svg = band(daily(0.5, 0.5, None, 0.6, 0.6, 0.7))
    line = [run for run in paths(svg, "line") if len(run) > 1 and run[0][0] > 70]
    assert [len(run) for run in line] == [2, 3]
    assert [len(run) for run in paths(svg, "interval")] == [4, 6]
    assert len({y for run in line for _, y in run}) == 3


def test_a_date_that_stands_alone_has_a_dot_and_an_upright_bar():
    svg = band(daily(None, 0.5, None))
    assert len(with_class(svg, "dot")) == 1 + 2  # and one in each legend
    assert [len(run) for run in paths(svg, "interval-edge") if len(run) > 2] == [6]


def test_the_band_lies_around_the_line():
    svg = band(daily(0.5, 0.6))
    (line,) = [run for run in paths(svg, "line") if run[0][0] > 70]
    (area,) = paths(svg, "interval")
    for (x, y), (x_high, high), (x_low, low) in zip(line, area[:2], area[:1:-1], strict=True):
        assert x == x_high == x_low
        assert high < y < low


def test_an_interval_upside_down_is_turned_and_half_an_interval_is_none():
    assert band(replace(daily(0.5, 0.6), low=[0.6, 0.7], high=[0.4, 0.5])) == band(
        replace(daily(0.5, 0.6), low=[0.4, 0.5], high=[0.6, 0.7])
    )
    half = band(replace(daily(0.5, 0.6), high=[None, float("nan")]))
    assert with_class(half, "interval") == []
    assert "sensitivity band, 5-95 %" not in shown(half)


def test_words_of_the_figure():
    words = shown(band(balance()))
    assert {"sensitivity band, 5-95 %", "best value", "share of tie weight that fits two camps (F)"} <= words
    assert {"0.00", "0.50", "1.00", "Jul", "Jan", "2023", "2024"} <= words
    assert {"Hamas attacks Israel", "three US soldiers killed in Jordan"} <= words


def test_the_description_has_the_first_and_the_last_value():
    said = description_of(band(balance()))
    assert "at 19 dates. 1 Jul 2022: 0.85, band 0.75 to 0.93. 1 Feb 2024: 0.55, band 0.45 to 0.63." in said
    assert "Marked: 7 Oct 2023, Hamas attacks Israel;" in said


def test_the_range_is_widened_rather_than_a_value_cut():
    words = shown(band(daily(0.5, 1.7)))
    assert "2.0" in words
    assert "1.00" not in words


def test_order_of_dates_does_not_matter():
    picture = daily(0.2, 0.4, 0.6)
    turned = BandOverTime(*(tuple(v)[::-1] for v in (picture.dates, picture.point, picture.low, picture.high)))
    assert band(turned) == band(picture)


def test_marks_outside_of_the_dates_are_left_out():
    picture = replace(balance(), marks=[(date(2003, 3, 20), "invasion"), (date(2023, 10, 7), "attack")])
    assert shown(band(picture)) & {"invasion", "attack"} == {"attack"}


def test_many_marks_keep_their_words_in_rows():
    marks = [(date(2023, 1 + n, 9), f"mark number {n}") for n in range(8)]
    svg = band(replace(balance(), marks=marks))
    kept = [text for text in texts(svg, wide=False) if text.words.startswith("mark")]
    assert len(kept) >= 5
    assert len({text.box.top for text in kept}) == 3
    assert overlaps(svg, wide=False) == []


def test_series_of_different_lengths_are_refused():
    with pytest.raises(DrawError):
        BandOverTime([START], [0.5, 0.6], [0.4], [0.6])


numbers = st.none() | st.floats()
days = st.dates()
readings = st.lists(st.tuples(days, numbers, numbers, numbers), max_size=12)


@given(readings, st.lists(st.tuples(days, st.text(max_size=40)), max_size=6), st.tuples(st.floats(), st.floats()))
@settings(deadline=None, max_examples=100)
def test_any_series_is_drawn_whole_and_readable(rows, marks, y_range):
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    svg = band(BandOverTime(*columns, y_range=y_range, marks=marks))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
