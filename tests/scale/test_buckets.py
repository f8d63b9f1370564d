"""Reports, partitions and what is under way in buckets: S3 and Google Cloud Storage, by servers on this machine."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest

from standoff.errors import ReadError, ScaleError
from standoff.pipeline import add
from standoff.scale.ways import Told
from tests.archives import content, write_lines
from tests.line_coder import LineCoder, reports
from tests.scale.conftest import KEYS, OPTIONS

PYTHON = os.environ.get("STANDOFF_BUCKETS_PYTHON")
pytestmark = pytest.mark.skipif(not PYTHON, reason="no servers of buckets: `make test-s3` installs them and runs this")


@pytest.fixture(scope="module")
def ports(request):
    script = request.config.rootpath / "tools" / "serve_buckets.py"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([PYTHON, str(script)], text=True, **pipes) as servers:
        yield [int(port) for port in servers.stdout.readline().split()]
        servers.stdin.close()


@pytest.fixture(params=["s3", "gs"])
def bucket(request, ports, monkeypatch):
    """What makes the address of a place in an empty bucket."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    name = f"of-{request.node.name.partition('[')[0].replace('_', '-')[:40].strip('-')}"
    s3, gs = (f"http://127.0.0.1:{port}" for port in ports)
    if request.param == "s3":
        made = urllib.request.Request(f"{s3}/{name}", method="PUT")
        query = f"endpoint_override={s3.partition('//')[2]}&scheme=http&region=us-east-1"
        made_at = f"s3://{name}"
    else:
        body = json.dumps({"name": name}).encode()
        made = urllib.request.Request(f"{gs}/storage/v1/b?project=p", body, {"Content-Type": "application/json"})
        query = f"endpoint_override={gs.partition('//')[2]}&scheme=http&retry_limit_seconds=10"
        made_at = f"gs://anonymous@{name}"
    urllib.request.urlopen(made, timeout=30).close()
    return lambda path: f"{made_at}/{path}?{query}"


def put(address: str, name: str, data: bytes) -> None:
    from standoff.scale.files import Folder

    Folder(address).write(name, data)


def test_add_and_code_from_a_bucket_into_a_bucket(bucket, way, tmp_path):
    from dataclasses import replace

    from standoff.scale import run

    told = tmp_path / "in"
    (told / "b").mkdir(parents=True)
    write_lines(told / "z.jsonl", reports(30, 1))
    plain = write_lines(tmp_path / "plain", reports(30, 2)).read_bytes()
    (told / "b" / "a.jsonl.gz").write_bytes(gzip.compress(plain, mtime=0))
    (told / "b" / "c.html").write_bytes(b"\0\1 no report")
    (told / "notes.md").write_text("not read in a folder")
    for file in filter(Path.is_file, told.rglob("*")):
        put(bucket("in"), str(file.relative_to(told)), file.read_bytes())
    add([told], tmp_path / "wanted.duckdb", LineCoder, OPTIONS)
    wanted = content(tmp_path / "wanted.duckdb")
    there = bucket("in").partition("?")[0].replace("anonymous@", "")

    problems: list[ReadError] = []
    way = replace(way, work=bucket("work"))
    run.add([bucket("in")], tmp_path / "a.duckdb", LineCoder, OPTIONS, way, Told(problems.append))
    assert named(content(tmp_path / "a.duckdb"), there) == named(wanted, str(told))
    assert [p.source for p in problems] == [f"{there}/b/c.html"]

    coded = run.code([bucket("in")], bucket("out"), LineCoder, OPTIONS, way, Told())
    assert coded.documents == len(wanted["documents"])
    assert run.is_coded_set(bucket("out"))
    run.add_sets([bucket("out")], tmp_path / "b.duckdb", OPTIONS, way, Told())
    assert content(tmp_path / "b.duckdb") == content(tmp_path / "a.duckdb")

    from standoff.scale.files import Folder
    from standoff.scale.ways import MANIFEST

    assert Folder(bucket("out")).beneath("_read").names() == []
    assert Folder(bucket("work")).beneath("read").names() == []
    Folder(bucket("out")).remove(MANIFEST)
    with pytest.raises(ScaleError, match="did not finish"):
        run.add_sets([bucket("out")], tmp_path / "c.duckdb", OPTIONS, way, Told())


def named(found: dict[str, list[tuple[object, ...]]], place: str) -> list[str]:
    """All rows as text, with sources as if they lay in one place."""
    return sorted(
        repr(row).replace(place, "PLACE") for table, rows in found.items() for row in rows if table != "problems"
    )


def test_what_is_not_there_is_told_and_the_rest_goes_on(bucket, tmp_path):
    from standoff.options import ReadOptions
    from standoff.scale.files import Folder, list_files, opened

    put(bucket("in"), "a.txt", b"A drone struck a base in Jordan on Sunday.")
    put(bucket("in"), "bomb.jsonl.gz", gzip.compress(b"x" * 3_000_000))
    problems: list[ReadError] = []
    found = list_files([bucket("none"), bucket("in/a.txt"), bucket("in")], problems.append)
    assert [f.path.rpartition("/")[2] for f in found] == ["a.txt", "bomb.jsonl.gz"]
    assert [p.problem for p in problems] == ["no reports there"]
    with opened(found[0], ReadOptions()) as stream:
        assert stream.read() == b"A drone struck a base in Jordan on Sunday."
    small = ReadOptions(max_bytes=1000)
    with pytest.raises(ReadError, match="unpacks to more than"), opened(found[1], small) as stream:
        stream.read()
    Folder(bucket("in")).remove("a.txt")
    with pytest.raises(ReadError), opened(found[0], ReadOptions()) as stream:
        stream.read()
