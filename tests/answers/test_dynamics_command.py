"""`standoff dynamics` on the command line: one answer in every format, whatever the sides are called, and clear refusals."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from standoff.answers import Answer
from standoff.answers.dynamics import answer
from standoff.answers.harmless import harmless
from standoff.cli import app
from standoff.cli.answer import emit_answer, print_answer
from standoff.cli.output import Format
from standoff.options import StreamOptions
from standoff.store import View
from tests.answers.clusters import IRAN, ISRAEL, MATERIAL, VERBAL, events, steady
from tests.event_table import archive_of

SCRIPT, CONTROLS, LONG = (
    "<script>alert(1)</script>",
    "\x1b]0;owned\x07\x1b[2J[bold red]",
    "=" + "Brigade of the very long name " * 12,
)
LEAD = "Of 100 events about "


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, ["dynamics", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """Sides whose names are made to do harm: the script answers the terminal, which answers nobody."""
    sectors = ("", "", "", "", "REB", "REB")
    streams = [
        (MATERIAL, SCRIPT, CONTROLS, *sectors),
        (MATERIAL, CONTROLS, SCRIPT, *sectors),
        (MATERIAL, LONG, SCRIPT, *sectors),
    ]
    told = events(streams, steady(250, 0.3, 1.0, 0.8), np.array([[0.1, 0.6, 0.0], [0.0, 0.3, 0.0], [0.0, 0.0, 0.4]]))
    return archive_of(tmp_path_factory.mktemp("hostile"), told)


@pytest.fixture(scope="module")
def found(archive) -> Answer:
    with View.open(archive) as view:
        return answer(view, StreamOptions())


@pytest.fixture(scope="module")
def shown(archive, found, tmp_path_factory) -> dict[str, str]:
    """The answer in each format; it is fitted for two of them only."""
    folder = tmp_path_factory.mktemp("shown")
    told = {format: run("-a", archive, "-f", format).stdout for format in ("table", "jsonl")}
    for format in (Format.csv, Format.md, Format.svg):
        emit_answer(found, format, folder / format.value)
        told[format.value] = (folder / format.value).read_text(encoding="utf-8")
    return told


def test_every_format_tells_the_answer(shown):
    lines = [json.loads(line) for line in shown["jsonl"].splitlines()]
    statements = [line for line in lines if "statement" in line]
    rows = list(csv.DictReader(io.StringIO(shown["csv"])))
    assert statements[0]["statement"].startswith(LEAD)
    assert list(dict.fromkeys(row["statement"] for row in rows)) == [harmless(s["statement"]) for s in statements]
    assert [line["table"] for line in lines if "table" in line and line["table"] == "under each baseline"]
    for format in ("table", "md"):
        words = " ".join(shown[format].split())
        assert LEAD in words
        for heading in ("What sets off what", "What follows one event", "Under each baseline", "Streams"):
            assert heading in words
    titles = [e.text for e in ET.fromstring(shown["svg"]).iter("{http://www.w3.org/2000/svg}title")]
    assert {"What sets off what", "What follows one event", "How much hangs on the baseline"} <= set(titles)


def test_the_same_command_gives_the_same_bytes(archive, shown, tmp_path):
    assert run("-a", archive, "-f", "jsonl").stdout == shown["jsonl"]
    assert run("-a", archive, "-o", tmp_path / "d.svg").stdout == ""
    assert (tmp_path / "d.svg").read_text(encoding="utf-8") == shown["svg"]


def test_hostile_names_survive_and_do_nothing(shown):
    for format, text in shown.items():
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), format
    assert not [e for e in ET.fromstring(shown["svg"]).iter() if e.tag.endswith("script")]
    assert "&lt;script&gt;" in shown["svg"].lower()
    for format in ("table", "jsonl"):
        assert "<script>" in shown[format].lower()
        assert "[bold red]" in shown[format].lower()
    rows = list(csv.DictReader(io.StringIO(shown["csv"])))
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_the_answer_on_a_page_keeps_to_the_rules_of_pages(archive, monkeypatch):
    from standoff.serve import report as module
    from tests.serve.made import OPTIONS
    from tests.serve.page_rules import faults, parsed, text_of

    monkeypatch.setattr(module, "QUESTIONS", tuple(q for q in module.QUESTIONS if q.name == "dynamics"))
    with View.open(archive) as view:
        page = module.report(view, OPTIONS)
    assert faults(page) == []
    [section] = parsed(page).xpath("//section[@id='answer-dynamics']")
    assert text_of(section, ".//h2") == ["Does violence beget violence?"]
    assert text_of(section, ".//p[@class='lead']")[0].startswith(LEAD)
    assert text_of(section, ".//*[contains(@class, 'basis')]") == ["model"]
    assert text_of(section, ".//figcaption") == [
        "What sets off what",
        "What follows one event",
        "How much hangs on the baseline",
    ]
    examples = text_of(section, ".//ul[@class='grounds']//span[@class='field']")
    assert examples[0].startswith("such as, ")
    assert examples[1].startswith("and after it, ")


@pytest.mark.parametrize("width", [80, 200])
def test_it_fits_the_screen(found, width):
    out = io.StringIO()
    print_answer(found, Console(file=out, width=width))
    assert max(map(len, out.getvalue().splitlines())) <= width
    rows = next(t for t in found.tables if t.title == "under each baseline").rows
    shown = out.getvalue().split("Under each baseline")[1]
    assert all(str(cell) in shown.split() for row in rows for cell in row[1:10] if cell is not None), (
        "no number is broken"
    )


def test_wrong_words_are_usage_errors_that_name_the_right_ones(archive):
    assert "dyad, pair, actor, place" in words(run("-a", archive, "--by", "nonsense", code=2).output)
    assert "material conflict" in words(run("-a", archive, "--quad", "nonsense", code=2).output)
    assert "'yesterday' is not a day" in run("-a", archive, "--since", "yesterday", code=2).output


def words(output: str) -> str:
    return " ".join(output.replace("│", " ").split())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--actors", "Atlantis"], "'Atlantis' is no side of an event here"),
        (["--by", "place", "--actors", "Atlantis"], "'Atlantis' is no country"),
        (["--by", "place"], "placed in a country"),
        (["--quad", "verbal cooperation"], "no event of verbal cooperation"),
        (["--since", "2030-01-01"], "ask for other --quad, --actors or days"),
    ],
)
def test_what_the_archive_has_not_fails_in_one_line(archive, asked, said):
    result = run("-a", archive, *asked, code=1)
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert said in line
    assert "\x1b" not in line


def test_quad_classes_and_actors_may_be_given_several_times(tmp_path):
    told = events(
        [(VERBAL, IRAN, ISRAEL), (MATERIAL, ISRAEL, IRAN), ("CONSULT", IRAN, ISRAEL)],
        steady(70, 0.2, 0.2, 0.2),
        np.zeros((3, 3)),
    )
    archive = archive_of(tmp_path, told)
    quads = ("--quad", "Verbal Cooperation", "--quad", "verbal conflict")
    out = run("-a", archive, "-f", "jsonl", *quads, "--actors", "Iran", "--actors", "Israel").stdout
    streams = {line["stream"] for line in map(json.loads, out.splitlines()) if line.get("table") == "streams"}
    assert streams == {"Iran → Israel, verbal conflict", "Iran → Israel, verbal cooperation"}
    assert "Not identified" in out


def test_where_there_is_no_figure_it_is_said_why(tmp_path):
    archive = archive_of(tmp_path, events([(MATERIAL, IRAN, ISRAEL)], steady(70, 0.3), np.zeros((1, 1))))
    result = run("-a", archive, "-f", "svg")
    assert "no figures" in result.stdout
    assert result.stderr.startswith("no figures: Not identified: ")
