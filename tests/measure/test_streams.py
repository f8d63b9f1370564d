"""Streams: what is grouped together is counted once a day's event, and what is dated too vaguely is left out and told."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.measure.series import day_number
from standoff.measure.streams import Stream, by_actor, by_dyad, by_place, exposure_of
from tests.measure.made import acts, dealings

WORDS, DEEDS, TALKS = "verbal conflict", "material conflict", "verbal cooperation"
DAY = "2024-01-10"
FIRST = date(2024, 1, 1)


def on(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def test_a_stream_is_a_direction_and_a_quad_class():
    told = dealings(
        ("a", DAY, DAY, 0, 1, "ASSAULT"), ("b", DAY, DAY, 1, 0, "ASSAULT"), ("c", DAY, DAY, 0, 1, "ACCUSE"),
        ("d", DAY, DAY, 0, 1, "COERCE"), ("e", DAY, DAY, 0, 1, "CONSULT"),
    )  # fmt: skip
    found = by_dyad(told)
    assert set(found.streams) == {
        Stream(0, 1, "", TALKS),
        Stream(0, 1, "", WORDS),
        Stream(0, 1, "", DEEDS),
        Stream(1, 0, "", DEEDS),
    }
    assert found.counts(FIRST, FIRST + timedelta(days=30))[9].sum() == 5
    assert found.on(found.streams.index(Stream(0, 1, "", DEEDS)), day_number(date(2024, 1, 10))) == ["a", "d"]


def test_a_pair_has_no_direction():
    told = dealings(
        ("a", DAY, DAY, 0, 1, "ASSAULT"), ("b", DAY, DAY, 1, 0, "ASSAULT"), ("c", DAY, DAY, 2, 1, "ASSAULT")
    )
    found = by_dyad(told, directed=False)
    assert found.streams == (Stream(0, 1, "", DEEDS), Stream(1, 2, "", DEEDS))
    assert found.stream.tolist() == [0, 0, 1]


def test_an_event_counts_once_in_a_stream_however_many_of_its_parties_are_in_it():
    """One event of 0 with 1 against 2, in which both directions between 0 and 1 are told too."""
    told = dealings(
        ("a", DAY, DAY, 0, 1, "ASSAULT"),
        ("a", DAY, DAY, 1, 0, "ASSAULT"),
        ("a", DAY, DAY, 0, 2, "ASSAULT"),
        ("a", DAY, DAY, 0, 2, "ASSAULT"),
    )
    assert sorted(zip(by_dyad(told).event, by_dyad(told).stream, strict=True)) == [("a", 0), ("a", 1), ("a", 2)]
    assert len(by_dyad(told, directed=False).event) == 2
    many = acts(*(("a", DAY, DAY, side, "ASSAULT", "IRQ") for side in (0, 0, 1)))
    assert len(by_actor(many).event) == 2
    assert len(by_place(many).event) == 1


def test_by_actor_leaves_out_what_nobody_known_did_and_by_place_what_is_nowhere():
    told = acts(
        ("a", DAY, DAY, 0, "ASSAULT", "IRQ"), ("b", DAY, DAY, -1, "ASSAULT", "SYR"), ("c", DAY, DAY, 1, "ACCUSE", ""),
        ("d", DAY, "2024-03-01", -1, "ASSAULT", "IRQ"),
    )  # fmt: skip
    actors, places = by_actor(told), by_place(told)
    assert actors.streams == (Stream(0, None, "", DEEDS), Stream(1, None, "", WORDS))
    assert actors.event.tolist() == ["a", "c"]
    assert places.streams == (Stream(None, None, "IRQ", DEEDS), Stream(None, None, "SYR", DEEDS))
    assert places.event.tolist() == ["a", "b"]
    assert (actors.vague, places.vague) == (0, 1), "of those that would belong to a stream"


def test_what_is_dated_to_more_than_three_days_is_left_out_and_counted():
    told = dealings(
        ("one", DAY, DAY, 0, 1, "ASSAULT"),
        ("three", DAY, "2024-01-12", 0, 1, "ASSAULT"),
        ("four", DAY, "2024-01-13", 0, 1, "ASSAULT"),
    )
    found = by_dyad(told)
    assert found.event.tolist() == ["one", "three"]
    assert found.day.tolist() == [day_number(date(2024, 1, 10))] * 2, "on the first day"
    assert found.vague == 1


def test_nothing_gives_no_streams():
    for found in (by_dyad(dealings()), by_actor(acts()), by_place(acts())):
        assert (found.streams, len(found.event), found.vague) == ((), 0, 0)


def test_the_busiest_come_first_and_those_with_too_few_are_left_out():
    sizes = {(0, 1): 2, (1, 2): 5, (2, 3): 3, (3, 4): 1}
    rows = [(f"{pair}{n}", on(n), on(n), *pair, "ASSAULT") for pair, size in sizes.items() for n in range(size)]
    grouped = by_dyad(dealings(*rows))
    found = grouped.busiest(3, 2)
    assert [(s.source, s.target) for s in found.streams] == [(1, 2), (2, 3), (0, 1)]
    assert np.bincount(found.stream).tolist() == [5, 3, 2]
    assert [(s.source, s.target) for s in grouped.busiest(9, 3).streams] == [(1, 2), (2, 3)]
    assert grouped.busiest(3, 6).streams == ()


def test_only_keeps_the_order_that_is_asked_for():
    grouped = by_dyad(dealings(*((f"e{n}", on(n), on(n), n, n + 1, "ASSAULT") for n in range(4))))
    found = grouped.only([2, 0])
    assert [s.source for s in found.streams] == [2, 0]
    assert dict(zip(found.event, found.stream, strict=True)) == {"e2": 0, "e0": 1}


def test_counts_leave_out_what_lies_outside_of_the_days():
    rows = [(f"e{place}", on(n), on(n), 0, 1, "ASSAULT") for place, n in enumerate((0, 4, 4, 5, 9))]
    found = by_dyad(dealings(*rows, ("x", on(4), on(4), 1, 0, "ASSAULT")))
    counts = found.counts(FIRST + timedelta(days=4), FIRST + timedelta(days=8))
    assert counts.tolist() == [[2, 1], [1, 0], [0, 0], [0, 0], [0, 0]]
    assert found.within(FIRST + timedelta(days=4), 5).event.tolist() == ["e1", "e2", "e3", "x"]


def strewn(early: tuple[int, ...]) -> date:
    """Where a record of 400 events on days 3,000 to 3,399 begins that has these early ones too."""
    days = [*early, *range(3000, 3400)]
    return by_dyad(dealings(*((str(n), on(n), on(n), 0, 1, "ASSAULT") for n in days))).begins()


def test_a_few_early_events_do_not_begin_the_record():
    assert strewn(()) == FIRST + timedelta(days=3000)
    assert strewn((0, 900)) == FIRST + timedelta(days=3002), "the hundredth part of 402 are four"
    assert strewn((2900,)) == FIRST + timedelta(days=2900), "no gap over half of the time"
    assert strewn(tuple(range(0, 1500, 30))) == FIRST, "more than a hundredth"


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 6), st.integers(0, 2), st.integers(0, 2), st.sampled_from(["ASSAULT", "ACCUSE"])),
        max_size=30,
    )
)  # fmt: skip
def test_every_precise_event_is_counted_once_in_its_stream(told: list[tuple[int, int, int, int, str]]):
    rows = [(str(n), on(day), on(day + more), a, 3 + b, kind) for n, (day, more, a, b, kind) in enumerate(told)]
    found = by_dyad(dealings(*rows))
    counts = found.counts(FIRST, FIRST + timedelta(days=60))
    assert counts.sum() + found.vague == len(told)
    for place, stream in enumerate(found.streams):
        quad = {"ASSAULT": DEEDS, "ACCUSE": WORDS}
        same = [
            r for r in told if r[1] < 3 and (r[2], 3 + r[3], quad[r[4]]) == (stream.source, stream.target, stream.quad)
        ]
        assert counts[:, place].tolist() == np.bincount([r[0] for r in same], minlength=61).tolist()


# --- how much was written ---


def test_what_else_was_written_is_smoothed_over_four_weeks():
    start = day_number(FIRST)
    others = np.concatenate(
        [np.repeat(np.arange(start, start + 200), 2), np.full(290, start + 100), [start - 5, start + 999]]
    )
    found = exposure_of(others, FIRST, 200, 100.0)
    assert found is not None
    assert found[:80] == pytest.approx(np.full(80, 2.0))
    assert found[86:115] == pytest.approx(np.full(29, 12.0))
    assert found.shape == (200,)


def test_too_little_else_or_a_gap_of_four_weeks_says_nothing():
    start = day_number(FIRST)
    every_day = np.arange(start, start + 200)
    assert exposure_of(every_day, FIRST, 200, 50.0) is not None
    assert exposure_of(every_day, FIRST, 200, 50.5) is None, "less than four times as many"
    gap = every_day[(every_day < start + 60) | (every_day >= start + 90)]
    assert exposure_of(gap, FIRST, 200, 10.0) is None
    assert exposure_of(np.array([], dtype=np.int64), FIRST, 200, 0.0) is None
