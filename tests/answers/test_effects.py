"""What states do to the counts: what was simulated is found, what is assumed gives what it must, and nothing is told of what nobody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from standoff.answers.effects import Number, StateCounts, StreamCount, Under, effects
from standoff.answers.rests import Tag
from standoff.conflict.types import Conflict, Stream
from standoff.options import EffectOptions
from standoff.store import View
from tests.answers.clusters import IRAN, ISRAEL, MATERIAL, events, steady
from tests.answers.quarrel import (
    ASIDE,
    BACK,
    CALM,
    HOST,
    NOW,
    OUT,
    SAID,
    STATES,
    STOPPED,
    STRIKE,
    effect,
    gain,
    quarrel,
)
from tests.event_table import archive_of

DEEDS, ANSWERS, BESIDE = (MATERIAL, IRAN, ISRAEL), (MATERIAL, ISRAEL, IRAN), (MATERIAL, "Iraq", IRAN)
GAINS, OUTSIDE = np.array([[0.3, 0.0], [0.5, 0.2]]), np.array([0.6, 0.3])
ESTIMATED, ASSUMED, FROM_TEXT = Tag.ESTIMATED, Tag.ASSUMED, Tag.FROM_TEXT
STOP, CALMED = 0b000, 0b011


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Path:
    """Deeds are answered; 600 events in 400 days, and a few of a third."""
    told = events([DEEDS, ANSWERS], steady(400, *OUTSIDE), GAINS, seed=2)
    return archive_of(tmp_path_factory.mktemp("long"), [*told, *[(f"2022-01-{n:02}", *BESIDE) for n in (3, 12, 21)]])


@pytest.fixture(scope="module")
def short(tmp_path_factory) -> Path:
    """36 events in 118 days bear no fit; the third has done nothing."""
    rows = [(f"2021-{month:02}-{day:02}", *DEEDS) for month in (1, 2, 3, 4) for day in (1, 4, 10, 15, 17, 25, 28)]
    rows += [(f"2021-{month:02}-{day:02}", *ANSWERS) for month in (1, 2, 3, 4) for day in (6, 17, 30) if day <= 28]
    return archive_of(tmp_path_factory.mktemp("short"), [*rows, ("2021-01-02", "CONSULT", "Iraq", IRAN)])


def found(archive: Path, conflict: Conflict, **options: int) -> StateCounts:
    with View.open(archive) as view:
        return effects(view, conflict, STATES, EffectOptions(**{"paths": 200, **options}))


def at(said: StateCounts, state: int) -> Under:
    return said.unders[said.of_state[state]]


def of(said: StateCounts, state: int, stream: Stream) -> StreamCount:
    count = at(said, state).streams[[one.stream for one in said.ground.streams].index(stream)]
    assert count is not None
    return count


def holds(number: Number, value: float) -> bool:
    return number.low - 1e-9 <= value <= number.high + 1e-9


# --- a record that bears a fit ---


def truth(gains: np.ndarray, outside: np.ndarray) -> np.ndarray:
    return np.linalg.solve(np.eye(2) - gains, outside)


@pytest.fixture(scope="module")
def fitted(long) -> StateCounts:
    """Without strikes none goes out; calm halves what is answered; a host lets Iran do half as much."""
    return found(
        long,
        quarrel(
            effect(STOPPED, OUT, 0.0),
            effect(CALM, BACK, 0.5, after=OUT, basis=SAID),
            effect(HOST, OUT, 0.5),
            gains=(gain(BACK, OUT, 5.0), gain(ASIDE, OUT, 0.001)),
        ),
    )


@pytest.mark.parametrize(
    ("state", "gains", "outside"),
    [
        (STOP, np.array([[0.0, 0.0], [0.5, 0.2]]), OUTSIDE * (0, 1)),
        (CALMED, np.array([[0.3, 0.0], [0.25, 0.2]]), OUTSIDE),
        (0b101, np.array([[0.15, 0.0], [0.5, 0.2]]), OUTSIDE * (0.5, 1)),
        (0b111, np.array([[0.15, 0.0], [0.25, 0.2]]), OUTSIDE * (0.5, 1)),
    ],
    ids=["no strikes", "calm", "a host", "calm and a host"],
)
def test_ratios_of_the_process_that_was_simulated_are_within_their_intervals(fitted, state, gains, outside):
    """To the long-run rates in closed form, which half a year comes near."""
    ratios = truth(gains, outside) / truth(GAINS, OUTSIDE)
    for stream, ratio in zip((OUT, BACK), ratios, strict=True):
        assert holds(of(fitted, state, stream).ratio, ratio)
    whole = truth(gains, outside).sum() / truth(GAINS, OUTSIDE).sum()
    assert at(fitted, state).in_all.ratio.value == pytest.approx(whole, abs=0.15)


def test_as_things_are_the_counts_are_those_of_the_record(fitted):
    assert [one.fitted for one in fitted.ground.streams] == [True, True, False]
    for one in fitted.ground.streams[:2]:
        count, last_half_year = of(fitted, NOW, one.stream), 7 * one.recent / 182
        assert count.weekly.value == pytest.approx(last_half_year, rel=0.15)
        assert holds(count.weekly, last_half_year)
        assert count.weekly.tags == (ESTIMATED,)
        assert count.seen[0] <= count.weekly.value <= count.seen[1]
        assert count.ratio == Number(1.0, 1.0, 1.0, ())
    third = of(fitted, NOW, ASIDE)
    assert third.weekly.value == pytest.approx(7 * 3 / 182, rel=0.001)
    assert at(fitted, NOW).in_all.ratio == Number(1.0, 1.0, 1.0, ())
    assert fitted.of_state[NOW] == fitted.now


def test_numbers_say_what_they_rest_on(fitted):
    assert of(fitted, STOP, OUT).ratio == Number(0.0, 0.0, 0.0, (ASSUMED,))
    assert of(fitted, STOP, OUT).weekly == Number(0.0, 0.0, 0.0, (ASSUMED,))
    assert of(fitted, STOP, OUT).seen == (0.0, 0.0)
    assert of(fitted, STOP, BACK).ratio.tags == (ESTIMATED, ASSUMED)
    assert of(fitted, CALMED, BACK).ratio.tags == (ESTIMATED, FROM_TEXT)
    assert of(fitted, CALMED, BACK).weekly.tags == (ESTIMATED, FROM_TEXT)
    assert at(fitted, CALMED).in_all.ratio.tags[0] is ESTIMATED
    assert of(fitted, 0b111, BACK).ratio.tags == (ESTIMATED, ASSUMED, FROM_TEXT)


def test_what_the_record_tells_is_not_assumed(fitted):
    assert [one.gain for one in fitted.ground.overruled] == [(5.0, 5.0)]
    assert [(i, j, one.gain) for i, j, one in fitted.ground.assumed] == [(2, 0, (0.001, 0.001))]
    assert of(fitted, STOP, ASIDE).ratio.tags == (ASSUMED,)
    assert of(fitted, STOP, ASIDE).ratio.value < 1


# --- a record that bears none ---


def test_without_gains_a_factor_is_all_that_changes(short):
    said = found(short, quarrel(effect(CALM, OUT, 0.2, 0.8)))
    assert said.ground.deeds.why_not.startswith("36 events in 2 streams are too few")
    assert not said.ground.estimated.any()
    ratio = of(said, CALMED, OUT).ratio
    assert ratio.value == pytest.approx(0.5)
    assert (ratio.low, ratio.high) == pytest.approx((0.215, 0.785), abs=0.02)
    assert ratio.tags == (ASSUMED,)
    assert of(said, CALMED, BACK).ratio == Number(1.0, 1.0, 1.0, ())
    assert at(said, CALMED).in_all.ratio.tags == (ESTIMATED, ASSUMED)
    now = of(said, NOW, OUT).weekly
    days = said.ground.deeds.days
    assert days == 118
    assert now.value == pytest.approx(7 * 28 / days)
    assert now.low < 0.8 * now.value
    assert now.high > 1.2 * now.value


def test_an_assumed_gain_gives_the_ratio_of_the_closed_form_and_says_so(short):
    """28 go out and 8 come back: if each sets off a fifth of an answer, 5.6 of the eight are answers."""
    conflict = quarrel(effect(STOPPED, OUT, 0.0), gains=(gain(BACK, OUT, 0.2, basis=SAID),))
    said = found(short, conflict, weeks=104)
    back = of(said, STOP, BACK)
    assert back.ratio.value == pytest.approx(1 - 5.6 / 8, abs=0.02)
    assert back.ratio.tags == (ASSUMED, FROM_TEXT)
    assert back.weekly.tags == (ESTIMATED, ASSUMED, FROM_TEXT)
    assert back.ratio.low < 0.2  # the rates are known that badly
    assert 0 < said.ground.drawn.cut[[one.stream for one in said.ground.streams].index(BACK)] < 0.5


def test_a_stream_without_events_is_told_where_somebody_assumes_that_it_is_set_off(short):
    said = found(short, quarrel(effect(STOPPED, OUT, 0.0), gains=(gain(ASIDE, OUT, 0.5, basis=SAID),)))
    assert of(said, NOW, ASIDE).weekly.tags == (FROM_TEXT,)
    assert of(said, NOW, ASIDE).weekly.value == pytest.approx(0.5 * 7 * 28 / 118)
    assert of(said, STOP, ASIDE).ratio.value < 0.05  # what is remembered when the last one goes out
    assert of(said, STOP, ASIDE).ratio.tags == (ASSUMED, FROM_TEXT)


# --- what is not told ---


def test_without_effects_all_states_are_one_and_nothing_changes(short):
    said = found(short, quarrel())
    assert len(said.unders) == 1
    assert said.of_state == (0,) * 8
    for count in (*said.unders[0].streams, said.unders[0].in_all):
        assert count.ratio == Number(1.0, 1.0, 1.0, ())


def test_a_stream_of_which_there_is_nothing_stays_without_numbers(short):
    said = found(short, quarrel(effect(HOST, ASIDE, 0.5), effect(CALM, ASIDE, 3.0)))
    assert [one.stream for one in said.ground.streams] == [OUT, BACK]
    [untold] = said.ground.deeds.untold
    assert (untold.stream, untold.events, untold.recent) == (ASIDE, 0, 0)
    hosted, calmed = at(said, 0b101), at(said, CALMED)
    assert [one.line for one in hosted.idle] == [9]
    assert hosted.changed == ()
    assert hosted.in_all.ratio.value == 1.0  # half of nothing
    assert calmed.in_all is None  # three times as many as nobody counted
    assert all(one is not None for one in calmed.streams)


def test_an_effect_on_what_nobody_says_is_set_off_leaves_the_stream_open(short):
    said = found(short, quarrel(effect(CALM, BACK, 0.5, after=OUT)))
    calmed = at(said, CALMED)
    assert len(calmed.idle) == 1
    assert [one.stream for one, count in zip(said.ground.streams, calmed.streams, strict=True) if count is None] == [
        BACK
    ]
    assert calmed.in_all is None
    assert at(said, NOW).in_all is not None


def test_an_effect_that_holds_already_is_taken_back_where_it_no_longer_holds(short):
    said = found(short, quarrel(effect(STRIKE, BACK, 0.5), effect(STRIKE, OUT, 0.0, 0.5, basis=SAID)))
    stopped, now = at(said, STOP), at(said, NOW)
    assert [len(one.hold) for one in (stopped, now)] == [0, 2]
    assert of(said, STOP, BACK).ratio.value == pytest.approx(2.0)
    assert of(said, NOW, BACK).ratio == Number(1.0, 1.0, 1.0, ())
    assert [one.stream for one in stopped.idle] == [OUT]  # what would come back is not in the record
    assert stopped.streams[0] is None
    assert stopped.in_all is None


def test_a_record_of_a_few_days_or_of_nothing_has_no_numbers(short, tmp_path):
    early = found(short, quarrel(effect(CALM, OUT, 0.5), as_of=date(2021, 1, 20)))
    assert early.ground.deeds.why_not == "17 days of record are too few for a rate; 28 are the least"
    nothing = found(
        archive_of(tmp_path, [("2021-01-01", *DEEDS)]), quarrel(effect(CALM, OUT, 0.5), as_of=date(2020, 1, 1))
    )
    assert "no event of the decision makers" in nothing.ground.deeds.why_not
    for said in (early, nothing):
        assert said.ground.streams == ()
        assert OUT in [one.stream for one in said.ground.deeds.untold]
        assert [one.in_all for one in said.unders] == [None, None]
        assert [one.streams for one in said.unders] == [(), ()]


# --- states ---


def test_states_under_the_same_effects_share_a_run_and_the_same_draws(short):
    said = found(short, quarrel(effect(CALM, OUT, 0.2, 0.8), effect(HOST, BACK, 0.1, 0.9)))
    assert len(said.unders) == 4
    assert said.of_state[0b011] == said.of_state[0b010]
    assert len(set(said.of_state)) == 4
    assert of(said, 0b111, OUT) == of(said, CALMED, OUT)
    assert of(said, 0b111, BACK) == of(said, 0b101, BACK)


def test_effects_on_one_stream_multiply(short):
    said = found(short, quarrel(effect(CALM, OUT, 0.5), effect(HOST, OUT, 0.5)))
    assert of(said, 0b111, OUT).ratio.value == pytest.approx(0.25)
    assert of(said, 0b111, OUT).weekly.value == pytest.approx(of(said, NOW, OUT).weekly.value / 4)


def test_the_same_question_has_the_same_answer(short):
    conflict = quarrel(effect(CALM, OUT, 0.2, 0.8), gains=(gain(BACK, OUT, 0.1, 0.2),))
    assert found(short, conflict).unders == found(short, conflict).unders
