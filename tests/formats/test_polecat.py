"""POLECAT tables in the archive: surplus tabs and names, lists, PLOVER's own codes. The fixture is made up."""

from __future__ import annotations

import pytest

from standoff.formats import polecat
from standoff.importing import Imported
from tests.formats.imports import DATA, imported, imported_twice

FILE = DATA / "polecat.txt"
TEXT = FILE.read_text(encoding="latin-1")
HEAD, *ROWS = TEXT.splitlines()


def test_rows_are_events(tmp_path):
    found = imported_twice("polecat", FILE, tmp_path / "a.duckdb")
    assert (found.done, found.refused) == (Imported(3, 0, 0), [])
    attack = found.event("polecat:20230501-1-aaaa")
    assert (attack.type, attack.mode, attack.score) == ("ASSAULT", ("explosives",), -10.0)
    assert attack.context == ("military", "terrorism")
    assert attack.actors[0].sector == "REB"
    assert [(p.country, p.sector) for p in attack.recipients] == [("IRQ", "MIL")]
    assert attack.place is not None
    assert (attack.place.name, attack.place.country, attack.place.precision) == ("Kirkuk", "IRQ", "town")


def test_nobody_and_codes_that_are_not_known(tmp_path):
    found = imported("polecat", FILE, tmp_path / "a.duckdb")
    visit = found.event("polecat:20230501-2-bbbb")
    assert (visit.recipients, visit.context) == ((), ("diplomatic", "pro_democracy"))
    assert visit.place is not None
    assert visit.place.name == "Curaçao"
    protest = found.event("polecat:20230502-3-cccc")
    assert (protest.type, protest.score) == ("PROTEST", -6.6)
    assert protest.place is not None
    assert protest.place.precision == "country"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (HEAD, "\t\t\t"),
        (HEAD + "\t\t", ""),
        (HEAD.replace("Intensity", "Event Intensity"), ""),
        (HEAD.replace("Actor Name", "Headline\tActor Name", 1), ""),
        (HEAD + "\tHeadline", "\t"),
    ],
)
def test_odd_headers_and_trailing_tabs(head, tail, tmp_path):
    file = tmp_path / "odd.txt"
    file.write_text("\n".join([head, *(row + tail for row in ROWS)]), encoding="latin-1")
    odd, plain = imported("polecat", file, tmp_path / "a.duckdb"), imported("polecat", FILE, tmp_path / "b.duckdb")
    assert odd.refused == []
    assert odd.events == plain.events


def test_broken_rows_are_refused_with_line_and_field(tmp_path):
    changes = [("2023-05-01\t", "2023-05-00\t"), ("ASSAULT", "ATTACK"), ("-10.0", "strong"), ("20230501-1-aaaa", "")]
    broken = [ROWS[0].replace(old, new, 1) for old, new in changes]
    file = tmp_path / "broken.txt"
    file.write_text("\n".join([HEAD, *broken, ROWS[0], "half\ta row"]), encoding="latin-1")
    found = imported("polecat", file, tmp_path / "a.duckdb")
    assert found.done == Imported(1, 0, 5)
    assert found.fields == {(2, "Event Date"), (3, "Event Type"), (4, "Intensity"), (5, "Event ID"), (7, "")}


def test_there_are_40_columns():
    assert len(polecat.COLUMNS) == 40
