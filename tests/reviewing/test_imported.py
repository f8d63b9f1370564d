"""A person's word on an event of a data set: it counts or it does not, and comes back as it was."""

from __future__ import annotations

import pytest

from standoff.errors import AbsentError, StoreError
from standoff.importing import import_file
from standoff.judging import judgements, undo
from standoff.reviewing import accept, correct, gold, note, reject, waiting
from standoff.store import EventFilter, View
from tests.event_table import archive_of

ROWS = [
    ("2024-01-01", "ASSAULT", "Iran", "Iraq", "Erbil", "1", "2", "3"),
    ("2024-01-03/2024-01-09", "PROTEST", "people", "Iran", "Tehran"),
    ("2024-02-03", "CONSULT", "Iraq", "Iran"),
]


@pytest.fixture
def archive(tmp_path):
    return archive_of(tmp_path, ROWS)


def state(archive):
    """Everything that is told of events, but for when they became what they are, and how exactly a place is known that is not."""
    with View.open(archive) as view:
        columns = "select * exclude (recorded, place_precision) from events order by id"
        return (
            list(view.query(columns)[1]),
            sorted(view.query("select * from event_parties")[1], key=str),
            list(view.events(EventFilter())),
        )


def test_what_is_rejected_counts_nowhere_and_comes_back_as_it_was(archive):
    before = state(archive)
    for event in before[2]:
        id = event.event.id
        reject(archive, id, "anna", "no such protest")
        with View.open(archive) as view:
            assert view.rejected() == [id]
            assert id not in view.event_ids(EventFilter())
            assert view.counts().events == len(ROWS) - 1
            assert view.event(id).event == event.event, "it can still be looked at"
            assert list(view.query(f"select * from event_parties where event = '{id}'")[1]) == []
        undo(archive, len(judgements(archive)), "anna")
        assert state(archive) == before


def test_a_later_accept_takes_it_back_into_the_record(archive):
    id = state(archive)[2][0].event.id
    reject(archive, id, "anna")
    accept(archive, id, "ben")
    assert len(state(archive)[2]) == len(ROWS)
    with View.open(archive) as view:
        assert [(r.word.verdict, r.word.by) for r in view.reviews_of([id])[id]] == [
            ("reject", "anna"),
            ("accept", "ben"),
        ]
        assert not view.rejected()


def test_the_same_file_does_not_bring_back_what_was_rejected(archive):
    id = state(archive)[2][0].event.id
    reject(archive, id, "anna")
    import_file("table", archive.with_name("table.csv"), archive, map=archive.with_name("map.toml"))
    assert len(state(archive)[2]) == len(ROWS) - 1


def test_its_fields_stay_as_the_data_set_has_them_and_it_neither_waits_nor_is_gold(archive):
    id = state(archive)[2][0].event.id
    with pytest.raises(StoreError, match="reject it, or note"):
        correct(archive, id, {"deaths": "9"}, "anna")
    note(archive, id, "anna", "the toll is disputed")
    assert len(state(archive)[2]) == len(ROWS)
    with View.open(archive) as view:
        assert waiting(view, EventFilter()).events_in_all == 0
        assert gold(view).documents == ()
    with pytest.raises(AbsentError):
        reject(archive, "nothing", "anna")
