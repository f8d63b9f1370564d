"""`--coder`: which coder codes, and what is told of its cost."""

from __future__ import annotations

import json

import duckdb
import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.reviewing import waiting
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.code.llm.endpoint import Endpoint, Step, content, event, served

REPORTS = [
    {"id": "a", "source": "Wire", "date": "2024-01-30", "text": "Iran met Iraq in Baghdad on Monday."},
    {"id": "b", "source": "Wire", "date": "2024-01-30", "text": "Turkey bombed positions in Syria on Monday."},
]


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def endpoint(monkeypatch, tmp_path):
    """Knows of the meeting only, and quotes one thing that is not there."""

    def answer(shown):
        met = event(0, "met", "CONSULT", actors=["Iran", "Iraq"], place="Tehran")
        return Step(content(met) if "met" in shown[0]["text"] else content())

    with served(Endpoint(answer)) as running:
        told = {"URL": running.url, "MODEL": "small", "CACHE": tmp_path / "cache", "PRICE_IN": 1, "PRICE_OUT": 2}
        for name, value in told.items():
            monkeypatch.setenv(f"STANDOFF_LLM_{name}", str(value))
        yield running


@pytest.fixture
def lines(tmp_path):
    return write_lines(tmp_path / "reports.jsonl", REPORTS)


def test_code_by_a_language_model_tells_what_it_cost_on_stderr(lines, endpoint):
    result = run("code", lines, "--coder", "llm", "--format", "jsonl")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert [m["coder"] for e in first["events"] for m in e["mentions"]] == ["llm/1:small"]
    assert second["events"] == []
    assert "llm/1:small: requests 2, " in result.stderr
    assert "cost 0.00024" in result.stderr
    assert "refused: quote that is not in the text 1" in result.stderr


def test_add_keeps_the_account_with_the_run(lines, endpoint, tmp_path):
    run("add", lines, "--coder", "llm", "--archive", tmp_path / "a.duckdb")
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        (counts,) = connection.execute("select counts from runs").fetchone()
        assert {c for (c,) in connection.execute("select coder from mentions").fetchall()} == {"llm/1:small"}
    counts = json.loads(counts)
    assert (counts["documents"], counts["coder: requests"], counts["coder: prompt_tokens"]) == (2, 2, 200)
    assert counts["coder: refused: quote that is not in the text"] == 1
    run("add", lines, "--coder", "llm", "--archive", tmp_path / "a.duckdb")
    assert len(endpoint.requests) == 2


def test_both_writes_the_disagreements(lines, endpoint, tmp_path):
    out = tmp_path / "d.jsonl"
    result = run("code", lines, "--coder", "both", "--disagreements", out, "--format", "jsonl")
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert f"d.jsonl: {len(told)} new differences: " in " ".join(result.stderr.split())
    assert "llm/1:small: requests 2" in result.stderr
    assert ("b", "event", None) in [(d["document"], d["field"], d["llm"]) for d in told]
    mentions = [m for line in result.stdout.splitlines() for e in json.loads(line)["events"] for m in e["mentions"]]
    marked = {(m["document"], mark.removeprefix("disputed_")) for m in mentions for mark in m["inferred"] if "disputed" in mark}  # fmt: skip
    assert marked == {(d["document"], d["field"]) for d in told if d["frames"] is not None or d["field"] != "event"}


def test_why_tells_what_is_disputed(lines, endpoint, tmp_path):
    archive = tmp_path / "a.duckdb"
    run("add", lines, "--coder", "both", "--disagreements", tmp_path / "d.jsonl", "--archive", archive)
    (event_id,) = {
        json.loads(line)["id"]
        for line in run("events", "--archive", archive, "--format", "jsonl").stdout.splitlines()
        if json.loads(line)["type"] == "ASSAULT"
    }
    assert "disputed by another coder: event" in " ".join(run("why", event_id, "--archive", archive).stdout.split())


def test_why_tells_what_the_second_coder_reads(lines, endpoint, tmp_path):
    endpoint.answer = lambda shown: Step(
        content(event(0, "bombed", "ASSAULT", actors=["Syria"], recipients=["Turkey"])) if "bombed" in shown[0]["text"] else content()
    )  # fmt: skip
    archive = tmp_path / "a.duckdb"
    run("add", lines, "--coder", "both", "--disagreements", tmp_path / "d.jsonl", "--archive", archive)
    events = map(json.loads, run("events", "--archive", archive, "--format", "jsonl").stdout.splitlines())
    (event_id,) = (e["id"] for e in events if e["type"] == "ASSAULT")
    told = " ".join(run("why", event_id, "--archive", archive).stdout.split())
    assert "disputed by another coder: actors (Syria), recipients (" in told


