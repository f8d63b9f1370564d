"""Moves are read off the events that a file says show them, with their weeks, their events and what they are under its preferences."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from standoff.answers.consistency import Seen, Verdict, seen
from standoff.conflict.load import read
from standoff.conflict.states import likings, states
from standoff.errors import MeasureError
from standoff.store import View
from tests.answers.record import Record
from tests.event_table import archive_of

LAST = date(2023, 12, 31)
WEEK = timedelta(weeks=1)
ATTACKS = ("ASSAULT", "Iran", "Israel")
ANSWERS = ("SANCTION", "Israel", "Iran")
TALKS = ("CONSULT", "Iraq", "Iran")

FILE = """
name = "Two and a neighbour"
as_of = 2023-12-31
[[decision_makers]]
id = "iran"
name = "Iran"
sides = ["IRN"]
[[decision_makers]]
id = "israel"
name = "Israel"
sides = ["ISR"]
[[options]]
id = "attack"
of = "iran"
name = "Attack"
now = false
seen = [{ types = ["ASSAULT"], recipients = ["israel"] }]
[[options]]
id = "answer"
of = "israel"
name = "Answer"
now = false
seen = [{ types = ["SANCTION"] }]
"""
CHASED = """
[[preferences]]
of = "iran"
prefers = "attack iff not answer"
source = "analyst"
[[preferences]]
of = "israel"
prefers = "answer iff attack"
source = "analyst"
"""


def asked(told: list[tuple[str, ...]], *more: str, file: str = FILE, view: View | None = None) -> Seen:
    conflict = read("".join([file, *more]), Path("file.toml"))
    found = states(conflict)
    return seen(view or Record(told), found, likings(conflict, found))


def done(act: tuple[str, str, str], *weeks: int) -> list[tuple[str, ...]]:
    """On the Wednesdays of these weeks back from the last day, which is a Sunday."""
    return [(str(LAST - week * WEEK - timedelta(days=4)), *act) for week in weeks]


def told(found: Seen) -> list[tuple[object, ...]]:
    return [((LAST - move.last).days // 7, move.maker, move.taken, move.left, move.verdict) for move in found.moves]


# --- what is found ---


def test_a_move_has_its_week_its_maker_its_events_and_what_stood_before(tmp_path):
    rows = done(ATTACKS, *range(30, 12, -1)) + done(ANSWERS, *range(24, 9, -1))
    with View.open(archive_of(tmp_path, rows)) as view:
        found = asked(rows, CHASED, view=view)
        days = [[stored.event.date.start for stored in view.events_of(move.events)] for move in found.moves]
    assert told(found) == [
        (24, 1, ("answer",), (), Verdict.BETTER),
        (12, 0, (), ("attack",), Verdict.BETTER),
        (9, 1, (), ("answer",), Verdict.BETTER),
    ]
    assert [move.before for move in found.moves] == [("attack",), ("attack", "answer"), ("answer",)]
    assert [move.together for move in found.moves] == [False] * 3
    assert (found.first, found.last) == (LAST - 31 * WEEK + timedelta(days=1), LAST)
    assert days[0] == [LAST - 24 * WEEK - timedelta(days=4)]  # by which the answer is seen
    assert days[1] == [LAST - 13 * WEEK - timedelta(days=4)]  # the last attack
    assert found.moves[0].first <= days[0][0] <= found.moves[0].last
    assert (found.share, found.p) == (1.0, None)  # three moves are too few


def test_makers_who_always_improve_have_share_one_and_a_small_p():
    """Each waits longer than what bridges a gap, so that the record shows what was done."""
    rng = np.random.default_rng(1)
    weeks = np.cumsum(rng.integers(5, 12, 36))
    states_of = [((n + 1) // 2 % 2 == 1, n // 2 % 2 == 1) for n in range(37)]  # none, attack, both, answer, none ...
    rows = []
    for back in range(int(weeks[-1])):
        attack, answer = states_of[int(np.searchsorted(weeks, back, side="right"))]
        week = int(weeks[-1]) - back
        rows += done(ATTACKS, week) * attack + done(ANSWERS, week) * answer
    found = asked(rows, CHASED)
    assert found.share == 1.0
    assert len(found.moves) >= 30
    assert found.by_chance == pytest.approx(0.5, abs=0.1)
    assert found.p is not None
    assert found.p < 0.05  # an offset by less than they wait leaves the order as it was
    worse = asked(rows, CHASED.replace("iff", "iff not").replace("not not ", ""))
    assert (worse.share, worse.p) == (0.0, 1.0)


def test_unknown_preferences_are_counted_apart():
    unsure = CHASED.replace('of = "israel"', 'of = "israel"\nunknown = true')
    found = asked(done(ATTACKS, *range(30, 12, -1)) + done(ANSWERS, *range(24, 9, -1)), unsure)
    assert [move.verdict for move in found.moves] == [Verdict.UNKNOWN, Verdict.BETTER, Verdict.UNKNOWN]
    assert (found.count(Verdict.UNKNOWN), found.share) == (2, 1.0)


def test_indifferent_makers_improve_nothing():
    found = asked(done(ATTACKS, *range(30, 12, -1)))
    assert (told(found), found.share) == ([(12, 0, (), ("attack",), Verdict.NOT_BETTER)], 0.0)


# --- when an option is taken ---


def test_a_gap_of_less_than_four_weeks_is_no_pause_and_one_of_four_is():
    assert told(asked(done(ATTACKS, 30, 27, 24, 21, 1))) == [
        (20, 0, (), ("attack",), Verdict.NOT_BETTER),
        (1, 0, ("attack",), (), Verdict.NOT_BETTER),
    ]
    assert [(week, left) for week, _, _, left, _ in told(asked(done(ATTACKS, 30, 26)))] == [
        (29, ("attack",)),
        (26, ()),
        (25, ("attack",)),
    ]


def test_what_was_done_of_late_is_done_still_which_the_file_may_deny():
    late = asked(done(ATTACKS, 30, 2))
    assert told(late)[-1] == (2, 0, ("attack",), (), Verdict.NOT_BETTER)
    assert late.unlike_now == ("attack",)
    assert asked(done(ATTACKS, 30, 5)).unlike_now == ()


def test_what_is_final_stays():
    final = FILE.replace('name = "Attack"', 'name = "Attack"\nfinal = "taken"')
    assert told(asked(done(ATTACKS, 20) + done(ANSWERS, 30, 10), file=final))[1] == (
        20,
        0,
        ("attack",),
        (),
        Verdict.NOT_BETTER,
    )
    assert sum("attack" in move.left for move in asked(done(ATTACKS, 20) + done(ANSWERS, 30), file=final).moves) == 0


def test_what_is_final_was_not_done_before_it_was_first_seen():
    final = FILE.replace('name = "Attack"', 'name = "Attack"\nfinal = "taken"')
    found = asked(done(ANSWERS, 30) + done(ATTACKS, 28), file=final)
    assert [(week, taken) for week, _, taken, _, _ in told(found) if taken] == [(28, ("attack",))]
    assert told(asked(done(ANSWERS, 30) + done(ATTACKS, 28)))[-1] == (27, 0, (), ("attack",), Verdict.NOT_BETTER)


def test_options_without_a_sign_stand_as_they_are_now():
    with_talk = FILE + '[[options]]\nid = "talk"\nof = "israel"\nname = "Talk"\nnow = true\n'
    found = asked(done(ATTACKS, 30), file=with_talk)
    assert found.unseen == ("answer", "talk")
    assert found.moves[0].before == ("attack", "talk")


def test_only_the_named_types_sides_and_recipients_are_signs():
    other = [
        ("ASSAULT", "Iran", "Iraq"),
        ("ACCUSE", "Iran", "Israel"),
        ("ASSAULT", "Israel", "Iran"),
        ("ASSAULT", "Iraq", "Israel"),
    ]
    rows = [row for act in other for row in done(act, 20, 10)]
    found = asked(rows + done(ATTACKS, 30) + done(("SANCTION", "Israel", "Iraq"), 28, 15))
    assert [(week, taken) for week, _, taken, _, _ in told(found) if taken] == [(15, ("answer",))]  # towards anybody


def test_talks_that_two_hold_together_are_those_of_each():
    talk = FILE.replace('types = ["ASSAULT"], recipients = ["israel"]', 'types = ["CONSULT"], recipients = ["israel"]')
    found = asked(done(ANSWERS, 30) + done(("CONSULT", "Iran; Israel", ""), 20), file=talk)
    assert (20, 0, ("attack",), (), Verdict.NOT_BETTER) in told(found)


def test_events_dated_to_more_than_a_week_show_nothing_and_are_counted():
    long = f"{LAST - 20 * WEEK}/{LAST - 19 * WEEK}"
    found = asked([*done(ATTACKS, 30), (long, *ATTACKS), (long, *TALKS)])
    assert (found.vague, len(found.moves)) == (1, 1)


def test_events_after_the_day_of_the_status_quo_do_not_count():
    found = asked([*done(ATTACKS, 30), (str(LAST + timedelta(days=1)), *ATTACKS)])
    assert (found.last, len(found.moves)) == (LAST, 1)


# --- what cannot be told ---


def test_two_who_move_in_one_week_depend_on_the_order():
    found = asked(done(TALKS, 30) + done(ATTACKS, 10) + done(ANSWERS, 10) + done(ANSWERS, 40), CHASED)
    both = [move for move in found.moves if move.together]
    assert [move.verdict for move in both if move.taken] == [Verdict.DEPENDS, Verdict.DEPENDS]


def test_what_cannot_be_is_not_tested_and_what_is_one_state_is_no_move():
    rows = done(ATTACKS, *range(30, 10, -1)) + done(ANSWERS, *range(20, 9, -1))
    shut = asked(rows, '[[infeasible]]\nwhen = "attack and answer"\n')
    assert [move.verdict for move in shut.moves[:2]] == [Verdict.UNTESTED] * 2
    same = asked(rows, '[[same]]\nwhen = "answer"\n')
    assert [(move.left, move.verdict) for move in same.moves] == [
        ((), Verdict.NOT_BETTER),
        (("attack",), Verdict.UNTESTED),
        (("answer",), Verdict.NOT_BETTER),
    ]


def test_a_record_without_signs_is_refused():
    with pytest.raises(MeasureError, match="no event by which an option is seen"):
        asked(done(TALKS, 30) + done(("ACCUSE", "Israel", "Iran"), 30))


def test_a_side_that_is_unknown_or_of_two_makers_is_refused():
    with pytest.raises(MeasureError, match="'JPN' is no side"):
        asked(done(ATTACKS, 30), file=FILE.replace('"IRN"', '"JPN"'))
    with pytest.raises(MeasureError, match="Iran and Israel both act as Iran"):
        asked(done(ATTACKS, 30), file=FILE.replace('"ISR"', '"ISR", "IRN"'))
