"""Parties of an archive: names, with whom they deal, and a filter that takes one of them and nobody who is called alike."""

from __future__ import annotations

import duckdb
import pytest

from standoff.store import EventFilter, Partner, PartyVariant, View
from tests.event_table import archive_of

ROWS = [
    ("2024-01-01", "ASSAULT", "USA", "Iraq"),
    ("2024-01-02", "CONSULT", "Iraq", "USA"),
    ("2024-01-03", "CONSULT", "Iraq", "USA"),
    ("2024-01-04", "ACCUSE", "Jerusalem Post", "Iraq"),
    ("2024-01-05", "ASSAULT", "Iran", "Jerusalem Post"),
]


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    with View.open(archive_of(tmp_path_factory.mktemp("parties"), ROWS)) as view:
        yield view


def days(view, **chosen):
    return sorted(stored.event.date.start.day for stored in view.events(EventFilter(**chosen)))


def id_of(view, name):
    return next(row.id for row in view.actors(EventFilter()) if row.name == name)


def test_a_part_of_a_name_takes_all_that_have_it_and_an_id_after_equals_only_its_own(view):
    assert days(view, actor="usa") == [1, 2, 3, 4, 5]  # Jerusalem has it too
    assert days(view, actor="=USA") == [1, 2, 3]
    assert (days(view, source="=USA"), days(view, target="=USA")) == ([1], [2, 3])
    assert days(view, actor="=usa") == days(view, actor="=") == days(view, actor="=US") == []


def test_each_partner_is_counted_as_the_filters_count(view):
    partners = view.partners("IRQ", 9)
    assert partners[0] == Partner("USA", 2, 1, 3)
    for one in partners:
        assert one.acted == len(days(view, source="=IRQ", target=f"={one.id}"))
        assert one.received == len(days(view, source=f"={one.id}", target="=IRQ"))
    assert view.partners("IRQ", 1) == partners[:1]
    assert view.partners("nobody", 9) == []


def test_names_and_codes(view):
    post = id_of(view, "Jerusalem Post")
    assert view.parties_called("rusal") == {post}
    assert view.parties_called("irq") == {"IRQ"}
    assert view.party_names(["USA", post, "nobody"]) == {"USA": "United States", post: "Jerusalem Post"}
    assert view.names_of_party("IRN", 5) == [("Iran", 1)]
    assert view.party_variants("IRQ") == [PartyVariant("IRQ", "IRQ", "GOV", 2, 2, 4)]
    assert view.party_codes(["USA", "IRQ"]) == [("IRQ", "IRQ", "GOV"), ("USA", "USA", "GOV")]


def test_codes_of_the_list_are_those_told_most_often_and_else_the_first(tmp_path):
    path = archive_of(tmp_path, ROWS)
    with duckdb.connect(str(path)) as connection:
        told = "update event_parties set country = ?, sector = ? where id = ? and event_from = ?"
        connection.execute(told, ["FRA", "MED", "USA", "2024-01-02"])
        connection.execute(told, [None, "UNK", "IRN", "2024-01-05"])
        connection.execute(told, ["ISR", "AAA", "IRQ", "2024-01-01"])
        connection.execute(told, ["ISR", "AAA", "IRQ", "2024-01-02"])
    with View.open(path) as view:
        codes = {row.id: (row.country, row.sector) for row in view.actors(EventFilter())}
    assert (codes["USA"], codes["IRN"], codes["IRQ"]) == (("USA", "GOV"), (None, "UNK"), ("ISR", "AAA"))


def test_events_of_a_party_come_in_the_order_of_the_list(view):
    latest, most_told = view.events_of_party("IRQ", 2)
    assert latest == view.event_ids(EventFilter(actor="=IRQ", statuses=("actual",), order="latest", limit=2))
    assert most_told == latest, "of a data set each is told by one source"
    assert len(view.events_of_party("IRQ", 9)[1]) == 4


def test_what_one_party_deals_with_others_is_what_all_of_them_deal_without_what_these_do_to_each_other(view):
    ids = ["IRQ", "USA", "IRN", id_of(view, "Jerusalem Post")]
    every = view.dealings({codes: ids.index(codes[0]) for codes in view.party_codes(ids)})
    its = every.where((every.source == 0) | (every.target == 0))
    found = view.dealings_of("IRQ", ids[1:])
    assert 0 < len(its) < len(every)
    for name in ("event", "first", "last", "source", "target", "type", "place", "reported", "count", "deaths_best"):
        assert getattr(found, name).tolist() == getattr(its, name).tolist(), name
    assert len(view.dealings_of("IRQ", [])) == len(view.dealings_of("nobody", ids)) == 0


def test_counts_without_parties_are_the_same_counts(view):
    whole, short = view.tally(EventFilter(actor="=IRQ"), 3), view.tally(EventFilter(actor="=IRQ"), 0)
    assert (short.events, short.over_time, short.first, short.last) == (4, whole.over_time, whole.first, whole.last)
    assert "actor" in whole.fields
    assert "actor" not in short.fields
