"""A brief tells what was recorded since a moment, what matters most first, and nothing that no source stands for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from standoff.answers import Answer
from standoff.answers.brief import CONTESTED, CORRECTED, HAPPENED, LEARNED, MEASURES, answer
from standoff.importing import import_file
from standoff.judging import merge_events
from standoff.options import BriefOptions
from standoff.pipeline import add
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.clock import Clock
from tests.event_table import archive_of
from tests.line_coder import LineCoder, reports

UCDP = Path(__file__).parents[1] / "formats" / "data" / "ucdp_ged_23_1.csv"
WORDS = {
    "Wire": "Rain fell over the river villages while market traders counted what the evening convoy had left behind.",
    "Post": "Bridge repairs near the provincial capital outlasted an election, said a brigade that guards supplies.",
    "Daily": "Council officials met in a school hall, far from winter roads, to hear about harvest, airport and radio.",
}


class Desk:
    """An archive that is added to on days of March 2024."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path, self.clock = path, clock

    def told(self, day: int, *lines: str, source: str = "Wire") -> None:
        self.clock.at(day)
        record = {
            "id": f"{source}{day}",
            "source": source,
            "date": f"2024-03-{day:02}",
            "text": "\n".join([WORDS[source], *lines]),
        }
        add([write_lines(self.path.with_name(f"{source}{day}.jsonl"), [record])], self.path, LineCoder)

    def brief(self, day: int) -> Answer:
        with View.open(self.path) as view:
            return answer(view, BriefOptions(self.clock.moment(day)))

    def lines(self, day: int, topic: str) -> list[str]:
        return [s.text for s in self.brief(day).statements if s.topic == topic]


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    return Desk(tmp_path / "a.duckdb", Clock(monkeypatch))


def unsourced(found: Answer) -> list[str]:
    """The statements of which no source says anything, or no report or row of a data set is named."""
    return [
        s.text for s in found.statements
        if not any(source.value and source.by and (source.document or source.field == "row" or source.event) for source in s.sources)
    ]  # fmt: skip


def test_what_happened_is_of_the_period_by_date_and_by_record_the_most_told_first(desk):
    desk.told(1, "ASSAULT 2024-02-28 IRN USA 9 Erbil")
    desk.told(5, "ASSAULT 2024-03-05 USA IRQ 4 Mosul", "CONSULT 2024-03-04 IRN IRQ 0 Baghdad")
    desk.told(6, "CONSULT 2024-03-04 IRN IRQ 0 Baghdad", source="Post")
    assert desk.lines(4, HAPPENED) == [
        "2024-03-04, Baghdad, IRQ: IRN → IRQ, consult (visit); 2 independent sources.",
        "2024-03-05, Mosul, IRQ: USA → IRQ, assault (aerial); 4 dead; 1 independent source.",
    ]
    [visit, _] = [s for s in desk.brief(4).statements if s.topic == HAPPENED]
    assert [(s.by, s.value, s.mention) for s in visit.sources] == [
        ("Wire", "CONSULT 2024-03-04 IRN IRQ 0 Baghdad", 1), ("Post", "CONSULT 2024-03-04 IRN IRQ 0 Baghdad", 2),
    ]  # fmt: skip


def test_of_many_the_deadliest_and_the_most_told_are_chosen(desk):
    countries = ("USA", "IRN", "SYR", "ISR", "TUR", "JOR", "LBN", "EGY", "YEM", "SAU", "KWT", "QAT")
    desk.told(9, *(f"ASSAULT 2024-03-{n % 8 + 1:02} {side} IRQ {n + 1} Mosul" for n, side in enumerate(countries)))
    desk.told(10, "CONSULT 2024-03-02 OMN IRQ 0 Baghdad")
    desk.told(11, "CONSULT 2024-03-02 OMN IRQ 0 Baghdad", source="Daily")
    *told, left = desk.lines(1, HAPPENED)
    assert len(told) == 7
    assert left.startswith("Left out here: 6 further events of the period (6 assault; 6 of them with dead).")
    assert "2 independent sources" in told[0]
    assert {n for n in range(1, 13) if any(f"; {n} dead" in line for line in told)} >= {9, 10, 11, 12}


def test_a_very_busy_day_stays_short_and_says_what_it_leaves_out(desk):
    sides = ("USA", "IRN", "SYR", "ISR", "TUR", "JOR", "LBN", "EGY", "YEM", "SAU")
    acts = [(day, side) for day in range(2, 10) for side in sides]
    desk.told(10, *(f"ASSAULT 2024-03-{day:02} {side} IRQ {day} Erbil" for day, side in acts))
    desk.told(11, *(f"ACCUSE 2024-03-{day:02} {side} IRQ 0 Mosul" for day, side in acts), source="Post")
    desk.told(12, *(f"ASSAULT 2024-03-{day:02} {side} IRQ {day + 9} Erbil" for day, side in acts), source="Daily")
    found = desk.brief(1)
    with View.open(desk.path) as view:
        events = view.counts().events
    assert events > 150
    assert len(found.statements) <= 24
    [left] = [s for s in found.statements if s.text.startswith("Left out here: ")]
    told = len([s for s in found.statements if s.topic == HAPPENED]) - 1
    assert left.text.startswith(f"Left out here: {events - told:,} further events of the period")
    assert left.text.endswith("All are listed by standoff events --since 2024-03-01.")
    assert [bool(source.value and source.event) for source in left.sources] == [True, True]
    assert unsourced(found) == []


