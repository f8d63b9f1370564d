"""Has it changed? A rise is told with its week, its dyad and its events; a steady series is told as such, a short one refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from typer.testing import CliRunner

from standoff.answers import Answer
from standoff.answers.change import answer
from standoff.cli import app
from standoff.errors import MeasureError
from standoff.options import ChangeOptions
from standoff.pipeline import add
from standoff.store import View
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder

FIRST = date(2022, 1, 3)  # a Monday
PAIRS = (("United States", "Iraq"), ("Iraq", "Iran"), ("Iran", "Israel"))


def rows(rate: dict[tuple[str, str], list[float]], type: str = "ASSAULT", seed: int = 1) -> list[tuple[str, ...]]:
    """Poisson counts at the weekly rates of each pair, on days drawn evenly."""
    rng = np.random.default_rng(seed)
    return [
        (str(FIRST + timedelta(weeks=week, days=int(rng.integers(7)))), type, *pair, f"town {number}", "1")
        for pair, rates in rate.items()
        for week, mean in enumerate(rates)
        for number in range(rng.poisson(mean))
    ] + [(str(day), "ACCUSE", *PAIRS[0]) for day in (FIRST, FIRST + timedelta(weeks=len(rate[PAIRS[0]]), days=-1))]


def rising() -> list[tuple[str, ...]]:
    return rows({PAIRS[0]: [2.0] * 60 + [9.0] * 20, PAIRS[1]: [2.0] * 80, PAIRS[2]: [2.0] * 80})


def asked(folder: Path, told: list[tuple[str, ...]], **options: object) -> Answer:
    with View.open(archive_of(folder, told)) as view:
        return answer(view, ChangeOptions(**options))


def text(found: Answer, topic: str = "") -> str:
    return "\n".join(s.text for s in found.statements if topic in s.topic)


def table(found: Answer, title: str) -> list[tuple[object, ...]]:
    return list(next(t for t in found.tables if t.title == title).rows)


def test_a_rise_is_told_with_its_week_its_dyad_and_what_happened(tmp_path):
    found = asked(tmp_path, rising())
    alarm = next(s.text for s in found.statements if s.text.startswith("Alarm in the week of"))
    week = date.fromisoformat(alarm.split()[5].rstrip(":"))
    assert FIRST + timedelta(weeks=60) <= week <= FIRST + timedelta(weeks=68)
    assert "rose above what was usual (by design at most 8% of such watches give a false alarm)" in alarm
    assert "United States → Iraq" in text(found, "alarm")
    assert "Iraq → Iran" not in text(found, "alarm")
    behind = [s for s in found.statements if s.topic == "behind the alarm"]
    assert behind[0].text.startswith(f"The week of {week}")
    assert all("United States → Iraq: assault" in source.value and source.event for source in behind[0].sources)
    assert all(week <= date.fromisoformat(source.field) < week + timedelta(days=7) for source in behind[0].sources)


def test_looking_back_dates_the_rise(tmp_path):
    stretches = table(asked(tmp_path, rising()), "stretches")
    assert len(stretches) == 2
    assert abs((date.fromisoformat(str(stretches[1][0])) - FIRST).days / 7 - 60) <= 3


def test_a_steady_series_gives_no_alarm_and_says_so(tmp_path):
    found = asked(tmp_path, rows({pair: [2.0] * 80 for pair in PAIRS}))
    assert text(found, "alarm").startswith("No alarm for a rise of material conflict among 4 sides in 40 weeks watched")
    assert "no break stands out of the usual clustering" in text(found, "looking back")
    assert "How much was read is not known for a data set" in text(found, "rests")


def test_a_fall_is_told_apart(tmp_path):
    found = asked(tmp_path, rows({PAIRS[0]: [9.0] * 60 + [0.5] * 40}))
    assert "fell below what was usual" in text(found, "alarm")
    assert "No alarm for a rise" in text(found, "alarm")


def test_what_comes_after_the_reference_for_the_first_time_is_seen(tmp_path):
    found = asked(
        tmp_path,
        rows({PAIRS[0]: [1.0] * 80, PAIRS[2]: [0.0] * 50 + [8.0] * 30}),
        actors=("US", "Iraq", "Iran", "Israel"),
    )
    assert "dyads without an event in the reference weeks" in text(found, "alarm")


def test_the_reference_is_what_was_asked_for(tmp_path):
    found = asked(tmp_path, rising(), reference_weeks=52)
    assert "the 52 weeks from 2022-01-03 to 2023-01-01" in text(found, "rests")
    assert [row[-1] for row in table(found, "weeks")].count("reference") == 52


def test_quad_classes_and_days_are_chosen(tmp_path):
    archive = archive_of(tmp_path, rising())
    with View.open(archive) as view:
        verbal = answer(view, ChangeOptions(quad="verbal conflict"))
        before = answer(view, ChangeOptions(until=FIRST + timedelta(weeks=50)))
    assert "verbal conflict" in text(verbal, "alarm")
    assert table(before, "weeks")[0][0] == str(FIRST + timedelta(weeks=49))


def test_too_short_a_history_is_refused(tmp_path):
    with pytest.raises(MeasureError, match="reference"):
        asked(tmp_path, rows({PAIRS[0]: [2.0] * 7}))


def test_reports_are_the_exposure_of_what_is_read_in_them(tmp_path):
    """Four times the reports with four times the events is no change."""
    reports = []
    for week in range(80):
        for number in range(4 if week >= 50 else 1):
            day = FIRST + timedelta(weeks=week, days=number)
            lines = "\n".join(f"ASSAULT {day} USA IRQ 1 Town{week}x{number}x{n}" for n in range(3))
            reports.append({"id": f"{week}-{number}", "text": lines, "date": str(day), "publisher": "Wire"})
    archive = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", reports)], archive, LineCoder)
    with View.open(archive) as view:
        found = answer(view, ChangeOptions())
    assert "No alarm for a rise" in text(found, "alarm")
    assert "relative to the reports read in each week" in text(found, "rests")


@pytest.mark.parametrize("format", ["table", "jsonl", "md", "csv", "svg"])
def test_the_command_prints_every_format(tmp_path, format):
    archive = archive_of(tmp_path, rising())
    done = CliRunner().invoke(app, ["change", "--archive", str(archive), "--format", format])
    assert done.exit_code == 0, done.output
    if format == "svg":
        ET.fromstring(done.stdout)
    else:
        assert "Alarm in the week of" in done.stdout
    if format == "jsonl":
        assert {json.loads(line).get("table") for line in done.stdout.splitlines()} >= {"weeks", "dyads", "stretches"}


def test_an_unknown_quad_class_is_refused(tmp_path):
    done = CliRunner().invoke(app, ["change", "--quad", "love"])
    assert done.exit_code == 2
    assert "material conflict" in done.output
