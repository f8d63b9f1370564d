"""What a person reads and the software did not: it becomes an event like any other, merges, is taken back, and is gold."""

from __future__ import annotations

from itertools import pairwise

import pytest

from standoff.errors import AbsentError, ReviewError
from standoff.evaluate import score
from standoff.judging import add_missed, merge_events, undo
from standoff.pipeline import add
from standoff.records import Span
from standoff.reviewing import accept, correct, gold, sentences, take_back, waiting
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder

TEXT = "ASSAULT 2024-01-28 IRN USA 3 Erbil\nOn Monday the U.S. Army met the “council”. It said no!"
REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-29", "text": TEXT},
    {"id": "b", "source": "Daily", "date": "2024-01-30", "text": "CONSULT 2024-01-29 USA IRQ 0 Baghdad"},
]
MET = {"type": "CONSULT", "actors.0.name": "United States", "recipients.0.name": "Iraq", "date_from": "2024-01-29", "date_to": "2024-01-29",
       "place": "Baghdad", "place_country": "IRQ", "words": "met"}  # fmt: skip
TOLD = Span(TEXT.index("On Monday"), TEXT.index(" It said"))


@pytest.fixture
def archive(tmp_path):
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], tmp_path / "a.duckdb", LineCoder)
    return tmp_path / "a.duckdb"


def state(archive):
    with View.open(archive) as view:
        return {e.event.id: e.event for e in view.events(EventFilter())}


def mentions(archive, document):
    with View.open(archive) as view:
        return [(a.mention.type, a.mention.coder) for a in view.annotations(document)]


def test_a_text_is_parted_into_sentences_and_nothing_but_white_space_is_left_out():
    spans = list(sentences(TEXT))
    assert [TEXT[s.start : s.end] for s in spans][0::3] == ["ASSAULT 2024-01-28 IRN USA 3 Erbil", "It said no!"]
    between = [TEXT[a.end : b.start] for a, b in pairwise(spans)]
    assert not "".join(between).strip()
    assert (spans[0].start, spans[-1].end) == (0, len(TEXT))
    assert list(sentences(" \n ")) == []


def test_it_is_an_event_like_any_other_that_says_who_told_it(archive):
    before = state(archive)
    threat = MET | {"type": "THREATEN", "recipients.0.name": "Iran", "place": "", "deaths": "2-3", "mode": ""}
    id = add_missed(archive, "a", TOLD, threat, "anna", "the coder knows no councils")
    [event] = [e for i, e in state(archive).items() if i not in before]
    assert event.id == id
    assert (event.type, event.quad, event.deaths.as_json(), str(event.date.start)) == (
        "THREATEN",
        "verbal conflict",
        [2, 3],
        "2024-01-29",
    )
    [mention] = event.mentions
    assert (mention.coder, mention.sentence, TEXT[mention.trigger.start : mention.trigger.end]) == (
        "person",
        TEXT[TOLD.start : TOLD.end],
        "met",
    )
    with View.open(archive) as view:
        [word] = view.reviews_of([id])[id]
        assert (word.word.verdict, word.word.by, word.word.note) == ("add", "anna", "the coder knows no councils")
        assert id not in {q.event for q in waiting(view, EventFilter()).events}, "a person has seen all of it"
    correct(archive, id, {"deaths": "4"}, "ben")
    assert state(archive)[id].deaths.lo == 4


def test_it_merges_with_what_another_report_tells_and_parts_from_it_when_it_is_taken_back(archive):
    before = state(archive)
    id = add_missed(archive, "a", TOLD, MET, "anna")
    assert {m.document for m in state(archive)[id].mentions} == {"a", "b"}
    undo(archive, 1, "anna")
    assert state(archive) == before
    assert mentions(archive, "a") == [("ASSAULT", "lines/1")]
    again = add_missed(archive, "a", TOLD, MET, "anna")
    assert {m.document for m in state(archive)[again].mentions} == {"a", "b"}


def test_what_stands_alone_goes_when_it_is_taken_back_and_never_comes_again(archive):
    before = state(archive)
    add_missed(archive, "a", TOLD, MET | {"type": "PROTEST", "place": "", "recipients.0.name": ""}, "anna")
    assert len(state(archive)) == len(before) + 1
    undo(archive, 1, "ben")
    assert state(archive) == before
    first, second = before
    merge_events(archive, first, second, "anna")  # all mentions of both reports are merged anew
    assert {m.coder for e in state(archive).values() for m in e.mentions} == {"lines/1"}
    with View.open(archive) as view:
        assert [r.word.verdict for r in view.reviews()] == ["add", "undo"]
        number = view.reviews()[0].number
    with pytest.raises(ReviewError):
        take_back(archive, number, "anna")


def test_only_the_one_way_takes_back_what_was_added(archive):
    add_missed(archive, "a", TOLD, MET, "anna")
    with View.open(archive) as view:
        number = view.reviews()[0].number
    with pytest.raises(ReviewError, match=r"judging\.undo"):
        take_back(archive, number, "anna")


@pytest.mark.parametrize(
    ("told", "fields", "field"),
    [
        (TOLD, MET | {"type": ""}, "type"),
        (TOLD, MET | {"type": "WAR"}, "type"),
        (TOLD, MET | {"words": "fled"}, "words"),
        (TOLD, MET | {"deaths": "many"}, "deaths"),
        (TOLD, MET | {"actors.0.name": "Nobody Known"}, "actors"),
        (Span(5, 5), MET, "sentence"),
        (Span(0, 99_999), MET, "sentence"),
        (Span(0, 34), {"type": "ASSAULT", "words": "ASSAULT"}, "words"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_written(archive, told, fields, field):
    before = state(archive)
    with pytest.raises(ReviewError) as refused:
        add_missed(archive, "a", told, fields, "anna")
    assert field in refused.value.problems
    assert state(archive) == before
    with pytest.raises(AbsentError):
        add_missed(archive, "nothing", told, fields, "anna")


def test_what_was_missed_is_in_gold_and_lowers_the_recall(archive):
    coded = {
        "id": "a",
        "events": [e.as_json() for e in state(archive).values() if e.mentions[0].document == "a"],
        "ties": [],
    }
    for id in state(archive):
        accept(archive, id, "anna")
    add_missed(archive, "a", TOLD, MET | {"recipients.0.name": "Iran"}, "anna")
    with View.open(archive) as view:
        [one] = [d for d in gold(view).documents if d["id"] == "a"]
    assert sorted(e["type"] for e in one["events"]) == ["ASSAULT", "CONSULT"]
    assert one["events"][-1]["mentions"][0]["sentence"] == TEXT[TOLD.start : TOLD.end]
    scores = score({"a": one}, {"a": coded})
    assert (scores.levels["type"].found, scores.levels["type"].predicted, scores.levels["type"].gold) == (1, 1, 2)
