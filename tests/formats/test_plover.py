"""Lines of PLOVER events and of our own exports in the archive."""

from __future__ import annotations

from standoff.importing import Imported
from standoff.records import Amount, When
from tests.formats.imports import DATA, imported, imported_twice

FILE = DATA / "plover.jsonl"


def test_plover_events(tmp_path):
    found = imported_twice("plover", FILE, tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(3, 0, 0), [])
    strike = found.event("plover:p1")
    assert (strike.type, strike.mode, strike.context) == ("ASSAULT", ("aerial",), ("military",))
    assert [(p.country, p.sector) for p in strike.actors] == [("USA", "MIL")]
    assert strike.place is not None
    assert strike.place.name == "Qaim"
    talks = found.event("plover:p2")
    assert ([p.id for p in talks.actors], talks.recipients, talks.deaths) == (["IRQ", "IRN"], (), None)
    assert talks.date == When.from_json(["2024-02-03", "2024-02-03"])


def test_our_own_lines(tmp_path):
    found = imported("plover", FILE, tmp_path / "a.duckdb")
    event = found.event("plover:own1")
    assert event.date == When.from_json(["2024-01-28", "2024-01-29"])
    assert (event.deaths, event.injured, event.confidence, event.score) == (Amount(3, 3), Amount(34, None), 0.9, -9.5)
    assert event.recipients[0].id == "USA/MIL"
    assert event.place is not None
    assert (event.place.country, event.place.precision) == ("JOR", "site")
    assert {s.sources for s in found.events if s.event.id == "plover:own1"} == {3}


def test_broken_lines_are_refused_with_line_and_field(tmp_path):
    file = tmp_path / "broken.jsonl"
    good = FILE.read_text(encoding="utf-8").splitlines()[0]
    changes = [
        ("2024-02-02", "2024-02-30"),
        ("ASSAULT", "ATTACK"),
        ('"p1"', '""'),
        ("}", ""),
        ('"id"', '"deaths": "many", "id"'),
    ]
    file.write_text("\n".join([*(good.replace(*c) for c in changes), "[1]", "", good]), encoding="utf-8")
    found = imported("plover", file, tmp_path / "a.duckdb")
    assert found.done == Imported(1, 0, 6)
    assert found.fields == {(1, "date"), (2, "type"), (3, "id"), (4, "json"), (5, "deaths"), (6, "json")}
