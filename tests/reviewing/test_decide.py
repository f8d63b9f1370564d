"""What a person says of an event: it counts at once in every answer, outlives new reports, and can be taken back."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from standoff.answers import changes
from standoff.cli import app
from standoff.errors import AbsentError, ChangedError, ReviewError
from standoff.judging import judgements, merge_events, split_event, undo
from standoff.options import ChangesOptions
from standoff.pipeline import add
from standoff.records import Amount, Event
from standoff.reviewing import accept, correct, note, reject, take_back
from standoff.store import EventFilter, View
from tests.archives import content, write_lines
from tests.line_coder import LineCoder

STRIKE = "ASSAULT 2024-01-28 IRN USA 3 Erbil"
EARLIER = {"id": "d", "source": "Post", "date": "2024-01-28", "text": f"News from Erbil.\n{STRIKE}"}


def again(n: int) -> dict[str, str]:
    """The strike on Erbil, told once more in another report."""
    return {"id": f"again{n}", "source": "Mail", "date": "2024-01-31", "text": f"Desk {n} wrote this.\n{STRIKE}"}


def tell(path: Path, *reports: dict[str, str]) -> None:
    add([write_lines(path.with_suffix(".jsonl"), list(reports))], path, LineCoder)


def events(path: Path, **asked: object) -> list[Event]:
    with View.open(path) as view:
        return [s.event for s in view.events(EventFilter(**asked))]


def at_erbil(path: Path) -> Event:
    [found] = events(path, place="Erbil")
    return found


def told(path: Path) -> dict[str, object]:
    """All that answers read, but for what persons said."""
    return content(path, ("events", "event_mentions", "event_parties", "claims", "coded_events"))


def test_a_correction_counts_in_every_answer_and_the_models_value_is_kept(archive):
    before = at_erbil(archive)
    correct(
        archive,
        before.id,
        {"deaths": "4", "actors.0.name": "Kataib Hezbollah", "actors.0.sector": "REB", "type": "COERCE", "mode": ""},
        "anna",
        "the ministry's figure",
    )
    after = at_erbil(archive)
    assert (after.deaths, after.type, after.quad) == (Amount(4, 4), "COERCE", "material conflict")
    assert after.score != before.score
    with View.open(archive) as view:
        assert view.coded([after.id])[after.id] == before
        assert [a.name for a in view.actors(EventFilter(place="Erbil")) if a.acted] == [after.actors[0].name]
        [review] = view.reviews_of([after.id])[after.id]
        assert (review.word.by, review.word.note, review.confidence) == (
            "anna",
            "the ministry's figure",
            before.confidence,
        )
        assert {c.field: (c.before, c.after) for c in review.word.changes}["deaths"] == ([5, 5], [4, 4])
        assert [s.event.id for s in view.events(EventFilter(types=("COERCE",)))] == [after.id]
    assert after.mentions == before.mentions
    assert after.claims == before.claims


def test_a_rejected_event_is_in_no_list_and_still_there(archive):
    gone = at_erbil(archive)
    reject(archive, gone.id, "anna")
    assert gone.id not in {e.id for e in events(archive)}
    with View.open(archive) as view:
        assert view.counts().events == 1
        assert view.rejected() == [gone.id]
        assert view.event(gone.id).event == gone
        assert {p.id for p in view.actors(EventFilter())} == {"USA", "IRQ"}
        assert sum(d.events for d in view.documents_listed(9)) == 1


def test_everything_is_taken_back_to_what_it_was(archive):
    before = told(archive)
    id = at_erbil(archive).id
    correct(archive, id, {"deaths": "4"}, "anna")
    reject(archive, id, "ben")
    accept(archive, id, "carla")
    assert at_erbil(archive).deaths == Amount(4, 4)  # what is accepted is the event with its corrections
    for number in (2, 1, 0):
        take_back(archive, number, "dan")
    assert told(archive) == before
    assert [s.verdict for s in judgements(archive)] == ["correct", "reject", "accept", "undo", "undo", "undo"]
    assert not any(s.stands for s in judgements(archive))
    with pytest.raises(ReviewError, match="no such decision stands"):
        take_back(archive, 1, "dan")


def test_decisions_outlive_reports_that_give_the_event_another_id(archive):
    first, other = at_erbil(archive).id, events(archive, place="Mosul")[0].id
    correct(archive, first, {"deaths": "4", "status": "historical"}, "anna")
    reject(archive, other, "anna")
    tell(
        archive,
        EARLIER,
        {"id": "e", "source": "Sun", "date": "2024-02-04", "text": "CONSULT 2024-02-03 USA IRQ 0 Mosul"},
    )
    now = at_erbil(archive)
    assert now.id != first
    assert len(now.mentions) == 3
    assert (now.deaths, now.status) == (Amount(4, 4), "historical")
    assert {e.type for e in events(archive, place="Mosul")} == {"CONSULT"}
    with View.open(archive) as view:
        assert view.event(first).event == now
        [review] = view.reviews_of([now.id])[now.id]
        assert (review.event_then, review.shared) == (first, 2)
        assert view.coded([now.id])[now.id].deaths != Amount(4, 4)


def test_a_rejection_holds_until_most_of_the_reports_are_news_to_it(archive):
    reject(archive, at_erbil(archive).id, "anna")
    for n in range(2):
        tell(archive, again(n))
        assert events(archive, place="Erbil") == []
    tell(archive, again(2))
    assert len(at_erbil(archive).mentions) == 5


def test_a_word_stays_with_most_of_its_mentions_when_they_are_parted(archive):
    tell(archive, EARLIER)
    whole = at_erbil(archive)
    correct(archive, whole.id, {"injured": "7"}, "anna")
    stays, apart = split_event(archive, whole.id, 1, "anna")
    with View.open(archive) as view:
        assert view.event(stays).event.injured == Amount(7, 7)
        assert view.event(apart).event.injured is None
    undo(archive, 2, "anna")
    assert at_erbil(archive).injured == Amount(7, 7)


def test_a_word_moves_to_an_event_that_was_not_touched(archive):
    """Five mentions are parted three to two, then the three one by one: the two have most of them now."""
    tell(archive, *map(again, range(3)))
    whole = at_erbil(archive)
    names = [m.id for m in whole.mentions]
    correct(archive, whole.id, {"injured": "7"}, "anna")

    def holding(mention: str) -> str:
        with View.open(archive) as view:
            return view.event_holding(mention)

    def part_off(mention: str) -> None:
        with View.open(archive) as view:
            places = [m.id for m in view.event(holding(mention)).event.mentions]
        split_event(archive, holding(mention), places.index(mention) + 1, "anna")

    part_off(names[3])
    part_off(names[4])
    merge_events(archive, holding(names[3]), holding(names[4]), "anna")
    assert [e.injured for e in events(archive, place="Erbil") if len(e.mentions) == 3] == [Amount(7, 7)]
    part_off(names[0])
    part_off(names[1])
    injured = {len(e.mentions): e.injured for e in events(archive, place="Erbil")}
    assert injured == {1: None, 2: Amount(7, 7)}


def test_what_was_merged_has_the_corrections_of_both(archive):
    one, other = at_erbil(archive).id, events(archive, place="Mosul")[0].id
    correct(archive, one, {"deaths": "4", "injured": "9"}, "anna")
    correct(archive, other, {"deaths": "6"}, "ben")
    merged = merge_events(archive, one, other, "anna")
    with View.open(archive) as view:
        event = view.event(merged).event
    assert (event.deaths, event.injured) == (Amount(6, 6), Amount(9, 9))  # of two on one field the later


def test_nothing_is_written_about_an_event_that_changed_meanwhile(archive):
    event = at_erbil(archive)
    with View.open(archive) as view:
        seen = view.stamp(event.id)
    correct(archive, event.id, {"deaths": "4"}, "anna", seen=seen)
    with pytest.raises(ChangedError, match="look at it again"):
        reject(archive, event.id, "ben", seen=seen)
    assert [s.verdict for s in judgements(archive)] == ["correct"]
    assert at_erbil(archive).deaths == Amount(4, 4)


def test_what_cannot_be_said_is_told(archive):
    id = at_erbil(archive).id
    with pytest.raises(ReviewError, match="say who you are"):
        accept(archive, id, "  ")
    with pytest.raises(ReviewError, match="is empty"):
        note(archive, id, "anna", " ")
    with pytest.raises(AbsentError, match="no event 'nothing'"):
        accept(archive, "nothing", "anna")


def test_a_note_decides_nothing(archive):
    before = told(archive)
    note(archive, at_erbil(archive).id, "anna", "ask the desk")
    assert told(archive) == before


def test_what_an_event_was_before_a_decision_stays_in_its_history(archive):
    id = at_erbil(archive).id
    before = len(content(archive, ("past_events",))["past_events"])
    accept(archive, id, "anna")
    assert len(content(archive, ("past_events",))["past_events"]) == before
    reject(archive, id, "anna")
    assert len(content(archive, ("past_events",))["past_events"]) == before + 1


def test_what_persons_did_is_among_what_changed(archive):
    since = datetime.now(UTC)
    first, other = at_erbil(archive).id, events(archive, place="Mosul")[0].id
    correct(archive, first, {"deaths": "4"}, "anna")
    reject(archive, other, "ben")
    with View.open(archive) as view:
        told = {s.topic: s for s in changes.answer(view, ChangesOptions(since)).statements if s.topic}
    [source] = told["revised"].sources
    assert (source.by, source.field, source.value, source.before) == ("anna", "deaths", "4", "5")
    assert told["gone"].text.endswith("ben rejected it")


def test_the_commands_list_and_undo_words_on_events_too(archive):
    first, other = at_erbil(archive).id, events(archive, place="Mosul")[0].id
    correct(archive, first, {"deaths": "4"}, "anna")
    merge_events(archive, first, other, "ben")
    run = CliRunner().invoke(app, ["judgements", "--archive", str(archive), "--format", "jsonl"])
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(t["number"], t["verdict"], t["by"], t["stands"]) for t in told] == [
        (1, "correct", "anna", True),
        (2, "same", "ben", True),
    ]
    assert told[0]["changes"] == [{"field": "deaths", "before": [5, 5], "after": [4, 4]}]
    assert CliRunner().invoke(app, ["undo", "1", "--archive", str(archive), "--by", "carla"]).exit_code == 0
    shown = CliRunner().invoke(app, ["judgements", "--archive", str(archive), "--format", "csv"]).stdout
    assert [line.split(",")[1:3] for line in shown.splitlines()[1:]] == [
        ["correct", "anna"],
        ["same", "ben"],
        ["undo", "carla"],
    ]
    assert "deaths 5 → 4" in shown
    why = CliRunner().invoke(app, ["why", first, "--archive", str(archive), "--format", "jsonl"])
    assert "reviews" not in json.loads(why.stdout)


def test_why_tells_who_said_what_and_what_was_coded(archive):
    id = at_erbil(archive).id
    correct(archive, id, {"deaths": "4"}, "anna", "the ministry")
    shown = CliRunner().invoke(app, ["why", id, "--archive", str(archive)]).stdout
    assert re.search(r"corrected by anna on \d{4}-\d\d-\d\d: the ministry\ndeaths 4; coded: 5\n", shown)
    told = json.loads(CliRunner().invoke(app, ["why", id, "--archive", str(archive), "--format", "jsonl"]).stdout)
    assert (told["deaths"], told["coded"]["deaths"], told["reviews"][0]["confidence_then"]) == (
        [4, 4],
        [5, 5],
        told["confidence"],
    )
