"""`standoff contested` and `standoff changes` on the command line: one shape in every format, readable in 80 columns."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from standoff.answers import Answer, Source, Statement, Table
from standoff.cli import app
from standoff.cli.answer import print_answer
from standoff.pipeline import add
from tests.archives import write_lines
from tests.line_coder import LineCoder

HOSTILE = "\x1b]0;owned\x07\x1b[2J[bold red]"
REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-29", "text": "ASSAULT 2024-01-28 IRN USA 3 Erbil"},
    {"id": "b", "source": HOSTILE, "date": "2024-01-30", "text": "ASSAULT 2024-01-28 IRN USA 16 Erbil"},
    {"id": "c", "source": "=cmd|' /C calc'!A0", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA IRQ 9 Mosul"},
]
LONG_AGO = "2020-01-01"


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


def test_changes_in_every_format_say_the_same(archive):
    def shown(format: str) -> str:
        return run("changes", "--since", LONG_AGO, "-a", archive, "-f", format).stdout

    lines = [json.loads(line) for line in shown("jsonl").splitlines()]
    assert [line["topic"] for line in lines] == ["", "new", "new"]
    rows = list(csv.DictReader(io.StringIO(shown("csv"))))
    assert {row["event"] for row in rows} == {line["event"] for line in lines}
    for format in ("table", "md"):
        assert all(line["event"] in shown(format) for line in lines)
    for format in ("table", "md", "csv", "jsonl"):
        assert "\x1b" not in shown(format)
    assert all(not value.startswith("=") for row in rows for value in row.values())


def test_what_changed_leads_to_why(archive):
    [_, first, *_] = [
        json.loads(x) for x in run("changes", "--since", LONG_AGO, "-a", archive, "-f", "jsonl").stdout.splitlines()
    ]
    assert first["sources"][0]["value"] in run("why", first["event"], "-a", archive).stdout.replace("[[", "").replace(
        "]]", ""
    )


def test_a_limit_says_what_is_left_out(archive):
    result = run("changes", "--since", LONG_AGO, "-a", archive, "-f", "table", "-n", 1)
    assert "1 more are not shown" in result.stderr
    assert "not shown" not in result.stdout


def test_a_moment_that_is_none_or_to_come_is_refused(archive):
    assert "is no moment" in run("changes", "--since", "some day", "-a", archive, code=2).output
    later = (datetime.now(UTC) + timedelta(days=2)).date()
    assert "lies in the future" in run("changes", "--since", later, "-a", archive, code=2).output
    assert "--since" in run("changes", "-a", archive, code=2).output


def test_a_moment_has_the_zone_of_the_machine_unless_it_names_one(archive):
    now = datetime.now(UTC)
    for moment in (now.astimezone(), now.astimezone().replace(tzinfo=None), now):
        said = run("changes", "--since", moment.isoformat(), "-a", archive, "-f", "table").stdout
        assert "nothing changed" in said
    hour_ago = (now - timedelta(hours=1)).isoformat()
    assert "2 new events" in run("changes", "--since", hour_ago, "-a", archive, "-f", "table").stdout


def test_contested_shows_each_value_with_who_says_it(archive, tmp_path):
    shown = run("contested", "-a", archive, "-f", "table").stdout
    assert "Accounts differ: deaths 3 or 16" in " ".join(shown.split())
    run("contested", "-a", archive, "-o", tmp_path / "c.csv")
    rows = list(csv.DictReader((tmp_path / "c.csv").open(encoding="utf-8", newline="")))
    assert [(row["field"], row["value"], row["document"]) for row in rows[1:]] == [
        ("deaths", "3", "a"),
        ("deaths", "16", "b"),
    ]


ANSWER = Answer(
    "What changed?",
    (
        Statement("", "Since yesterday: 1 contradicted, 1 new."),
        Statement(
            "new",
            "A → B: assault, Mosul",
            "e1111111111",
            (Source("Wire", "A bombed B.", outlet="Wire"), Source("X", "Y")),
        ),
        Statement(
            "contradicted",
            "Islamic Resistance in Iraq → US military: assault (drone), Rukban, JOR, 2024-01-28, 3 dead, 41 injured",
            "e0123456789",
            tuple(Source(f"Outlet number {n}", "3", "deaths", "2") for n in range(9)),
        ),
    ),
    (Table("files imported", ("data set", "events"), (("ucdp", 1_000_000),)),),
)


def test_a_brief_answer_names_what_it_passes_over():
    told = tuple(Source("", f"new {field}", field, "old") for field in ("status", "deaths", "place", "mode"))
    out = io.StringIO()
    print_answer(Answer("", (Statement("revised", "A → B", "e1", told),)), Console(file=out, width=80), most_lines=2)
    said = " ".join(out.getvalue().split())
    assert "new deaths (before: old) 2 more (place, mode)" in said


@pytest.mark.parametrize("width", [80, 200])
def test_an_answer_fits_the_screen_and_loses_nothing(width):
    out = io.StringIO()
    print_answer(ANSWER, Console(file=out, width=width))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    said = " ".join(out.getvalue().split())
    for part in (
        "Since yesterday: 1 contradicted, 1 new.",
        "e0123456789",
        "“A bombed B.” Wire and 1 more",
        "3 (before: 2)",
        "4 more",
        "1,000,000",
    ):
        assert part in said
    assert said.index("New") < said.index("Contradicted") < said.index("Files imported")
