"""Tables of the user's own in the archive, by a map of their columns; what is wrong in the map is told with its line."""

from __future__ import annotations

import pytest
from click.testing import Result
from typer.testing import CliRunner

from standoff.cli import app
from standoff.errors import FormatError
from standoff.importing import Imported
from standoff.records import Amount, When
from tests.formats.imports import imported

MAP = """# my table
id = "No"
date_from = "from"
date_to = "until"
date_format = "%d.%m.%Y"
type = "kind"
actor = "who"
actor_country = "land"
actor_sector = "part"
recipient = "whom"
place = "where"
country = "state"
lat = "y"
lon = "x"
deaths_low = "dead"
deaths_high = "dead at most"
sources = "told by"
dataset = "mine"
"""
TABLE = """No;id;from;until;kind;who;land;part;whom;where;state;y;x;dead;dead at most;told by
1;z;28.01.2024;29.01.2024;ASSAULT;Militia;Iraq;REB;"Soldiers; of the US";Tower 22;Jordan;33.3;38.7;3;4;5
2;z;30.01.2024;;CONSULT;Iraq;;;USA;;Iraq;;;;;
3;z;31.02.2024;;CONSULT;Iraq;;;USA;;Iraq;;;;;
4;z;01.02.2024;;MEETING;Iraq;;;USA;;Iraq;;;;;
5;z;01.02.2024;;ASSAULT;Iraq;;;USA;;Iraq;;;few;;
"""


@pytest.fixture
def files(tmp_path):
    """A function that imports the table with this map."""

    def run(map: str = MAP, table: str = TABLE):
        (tmp_path / "map.toml").write_text(map, encoding="utf-8")
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
        return imported("table", tmp_path / "table.csv", tmp_path / "a.duckdb", tmp_path / "map.toml")

    return run


def test_columns_by_the_map(files):
    found = files()
    assert found.done == Imported(2, 0, 3)
    assert found.fields == {(4, "date_from"), (5, "type"), (6, "deaths_low")}
    event = found.event("mine:1")
    assert (event.type, event.deaths, event.dataset) == ("ASSAULT", Amount(3, 4), "mine")
    assert event.date == When.from_json(["2024-01-28", "2024-01-29"])
    assert [(p.country, p.sector) for p in event.actors] == [("IRQ", "REB")]
    assert event.recipients[0].name == "Soldiers; Of The Us"
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.lat) == ("Tower 22", "JOR", 33.3)
    assert files().done == Imported(0, 2, 3)


def test_cameo_codes_in_a_tab_separated_table(files):
    found = files(
        'id = "a"\ndate = "b"\ncameo = "c"\n', "a\tb\tc\n1\t2024-02-06\t190\n2\t2/6/2024\t40\n3\t6 May 2024\t4x\n"
    )
    assert [s.event.type for s in found.events] == ["ASSAULT", "CONSULT"]
    assert found.fields == {(4, "cameo")}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"who"', '"actor 1"', r"map\.toml:7: actor: .*table\.csv has no column 'actor 1'; it has No, id, from"),
        ("place =", "spot =", r"map\.toml:11: spot: is no field; the fields are id, date"),
        ('"y"', "7", r"map\.toml:13: lat: must be the name of a column"),
        ('"whom"', '"who"', r"map\.toml:7: actor: column 'who' stands for two fields"),
        ('id = "No"', "", r"map\.toml: says no id"),
        ('"No"', '"No', r"map\.toml:2: is not TOML"),
    ],
)
def test_what_is_wrong_in_the_map_is_told_with_its_line(old, new, message, files):
    with pytest.raises(FormatError, match=message):
        files(MAP.replace(old, new, 1))


def test_from_the_command_line(tmp_path):
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "-a", str(tmp_path / "a.duckdb")])

    without = run("import", "table", str(tmp_path / "table.csv"))
    assert without.exit_code == 1
    assert "given with --map" in without.output
    done = run("import", "table", str(tmp_path / "table.csv"), "--map", str(tmp_path / "map.toml"))
    assert done.exit_code == 3
    assert "table.csv:4: date_from: 31.02.2024 is no day" in " ".join(done.output.split())
    assert "dead at most" in run("why", "mine:1", "--format", "table").output
    assert run("events", "--format", "jsonl").output.count('"dataset": "mine"') == 2
