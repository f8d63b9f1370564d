"""The sign of a tie from what two sides did and what is said of them: known closed forms, and what must not matter."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betainc

from standoff.measure import evidence as evidences
from standoff.measure.evidence import Kinds, evidence, kinds
from standoff.measure.sides import Side, Sides
from standoff.measure.ties import HALF_LIFE, HALF_LIVES, behind, probability, ties, ties_over
from standoff.records import Participant, Tie
from standoff.store import TieRow
from tests.measure.made import dealings

DAY = date(2024, 2, 5)
SIDES = Sides(
    tuple(Side(name, name) for name in "ABC"), (3, 2, 1), {(name, None, "REB"): n for n, name in enumerate("ABC")}
)


def one_kind(right: float) -> Kinds:
    return Kinds(np.array([True, False]), np.array([right, right]), np.array([0, 2]))


@given(st.integers(0, 40), st.integers(0, 40))
def test_with_perfect_reading_it_is_the_beta_posterior(friendly: int, hostile: int):
    found, share = probability(np.array([[friendly, hostile]], dtype=float), one_kind(1 - 1e-12))
    assert found[0] == pytest.approx(1 - betainc(1 + friendly, 1 + hostile, 0.5), abs=1e-6)
    assert share[0] == pytest.approx((1 + friendly) / (2 + friendly + hostile), abs=1e-6)


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([0.6, 0.75, 0.85, 0.95]))
def test_with_errors_it_is_the_beta_posterior_cut_off_at_the_error_rates(friendly: int, hostile: int, right: float):
    found, _ = probability(np.array([[friendly, hostile]], dtype=float), one_kind(right))
    below = lambda x: betainc(1 + friendly, 1 + hostile, x)  # noqa: E731
    assert found[0] == pytest.approx((below(right) - below(0.5)) / (below(right) - below(1 - right)), abs=1e-6)


def test_evidence_that_tells_nothing_changes_nothing():
    found, share = probability(np.array([[50.0, 0.0]]), one_kind(0.5))
    assert found[0] == pytest.approx(0.5)
    assert share[0] == pytest.approx(0.5)


def test_every_type_and_tie_is_weighed():
    known = kinds()
    assert len(known.right) == len(known.friendly) == len(known.channel) == 2 * 16 + 2
    assert ((known.right >= 0.5) & (known.right < 1)).all()


def daily_rows(number: int, type: str, source: int = 0, target: int = 1) -> list[tuple[str, str, str, int, int, str]]:
    days = [str(DAY - timedelta(days=n)) for n in range(number)]
    return [(f"{type}{n}", day, day, source, target, type) for n, day in enumerate(days)]


def test_friends_foes_the_undecided_and_the_absent():
    rows = daily_rows(20, "CONSULT") + daily_rows(20, "ASSAULT", 0, 2) + daily_rows(1, "REQUEST", 1, 2)
    found = ties(evidence(dealings(*rows), [], SIDES, range(3)), DAY)
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert found.sign.tolist() == [1, -1, 0]
    assert found.present.all()
    later = ties(evidence(dealings(*daily_rows(1, "REQUEST")), [], SIDES, range(3)), DAY + timedelta(days=400))
    assert not later.present.any()


def test_intensity_is_apart_from_sign():
    known = evidence(dealings(*daily_rows(700, "CONSULT"), *daily_rows(700, "ASSAULT")), [], SIDES, range(3))
    assert ties(known, DAY).rate_per_week[0] == pytest.approx(14, rel=0.02)


def test_words_and_deeds_are_told_apart():
    found = ties(evidence(dealings(*daily_rows(20, "CONSULT"), *daily_rows(20, "ASSAULT")), [], SIDES, range(3)), DAY)
    assert found.by_words()[0] > 0.9
    assert found.by_deeds()[0] < 0.1


def test_one_event_between_two_counts_once():
    both = dealings(
        ("e", "2024-02-01", "2024-02-01", 0, 1, "CONSULT"), ("e", "2024-02-01", "2024-02-01", 1, 0, "CONSULT")
    )
    once = dealings(("e", "2024-02-01", "2024-02-01", 0, 1, "CONSULT"))
    twice, single = (ties(evidence(rows, [], SIDES, range(3)), DAY) for rows in (both, once))
    assert twice.positive[0] == single.positive[0]


def test_what_is_told_alike_of_one_day_and_place_counts_once():
    rows = dealings(*[(str(n), "2024-02-01", "2024-02-01", 0, 1, "ASSAULT") for n in range(9)])
    same = rows.where(np.zeros(9, dtype=int))
    assert len(evidence(same, [], SIDES, range(3))) == 1
    assert len(evidence(rows, [], SIDES, range(3))) == 9  # in nine places


def test_reports_weigh_less_than_a_data_set_whose_errors_are_in_the_table():
    rows = daily_rows(6, "ASSAULT")
    reported, imported = (ties(evidence(dealings(*rows, reported=r), [], SIDES, range(3)), DAY) for r in (True, False))
    assert imported.positive[0] < reported.positive[0] < 0.5


def test_nothing_later_than_the_day_counts():
    rows = daily_rows(10, "CONSULT")
    later = [("x", "2024-03-01", "2024-03-01", 0, 1, "ASSAULT")] * 1
    found = [ties(evidence(dealings(*r), [], SIDES, range(3)), DAY).positive[0] for r in (rows, rows + later)]
    assert found[0] == found[1]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=20), st.sampled_from(HALF_LIVES))
def test_one_pass_over_many_days_gives_what_each_day_gives_alone(offsets: list[int], half_life: float):
    rows = [
        (str(n), str(DAY - timedelta(days=o)), str(DAY - timedelta(days=o)), n % 2, 2, ("ASSAULT", "CONSULT")[o % 2])
        for n, o in enumerate(offsets)
    ]
    known = evidence(dealings(*rows), [], SIDES, range(3))
    days = [DAY - timedelta(days=n) for n in (250, 100, 99, 3, 0)]
    for day, found in zip(days, ties_over(known, days, half_life), strict=True):
        alone = ties(known, day, half_life)
        assert found.positive == pytest.approx(alone.positive)
        assert found.sums == pytest.approx(alone.sums)


def said(source: str, target: str, type: str, document: str, day: str = "2024-02-01", copy_of: str = "") -> TieRow:
    a, b = (Participant(name, name, None, "REB", name) for name in (source, target))
    return TieRow(Tie(type, a, b, document, 0, 9, "A backs B."), "Wire", date.fromisoformat(day), copy_of or document)


def test_asserted_ties_are_evidence_of_their_own_kind_and_copies_count_once():
    known = evidence(dealings(), [said("A", "B", "backs", "d1"), said("B", "A", "backs", "d2", copy_of="d1"), said("A", "C", "opposes", "d3")],
                     SIDES, range(3))  # fmt: skip
    found = ties(known, DAY)
    assert found.weights[:, : evidences.ASSERTED].sum() == 0
    assert found.weights[:, evidences.ASSERTED] == pytest.approx([2 ** (-4 / HALF_LIFE)] * 2)
    assert found.positive[0] > 0.5 > found.positive[1]
    assert (
        known.sentences[int(known.event[behind(known, 0, DAY, HALF_LIFE, 3, friendly=True)[0]][1:])].tie.sentence
        == "A backs B."
    )


def test_the_evidence_behind_a_tie_is_what_weighs_most():
    rows = [
        ("old", "2023-10-01", "2023-10-01", 0, 1, "ASSAULT"),
        ("new", "2024-02-01", "2024-02-01", 0, 1, "ASSAULT"),
        ("request", "2024-02-05", "2024-02-05", 0, 1, "REQUEST"),
        ("visit", "2024-02-05", "2024-02-05", 0, 1, "CONSULT"),
    ]
    known = evidence(dealings(*rows), [], SIDES, range(3))
    hostile = behind(known, 0, DAY, HALF_LIFE, 2, friendly=False)
    assert [known.event[place] for place in hostile] == ["new", "old"]
    assert [known.event[place] for place in behind(known, 0, DAY, HALF_LIFE, 2, friendly=True)] == ["visit"]


def test_the_matrix_is_symmetric_and_in_the_order_asked_for():
    found = ties(evidence(dealings(*daily_rows(20, "ASSAULT", 0, 2)), [], SIDES, range(3)), DAY)
    positive, present = found.matrix([2, 1, 0])
    assert present.tolist() == [[False, False, True], [False, False, False], [True, False, False]]
    assert positive[0, 2] == positive[2, 0] == found.positive[0]
    assert positive[0, 1] == 0.5