def test_adding_again_keeps_the_disagreements_of_the_runs_before(lines, endpoint, tmp_path):
    out, archive = tmp_path / "d.jsonl", tmp_path / "a.duckdb"
    run("add", lines, "--coder", "both", "--disagreements", out, "--archive", archive)
    first = out.read_text(encoding="utf-8")
    assert first.count("\n") > 1
    again = run("add", lines, "--coder", "both", "--disagreements", out, "--archive", archive)
    assert "0 new differences" in " ".join(again.stderr.split())
    assert out.read_text(encoding="utf-8") == first
    more = write_lines(tmp_path / "more.jsonl", [{"id": "c", "source": "Wire", "date": "2024-01-30", "text": "Egypt accused Sudan on Monday."}])  # fmt: skip
    out.write_text(first + '{"document": "half a li', encoding="utf-8")  # as a killed run leaves it
    run("add", lines, more, "--coder", "both", "--disagreements", out, "--archive", archive)
    now = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [json.loads(line) for line in first.splitlines()] == now[: first.count("\n")]
    assert {d["document"] for d in now[first.count("\n") :]} == {"c"}


def test_a_run_that_ends_early_keeps_the_disagreements_about_what_it_stored(lines, endpoint, tmp_path):
    endpoint.script = [Step(content()), Step(status=401)]
    out = tmp_path / "d.jsonl"
    run("add", lines, "--coder", "both", "--disagreements", out, "--archive", tmp_path / "a.duckdb", code=1)
    assert {json.loads(line)["document"] for line in out.read_text(encoding="utf-8").splitlines()} <= {"a", "b"}
    run("code", lines, "--coder", "both", "--disagreements", tmp_path / "e.jsonl", "--format", "jsonl")
    assert (tmp_path / "e.jsonl").exists()


def test_what_is_disputed_waits_for_a_person_and_is_exported(lines, endpoint, tmp_path):
    archive, out = tmp_path / "a.duckdb", tmp_path / "events.jsonl"
    run("add", lines, "--coder", "both", "--disagreements", tmp_path / "d.jsonl", "--archive", archive)
    run("events", "--archive", archive, "-o", out)
    marks = {e["type"]: e["inferred"] for e in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert "disputed_event" in marks["ASSAULT"]
    run("events", "--archive", archive, "-o", out.with_suffix(".csv"))
    assert "disputed_event" in out.with_suffix(".csv").read_text(encoding="utf-8")
    with View.open(archive) as view:
        every = {q.event: q for q in waiting(view, EventFilter()).events}
        disputed = {q.event: q.disputed for q in waiting(view, EventFilter(disputed=True)).events}
        assert disputed == {id: q.disputed for id, q in every.items() if q.disputed}
        assault = next(q for id, q in every.items() if view.event(id).event.type == "ASSAULT")
        p = view.event(assault.event).event.confidence
    assert assault.disputed == ("event",)
    assert assault.doubt == pytest.approx(1 - (1 - 4 * p * (1 - p)) * 0.5)


def test_quoted_words_of_a_text_are_no_dispute(tmp_path, endpoint):
    text = 'Iran met Iraq in Baghdad on Monday over "disputed_event" and "disputed_actors", a film.'
    lines = write_lines(tmp_path / "r.jsonl", [{"id": "a", "source": "Wire", "date": "2024-01-30", "text": text}])
    run("add", lines, "--archive", tmp_path / "a.duckdb")
    with View.open(tmp_path / "a.duckdb") as view:
        assert [q.disputed for q in waiting(view, EventFilter()).events] == [()]
        assert waiting(view, EventFilter(disputed=True)).events == ()


def test_usage_is_checked_before_anything_is_done(lines, tmp_path, monkeypatch):
    assert "go together" in run("code", lines, "--coder", "both", code=2).stderr
    assert "go together" in run("code", lines, "--disagreements", tmp_path / "d", code=2).stderr
    assert "STANDOFF_LLM_CONCURRENCY" in run("code", lines, "--coder", "llm", "--jobs", "2", code=2).stderr
    assert "there is no coder 'gpt'" in run("code", lines, "--coder", "gpt", code=1).stderr
    monkeypatch.delenv("STANDOFF_LLM_URL", raising=False)
    assert "STANDOFF_LLM_URL" in run("code", lines, "--coder", "llm", code=1).stderr


def test_a_run_that_ends_early_still_tells_its_cost(lines, endpoint, tmp_path):
    endpoint.answer = lambda _: Step(status=401)
    result = run("add", lines, "--coder", "llm", "--archive", tmp_path / "a.duckdb", code=1)
    assert "HTTP 401" in result.stderr
    assert "llm/1:small: requests" in result.stderr
