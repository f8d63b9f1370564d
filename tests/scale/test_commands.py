"""`standoff add --ray` and `standoff code --ray`: the sample and the evaluation documents, messages, other coders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.errors import ScaleError
from tests.archives import content, write_lines
from tests.code.llm.endpoint import Endpoint, Step, event, served
from tests.code.llm.endpoint import content as answer

SAMPLE = Path(__file__).resolve().parents[2] / "src" / "standoff" / "sample" / "iraq-2024"
REPORTS = [
    {"id": "a", "source": "Wire", "text": "Iran met Iraq in Baghdad on Monday."},
    {"id": "b", "source": "Wire", "text": "Turkey bombed positions in Syria on Monday."},
]


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    """In a process of its own, so that everything that lands on its terminal is seen."""
    environment = os.environ | {"PYTHONPATH": "src"}
    call = [sys.executable, "-m", "standoff", *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, env=environment, check=False, timeout=300)


@pytest.fixture
def lines(tmp_path):
    return write_lines(tmp_path / "reports.jsonl", REPORTS)


@pytest.mark.slow
def test_the_sample_and_the_evaluation_documents_are_coded_as_by_one_process(shared, tmp_path):
    inputs = [SAMPLE, shared / "seed", shared / "eval" / "dev_docs.jsonl"]
    one, other, loaded = (tmp_path / f"{name}.duckdb" for name in ("one", "other", "loaded"))
    assert command("add", *inputs, "-a", one).returncode == 0
    added = command("add", *inputs, "-a", other, "--ray", "local", "--jobs", 2)
    assert (added.returncode, added.stdout) == (0, "")
    assert added.stderr.startswith(f"{other}: ")
    assert added.stderr.count("\n") == 1, "Ray is not to be heard"
    assert content(other) == content(one)
    assert not Path(f"{other}.work").exists()

    out = tmp_path / "out"
    coded = command("code", *inputs, "-o", out, "--ray", "local", "--jobs", 2)
    assert (coded.returncode, coded.stdout, coded.stderr.count("\n")) == (0, "", 1)
    from standoff.scale.partitions import report_json

    rows = [report_json(row) for file in sorted(out.glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    lines = command("code", *inputs, "--format", "jsonl").stdout.splitlines()
    assert rows == [json.loads(line) for line in lines]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select count(*), sum(json_array_length(mentions)) from '{out}/*.parquet'"
        ).fetchone()
    assert found == (len(rows), len(content(one)["mentions"]))
    assert command("add", out, "-a", loaded, "--ray", "local", "--jobs", 2).returncode == 0
    assert content(loaded) == content(one)


@pytest.mark.slow
def test_a_language_model_codes_on_workers_and_its_cost_is_told(lines, address, tmp_path, monkeypatch):
    def reply(shown):
        met = event(0, "met", "CONSULT", actors=["Iran", "Iraq"], place="Tehran")
        return Step(answer(met) if "met" in shown[0]["text"] else answer())

    with served(Endpoint(reply)) as running:
        told = {"URL": running.url, "MODEL": "small", "CACHE": tmp_path / "cache", "PRICE_IN": 1, "PRICE_OUT": 2}
        for name, value in told.items():
            monkeypatch.setenv(f"STANDOFF_LLM_{name}", str(value))
        archive = tmp_path / "a.duckdb"
        result = run("add", lines, "--coder", "llm", "--ray", address, "--archive", archive)
        monkeypatch.setenv("STANDOFF_LLM_BUDGET", "1")
        assert (
            "STANDOFF_LLM_BUDGET cannot be kept" in run("add", lines, "--coder", "llm", "--ray", address, code=1).stderr
        )
    assert "llm/1:small: requests 2, " in result.stderr
    assert "cost 0.00024" in result.stderr
    with duckdb.connect(str(archive), read_only=True) as connection:
        [(counts,)] = connection.execute("select counts from runs").fetchall()
    assert json.loads(counts)["coder: requests"] == 2


@pytest.mark.slow
def test_a_date_goes_along_and_a_pipeline_that_is_not_there_is_told(lines, address, tmp_path):
    archive = tmp_path / "a.duckdb"
    run("add", lines, "--date", "2024-02-03", "--ray", address, "-a", archive, "--work", tmp_path / "elsewhere")
    with duckdb.connect(str(archive), read_only=True) as connection:
        days = connection.execute("select distinct published::varchar from documents").fetchall()
    assert days == [("2024-02-03",)]
    assert (tmp_path / "elsewhere").is_dir()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    told = run("add", lines, "--pipeline", "xx_none", "--ray", address, "-a", tmp_path / "b.duckdb", code=1).stderr
    assert "spaCy pipeline 'xx_none' is not installed" in told


def test_usage_is_checked_before_anything_is_started(lines, tmp_path):
    assert "one process" in run("add", lines, "--ray", "local", "--coder", "both", code=2).stderr
    assert (
        "there is no coder 'gpt'"
        in run("code", lines, "--ray", "local", "-o", tmp_path / "o", "--coder", "gpt", code=1).stderr
    )
    assert "names the folder" in run("code", lines, "--ray", "local", code=2).stderr
    assert "names the folder" in run("code", lines, "--ray", "local", "-o", "x", "--format", "csv", code=2).stderr
    assert "is a folder" in run("code", lines, "-o", tmp_path, code=2).stderr


def test_an_address_is_for_workers(tmp_path):
    told = run("add", "s3://bucket/reports/", "-a", tmp_path / "a.duckdb", code=1).stderr
    assert "s3://bucket/reports/: an address" in told
    assert "--ray local" in told


def test_without_ray_the_way_to_it_is_told(lines, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    told = run("add", lines, "--ray", "local", "-a", tmp_path / "a.duckdb", code=1).stderr
    assert "pip install 'standoff[scale]'" in told


@pytest.mark.slow
def test_a_ray_that_is_not_there_is_told(lines, tmp_path):
    told = command("add", lines, "--ray", "127.0.0.1:1", "-a", tmp_path / "a.duckdb")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert told.stderr.startswith("error: no Ray at 127.0.0.1:1")


def test_keys_are_not_taken_from_an_address_and_other_addresses_are_refused(tmp_path):
    pytest.importorskip("ray")
    from standoff.scale.cluster import Cluster, connected
    from standoff.scale.files import Folder

    with pytest.raises(ScaleError, match="s3://bucket/in: no keys in an address") as told:
        Folder("s3://name:secret@bucket/in").names()
    assert "secret" not in str(told.value)
    with pytest.raises(ScaleError, match="HOST:PORT"), connected(Cluster("ray://127.0.0.1:10001")):
        pass
