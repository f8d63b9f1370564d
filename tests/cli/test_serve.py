"""`standoff serve`: where it listens, when it asks for a token, and what it says without what it needs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from typer.testing import CliRunner

from standoff.cli import app, serve
from standoff.store import Writer

PATIENCE_S = 60


@pytest.fixture
def archive(tmp_path):
    with Writer.open(tmp_path / "a.duckdb"):
        pass
    return tmp_path / "a.duckdb"


def test_without_its_libraries_it_says_what_to_install(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["serve", "-a", str(archive)])
    assert result.exit_code == 1
    assert (
        result.stderr
        == "error: uvicorn is not installed; install what the server needs with: pip install 'standoff[serve]'\n"
    )


def test_an_archive_that_is_not_there_is_told_at_once(tmp_path):
    pytest.importorskip("uvicorn")
    result = CliRunner().invoke(app, ["serve", "-a", str(tmp_path / "none.duckdb")])
    assert result.exit_code == 1
    assert "no archive there" in result.stderr


@pytest.mark.parametrize(
    ("host", "given", "asks"),
    [("127.0.0.1", "", False), ("::1", "", False), ("0.0.0.0", "", True), ("127.0.0.1", "x" * 16, True)],
)
def test_a_server_that_others_can_reach_has_a_token(monkeypatch, capsys, host, given, asks):
    pytest.importorskip("fastapi")
    monkeypatch.setenv(serve.TOKEN, given)
    token = serve._token(host)
    assert bool(token) is asks
    told = capsys.readouterr().err
    assert (bool(told) and token in told) is (asks and not given), (
        "one that was made is told once, one that was given never"
    )


def test_made_tokens_differ_and_are_long(monkeypatch, capsys):
    pytest.importorskip("fastapi")
    monkeypatch.delenv(serve.TOKEN, raising=False)
    made = {serve._token("0.0.0.0") for _ in range(5)}
    assert len(made) == 5
    assert min(map(len, made)) >= 32


def test_a_short_token_is_refused(archive, monkeypatch):
    pytest.importorskip("fastapi")
    monkeypatch.setenv(serve.TOKEN, "short")
    result = CliRunner().invoke(app, ["serve", "-a", str(archive)])
    assert result.exit_code == 1
    assert "too short" in result.stderr


def test_it_prints_where_it_is_answers_there_and_stops(archive, tmp_path):
    pytest.importorskip("uvicorn")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "standoff", "serve", "-a", str(archive), "--port", str(port)]
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
        serve.TOKEN: "",
    }
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stderr is not None
            assert server.stderr.readline() == f"{archive} is at http://127.0.0.1:{port}/ ; stop with Ctrl-C\n"
            assert "The archive holds no event." in _page(f"http://127.0.0.1:{port}/events")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE_S)


def _page(address: str) -> str:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.2)
