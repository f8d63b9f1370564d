from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from standoff import __version__
from standoff.cli import app
from tests.archives import content, write_lines
from tests.line_coder import LineCoder

COMMANDS = (
    "contested",
    "dynamics",
    "changes",
    "merge",
    "split",
    "judgements",
    "undo",
    "sql",
    "demo",
    "code",
    "add",
    "events",
    "actors",
    "ties",
    "why",
    "evaluate",
    "export",
    "report",
)
HOSTILE = "\x1b]0;owned\x07\x1b[2J[bold red]"
REPORTS = [
    {
        "id": "a",
        "source": "Wire",
        "date": "2024-01-29",
        "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil\nCONSULT 2024-01-20 IRN IRQ 0 Baghdad",
    },
    {
        "id": "b",
        "source": "=cmd|' /C calc'!A0",
        "date": "2024-01-30",
        "text": "ASSAULT 2024-01-28 IRN USA 5 Erbil\nTIE IRN backs IRQ",
    },
    {
        "id": "c",
        "source": HOSTILE,
        "date": "2024-02-03",
        "text": "ASSAULT 2024-02-02 USA IRQ 16 Mosul\nACCUSE 2024-02-03 IRQ USA 0 Mosul",
    },
]


@pytest.fixture(autouse=True)
def fast_coder(monkeypatch):
    monkeypatch.setattr("standoff.code.coder.embedded", lambda _options: LineCoder())
    monkeypatch.setattr("standoff.code.pool.PooledCoder", lambda make, _processes: make())  # no process of its own


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def lines(tmp_path) -> Path:
    return write_lines(tmp_path / "reports.jsonl", REPORTS)


@pytest.fixture
def archive(lines, tmp_path) -> Path:
    run("add", lines, "--archive", tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_version_and_help():
    assert run("--version").stdout == f"standoff {__version__}\n"
    assert all(command in run("--help").stdout for command in COMMANDS)
    for command in COMMANDS:
        assert "Usage" in run(command, "--help").stdout


def test_help_imports_nothing_heavy():
    script = "import sys, standoff.cli; print([m for m in ('spacy', 'duckdb', 'numpy', 'trafilatura', 'rensa') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(("width", "shown"), [(80, False), (139, False), (140, True), (200, True)])
def test_contexts_have_a_column_where_there_is_room(archive, monkeypatch, width, shown):
    monkeypatch.setenv("COLUMNS", str(width))
    header = run("events", "--archive", archive, "--format", "table").stdout.splitlines()[0].split()
    assert ("about" in header) == shown


def test_add_says_what_it_did_on_stderr_only(lines, tmp_path):
    result = run("add", lines, "--archive", tmp_path / "a.duckdb")
    assert result.stdout == ""
    assert "3 new documents, 5 mentions, 1 tie; 4 events in the archive" in result.stderr
    before = content(tmp_path / "a.duckdb")
    assert "nothing new in 3 documents; 4 events" in run("add", lines, "-a", tmp_path / "a.duckdb").stderr
    assert content(tmp_path / "a.duckdb") == before


def test_add_codes_in_a_process_of_its_own(tmp_path):
    (tmp_path / "a.txt").write_text("Israel bombed Lebanon on Monday.", encoding="utf-8")
    command = ["add", str(tmp_path / "a.txt"), "--archive", str(tmp_path / "a.duckdb")]
    script = "import atexit, sys\natexit.register(lambda: print('spacy' in sys.modules))\nfrom standoff.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=False)
    assert "1 new document, 1 mention, 0 ties; 1 event in the archive" in done.stderr
    assert done.stdout == "False\n"


def test_skipped_inputs_are_listed_and_end_with_3(lines, tmp_path):
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 20)
    result = run("add", lines, tmp_path / "binary.html", tmp_path / "nowhere", "-a", tmp_path / "a.duckdb", code=3)
    assert result.stdout == ""
    assert "binary.html" in result.stderr
    assert "nowhere: no such file" in result.stderr
    assert "2 inputs skipped" in result.stderr
    assert len(content(tmp_path / "a.duckdb")["documents"]) == 3
    coded = run("code", lines, tmp_path / "nowhere", code=3)
    assert [r["id"] for r in rows(coded.stdout)] == ["a", "b", "c"]


