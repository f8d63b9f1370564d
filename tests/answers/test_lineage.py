"""What became of past events, by their mentions."""

from __future__ import annotations

from standoff.answers.lineage import lineage
from standoff.store import Moved


def moved(**went: list[str | None]) -> list[Moved]:
    """Of each past event the events that have its mentions now; places count up in each."""
    places: dict[str, int] = {}
    rows = []
    for past, into in went.items():
        for n, now in enumerate(into):
            place = None if now is None else places.get(now, 0)
            if now is not None:
                places[now] = places.get(now, 0) + 1
            rows.append(Moved(past, f"{past}:{n}", now, place))
    return rows


def test_an_event_goes_on_under_another_id():
    line = lineage(moved(old=["new", "new"]))
    assert line.continues == {"new": "old"}
    assert line.shared["old", "new"] == {0: "old:0", 1: "old:1"}
    assert (line.united, line.parted, line.gone) == ({}, {}, ())


def test_two_events_become_one():
    line = lineage(moved(a=["a"], b=["a", "a"]))
    assert line.united == {"a": ("b", "a")}  # most mentions first: what it was before is b
    assert line.continues == {"a": "b"}
    assert line.heirs == {"a"}


def test_an_event_comes_apart_and_one_part_continues_it():
    line = lineage(moved(a=["x", "a", "a"]))
    assert line.parted == {"a": ("a", "x")}
    assert line.continues == {"a": "a"}  # x is a part, neither new nor revised
    assert line.heirs == {"a", "x"}


def test_a_mention_that_moves_parts_one_event_and_unites_none():
    line = lineage(moved(a=["a", "a", "b"], b=["b", "b"]))
    assert line.parted == {"a": ("a", "b")}
    assert line.united == {}
    assert line.continues == {"a": "a", "b": "b"}


def test_of_equal_parts_the_one_with_the_same_id_continues():
    assert lineage(moved(b=["a", "b"])).continues == {"b": "b"}


def test_what_no_event_has_is_gone():
    line = lineage(moved(a=[None], b=["b", None]))
    assert line.gone == ("a",)
    assert line.continues == {"b": "b"}
