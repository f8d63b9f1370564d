"""What an archive learned since a moment: told once, truthfully, by the time of recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.answers import Answer, Statement
from standoff.answers.changes import answer
from standoff.importing import import_file
from standoff.judging import merge_events, split_event, undo
from standoff.options import ChangesOptions
from standoff.pipeline import add
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.clock import Clock
from tests.line_coder import LineCoder, reports

UCDP = Path(__file__).parents[1] / "formats" / "data" / "ucdp_ged_23_1.csv"
LINES = {
    "three": "ASSAULT 2024-01-28 IRN USA 3 Erbil",
    "sixteen": "ASSAULT 2024-01-28 IRN USA 16 Erbil",
    "mosul": "ASSAULT 2024-02-02 USA IRQ 9 Mosul",
    "visit": "CONSULT 2024-01-20 IRN IRQ 0 Baghdad",
}
WORDS = {
    "Wire": "Rain fell over the river villages while market traders counted what the evening convoy had left behind.",
    "Post": "Bridge repairs near the provincial capital outlasted an election, said a brigade that guards supplies.",
    "Daily": "Council officials met in a school hall, far from winter roads, to hear about harvest, airport and radio.",
}


class Story:
    """An archive that is added to day by day."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path, self.clock = path, clock

    def told(self, day: int, *lines: str, source: str = "Wire", published: str = "2024-02-03") -> None:
        self.clock.at(day)
        text = "\n".join([WORDS[source], *(LINES[x] for x in lines)])  # else one would be a copy of the other
        record = {"id": f"{source}{day}", "source": source, "date": published, "text": text}
        add([write_lines(self.path.with_name(f"{source}{day}.jsonl"), [record])], self.path, LineCoder)

    def since(self, day: int, limit: int | None = None) -> Answer:
        with View.open(self.path) as view:
            return answer(view, ChangesOptions(self.clock.moment(day), limit))

    def topics(self, day: int) -> list[str]:
        return [s.topic for s in self.since(day).statements if s.topic]

    def statement(self, day: int, topic: str) -> Statement:
        [found] = [s for s in self.since(day).statements if s.topic == topic]
        return found

    def events(self) -> dict[str, str]:
        """Place -> id, of the events that name one."""
        with View.open(self.path) as view:
            return {s.event.place.name: s.event.id for s in view.events(EventFilter()) if s.event.place}


@pytest.fixture
def story(tmp_path, monkeypatch) -> Story:
    return Story(tmp_path / "a.duckdb", Clock(monkeypatch))


def test_an_event_is_new_from_the_moment_it_was_recorded_not_of_its_date(story):
    story.told(1, "three")
    story.told(5, "mosul")
    assert story.topics(6) == []
    new = story.statement(4, "new")
    assert new.text == "USA → IRQ: assault (aerial), Mosul, IRQ, 2024-02-02, 9 dead"
    assert [(s.value, s.by, s.mention) for s in new.sources] == [(LINES["mosul"], "Wire", 1)]
    assert story.topics(1) == ["new"]  # what was recorded at the very moment was there already


def test_the_headline_says_how_many_and_that_nothing_changed(story):
    story.told(2, "three", "visit")
    assert story.since(1).statements[0].text == "Since 2024-03-01 00:00 UTC: 2 new events."
    assert story.since(3).statements[0].text == "Since 2024-03-03 00:00 UTC: nothing changed."


def test_a_differing_claim_contradicts_with_who_says_it_and_what_was_said_before(story):
    story.told(1, "three")
    story.told(5, "sixteen", source="Daily")
    found = story.statement(4, "contradicted")
    [source] = found.sources
    assert (source.field, source.value, source.before, source.by) == ("deaths", "16", "3", "Daily")
    assert (source.document, source.outlet) == ("Daily5", "Daily")
    with View.open(story.path) as view:
        assert view.event(found.event).event.mentions[source.mention - 1].document == "Daily5"
    assert found.event == story.events()["Erbil"]
    assert "new" not in story.topics(4)