def test_what_is_left_out_is_told_by_kind(desk):
    countries = ("USA", "IRN", "SYR", "ISR", "TUR", "JOR", "LBN", "EGY", "YEM", "SAU")
    desk.told(9, *(f"ASSAULT 2024-03-{n % 8 + 1:02} {side} IRQ {n + 1} Mosul" for n, side in enumerate(countries)))
    assert desk.lines(1, HAPPENED)[-1] == (
        "Left out here: 3 further events of the period (3 assault; 3 of them with dead). "
        "All are listed by standoff events --since 2024-03-01."
    )
    assert not any("Left out" in line for line in desk.lines(8, HAPPENED))


def test_one_voice_that_gives_two_numbers_is_no_dispute(desk):
    desk.told(5, "ASSAULT 2024-03-05 USA IRQ 4 Mosul", "ASSAULT 2024-03-05 USA IRQ 5 Mosul")
    assert desk.lines(4, CONTESTED) == []
    desk.told(6, "ASSAULT 2024-03-05 USA IRQ 40 Mosul", source="Post")
    assert desk.lines(4, CONTESTED)[0].endswith("Accounts differ: deaths 4 or 40")


def test_of_earlier_days_is_told_only_what_nobody_had_told(desk):
    desk.told(1, "ASSAULT 2024-02-20 IRN USA 9 Erbil")
    desk.told(8, "ASSAULT 2024-02-20 IRN USA 9 Erbil", "ASSAULT 2024-02-11 SYR ISR 7 Damascus", source="Post")
    assert desk.lines(7, HAPPENED) == []
    assert desk.lines(7, LEARNED) == [
        "2024-02-11, Damascus, ISR: SYR → ISR, assault (aerial); 7 dead; 1 independent source."
    ]
    assert desk.lines(9, LEARNED) == []


def test_a_young_archive_has_learned_nothing_late(desk):
    desk.told(8, "ASSAULT 2024-02-20 IRN USA 9 Erbil")
    assert desk.lines(7, LEARNED) == []


def test_disputes_are_told_with_both_values_and_who_says_each(desk):
    desk.told(5, "ASSAULT 2024-03-05 USA IRQ 4 Mosul")
    desk.told(6, "ASSAULT 2024-03-05 USA IRQ 40 Mosul", source="Post")
    [statement] = [s for s in desk.brief(4).statements if s.topic == CONTESTED]
    assert statement.text.endswith("Accounts differ: deaths 4 or 40")
    assert {(s.by, s.field, s.value) for s in statement.sources} == {("Wire", "deaths", "4"), ("Post", "deaths", "40")}
    assert desk.lines(6, CORRECTED) == []  # what is recorded at the very moment was there already
    assert desk.lines(5, CORRECTED)[0].startswith("contradicted: ")


def test_what_a_person_merges_is_told_with_the_sentences_behind_it(desk):
    desk.told(1, "ASSAULT 2024-02-10 IRN USA 9 Erbil")
    desk.told(2, "ASSAULT 2024-02-25 IRN USA 2 Mosul", source="Post")
    with View.open(desk.path) as view:
        ids = view.event_ids(EventFilter())
    desk.clock.at(8)
    merge_events(desk.path, *ids, "an analyst", "one story")
    merged = [s for s in desk.brief(7).statements if s.topic == CORRECTED and s.text.startswith("merged: ")]
    assert len(merged) == 1
    assert {s.value for s in merged[0].sources if s.document} >= {"ASSAULT 2024-02-10 IRN USA 9 Erbil"}
    assert unsourced(desk.brief(7)) == []


def test_nothing_since_then_is_no_sentence(desk):
    desk.told(1, "ASSAULT 2024-02-20 IRN USA 9 Erbil")
    assert desk.brief(20).statements == ()


def test_a_tie_that_turned_is_told_with_what_turned_it(tmp_path):
    friends = [
        (str(date(2023, 10, 1) + timedelta(days=n)), "CONSULT", "United States", "Iraq") for n in range(0, 90, 3)
    ]
    foes = [(str(date(2024, 1, 10) + timedelta(days=n)), "ASSAULT", "United States", "Iraq") for n in range(60)]
    with View.open(archive_of(tmp_path, friends + foes)) as view:
        found = answer(view, BriefOptions(datetime(2024, 1, 10, tzinfo=UTC)))
    [tie] = [s for s in found.statements if s.topic == MEASURES and "before" in s.text]
    assert ": negative on 2024-03-09 (positive with probability <0.01); before, positive on 2024-01-10 (" in tie.text
    assert "assault" in tie.sources[0].value


@pytest.mark.parametrize("seed", range(3))
def test_every_statement_has_a_source_whatever_the_archive_and_the_moment(tmp_path, monkeypatch, seed):
    clock, path = Clock(monkeypatch), tmp_path / "a.duckdb"
    records = reports(40, seed)
    for day, first in enumerate(range(0, 40, 10), start=1):
        clock.at(5 * day)
        add([write_lines(tmp_path / f"{day}.jsonl", records[first : first + 10])], path, LineCoder)
    if seed % 2:
        clock.at(21)
        import_file("ucdp", UCDP, path)
    topics = set()
    moments = [
        datetime(2023, 12, 1, tzinfo=UTC),
        datetime(2024, 1, 10, tzinfo=UTC),
        *(clock.moment(d) for d in (6, 20)),
    ]
    with View.open(path) as view:
        for moment in moments:
            found = answer(view, BriefOptions(moment))
            assert unsourced(found) == []
            assert len(found.statements) <= 24
            topics |= {s.topic for s in found.statements}
    assert {HAPPENED, CONTESTED, CORRECTED, MEASURES} <= topics
