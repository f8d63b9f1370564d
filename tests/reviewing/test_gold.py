"""Decisions into gold: only documents that were looked at as a whole, in the shape that `standoff evaluate` scores."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from standoff.cli import app
from standoff.evaluate import load, score
from standoff.options import ReadOptions
from standoff.pipeline import AddOptions, add, code
from standoff.reviewing import accept, correct, gold, note, reject
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder, reports
from tests.reviewing.conftest import REPORTS


def ids(path: Path, **asked: object) -> list[str]:
    with View.open(path) as view:
        return view.event_ids(EventFilter(**asked))


def exported(path: Path) -> dict[str, dict[str, object]]:
    with View.open(path) as view:
        return {row["id"]: row for row in gold(view).documents}


def coded(tmp_path: Path, records: list[dict[str, str]]) -> dict[str, dict[str, object]]:
    """What the software makes of the same reports, each for itself."""
    lines = write_lines(tmp_path / "again.jsonl", records)
    made = code([lines], LineCoder, AddOptions(read=ReadOptions()), print)
    return {report.document.id: report.as_json() for report in made}


def told_in(document: dict[str, object]) -> list[str]:
    fields = ("type", "status", "date", "deaths", "injured", "count")
    return sorted(repr([event[field] for field in fields]) for event in document["events"])


def test_only_what_was_looked_at_as_a_whole_is_gold(archive):
    [erbil], [mosul] = ids(archive, place="Erbil"), ids(archive, place="Mosul")
    with View.open(archive) as view:
        assert (gold(view).documents, gold(view).unfinished) == ((), 3)
    note(archive, erbil, "anna", "not sure")
    assert exported(archive) == {}
    accept(archive, erbil, "anna")
    assert set(exported(archive)) == {"a", "b"}
    reject(archive, mosul, "ben")
    assert exported(archive)["c"]["events"] == []
    assert exported(archive)["c"]["reviewed"]["by"] == ["ben"]


def test_what_was_accepted_scores_fully_against_itself(tmp_path):
    path, records = tmp_path / "m.duckdb", reports(15, seed=5)
    add([write_lines(tmp_path / "m.jsonl", records)], path, LineCoder)
    for id in ids(path):
        accept(path, id, "anna")
    found = exported(path)
    assert len(found) > 8
    predicted = coded(tmp_path, records)
    scores = score(found, predicted)
    assert {level: rate.f1 for level, rate in scores.levels.items()} == dict.fromkeys(scores.levels, 1.0)
    for id, row in found.items():
        assert told_in(row) == told_in(predicted[id])


def test_what_was_corrected_and_rejected_counts_as_mistakes(archive, tmp_path):
    [erbil], [mosul] = ids(archive, place="Erbil"), ids(archive, place="Mosul")
    correct(archive, erbil, {"type": "COERCE", "mode": "", "deaths": "4"}, "anna")
    reject(archive, mosul, "anna")
    found = exported(archive)
    assert {e["deaths"][0] for id in "ab" for e in found[id]["events"]} == {4}
    scores = score(found, coded(tmp_path, REPORTS))
    rates = {level: (rate.found, rate.predicted, rate.gold) for level, rate in scores.levels.items()}
    assert rates["quad"] == (2, 3, 2)  # COERCE is of the quad class of ASSAULT
    assert rates["type"] == (0, 3, 2)


def test_each_report_has_its_own_numbers_where_nobody_corrected_them(archive):
    for id in ids(archive):
        accept(archive, id, "anna")
    found = exported(archive)
    assert [found[id]["events"][0]["deaths"] for id in "abc"] == [[3, 3], [5, 5], [16, 16]]
    [event] = found["a"]["events"]
    assert event["mentions"] == [{"trigger": "ASSAULT", "sentence": REPORTS[0]["text"]}]
    assert event["mode"] == "aerial"


def test_the_command_writes_what_evaluate_reads(archive, tmp_path):
    file, again = tmp_path / "gold.jsonl", tmp_path / "coded.jsonl"
    for id in ids(archive):
        accept(archive, id, "anna")
    run = CliRunner().invoke(app, ["export", "--as", "gold", "-o", str(file), "--archive", str(archive)])
    assert (run.exit_code, "3 reviewed documents" in run.output) == (0, True)
    assert set(load(file)) == {"a", "b", "c"}
    again.write_text("".join(json.dumps(row) + "\n" for row in coded(tmp_path, REPORTS).values()))
    run = CliRunner().invoke(app, ["evaluate", str(file), str(again), "--format", "jsonl"])
    assert run.exit_code == 0, run.output
    assert {row["f1"] for line in run.stdout.splitlines() if "f1" in (row := json.loads(line))} == {1.0}
