"""Archives written as the formats of data sets, as a map and as a network."""

from __future__ import annotations

import csv
import json
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.formats.network import network
from standoff.importing import Imported
from tests.archives import write_lines
from tests.formats.imports import DATA, imported

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
FILES = {
    "gdelt": "gdelt2.export.CSV",
    "icews": "icews.tab",
    "polecat": "polecat.txt",
    "ucdp": "ucdp_ged_23_1.csv",
    "acled": "acled.csv",
    "plover": "plover.jsonl",
}


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Events of all formats."""
    file = tmp_path_factory.mktemp("all") / "a.duckdb"
    for format, name in FILES.items():
        imported(format, DATA / name, file)
    return file


@pytest.mark.parametrize("format", FILES)
def test_imported_rows_are_written_as_they_were(format, tmp_path):
    source, archive, out = DATA / FILES[format], tmp_path / "a.duckdb", tmp_path / "out"
    imported(format, source, archive)
    assert f"{len(imported(format, source, archive).events)} events" in run(
        "export", "--as", format, "-o", out, "-a", archive
    )

    def rows(data: bytes) -> set[tuple[str, ...]]:
        text = data.decode("latin-1" if data == source.read_bytes() and format in {"icews", "polecat"} else "utf-8-sig")
        if format in {"acled", "ucdp"}:
            return {tuple(row[:31] if format == "acled" else row) for row in csv.reader(text.splitlines(keepends=True))}
        return {tuple(line.split("\t")) for line in text.splitlines() if line}

    assert rows(out.read_bytes()) == rows(source.read_bytes())
    again = imported(format, out, archive)
    assert again.done.new == 0
    assert again.refused == []


@pytest.mark.parametrize("format", FILES)
def test_events_of_everything_are_written_and_can_be_read(format, archive, tmp_path):
    said = run("export", "--as", format, "-o", tmp_path / "out", "-a", archive)
    found = imported(format, tmp_path / "out", tmp_path / "b.duckdb")
    assert found.refused == []
    assert found.done.new > 30
    assert f": {found.done.new} events" in said


def test_a_backfile_row_is_written_under_its_columns(tmp_path):
    imported("gdelt", DATA / "gdelt1-backfile.csv", tmp_path / "a.duckdb")
    run("export", "--as", "gdelt", "-o", tmp_path / "out", "-a", tmp_path / "a.duckdb")
    assert imported("gdelt", tmp_path / "out", tmp_path / "a.duckdb").done == Imported(0, 30, 0)
    assert {line.count("\t") for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()} == {60}


def test_map(archive, tmp_path):
    said = run("export", "-o", tmp_path / "e.geojson", "-a", archive)
    found = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))
    assert f"{len(found['features'])} events" in said
    [tower] = [f for f in found["features"] if f["id"] == "plover:own1"]
    assert tower["geometry"] == {"type": "Point", "coordinates": [38.7, 33.3]}
    assert (tower["properties"]["deaths"], tower["properties"]["country"]) == ([3, 3], "JOR")


def test_networks(archive, tmp_path):
    said = run("export", "-o", tmp_path / "e.graphml", "-a", archive)
    graph = ET.parse(tmp_path / "e.graphml").getroot().find(f"{GRAPHML}graph")
    assert graph is not None
    nodes = {n.get("id") for n in graph.findall(f"{GRAPHML}node")}
    edges = graph.findall(f"{GRAPHML}edge")
    assert f"{len(edges)} pairs" in said
    assert {e.get(end) for e in edges for end in ("source", "target")} == nodes
    [drone] = [e for e in edges if (e.get("source"), e.get("target")) == ("kataib-hezbollah", "USA/MIL")]
    values = {d.get("key"): d.text for d in drone}
    assert (values["weight"], values["material_conflict"], values["verbal_conflict"]) == ("1", "1", "0")

    run("export", "-o", tmp_path / "e.gexf", "-a", archive)
    graph = ET.parse(tmp_path / "e.gexf").getroot().find(f"{GEXF}graph")
    assert graph is not None
    assert {n.get("id") for n in graph.iter(f"{GEXF}node")} == nodes
    assert len(list(graph.iter(f"{GEXF}edge"))) == len(edges)


def test_who_meets_as_equals_is_tied_both_ways_and_who_stands_beside_another_in_a_clash_is_not(tmp_path):
    lines = [
        {"id": "talks", "type": "CONSULT", "date": "2024-02-01", "actors": ["Iraq", "Turkey"]},
        {"id": "clash", "type": "ASSAULT", "date": "2024-02-02", "actors": ["Iraq", "Turkey"]},
    ]
    found = imported("plover", write_lines(tmp_path / "two.jsonl", lines), tmp_path / "a.duckdb")
    counted = network([stored.event for stored in found.events]).dyads
    assert counted == {pair: {"verbal cooperation": 1} for pair in (("IRQ", "TUR"), ("TUR", "IRQ"))}


def test_what_cannot_be_written_is_told(tmp_path, archive):
    assert "is no format; the formats are" in run("export", "--as", "xml", "-o", tmp_path / "x", "-a", archive, code=2)
    assert "or say --as FORMAT" in " ".join(run("export", "-o", tmp_path / "x.docx", "-a", archive, code=2).split())
    assert "left out that ucdp cannot hold" in run("export", "--as", "ucdp", "-o", tmp_path / "x", "-a", archive)
