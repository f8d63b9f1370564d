"""A person's word on what is one event: it holds, outlives new reports, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import StandoffError
from standoff.judging import judgements, merge_events, split_event, undo
from standoff.pipeline import add
from standoff.records import Event
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder

REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-29", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"},
    {"id": "b", "source": "Daily", "date": "2024-01-30", "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil"},
    {"id": "c", "source": "Post", "date": "2024-01-30", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"},
    {"id": "d", "source": "Star", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul"},
]


@pytest.fixture
def archive(tmp_path) -> Path:
    path = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], path, LineCoder)
    return path


def events(path: Path) -> list[Event]:
    with View.open(path) as view:
        return [s.event for s in view.events(EventFilter())]


def told_most(path: Path) -> Event:
    return max(events(path), key=lambda e: len(e.mentions))


def without_claims(path: Path) -> list[object]:
    return sorted((e.as_json() for e in events(path)), key=lambda e: e["id"])


def test_a_mention_is_split_off_and_put_back(archive):
    before, whole = without_claims(archive), told_most(archive)
    stays, apart = split_event(archive, whole.id, 2, "anna", "another base")
    assert stays != apart
    assert whole.mentions[1].id in {m.id for e in events(archive) if e.id == apart for m in e.mentions}
    undo(archive, 1, "anna")
    assert without_claims(archive) == before
    assert [(w.number, w.verdict, w.by) for w in judgements(archive)] == [(1, "different", "anna"), (2, "open", "anna")]


def test_two_events_become_one_with_all_their_mentions(archive):
    before = without_claims(archive)
    one, other = [e for e in events(archive) if e.type == "ASSAULT"][:2]
    kept = merge_events(archive, one.id, other.id, "ben")
    joined = next(e for e in events(archive) if e.id == kept)
    assert len(joined.mentions) == len(one.mentions) + len(other.mentions)
    with View.open(archive) as view:  # both ids lead to it
        assert view.event(one.id).event.id == view.event(other.id).event.id == kept
    undo(archive, 1, "ben")
    assert without_claims(archive) == before


def test_a_word_outlives_new_reports(archive, tmp_path):
    whole = told_most(archive)
    _, apart = split_event(archive, whole.id, 2, "anna")
    more = [
        {
            "id": "e",
            "source": "Mail",
            "date": "2024-02-01",
            "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil\nCONSULT 2024-01-20 IRN IRQ 0 Basra",
        }
    ]
    add([write_lines(tmp_path / "more.jsonl", more)], archive, LineCoder)
    assert apart in {e.id for e in events(archive)}


def test_what_cannot_be_judged_is_said(archive):
    whole = told_most(archive)
    with pytest.raises(StandoffError, match="one event already"):
        merge_events(archive, whole.id, whole.id, "anna")
    with pytest.raises(StandoffError, match="mentions; give the number"):
        split_event(archive, whole.id, 99, "anna")
    with pytest.raises(StandoffError, match="no decision 7"):
        undo(archive, 7, "anna")
