"""Scales stay within their ends; ticks are round, few and cover the span."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.draw.scale import (
    Scale,
    count_place,
    count_ticks,
    date_ticks,
    decimal,
    in_words,
    known,
    logarithm,
    power_of_ten,
    power_ticks,
    round_ticks,
    runs,
)

numbers = st.floats(-1e12, 1e12)


@given(numbers, numbers, numbers)
def test_a_scale_stays_within_its_ends(low, high, value):
    assert 10 <= Scale(low, high, 10, 90)(value) <= 90
    assert 10 <= Scale(low, high, 90, 10)(value) <= 90


def test_a_scale_is_linear_and_a_single_value_is_in_the_middle():
    assert [Scale(0, 4, 100, 300)(v) for v in (0, 1, 4)] == [100, 150, 300]
    assert Scale(3, 3, 100, 300)(3) == 200


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0, 1, ["0.00", "0.25", "0.50", "0.75", "1.00"]),
        (0, 4, ["0", "1", "2", "3", "4"]),
        (0, 17, ["0", "5", "10", "15", "20"]),
        (-3, 3, ["-4", "-2", "0", "2", "4"]),
        (0, 12000, ["0", "5,000", "10,000", "15,000"]),
        (0.5, 0.5, ["0.50", "0.75", "1.00", "1.25", "1.50"]),
    ],
)
def test_round_ticks(low, high, labels):
    assert [tick.label for tick in round_ticks(low, high, 5)] == labels


@given(numbers, numbers, st.integers(3, 9))
def test_round_ticks_cover_the_span_evenly(one, other, most):
    low, high = sorted((one, other))
    ticks = [tick.value for tick in round_ticks(low, high, most)]
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert 2 <= len(ticks) <= most
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    steps = [b - a for a, b in pairwise(ticks)]
    assert all(isclose(step, steps[0], rel_tol=1e-6) for step in steps)


def test_powers_of_ten():
    assert [power_of_ten(n) for n in (-3, -2, 0, 3, 4, 5, 12)] == [
        "10⁻³",
        "0.01",
        "1",
        "1,000",
        "10,000",
        "10⁵",
        "10¹²",
    ]
    assert [tick.label for tick in power_ticks(0, 3, 5)] == ["1", "10", "100", "1,000"]
    assert [tick.value for tick in power_ticks(-2, 9, 5)] == [0, 3, 6, 9]


@pytest.mark.parametrize(
    ("first", "last", "labels", "below"),
    [
        (date(2024, 2, 6), date(2024, 2, 6), ["6 Feb"], ["2024"]),
        (date(2023, 12, 30), date(2024, 1, 2), ["30 Dec", "31 Dec", "1 Jan", "2 Jan"], ["2023", "", "2024", ""]),
        (date(2024, 2, 6), date(2024, 3, 6), ["12 Feb", "19 Feb", "26 Feb", "4 Mar"], ["2024", "", "", ""]),
        (date(2023, 9, 15), date(2024, 2, 2), ["Oct", "Nov", "Dec", "Jan", "Feb"], ["2023", "", "", "2024", ""]),
        (date(2022, 2, 14), date(2024, 2, 11), "Apr Jul Oct Jan Apr Jul Oct Jan".split(), ["2022", "", "", "2023", "", "", "", "2024"]),
        (date(2003, 3, 20), date(2024, 2, 6), ["2005", "2010", "2015", "2020"], [""] * 4),
    ],
)  # fmt: skip
def test_date_ticks(first, last, labels, below):
    ticks = date_ticks(first, last, 8)
    assert [tick.label for tick in ticks] == labels
    assert [tick.below for tick in ticks] == below


@given(st.dates(), st.dates())
def test_date_ticks_are_few_and_within_the_span(one, other):
    first, last = sorted((one, other))
    ticks = [date.fromordinal(int(tick.value)) for tick in date_ticks(first, last, 8)]
    assert len(ticks) <= 8
    assert all(first <= day <= last for day in ticks)
    assert len(ticks) >= min(2, (last - first) // timedelta(days=1) + 1)


def test_numbers_as_text():
    assert [decimal(*pair) for pair in ((0.5, 0.25), (-0.001, 0.1), (1234.0, 1), (-2.5, 0.5))] == [
        "0.50",
        "0.0",
        "1,234",
        "-2.5",
    ]
    assert in_words(date(87, 10, 7)) == "7 Oct 0087"


def test_what_is_no_number_is_none():
    assert [known(v) for v in (None, float("nan"), 3, float("inf"))] == [None, None, 3.0, 1e12]
    assert [logarithm(v, -2, 9) for v in (None, float("nan"), 0, -1, 100, float("inf"))] == [None, None, -2, -2, 2, 9]
    assert list(runs([None, 1, 2, None, None, 3])) == [[1, 2], [3]]


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0, ["0", "1", "10"]),
        (40, ["0", "10", "100"]),
        (9000, ["0", "10", "100", "1,000", "10,000"]),
        (10**7, ["0", "1,000", "10⁵", "10⁷"]),
    ],
)
def test_logarithmic_counts_begin_at_0_and_are_labelled_as_what_they_are(highest, labels):
    ticks = count_ticks([highest], 6, logarithmic=True)
    assert [tick.label for tick in ticks] == labels
    assert ticks[-1].value >= count_place(highest, logarithmic=True)


@given(st.floats(0, 1e12), st.integers(3, 6))
def test_ticks_of_counts_cover_them(highest, most):
    for logarithmic in (True, False):
        ticks = count_ticks([highest], most, logarithmic=logarithmic)
        assert ticks[0].value == 0
        assert len(ticks) <= most + 1
        assert ticks[-1].value >= count_place(highest, logarithmic=logarithmic) * (1 - 1e-9)


@given(st.floats(1e2, 1e12), st.integers(3, 6))
def test_logarithmic_ticks_are_no_nearer_than_so_many_allow(highest, most):
    ticks = count_ticks([highest], most, logarithmic=True)
    assert min(later.value - tick.value for tick, later in pairwise(ticks)) >= 0.95 * ticks[-1].value / most
