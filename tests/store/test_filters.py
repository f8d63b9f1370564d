"""A filter into SQL: every field has its condition, every order its columns, and what is not asked for is not there."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from standoff.store import EventFilter, View
from standoff.store.filters import conditions, given
from tests.event_table import archive_of

ROWS = [
    ("2024-01-03", "ASSAULT", "USA", "Iraq"),
    ("2024-01-01", "CONSULT", "Iraq", "USA"),
    ("2024-01-02", "ACCUSE", "Iran", "Iraq"),
]
EVERY = EventFilter(
    types=("ASSAULT",), actor="a", country="IRQ", place="b", since=date(2024, 1, 1), until=date(2024, 1, 9), statuses=("actual",),
    min_confidence=0.0, differing=True, quads=("material conflict",), source="c", target="d", text="e", place_country="SYR",
    box=(0.0, 0.0, 1.0, 1.0), precisions=("town",), disputed=True,
)  # fmt: skip
NOT_CONDITIONS = {"limit", "offset", "order"}


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with View.open(archive_of(tmp_path_factory.mktemp("filters"), ROWS)) as view:
        yield view


def test_nothing_is_asked_for_by_a_filter_without_values():
    assert given(EventFilter(limit=3, offset=2, order="deaths")) == {}
    assert conditions(EventFilter()) == "true"


def test_each_value_is_bound_in_a_condition_of_its_own(view):
    named = {field.name for field in fields(EventFilter)} - NOT_CONDITIONS
    assert set(given(EVERY)) == named
    for name in named:
        one = replace(EventFilter(), **{name: getattr(EVERY, name)})
        assert f"${name}" in conditions(one)
        assert not [other for other in named - {name} if f"${other}::" in conditions(one)]
        assert view.tally(one, 2).events == len(view.event_ids(one))
    assert view.event_ids(EVERY) == []


@pytest.mark.parametrize(
    ("order", "days"), [("date", [1, 2, 3]), ("latest", [3, 2, 1]), ("sources", [1, 2, 3]), ("deaths", [1, 2, 3]), ("claims", [1, 2, 3])]
)  # fmt: skip
def test_every_order_ends_with_the_days(view, order, days):
    for chosen in (
        EventFilter(order=order),
        EventFilter(order=order, country="IRQ"),
        EventFilter(order=order, min_confidence=0.0),
    ):
        ids = view.tally(chosen, 0).ids
        assert [stored.event.date.start.day for stored in view.events_of(ids)] == days
        assert list(ids) == view.event_ids(chosen)
