"""What an archive was before: kept as events are replaced, asked for by the moment of writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from standoff.importing import import_file
from standoff.pipeline import AddOptions, add, merge_into
from standoff.records import Amount
from standoff.store import EventFilter, View, Writer
from tests.archives import content, write_lines
from tests.clock import Clock
from tests.line_coder import LineCoder, reports

VERSION_2 = Path(__file__).parent / "data" / "version_2.sql"
UCDP = Path(__file__).parents[1] / "formats" / "data" / "ucdp_ged_23_1.csv"
FIRST = {"id": "a", "source": "Wire", "date": "2024-01-29", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"}
EARLIER = {"id": "b", "source": "Daily", "date": "2024-01-28", "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil"}
OTHER = {"id": "c", "source": "Post", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul"}
HISTORY = ("past_events", "events")


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


def add_one(path: Path, record: dict[str, str]) -> None:
    add([write_lines(path.with_suffix(".jsonl"), [record])], path, LineCoder)


def test_an_event_that_changes_is_still_known_as_it_was(tmp_path, clock):
    path = tmp_path / "a.duckdb"
    for day, record in enumerate((FIRST, OTHER, EARLIER), 1):
        clock.at(day)
        add_one(path, record)
    with View.open(path) as view:
        [(old, past)] = view.events_as_of(clock.moment(2, 12)).items()
        assert (past.event.deaths, past.sources) == (Amount(3, 3), 1)
        [moved] = view.where_mentions_went(clock.moment(2, 12))
        assert moved.past == old != moved.now  # the earlier report gives the event its id
        assert view.event(old).event.id == moved.now
        assert list(view.events_since(clock.moment(2, 12)).values()) == [clock.moment(3)]
        assert len(view.events_since(clock.moment(1, 12))) == 2
        assert view.events_as_of(clock.moment(3)) == {}
        assert view.history_since() is None


def test_what_is_merged_again_and_stays_the_same_keeps_its_time(tmp_path, clock):
    path = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", reports(30))], path, LineCoder)
    with duckdb.connect(str(path), read_only=True) as connection:
        before = connection.execute("select id, recorded from events order by id").fetchall()
        documents = [id for (id,) in connection.execute("select id from documents").fetchall()]
        past = connection.execute("select count(*) from past_events").fetchall()
    clock.at(9)
    with Writer.open(path) as writer:
        merge_into(writer, documents, AddOptions())
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select id, recorded from events order by id").fetchall() == before
        assert connection.execute("select count(*) from past_events").fetchall() == past


def test_a_second_run_adds_no_history(tmp_path):
    path = tmp_path / "a.duckdb"
    lines = write_lines(tmp_path / "r.jsonl", reports(40, seed=3))
    add([lines], path, LineCoder, AddOptions(merge_at_once=10))
    before = content(path, HISTORY)
    assert before["past_events"]
    add([lines], path, LineCoder, AddOptions(merge_at_once=10))
    assert content(path, HISTORY) == before


def test_imported_events_have_the_time_of_their_import(tmp_path, clock):
    path = tmp_path / "a.duckdb"
    for day in (2, 4):  # the second time nothing is new
        clock.at(day)
        import_file("ucdp", UCDP, path)
    with View.open(path) as view:
        [file] = view.imported_since(clock.moment(1))
        assert (file.dataset, file.events, file.file) == ("ucdp", 30, str(UCDP))
        deadliest = [s.event.deaths_best for s in view.events_of(view.deadliest_imported(clock.moment(1), 3))]
        assert deadliest == sorted(deadliest, reverse=True)
        assert len(deadliest) == 3
        assert view.imported_since(clock.moment(2)) == []
        assert view.events_since(clock.moment(1)) == {}


def test_an_archive_of_version_2_keeps_what_it_held_as_known_before(tmp_path, clock):
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(VERSION_2.read_text(encoding="utf-8"))
    clock.at(5)
    with Writer.open(path) as writer:
        assert writer.counts().events == 2
    with View.open(path) as view:
        assert view.history_since() is not None
        assert view.events_since(clock.moment(1)) == {}
        assert view.imported_since(clock.moment(1)) == []
        assert view.event("ucdp:1").event.deaths_best == 7
        assert view.event("e0000000001").event.deaths == Amount(3, 3)
        [actor] = view.actors(EventFilter(actor="islamic_state"))
        assert (actor.most_often, actor.first, actor.last) == ("ASSAULT", date(2017, 10, 4), date(2017, 10, 4))
    add_one(path, OTHER)
    with View.open(path) as view:
        assert len(view.events_since(clock.moment(1))) == 1