def test_nothing_readable_fails_with_1(tmp_path):
    for command in (["code"], ["add", "-a", tmp_path / "a.duckdb"]):
        result = run(*command, tmp_path / "nowhere", code=1)
        assert result.stdout == ""
        assert result.stderr.splitlines()[-1].startswith("error: none of the inputs could be read")


@pytest.mark.parametrize(
    "command", [["events"], ["actors"], ["ties"], ["why", "e1"], ["export", "-o", "x.csv"], ["report"]]
)
def test_a_failure_is_one_line_with_a_way_out(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*command, "--archive", "none.duckdb", code=1)
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line == "error: none.duckdb: no archive there; make one with: standoff add REPORTS --archive none.duckdb"
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_the_traceback(tmp_path):
    command = [sys.executable, "-m", "standoff", "events", "--archive", str(tmp_path / "none.duckdb"), "--debug"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "StoreError" in done.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["events", "--type", "WAR"], ["events", "--since", "yesterday"], ["events", "--country", "Atlantis"],
        ["events", "--status", "past"], ["events", "--order", "size"], ["events", "--min-confidence", "2"],
        ["events", "--limit", "0"], ["events", "-o", "x.docx"], ["events", "--format", "xml"], ["export", "-o", "x.docx"],
        ["why"], ["why", "e1", "--format", "csv"], ["code"], ["code", "x", "--date", "6 February"], ["evaluate", "gold"], ["nonsense"],
    ],
)  # fmt: skip
def test_usage_errors_end_with_2(wrong):
    assert run(*wrong, code=2).stdout == ""


def test_code_prints_the_record_contract(lines):
    found = rows(run("code", lines).stdout)
    assert [list(r) for r in found] == [
        ["id", "source", "url", "title", "publisher", "published", "copies", "near", "events", "ties"]
    ] * 3
    event = found[0]["events"][0]
    assert {
        "id",
        "type",
        "mode",
        "status",
        "actors",
        "recipients",
        "date",
        "place",
        "deaths",
        "claims",
        "mentions",
    } <= set(event)
    assert found[0]["published"] == "2024-01-29"
    assert found[1]["ties"][0]["type"] == "backs"


def test_events_as_lines_csv_markdown_and_table(archive, tmp_path, monkeypatch):
    lines = rows(run("events", "-a", archive).stdout)
    assert [r["date"][0] for r in lines] == ["2024-01-20", "2024-01-28", "2024-02-02", "2024-02-03"]
    assert [r["sources"] for r in lines] == [1, 2, 1, 1]
    table = list(csv.DictReader(run("events", "-a", archive, "--format", "csv").stdout.splitlines()))
    assert [r["id"] for r in table] == [r["id"] for r in lines]
    assert (table[1]["deaths_lo"], table[1]["score"][0], table[1]["documents"]) == ("5", "-", "a|b")
    markdown = run("events", "-a", archive, "--format", "md", "--type", "consult").stdout.splitlines()
    assert len(markdown) == 3
    for width in ("80", "200"):
        monkeypatch.setenv("COLUMNS", width)
        shown = run("events", "-a", archive, "--format", "table").stdout
        assert max(map(len, shown.splitlines())) <= int(width)
        for id in (r["id"] for r in lines):
            assert id in shown
        assert "IRN → USA" in " ".join(shown.split())
    run("events", "-a", archive, "-o", tmp_path / "e.csv", "--country", "Iraq")
    assert len((tmp_path / "e.csv").read_text().splitlines()) == 4
    assert not list(tmp_path.glob(".*"))


def test_actors_and_ties(archive):
    assert {r["id"]: r["events"] for r in rows(run("actors", "-a", archive).stdout)} == {"IRN": 2, "USA": 3, "IRQ": 3}
    [tie] = rows(run("ties", "-a", archive).stdout)
    assert (tie["type"], tie["from"]["id"], tie["to"]["id"], tie["sources"]) == ("backs", "IRN", "IRQ", 1)
    assert tie["sentences"][0]["sentence"] == "TIE IRN backs IRQ"
    assert run("ties", "-a", archive, "--type", "opposes").stdout == ""