def test_a_best_value_that_changes_is_a_revision(story):
    story.told(1, "three", published="2024-02-01")
    story.told(5, "sixteen", source="Daily", published="2024-02-03")  # as many say so, and later
    [source] = story.statement(4, "revised").sources
    assert (source.field, source.before, source.value, source.by) == ("deaths", "3", "16", "Daily")


def test_what_is_told_again_in_the_same_way_is_only_counted(story):
    story.told(1, "three")
    story.told(5, "three", source="Daily")
    assert story.topics(4) == []
    assert "1 told again" in story.since(4).statements[0].text


def test_an_earlier_report_changes_the_id_and_not_the_event(story):
    story.told(1, "three", published="2024-02-03")
    before = story.events()["Erbil"]
    story.told(5, "three", source="Daily", published="2024-01-29")
    assert story.events()["Erbil"] != before
    assert story.topics(4) == []


def test_a_person_merges_and_takes_it_back(story):
    story.told(1, "three", "mosul")
    ids = story.events()
    story.clock.at(5)
    merge_events(story.path, ids["Erbil"], ids["Mosul"], "anna", "one night")
    found = story.statement(4, "merged")
    assert "(anna: one night)" in found.text
    assert {s.value.split()[0] for s in found.sources} == set(ids.values())
    assert {s.by for s in found.sources} == {"anna"}
    assert "new" not in story.topics(4)
    story.clock.at(7)
    undo(story.path, 1, "ben")
    assert [s for s in story.topics(4) if s in {"merged", "split"}] == []  # as it was before
    assert "(ben: takes back 1)" in story.statement(6, "split").text


def test_a_person_splits_and_what_is_split_off_is_not_new(story):
    story.told(1, "three")
    story.told(2, "three", source="Daily")
    story.clock.at(5)
    stays, apart = split_event(story.path, story.events()["Erbil"], 2, "anna", "another base")
    found = story.statement(4, "split")
    assert found.text.endswith("(anna: another base)")
    assert [s.value.split()[0] for s in found.sources] == [stays, apart]
    assert story.topics(4) == ["split"]


def test_a_machine_that_brings_events_together_is_named(story):
    told = reports(60, seed=1)  # a report of the second half joins what two of the first told apart
    for day, half in ((1, told[::2]), (5, told[1::2])):
        story.clock.at(day)
        add([write_lines(story.path.with_name(f"{day}.jsonl"), half)], story.path, LineCoder)
    found = story.statement(4, "merged")
    assert found.text.endswith("2 events became this one (the machine)")
    assert {s.by for s in found.sources} == {"the machine"}
    for source in found.sources:
        with View.open(story.path) as view:
            assert view.event(source.value.split()[0]).event.id == found.event


def test_imported_events_are_summed_up_and_the_deadliest_named(story):
    story.told(1, "three")
    story.clock.at(5)
    import_file("ucdp", UCDP, story.path)
    found = story.since(4, limit=2)
    assert [s.topic for s in found.statements] == ["", "imported", "imported"]
    assert found.statements[0].text.endswith("30 imported.")
    assert found.statements[1].event == "ucdp:158189"
    [table] = found.tables
    [row] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert (row["data set"], row["events"], row["file"]) == ("ucdp", 30, str(UCDP))
    assert story.topics(6) == []


def test_the_limit_is_for_each_topic_and_the_rest_is_counted(story):
    story.told(2, "three", "mosul", "visit")
    found = story.since(1, limit=2)
    assert [s.event for s in found.statements if s.topic] == [
        story.events()[x] for x in ("Mosul", "Erbil")
    ]  # the deadliest first
    assert found.left_out == 1


def test_a_second_run_of_the_same_command_changes_nothing(story):
    story.told(1, "three")
    story.clock.at(5)
    add([story.path.with_name("Wire1.jsonl")], story.path, LineCoder)
    assert story.topics(4) == []


def test_a_clock_that_is_set_back_loses_no_event(story):
    for day, source in ((1, "Wire"), (6, "Daily"), (3, "Post")):
        story.told(day, "sixteen" if source == "Daily" else "three", source=source)
    told = story.since(4).statements
    assert {s.event for s in told if s.topic} == {story.events()["Erbil"]}
