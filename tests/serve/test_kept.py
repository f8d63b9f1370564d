"""Answers that take long: computed once, kept, read back as they were, and thrown away when there are too many."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

pytest.importorskip("fastapi")

from standoff.answers import Answer, Figure, Source, Statement, Table
from standoff.cli import app as command_line
from standoff.pipeline import add
from standoff.serve import background, compute
from standoff.serve.background import Background
from standoff.serve.compute import MEANWHILE, Job
from standoff.serve.kept import Kept, Outcome, cache_folder, fingerprint
from standoff.serve.questions import QUESTIONS, BalanceAsked
from standoff.store import Writer
from tests.archives import write_lines
from tests.line_coder import LineCoder
from tests.line_coder import reports as many_reports
from tests.serve.live import computed, served
from tests.serve.page_rules import live_faults, parsed, text_of
from tests.serve.test_review import Session

FOUND = datetime(2024, 2, 12, 8, 30, tzinfo=UTC)
SOURCE = Source("Wire", "A bombed B.", "A – B", "", "d", "Wire", date(2024, 1, 17), 2, "e")
ANSWER = Answer(
    "Is it holding?", (Statement("topic", "So.", "e", (SOURCE, Source("x", "y"))),),
    (Table("ties", ("tie", "n", "x"), (("A – B", 1, None), ("A – C", 2, 0.5))),), (Figure("Ties", "<svg>é</svg>", "ties"),), 3,
)  # fmt: skip


@pytest.mark.parametrize("outcome", [Outcome(ANSWER, "", FOUND), Outcome(None, "too few weeks", FOUND)])
def test_what_is_kept_is_what_was_found(tmp_path, outcome):
    kept = Kept(tmp_path / "kept")
    kept.keep("k", outcome)
    assert kept.find("k") == outcome
    assert kept.find("other") is None
    assert [file.name for file in kept.folder.iterdir()] == ["k.json"]


def test_what_cannot_be_read_is_computed_again(tmp_path):
    kept = Kept(tmp_path)
    for broken in ("", "{", "[]", '{"answer": 1}', '{"answer": null, "why_not": "x"}'):
        (tmp_path / "k.json").write_text(broken)
        assert kept.find("k") is None


def test_the_longest_unused_go_first(tmp_path):
    kept = Kept(tmp_path, most_bytes=2000)
    for n in range(4):
        kept.keep(f"k{n}", Outcome(None, "x" * 800, FOUND))
        os.utime(tmp_path / f"k{n}.json", (n, n))
    assert kept.find("k2") is not None
    kept.keep("last", Outcome(None, "x" * 800, FOUND))
    assert sorted(file.stem for file in tmp_path.iterdir()) == ["k2", "last"]


def test_a_changed_archive_has_another_fingerprint(archive, tmp_path):
    copy = tmp_path / "a.duckdb"
    copy.write_bytes(archive.read_bytes())
    first = fingerprint(copy)
    assert fingerprint(copy) == first
    add(
        [write_lines(tmp_path / "more.jsonl", [{"id": "z", "text": "ASSAULT 2024-02-03 IRN IRQ 1 Erbil"}])],
        copy,
        LineCoder,
    )
    assert fingerprint(copy) != first
    kept = Kept(tmp_path / "kept")
    keys = {
        kept.key(found, question, query)
        for found in (first, "x")
        for question in ("a", "b")
        for query in ("{}", '{"at": null}')
    }
    assert len(keys) == 8


def test_the_folder_of_caches_is_the_users_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache" / "standoff" / "answers"
    assert cache_folder().stat().st_mode & 0o077 == 0
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder().is_dir(), "where nothing can be written, another"


def job(archive, folder, question="balance", options="{}", found=""):
    return Job(str(archive), found or fingerprint(archive), question, options, str(folder), "k")


def test_an_outcome_is_computed_on_a_copy_that_goes_again(archive, tmp_path):
    assert compute.compute(job(archive, tmp_path)) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["k.json"]
    outcome = Kept(tmp_path).find("k")
    assert outcome is not None
    assert outcome.answer is not None or outcome.why_not


def test_what_was_asked_of_an_archive_that_is_another_by_now_is_left(archive, tmp_path):
    assert compute.compute(job(archive, tmp_path, found="another")) == MEANWHILE
    assert list(tmp_path.iterdir()) == []


def test_what_the_archive_cannot_answer_is_kept_as_that(archive, tmp_path):
    assert compute.compute(job(archive, tmp_path, options='{"actors": ["Narnia"]}')) == 0
    outcome = Kept(tmp_path).find("k")
    assert outcome is not None
    assert outcome.answer is None
    assert "'Narnia' is no side" in outcome.why_not


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    add([write_lines(folder / "r.jsonl", many_reports(120))], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def client(large, tmp_path_factory):
    with served(large, tmp_path_factory.mktemp("kept")) as client:
        yield client


def test_a_page_says_that_it_is_being_computed_and_asks_again(client):
    first = client.get("/balance?at=2024-01-20")
    page = parsed(first.text)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["2"]
    assert text_of(page, "//div[@role='status']/p")[0].startswith("This is being computed")
    assert client.get("/balance/figure-1.svg?at=2024-01-20").status_code == 503
    computed(client, "/api/balance?at=2024-01-20")
    answer = client.get("/balance?at=2024-01-20")
    assert live_faults(answer.text) == []
    assert parsed(answer.text).xpath("//meta[@http-equiv='refresh']") == []
    assert "2024-01-20" in text_of(parsed(answer.text), "//p[@class='lead']")[0]


def test_json_csv_and_figures_are_those_of_the_command_line(client, large):
    told = computed(client, "/api/balance").json()
    lines = [
        json.loads(x)
        for x in CliRunner().invoke(command_line, ["balance", "-a", str(large), "-f", "jsonl"]).stdout.splitlines()
    ]
    assert told["statements"] == [line for line in lines if "statement" in line]
    rows = [
        {"table": t["title"], **dict(zip(t["columns"], row, strict=True))} for t in told["tables"] for row in t["rows"]
    ]
    assert rows == [line for line in lines if "table" in line]
    assert told["kind"] == "measured"
    flat = CliRunner().invoke(command_line, ["balance", "-a", str(large), "-f", "csv"]).stdout
    assert list(csv.reader(io.StringIO(client.get("/balance.csv").text))) == list(csv.reader(io.StringIO(flat)))
    table = list(csv.reader(io.StringIO(client.get("/balance/table-1.csv").text)))
    assert table[0] == told["tables"][0]["columns"]
    assert len(table) == len(told["tables"][0]["rows"]) + 1
    assert client.get("/balance/figure-1.svg").text.startswith("<svg ")
    assert client.get("/balance/figure-99.svg").status_code == 404
    assert client.get("/balance/table-0.csv").status_code == 404


def test_modelled_and_measured_look_different(client):
    for path, kind in (("/dynamics", "model"), ("/balance", "measured")):
        computed(client, f"/api{path}")
        page = parsed(client.get(path).text)
        assert page.xpath("//p[contains(@class, 'basis')]/@class") == [f"basis {kind}"]


def test_every_number_leads_to_its_sentence(client):
    computed(client, "/api/balance")
    page = parsed(client.get("/balance").text)
    links = page.xpath("//ul[@class='grounds']//a/@href")
    assert links
    path, _, sentence = next(link for link in links if "#" in link).partition("#")
    assert parsed(client.get(path).text).get_element_by_id(sentence) is not None


def test_what_the_archive_cannot_answer_is_said_in_its_place(client):
    assert computed(client, "/api/balance?actors=Narnia").status_code == 422
    answer = client.get("/balance?actors=Narnia")
    assert answer.status_code == 200
    assert "is no side of an event here" in answer.text
    assert live_faults(answer.text) == []


def test_a_fault_is_told_once_and_not_tried_over_and_over(large, tmp_path, monkeypatch, caplog):
    runs = []

    async def broken(self, asked):
        runs.append(asked)
        return "a fault of standoff"

    monkeypatch.setattr(Background, "_computed", broken)
    with served(large, tmp_path) as client:
        assert computed(client, "/api/balance").json() == {"error": "a fault of standoff"}
        assert client.get("/api/balance").status_code == 422
    assert len(runs) == 1


def test_a_fault_of_one_question_leaves_the_others(large, tmp_path, monkeypatch, caplog):
    start = asyncio.create_subprocess_exec

    async def none_at_first(*command, **options):
        monkeypatch.setattr(background.asyncio, "create_subprocess_exec", start)
        raise OSError("out of processes")

    monkeypatch.setattr(background.asyncio, "create_subprocess_exec", none_at_first)
    with served(large, tmp_path / "kept") as client:
        first = client.get("/api/balance")
        assert (first.status_code, client.get("/api/change").status_code) == (202, 202)
        assert "a fault of standoff" not in computed(client, "/api/change").text
        assert "a fault of standoff" in computed(client, "/api/balance").text
    assert "out of processes" in caplog.text


def test_after_a_decision_what_was_found_before_is_shown_and_computed_anew_once_there_is_a_pause(tmp_path, monkeypatch):
    monkeypatch.setattr(background, "PAUSE_S", 3600.0)
    add([write_lines(tmp_path / "r.jsonl", many_reports(30))], tmp_path / "a.duckdb", LineCoder)
    with served(tmp_path / "a.duckdb", tmp_path / "kept", reviewer="anna") as client:
        before = computed(client, "/api/balance").json()
        assert "The archive has changed since" not in client.get("/balance").text
        Session(client).send("/accept")
        assert client.get("/api/balance").status_code == 202, "programs get no answer that is out of date"
        page = parsed(client.get("/balance").text)
        assert "The archive has changed since" in " ".join(text_of(page, "//p[@role='status']"))
        assert page.xpath("//meta[@http-equiv='refresh']") == [], "nobody who reads is interrupted"
        assert text_of(page, "//p[@class='lead']") == [before["statements"][0]["statement"]]
        monkeypatch.setattr(background, "PAUSE_S", 0.0)
        client.app.state.background._task.cancel()
        after = computed(client, "/api/balance").json()
        assert after["computed"] > before["computed"]
        assert "The archive has changed since" not in client.get("/balance").text


def test_nothing_is_computed_of_an_archive_that_is_another_by_now(large, tmp_path, monkeypatch):
    runs, found = [], iter(["first", "second", "second"])

    async def noted(self, job):
        runs.append(job.fingerprint)
        return "so"

    monkeypatch.setattr(Background, "_computed", noted)
    monkeypatch.setattr(background, "fingerprint", lambda _path: next(found, "second"))
    with served(large, tmp_path) as client:
        assert client.get("/api/balance").status_code == 202
        assert computed(client, "/api/balance").json() == {"error": "so"}
    assert runs == ["second"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("change?until=9999-12-31", "far outside of the record"),
        ("dynamics?since=0001-01-01", "far outside of the record"),
        ("balance?at=0001-01-01", "far outside of the record"),
        ("changes?since=0001-01-01T00:00", "before there were archives"),
    ],
)
def test_days_of_another_age_are_refused_before_they_cost_anything(client, asked, why):
    answer = computed(client, f"/api/{asked}")
    assert (answer.status_code, why in answer.json()["error"]) == (422, True)


def test_a_question_that_takes_too_long_is_ended(large, tmp_path, monkeypatch):
    monkeypatch.setattr(background, "LIMIT_S", 0.05)
    with served(large, tmp_path) as client:
        client.app.state.background._limit_s = 0.05
        assert "took too long" in computed(client, "/api/balance").json()["error"]


def test_no_more_questions_wait_than_can_be_answered(large, tmp_path, monkeypatch):
    async def never(self, asked):
        import asyncio

        await asyncio.sleep(3600)

    monkeypatch.setattr(Background, "_computed", never)
    monkeypatch.setattr(background, "MOST_WAITING", 3)
    with served(large, tmp_path) as client:
        told = [client.get(f"/api/balance?at=2024-01-{day:02}") for day in (1, 2, 3, 3, 4)]
        assert [answer.status_code for answer in told] == [202, 202, 202, 202, 503]
        assert [answer.json().get("questions_before") for answer in told] == [0, 1, 2, 2, None]


def test_while_it_is_computed_the_archive_can_be_written_to(large, tmp_path):
    with served(large, tmp_path) as client:
        assert client.get("/api/dynamics").status_code == 202
        with Writer.open(large):
            pass
        computed(client, "/api/dynamics")


def test_every_question_can_be_asked_without_options():
    assert BalanceAsked().query() == ""
    for question in QUESTIONS.values():
        assert question.asked().query() == ""
        assert question.asked.model_validate_json(question.asked().model_dump_json()) == question.asked()