def test_why_shows_marked_sentences_accounts_and_reasons(archive):
    id = rows(run("events", "-a", archive, "--order", "claims", "-n", "1").stdout)[0]["id"]
    shown = run("why", id[:6], "-a", archive).stdout
    assert shown.count("[[ASSAULT]] 2024-01-28 IRN USA") == 2
    assert "line.assault, lines/1" in shown
    assert shown.count("about human rights, military") == 3, "the event and its two mentions"
    for account in ("deaths", "Wire", "2024-01-29", "2024-01-30"):
        assert account in shown
    assert re.search(r"1 = 2  \+\d\.\d\d, \d\d% likely", shown)
    assert "date: same_day" in shown
    whole = json.loads(run("why", id, "-a", archive, "--format", "jsonl").stdout)
    assert whole["id"] == id
    assert {d["verdict"] for d in whole["decisions"]} == {"same"}
    assert all(0.5 < d["probability"] < 1 for d in whole["decisions"])
    assert set(whole["documents"]) == {"a", "b"}


def test_hostile_text_does_nothing_to_a_terminal_or_a_spreadsheet(archive, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "")
    id = rows(run("events", "-a", archive, "--until", "2024-02-02", "--since", "2024-02-01").stdout)[0]["id"]
    for arguments in (["why", id], ["why", id, "--format", "jsonl"], ["events", "--format", "table"], ["events"]):
        shown = run(*arguments, "-a", archive).stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown
    assert "[bold red]" in run("why", id, "-a", archive).stdout
    run("export", "-o", tmp_path / "e.csv", "-a", archive)
    for record in csv.reader((tmp_path / "e.csv").read_text().splitlines()):
        assert not [cell for cell in record if cell[:1] in tuple("=+@") or (cell[:1] == "-" and not _is_number(cell))]


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


def test_export_in_three_formats(archive, tmp_path):
    for suffix in ("jsonl", "csv", "parquet"):
        assert "4 events" in run("export", "-o", tmp_path / f"e.{suffix}", "-a", archive).stderr
    assert (tmp_path / "e.jsonl").read_text() == run("events", "-a", archive, "--format", "jsonl").stdout
    with duckdb.connect() as memory:
        path = {"path": str(tmp_path / "e.parquet")}
        found = memory.execute(
            "select count(*), sum(deaths_lo), min(date_from), sum(sources) from read_parquet($path)", path
        ).fetchall()
    assert found == [(4, 21, "2024-01-20", 5)]


def test_evaluate_scores_predictions_and_documents(lines, tmp_path):
    predicted = tmp_path / "coded.jsonl"
    predicted.write_text(run("code", lines).stdout)
    for arguments in ([predicted], ["--docs", lines]):
        scores = {r["score"]: r for r in rows(run("evaluate", predicted, *arguments).stdout)}
        assert scores["type"]["f1"] == 1.0
        assert scores["documents"]["value"] == 3
    assert "precision" in run("evaluate", predicted, predicted, "--format", "table").stdout
    assert run("evaluate", predicted, predicted, "--errors").stdout == ""
    halves = tmp_path / "half.jsonl"
    halves.write_text(predicted.read_text().splitlines()[0] + "\n")
    missed = rows(run("evaluate", predicted, halves, "--errors").stdout)
    assert {(row["document"], row["cause"]) for row in missed} == {("b", "missed"), ("c", "missed")}
    listing = run("evaluate", predicted, halves, "--errors", "--format", "table").stdout
    assert f"{len(missed)} mistakes, by cause" in listing
    assert "\x1b" not in listing
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert "bad.jsonl:1" in run("evaluate", tmp_path / "bad.jsonl", predicted, code=1).stderr


