"""The network over time: the same sides and places on every day, ties as the answer on balance has them, and back from its tables."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from standoff.answers import balance
from standoff.answers.network import MOST_DAYS, MOST_SIDES, OverTime, answer
from standoff.errors import MeasureError
from standoff.options import BalanceOptions, NetworkOptions
from standoff.store import View
from tests.event_table import archive_of

DAY = date(2024, 2, 5)
TIES = (("United States", "Iraq", "CONSULT"), ("Iraq", "Iran", "CONSULT"), ("United States", "Iran", "ASSAULT"))
OLD = [("2019-01-01", "CONSULT", "France", "Germany")]


def rows(last: date = DAY, each: int = 12) -> list[tuple[str, ...]]:
    return [(str(last - timedelta(days=n)), type, a, b) for a, b, type in TIES for n in range(each)]


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with View.open(archive_of(tmp_path_factory.mktemp("network"), rows(each=60) + OLD)) as view:
        yield view


def test_days_are_evenly_apart_and_end_with_the_last(view):
    moments = OverTime.read(answer(view, NetworkOptions())).moments
    days = [moment.day for moment in moments]
    assert days[-1] == DAY
    assert len({b - a for a, b in pairwise(days)}) == 1
    assert 20 < len(days) <= MOST_DAYS
    assert days[0] > date(2023, 12, 1)  # one event of years ago does not stretch them


def test_the_last_day_is_the_answer_on_balance(view):
    found = OverTime.read(answer(view, NetworkOptions()))
    told = balance.answer(view, BalanceOptions(DAY, tuple(side.id for side in found.sides)))
    names = {side.id: side.name for side in found.sides}
    signs = {1: "positive", -1: "negative", 0: "undecided"}
    assert {(f"{names[t.a]} – {names[t.b]}", signs[t.sign], round(t.positive, 2)) for t in found.moments[-1].ties} == {
        (row[0], row[1], row[2]) for row in told.tables[0].rows
    }
    assert found.moments[-1].band[0] == pytest.approx(
        next(row[1] for row in told.tables[3].rows if row[0].startswith("60")), abs=0.006
    )
    assert found.moments[-1].told[0] == told.statements[0].text


def test_signs_of_the_whole_record_part_the_camps_and_nothing_fades(view):
    found = OverTime.read(answer(view, NetworkOptions()))
    signs = {frozenset((t.a, t.b)): t.sign for t in found.whole}
    assert signs[frozenset(("USA", "IRQ"))] == 1
    assert signs[frozenset(("USA", "IRN"))] == -1
    assert frozenset(("FRA", "DEU")) in signs
    assert all(t.per_week >= 1 for t in found.whole)
    assert len(found.sides) <= MOST_SIDES
    assert {party.id for party in found.parties} >= {"USA", "IRQ", "IRN"}


def test_named_sides_are_the_only_ones(view):
    found = OverTime.read(answer(view, NetworkOptions(("Iran", "usa"))))
    assert {side.id for side in found.sides} == {"IRN", "USA"}
    with pytest.raises(MeasureError, match="is no side"):
        answer(view, NetworkOptions(("Atlantis", "Iran")))


def test_a_day_on_which_nothing_is_left_is_told(tmp_path):
    told = [("2020-01-01", "CONSULT", "Iran", "Iraq")] * 3 + [("2024-01-01", "CONSULT", "Iran", "Iraq")]
    with View.open(
        archive_of(tmp_path, [(day, type, a, b, f"place {n}") for n, (day, type, a, b) in enumerate(told)])
    ) as view:
        moments = OverTime.read(answer(view, NetworkOptions())).moments
    empty = [moment for moment in moments if not moment.ties]
    assert empty
    assert all(moment.band is None and "Nothing is left" in moment.told[0] for moment in empty)
    assert moments[-1].ties


def test_one_event_is_a_network_of_one_day(tmp_path):
    with View.open(archive_of(tmp_path, [("2024-01-01", "ASSAULT", "Iran", "Iraq")])) as view:
        found = OverTime.read(answer(view, NetworkOptions()))
    assert [len(moment.ties) for moment in found.moments] == [1]
