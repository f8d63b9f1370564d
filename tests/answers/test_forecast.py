"""What is next? Intervals hold, the past is told beside them, and a record too short is refused or told as not tested."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from standoff.answers.forecast import answer
from standoff.cli import app
from standoff.errors import MeasureError, ModelError
from standoff.options import ForecastOptions, StreamOptions
from standoff.store import View
from tests.event_table import archive_of

FIRST = date(2022, 1, 3)
PAIRS = (("Israel", "Iran"), ("Iran", "Israel"), ("Turkey", "Syria"))


def rows(weeks, rates=(6.0, 3.0, 0.5), seed=1, deaths="2"):
    rng = np.random.default_rng(seed)
    return [
        (str(FIRST + timedelta(weeks=week, days=int(rng.integers(7)))), "ASSAULT", *pair, f"town {n}", deaths)
        for pair, rate in zip(PAIRS, rates, strict=True)
        for week in range(weeks)
        for n in range(rng.poisson(rate))
    ] + [(str(FIRST + timedelta(weeks=weeks, days=-1)), "ASSAULT", *PAIRS[0], "last town", deaths)]


def asked(folder, told, **options):
    with View.open(archive_of(folder, told)) as view:
        return answer(view, ForecastOptions(**options))


def table(found, title):
    return next(t for t in found.tables if t.title == title)


def text(found, topic=""):
    return "\n".join(s.text for s in found.statements if topic in s.topic)


def test_steady_counts_are_forecast_about_their_rate(tmp_path):
    found = asked(tmp_path, rows(90))
    ahead = [row for row in table(found, "forecasts").rows if row[-1] is None]
    first = [row for row in ahead if row[0] == "Israel → Iran, material conflict"]
    assert [row[1] for row in first] == [str(FIRST + timedelta(weeks=90 + n, days=-1)) for n in range(1, 5)]
    for _, _, middle, lower, upper, low, high, chance, _ in first:
        assert low <= lower <= middle <= upper <= high
        assert 4 <= middle <= 8
        assert low <= 3
        assert high >= 9
        assert chance > 0.95


def test_the_past_is_told_with_the_winner_and_an_interval(tmp_path):
    found = asked(tmp_path, rows(90))
    past = text(found, "how such forecasts did")
    assert "Over the last 30 weeks, one ahead, the ensemble was " in past
    assert "than the baseline, EWMA(" in past
    assert "95 % interval" in past
    held = next(row for row in table(found, "models").rows if row[:2] == (1, "ensemble"))[-1]
    assert 0.8 <= held <= 1.0


def test_each_lead_that_is_told_is_tried_at_the_ends_and_between(tmp_path):
    found = asked(tmp_path, rows(90))
    past, leads = text(found, "how such forecasts did"), table(found, "how far ahead").rows
    assert [row[0] for row in leads] == [1, 2, 4]
    assert [row[1] for row in leads] == [30, 15, 15]
    for lead, _, crps, baseline, theirs, gain, low, high, verdict, held in leads:
        assert gain == pytest.approx(1 - crps / theirs, abs=0.02)
        assert low <= gain <= high
        assert 0.7 <= held <= 1.0
        assert (verdict == "no better than the baseline") == (low <= 0 <= high)
        if lead > 1:
            assert f"At {lead} weeks ahead, from 15 origins, it was {verdict}, {baseline}" in past
    assert "Tried at 1, 2 and 4 weeks ahead; those between have the weights of the nearest." in text(found, "cannot")


def test_a_lead_that_the_record_is_too_short_for_is_told_as_not_tried(tmp_path):
    found = asked(tmp_path, rows(26), ahead=8)
    assert [row[0] for row in table(found, "how far ahead").rows] == [1]
    assert "Tried at one week ahead. Further ahead nothing was tried: 26 weeks are too few." in text(found, "cannot")
    assert len({row[1] for row in table(found, "forecasts").rows if row[-1] is None}) == 8


def test_steady_counts_are_no_better_forecast_than_by_the_baseline_and_it_is_said(tmp_path):
    found = asked(tmp_path, rows(60, seed=3))
    verdicts = {row[-1] for row in table(found, "skill by stream").rows}
    assert verdicts <= {"better than the baseline", "no better than the baseline", "worse than the baseline"}
    assert "no better than the baseline" in verdicts


def test_deaths_are_counted_where_they_are_asked_for(tmp_path):
    found = asked(tmp_path, rows(60), of="deaths")
    came = [row[-1] for row in table(found, "forecasts").rows if row[-1] is not None]
    assert sum(came) > 0
    assert all(count % 2 == 0 for count in came)
    assert "deaths" in text(found, "what is next")


def test_months_of_the_calendar(tmp_path):
    found = asked(tmp_path, rows(80), step="month", ahead=2)
    ends = {row[1] for row in table(found, "forecasts").rows if row[-1] is None}
    assert ends == {"2023-07-31", "2023-08-31"}


def test_a_short_record_is_not_tested_and_a_shorter_one_refused(tmp_path):
    found = asked(tmp_path / "short", rows(14))
    assert "Not tested: 14 weeks are too few" in text(found, "how such forecasts did")
    assert [t.title for t in found.tables] == ["forecasts"]
    with pytest.raises(ModelError, match="5 periods are too few"):
        asked(tmp_path / "shorter", rows(5))


def test_nothing_of_what_comes_later_moves_a_forecast(tmp_path):
    told = rows(60)
    until = FIRST + timedelta(weeks=40, days=-1)
    early = [row for row in told if row[0] <= str(until)] + [(str(until), "ASSAULT", *PAIRS[0], "that day", "2")]
    late = [*told, (str(until), "ASSAULT", *PAIRS[0], "that day", "2")]
    answers = [
        asked(tmp_path / name, events, streams=StreamOptions(until=until, quads=("material conflict",)))
        for name, events in (("early", early), ("late", late))
    ]
    assert table(answers[0], "forecasts").rows == table(answers[1], "forecasts").rows


def test_figures_have_twins_and_hold_hostile_names(tmp_path):
    told = [
        (day, type, "<script>alert(1)</script>" if actor == "Turkey" else actor, *rest)
        for day, type, actor, *rest in rows(60)
    ]
    found = asked(tmp_path, told)
    assert {figure.twin for figure in found.figures} == {"forecasts", "skill by stream", "chances and what came"}
    assert {figure.twin for figure in found.figures} <= {t.title for t in found.tables}
    assert all("<script>" not in figure.svg for figure in found.figures)


def test_no_such_side(tmp_path):
    with pytest.raises(MeasureError, match="Atlantis"):
        asked(tmp_path, rows(20), streams=StreamOptions(actors=("Atlantis",)))


def test_the_command_writes_what_it_is_asked_for_and_the_same_twice(tmp_path):
    archive = archive_of(tmp_path, rows(40))
    run = CliRunner()
    told = [run.invoke(app, ["forecast", "-a", str(archive), "-f", "jsonl", "--ahead", "2"]) for _ in range(2)]
    assert told[0].exit_code == 0, told[0].output
    assert told[0].stdout == told[1].stdout
    lines = [json.loads(line) for line in told[0].stdout.splitlines()]
    assert any(line.get("table") == "forecasts" and line["median"] is not None for line in lines)
    assert run.invoke(app, ["forecast", "-a", str(archive), "-o", str(tmp_path / "f.svg")]).exit_code == 0
    assert (tmp_path / "f.svg").read_text(encoding="utf-8").count("<svg") >= 1
    refused = run.invoke(app, ["forecast", "-a", str(archive), "--step", "year"])
    assert refused.exit_code == 2