def test_a_report_is_one_file_that_is_written_whole_or_not_at_all(archive, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("report", "-a", archive).stderr == "report.html: open it in a browser\n"
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Report on <bdi>a</bdi></h1>" in text
    assert "\x1b" not in text
    assert run("report", "-a", archive, "-o", tmp_path / "other.html").stdout == ""
    assert (tmp_path / "other.html").exists()

    def broken(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr("standoff.serve.report.report", broken)
    run("report", "-a", archive, code=1)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == text
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_the_report_is_asked_for_a_day_and_sides(archive, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("standoff.serve.report.report", lambda _view, options: asked.append(options) or "page")
    sides = ("--actors", "Iran, USA", "--actors", "IRQ")
    run("report", "-a", archive, "-o", tmp_path / "r.html", "--at", "2024-02-01", *sides)
    [options] = asked
    assert (options.name, options.at, options.actors) == ("a", date(2024, 2, 1), ("Iran", "USA", "IRQ"))
    assert (tmp_path / "r.html").read_text() == "page"


def test_demo_twice(tmp_path, monkeypatch):
    write_lines(tmp_path / "sample.jsonl", REPORTS)
    monkeypatch.setattr("standoff.cli.demo.sample_folder", lambda: tmp_path / "sample.jsonl")
    written = ("standoff.duckdb", "events.csv", "events.jsonl", "report.html", "conflict.toml")
    first = run("demo", "-o", tmp_path / "out")
    assert "The most contested event" in first.stdout
    assert "Does violence beget violence?\n\nNot identified: " in first.stdout
    assert "ρ" not in first.stdout
    assert "only Iraqi government can improve alone" in first.stdout
    assert "[[ASSAULT]]" in first.stdout
    assert {p.name for p in (tmp_path / "out").iterdir()} == {*written}
    assert all(str(tmp_path / "out" / name) in first.stdout for name in written)
    assert "Report on iraq-2024" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")

    def never(_options: object) -> LineCoder:
        raise AssertionError("a coder was made although nothing is new")

    monkeypatch.setattr("standoff.code.coder.embedded", never)
    second = run("demo", "-o", tmp_path / "out")
    assert second.stdout == first.stdout
    assert "nothing new" in second.stderr


def test_a_closed_pipe_is_no_traceback(archive):
    command = f"{sys.executable} -m standoff events -a {archive} --format jsonl | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert len(done.stdout) == 10


def test_judgements_are_made_listed_and_taken_back(archive):
    event = next(e for e in rows(run("events", "--archive", archive, "-f", "jsonl").stdout) if len(e["mentions"]) > 1)
    done = run("split", event["id"], 2, "--archive", archive, "--by", "anna", "--note", "no")
    assert "is of another event now" in done.stderr
    [word] = rows(run("judgements", "--archive", archive, "-f", "jsonl").stdout)
    assert (word["number"], word["verdict"], word["by"], word["note"]) == (1, "different", "anna", "no")
    run("undo", 1, "--archive", archive, "--by", "anna")
    assert event in rows(run("events", "--archive", archive, "-f", "jsonl").stdout)
    assert "no decision 9" in run("undo", 9, "--archive", archive, code=1).stderr
    assert "anna" in run("judgements", "--archive", archive, "-f", "table").stdout


def test_sql_asks_the_archive_and_reaches_nothing_else(archive):
    query = "select type, count(*) as n, min(date_from) as first from events group by type order by type"
    [first, *_] = rows(run("sql", query, "--archive", archive).stdout)
    assert set(first) == {"type", "n", "first"}
    assert first["n"] >= 1
    for bad, reason in (
        ("select * from read_text('/etc/passwd')", "disabled"),
        ("delete from events", "read-only"),
        ("selekt", "cannot be answered"),
        ("set enable_external_access = true; select * from read_text('/etc/passwd')", "one query"),
        ("set enable_external_access = true", "locked"),
        ("set memory_limit = '1TB'", "locked"),
        ("set enable_profiling = 'json'", "locked"),
        ("call enable_logging(storage = 'file', storage_config = {'path': 'log'})", "locked"),
        ("copy events to 'events.csv'", "disabled"),
        ("attach 'other.duckdb' as other", "disabled"),
        ("install httpfs", "disabled"),
        ("export database 'all'", "disabled"),
        ("create table mine as select 1", "read-only"),
        ("select error('late') from range(10000) as r(i) where i > 9000", "late"),
        ("", "one query"),
    ):
        assert reason in run("sql", bad, "--archive", archive, code=1).stderr
