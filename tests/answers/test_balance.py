"""Is the balance holding? The triangle of the founding article, made of events, comes out as the article has it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from standoff.answers import Answer
from standoff.answers.balance import answer
from standoff.cli import app
from standoff.errors import MeasureError
from standoff.options import BalanceOptions
from standoff.store import View
from tests.event_table import archive_of

DAY = date(2024, 2, 5)
TRIANGLE = (("United States", "Iraq", "CONSULT"), ("Iraq", "Iran", "CONSULT"), ("United States", "Iran", "ASSAULT"))
ENEMY = tuple((side, "Islamic State", "ASSAULT") for side in ("United States", "Iraq", "Iran"))


def rows(*ties: tuple[str, str, str], each: int = 12, last: date = DAY) -> list[tuple[str, ...]]:
    return [(str(last - timedelta(days=n)), type, a, b) for a, b, type in ties for n in range(each)]


def asked(folder: Path, told: list[tuple[str, ...]], **options: object) -> Answer:
    with View.open(archive_of(folder, told)) as view:
        return answer(view, BalanceOptions(**options))


def text(found: Answer, topic: str = "") -> str:
    return "\n".join(s.text for s in found.statements if topic in s.topic)


def table(found: Answer, title: str) -> list[tuple[object, ...]]:
    return list(next(t for t in found.tables if t.title == title).rows)


def test_three_that_cannot_all_be_friends_are_a_strained_triangle(tmp_path):
    found = asked(tmp_path, rows(*TRIANGLE))
    first = found.statements[0]
    assert first.text.startswith("As of 2024-02-05 the triangle ")
    assert "is strained (probability balanced " in first.text
    assert all(side in first.text for side in ("United States", "Iraq", "Iran"))
    assert (first.text.count(": positive"), first.text.count(": negative")) == (2, 1)
    assert {source.field.rpartition(": ")[2] for source in first.sources} == {"positive", "negative"}
    assert all(source.event for source in first.sources)
    assert "F = 0.3" in text(found, "index")


def test_each_way_out_of_the_triangle_is_named(tmp_path):
    told = text(asked(tmp_path, rows(TRIANGLE[0], each=4) + rows(*TRIANGLE[1:], each=40)), "ways out")
    assert told.startswith("The cheapest way to balance is to turn the tie ")
    way = told.split(":")[0]
    assert {name for name in ("Iraq", "United States", "Iran") if name in way} == {"Iraq", "United States"}
    assert " or " not in way


def test_without_the_common_enemy_the_index_falls(tmp_path):
    found = asked(tmp_path, rows(*TRIANGLE, *ENEMY))
    assert "Without Islamic State, a common enemy, F falls from 0.67 to 0.33." in text(found, "without")


def test_two_camps_are_balanced_and_told(tmp_path):
    found = asked(tmp_path, rows(TRIANGLE[0], TRIANGLE[2], ("Iraq", "Iran", "ASSAULT")))
    assert "nothing would have to turn" in text(found, "ways out")
    assert text(found, "camps") == "The division that costs least: Iran against Iraq and United States."


def test_what_is_not_known_is_undecided_or_absent_and_said(tmp_path):
    found = asked(
        tmp_path, rows(TRIANGLE[0], each=1) + rows(TRIANGLE[1]) + rows(("United States", "Israel", "CONSULT"), each=1)
    )
    assert "no triangle" in text(found, "triangles")
    assert {row[1] for row in table(found, "ties")} == {"undecided", "positive"}
    assert "Camps cannot be told while 67% of the ties are undecided." in text(found, "camps")
    old = asked(
        tmp_path / "old", rows(TRIANGLE[0], last=date(2020, 1, 1)) + rows(TRIANGLE[1]), actors=("US", "Iran", "Iraq")
    )
    assert "No evidence on any tie of United States by 2024-02-05." in text(old)


def test_a_day_before_sees_only_what_was_before(tmp_path):
    told = rows(TRIANGLE[0], last=date(2023, 6, 1)) + rows(TRIANGLE[2])
    found = asked(tmp_path, told, at=date(2023, 6, 2))
    assert "Iran" not in text(found)
    assert found.statements[0].text.startswith("As of 2023-06-02")


def test_named_actors_fix_the_list(tmp_path):
    found = asked(tmp_path, rows(*TRIANGLE, *ENEMY), actors=("US", "Baghdad", "IRN"))
    assert "Islamic State" not in text(found)
    assert "Over 3 sides and 3 ties" in text(found, "index")


def test_the_history_ends_with_the_day_and_bands_hold_their_point(tmp_path):
    found = asked(tmp_path, rows(*TRIANGLE, each=60))
    history = table(found, "balance over time")
    assert history[0][0] == "2024-02-05"
    assert history[0][1] == pytest.approx(table(found, "half-lives")[1][1])
    assert all(low <= point <= high for _, point, low, high, _ in history)
    assert [row[0] for row in history] == sorted((row[0] for row in history), reverse=True)


def test_the_same_archive_gives_the_same_answer(tmp_path):
    archive = archive_of(tmp_path, rows(*TRIANGLE, *ENEMY))
    with View.open(archive) as view:
        assert answer(view, BalanceOptions()) == answer(view, BalanceOptions())


def test_an_archive_without_dated_dealings_says_so(tmp_path):
    with pytest.raises(MeasureError, match="no dated event between two sides"):
        asked(tmp_path, [("2024-02-05", "ASSAULT", "United States", "Nobody Known")])
    with pytest.raises(MeasureError, match="two sides or more"):
        asked(tmp_path / "one", rows(*TRIANGLE), actors=("US", "Washington"))


@pytest.fixture
def archive(tmp_path):
    return archive_of(tmp_path, rows(*TRIANGLE, *ENEMY, each=6))


@pytest.mark.parametrize("format", ["table", "jsonl", "md", "csv", "svg"])
@pytest.mark.parametrize("width", [80, 200])
def test_the_command_prints_every_format(archive, format, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    done = CliRunner().invoke(app, ["balance", "--archive", str(archive), "--format", format])
    assert done.exit_code == 0, done.output
    assert "United States" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100 or format != "table"
    if format == "svg":
        ET.fromstring(done.stdout)
    if format == "jsonl":
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert {line.get("table") for line in lines} >= {"ties", "triangles", "half-lives", "balance over time"}


def test_other_commands_draw_nothing(archive):
    done = CliRunner().invoke(app, ["events", "--archive", str(archive), "--format", "svg"])
    assert done.exit_code == 2
    assert "draws no figure" in done.output
