"""`standoff scenario`: a file with and without an archive, a draft, a band, and files that are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from tests.archives import write_lines
from tests.line_coder import LineCoder

FOUNDING = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024" / "conflict.toml"
REPORTS = [
    {
        "id": f"r{day}",
        "source": "Wire",
        "date": f"2024-01-{day:02d}",
        "text": f"ASSAULT 2024-01-{day:02d} IRN USA 1 Erbil\nASSAULT 2024-01-{day:02d} USA IRN 2 Mosul\nCONSULT 2024-01-{day:02d} IRN IRQ 0 Baghdad",
    }
    for day in range(1, 29, 3)
]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr("standoff.code.coder.embedded", lambda _options: LineCoder())
    monkeypatch.setattr("standoff.code.pool.PooledCoder", lambda make, _processes: make())  # no process of its own
    monkeypatch.chdir(tmp_path)

    def asked(*arguments: object, code: int = 0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        return result

    return asked


@pytest.fixture
def archive(run, tmp_path) -> Path:
    write_lines(tmp_path / "lines.jsonl", REPORTS)
    run("add", tmp_path / "lines.jsonl", "--archive", tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


def statements(text: str) -> list[str]:
    return [row["statement"] for row in map(json.loads, text.splitlines()) if "statement" in row]


def test_a_file_is_argued_without_an_archive(run):
    told = statements(run("scenario", FOUNDING).stdout)
    assert "only Iraqi government can improve alone" in told[0]
    assert any("they need an archive" in text for text in told)
    assert told == statements(run("scenario", "show", FOUNDING).stdout)


def test_with_an_archive_every_number_says_what_it_rests_on(run, archive):
    rows = [json.loads(line) for line in run("scenario", "--archive", archive, FOUNDING).stdout.splitlines()]
    states = [row for row in rows if row.get("table") == "states and verdicts"]
    assert len(states) == 48
    told = [row for row in rows if row.get("table") == "events under each state"]
    assert told
    assert {part for row in told for part in row["rests on"].split(" and ")} <= {
        "estimated",
        "assumed",
        "from text",
        "not told",
        "unchanged",
    }
    assert any("the archive holds no report" in row.get("statement", "") for row in rows)


def test_the_figures_are_an_svg_and_the_page_a_markdown(run, tmp_path):
    run("scenario", FOUNDING, "-o", tmp_path / "s.svg")
    assert (tmp_path / "s.svg").read_text(encoding="utf-8").startswith("<svg")
    run("scenario", FOUNDING, "-o", tmp_path / "s.md")
    assert "| Timetable + Restrain |" in (tmp_path / "s.md").read_text(encoding="utf-8")


def test_a_draft_is_a_file_that_can_be_argued_and_is_not_overwritten(run, archive, tmp_path):
    run("scenario", "new", "--archive", archive, "-o", tmp_path / "draft.toml")
    text = (tmp_path / "draft.toml").read_text(encoding="utf-8")
    assert '[[decision_makers]]\nid = "irn"' in text or '[[decision_makers]]\nid = "usa"' in text
    assert any(
        "to them all states are alike" in told for told in statements(run("scenario", tmp_path / "draft.toml").stdout)
    )
    again = run("scenario", "new", "--archive", archive, "-o", tmp_path / "draft.toml", code=1)
    assert "is there already" in again.stderr
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8") == text


def test_who_gives_in_first_is_a_band(run):
    told = statements(
        run("scenario", "flinch", "Iran", "United States", "--first-demands", "0.7", "--second-demands", "0.7").stdout
    )
    assert told[0].startswith(
        "Over these ranges the chance that Iran gives in before United States goes from 0.08 to 0.91 in nine of ten cases (median 0.48)."
    )
    assert "cannot give in accounts for" in told[1]
    assert run("scenario", "flinch", "A", "B", "--first-firm", "often", code=2).stderr
    assert (
        "both can be met"
        in run("scenario", "flinch", "A", "B", "--first-demands", "0.4", "--second-demands", "0.4", code=1).stderr
    )


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('prefers = "not expel"', 'prefers = "not bomb"', "'bomb'"),
        ('prefers = "not attack"\n', 'prefers = "expel"\n', "contrary of line"),
        ("as_of = 2024-02-06", 'as_of = "today"', "must be a day"),
    ],
)
def test_bad_files_are_refused_with_their_line(run, tmp_path, before, after, why):
    path = tmp_path / "bad.toml"
    path.write_text(FOUNDING.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    said = run("scenario", path, code=1).stderr
    assert f"{path}:" in said
    assert why in said


def test_a_million_states_are_refused(run, tmp_path):
    options = "".join(f'[[options]]\nid = "o{n}"\nof = "a"\nname = "O{n}"\nnow = false\n' for n in range(20))
    path = tmp_path / "large.toml"
    path.write_text(
        f'name = "Large"\nas_of = 2024-01-01\n[[decision_makers]]\nid = "a"\nname = "A"\nsides = []\n{options}',
        encoding="utf-8",
    )
    said = run("scenario", path, code=1).stderr
    assert "1,048,576 combinations" in said
    assert "512" in said
