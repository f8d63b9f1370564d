"""An archive into a server in a process of its own, as `standoff serve` starts it, and the addresses of the pages that a reader finds there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from fastapi import FastAPI
from lxml import html

PATIENCE_S = 900  # for what is computed in the background: two cores that others use too
OF_EACH_FOLDER = 3  # pages that are looked at of one kind, such as events


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers, and what it said on its terminal."""

    base: str
    log: Path

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(self.base + path, follow_redirects=True, timeout=60)

    def settled(self, path: str) -> httpx2.Response:
        """The page once it no longer waits for what is computed."""
        end = time.monotonic() + PATIENCE_S
        while 'http-equiv="refresh"' in (answer := self.get(path)).text:
            assert time.monotonic() < end, f"{path} is still being computed"
            time.sleep(2)
        return answer


@contextmanager
def serving(archive: Path, folder: Path) -> Iterator[Server]:
    """A server on a free port that keeps what it computes in the folder."""
    folder.mkdir(exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "standoff", "serve", "--archive", str(archive), "--port", str(port)]
    server = Server(f"http://127.0.0.1:{port}", folder / "server.log")
    kept = os.environ | {"XDG_CACHE_HOME": str(folder)}
    with server.log.open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, env=kept) as process:
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            server.get("/api")
        except httpx2.TransportError:
            assert process.poll() is None, server.log.read_text()
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.2)
        else:
            return


def navigation(app: FastAPI) -> list[str]:
    return [page.path for group in app.state.pages for page in group.pages]


def addresses(app: FastAPI, server: Server) -> list[str]:
    """The pages of the navigation, and some in each folder below that links lead to from there on."""
    waiting = navigation(app)
    found, seen, in_folder = [], set(waiting), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        answer = server.settled(path)
        if answer.status_code == httpx2.codes.OK and not answer.headers["content-type"].startswith("text/html"):
            continue
        found.append(path)
        for link in html.document_fromstring(answer.text).xpath("//a/@href"):
            address = link.partition("#")[0]
            folder = address.partition("?")[0].rpartition("/")[0]
            if folder and _is_page(address) and address not in seen and in_folder[folder] < OF_EACH_FOLDER:
                in_folder[folder] += 1
                seen.add(address)
                waiting.append(address)
    return found


def _is_page(address: str) -> bool:
    """Neither a download nor somewhere else."""
    return re.match(r"/(?!api/)[^?]*(?<!\.csv)(?<!\.svg)(\?|$)", address) is not None
