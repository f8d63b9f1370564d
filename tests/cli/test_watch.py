"""`standoff watch` and `standoff brief` as a user types them: what is said on which stream, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.cli.changes import moment
from standoff.pipeline import add
from tests.archives import write_lines
from tests.line_coder import LineCoder
from tests.watch.servers import site

ROOT = Path(__file__).parents[2]
TEXT = (
    "Three US soldiers were killed on Sunday when a drone struck a small outpost in northeast Jordan, US Central Command said.\n"
    "Iran denied any part in the attack."
)


@pytest.fixture
def served():
    with site() as made:
        made.feed("/rss", "/1", "/2")
        made.report("/1", TEXT)
        yield made


def feeds(folder: Path, served, **settings: object) -> Path:
    path = folder / "feeds.toml"
    rows = {"url": f"{served.url}/rss"} | settings
    path.write_text("[[feed]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in rows.items()), encoding="utf-8")
    return path


def run(*words: object) -> object:
    return CliRunner().invoke(app, list(map(str, words)))


def test_one_round_codes_what_is_new_and_tells_what_failed(tmp_path, served):
    archive = tmp_path / "a.duckdb"
    done = run("watch", feeds(tmp_path, served, allow_private=True), "--archive", archive, "--once")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert f"failed {served.url}/2: answers 404" in done.stderr
    assert f"{archive}: 1 fetched, 0 unchanged, 2 new documents; the next in" in done.stderr
    assert f"{served.url}/2: answers 404" in (tmp_path / "a.duckdb.watch.log").read_text(encoding="utf-8")
    events = run("events", "--archive", archive, "--type", "ASSAULT", "--format", "jsonl")
    assert "drone" in events.stdout
    again = run("watch", tmp_path / "feeds.toml", "--archive", archive, "--once")
    assert (again.exit_code, served.paths.count("/rss")) == (0, 1)
    assert "nothing was due; the next in" in again.stderr


def test_a_round_in_which_a_feed_failed_ends_in_part(tmp_path, served):
    done = run("watch", feeds(tmp_path, served), "--archive", tmp_path / "a.duckdb", "--once")
    assert done.exit_code == 3
    assert "of this machine or a private network; to allow it: allow_private = true" in done.stderr
    assert served.asked == []


def test_the_option_allows_what_the_file_does_not(tmp_path, served):
    done = run("watch", feeds(tmp_path, served), "--archive", tmp_path / "a.duckdb", "--once", "--allow-private")
    assert (done.exit_code, served.paths) == (0, ["/rss", "/1", "/2"])


def test_a_file_that_does_not_validate_is_one_line(tmp_path, served):
    done = run("watch", feeds(tmp_path, served, every=3), "--archive", tmp_path / "a.duckdb", "--once")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"error: {tmp_path}/feeds.toml: feed 1: every: is no field")


def test_without_once_it_goes_on_until_it_is_interrupted(tmp_path, served):
    command = [
        sys.executable,
        "-m",
        "standoff",
        "watch",
        str(feeds(tmp_path, served, allow_private=True, articles=False)),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    going = subprocess.Popen(
        [*command, "--archive", str(tmp_path / "a.duckdb")], env=environment, stderr=subprocess.PIPE, text=True
    )
    first = going.stderr.readline()
    time.sleep(0.5)
    assert going.poll() is None
    going.send_signal(signal.SIGINT)
    _, rest = going.communicate(timeout=60)
    assert "1 fetched, 0 unchanged, 2 new documents" in first
    assert (going.returncode, "the same command goes on from there" in rest) == (1, True)


def archive_with(folder: Path, day: str) -> Path:
    archive = folder / "b.duckdb"
    record = {"id": "a", "source": "Wire\x1b[2J", "date": day, "text": f"ASSAULT {day} IRN USA 3 Erbil"}
    add([write_lines(folder / "b.jsonl", [record])], archive, LineCoder)
    return archive


@pytest.mark.parametrize("format", ["table", "md", "jsonl", "csv"])
def test_a_brief_in_every_format_has_the_statement_and_its_source(tmp_path, format):
    yesterday = (datetime.now() - timedelta(days=1)).date().isoformat()
    done = run("brief", "--since", "yesterday", "--archive", archive_with(tmp_path, yesterday), "--format", format)
    assert done.exit_code == 0, done.output
    assert f"{yesterday}, Erbil, USA: IRN → USA, assault" in done.stdout.replace("\\", "")
    assert "3 dead; 1 independent source" in done.stdout
    assert "Wire" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_brief_of_nothing_says_so_beside_the_data(tmp_path):
    done = run("brief", "--since", datetime.now().isoformat(), "--archive", archive_with(tmp_path, "2024-01-28"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing in the record since" in done.stderr


@pytest.mark.parametrize(
    ("word", "day"),
    [("today", "2024-02-07"), ("Yesterday", "2024-02-06"), (" monday ", "2024-02-05"), ("tuesday", "2024-02-06"), ("wednesday", "2024-01-31"), ("Sunday", "2024-02-04")],
)  # fmt: skip
def test_words_for_days_are_those_before_today(monkeypatch, word, day):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2024, 2, 7, 9, 30, tzinfo=tz)  # a Wednesday

    monkeypatch.setattr("standoff.cli.changes.datetime", Clock)
    assert f"{moment(word):%Y-%m-%d %H:%M}" == f"{day} 00:00"


def test_a_moment_of_another_zone_is_told_in_that_of_this_machine():
    told = moment("2024-02-06T23:30-05:00")
    assert told == datetime(2024, 2, 7, 4, 30, tzinfo=UTC)
    assert told.tzinfo is not None


@pytest.mark.parametrize("since", ["tomorrow", "2199-01-01", "last week", ""])
def test_a_moment_that_is_none_is_refused(tmp_path, since):
    done = run("brief", "--since", since, "--archive", tmp_path / "none.duckdb")
    assert done.exit_code == 2
