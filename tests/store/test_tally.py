"""Counts of the events that pass a filter, against counting them one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from standoff.store import EventFilter, View
from standoff.store.tally import MOST_STEPS, step_for
from tests.event_table import archive_of

TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "AID")
NAMES = ("Iran", "Iraq", "United States", "Israel")
FIRST = date(2023, 10, 2)


def rows() -> list[tuple[str, ...]]:
    made = []
    for n in range(200):
        day = FIRST + timedelta(days=(n * 7) % 100)
        span = str(day) if n % 5 else f"{day}/{day + timedelta(days=n % 30)}"
        place = ("", "Erbil", "Mosul")[n % 3]
        made.append(
            (
                span,
                TYPES[n % 4],
                NAMES[n % 3],
                NAMES[3 - n % 2],
                place,
                *[""] * 3,
                "GOV",
                "GOV",
                "IRQ" if n % 3 == 1 else "",
            )
        )
    return [*made, ("1990-01-01", "ASSAULT", "Iran", "Iraq"), ("2020-01-01/2023-01-01", "ASSAULT", "Iran", "Iraq")]


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with View.open(archive_of(tmp_path_factory.mktemp("tally"), rows())) as view:
        yield view


@pytest.mark.parametrize(
    "chosen",
    [
        EventFilter(), EventFilter(types=("ASSAULT",)), EventFilter(source="Iran"), EventFilter(target="Iraq", quads=("material conflict",)),
        EventFilter(since=date(2023, 11, 1), until=date(2023, 12, 1)), EventFilter(text="mosul"), EventFilter(place_country="IRQ"),
        EventFilter(types=("YIELD",)), EventFilter(limit=3, offset=2, order="latest"),
    ],
)  # fmt: skip
def test_counts_are_those_of_the_events_themselves(view, chosen):
    events = [stored.event for stored in view.events(replace(chosen, limit=None, offset=0))]
    found = view.tally(chosen, 100)
    assert found.events == len(events)
    assert list(found.ids) == view.event_ids(chosen)
    counted = {
        "type": Counter(e.type for e in events), "quad": Counter(e.quad for e in events), "status": Counter(e.status for e in events),
        "country": Counter(e.place.country for e in events if e.place and e.place.country),
        "actor": Counter(p.id for e in events for p in e.actors), "recipient": Counter(p.id for e in events for p in e.recipients),
    }  # fmt: skip
    assert {field: {v.value: v.events for v in values} for field, values in found.fields.items()} == counted
    for values in found.fields.values():
        assert [v.events for v in values] == sorted((v.events for v in values), reverse=True)
    assert found.undated == sum(e.date is None or e.date.days > 366 for e in events)


@pytest.mark.parametrize("until", [date(2023, 10, 20), date(2024, 6, 1)])
def test_events_of_several_days_are_spread_over_them(view, until):
    chosen = EventFilter(since=FIRST, until=until)
    found = view.tally(chosen, 1)
    assert found.shown is not None
    first, last = found.shown
    wanted: Counter[tuple[str, date]] = Counter()
    for stored in view.events(chosen):
        when = stored.event.date
        if when is None or when.days > 366:
            continue
        one_step = _step(when.start, found.step) == _step(when.end, found.step)
        for n in range(when.days):
            day = when.start + timedelta(days=n)
            if one_step or first <= day <= last:
                wanted[stored.event.quad, _step(day, found.step)] += 1 / when.days
    assert {(s.quad, s.first): pytest.approx(s.events) for s in found.over_time} == dict(wanted)


def _step(day: date, unit: str) -> date:
    return {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[unit]


def test_one_look_back_leaves_room_for_the_rest(view):
    found = view.tally(EventFilter(), 1)
    assert found.first == date(1990, 1, 1)
    assert found.shown is not None
    assert found.shown[0] >= FIRST
    assert found.step == "day"


def test_one_of_a_few_that_lies_years_apart_leaves_room_for_the_rest(tmp_path):
    recent = [f"2024-01-{day:02}" for day in (3, 9, 16, 25)]
    kept = {
        "old": ["2014-01-01", *recent],
        "new": [*recent, "2034-01-01"],
        "even": ["2014-01-01", "2016-06-01", "2019-01-01", "2021-06-01", *recent],
    }
    spans = {}
    for name, days in kept.items():
        with View.open(archive_of(tmp_path / name, [(day, "ASSAULT", "Iran", "Iraq") for day in days])) as view:
            found = view.tally(EventFilter(), 1)
            spans[name] = found.shown
            assert sum(step.events for step in found.over_time) == len(days) - (name != "even")
    assert spans == {
        "old": (date(2024, 1, 3), date(2024, 1, 25)), "new": (date(2024, 1, 3), date(2024, 1, 25)), "even": (date(2014, 1, 1), date(2024, 1, 25)),
    }  # fmt: skip


def test_nothing_chosen_has_nothing_to_show(view):
    found = view.tally(EventFilter(text="no such words"), 5)
    assert (found.events, found.first, found.shown, found.over_time) == (0, None, None, ())
    assert not any(found.fields.values())


def test_no_more_steps_than_can_be_told_apart():
    for days, step in (
        (1, "day"),
        (MOST_STEPS, "day"),
        (MOST_STEPS + 1, "week"),
        (7 * MOST_STEPS + 1, "month"),
        (40_000, "year"),
    ):
        assert step_for(FIRST, FIRST + timedelta(days=days - 1)) == step


def test_a_page_of_ids_is_a_part_of_all_of_them(view):
    whole = view.event_ids(EventFilter(order="latest"))
    assert len(whole) == 202
    parts = [view.event_ids(EventFilter(order="latest", limit=50, offset=n)) for n in range(0, 250, 50)]
    assert [id for part in parts for id in part] == whole
    days = [stored.event.date.start for stored in view.events_of(whole) if stored.event.date]
    assert days == sorted(days, reverse=True)
