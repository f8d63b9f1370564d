"""An archive of many events into what its pages cost: bytes of the first view, CPU of the server per answer, and 5,000 marks in a browser."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote

from bench.archive import fill
from bench.memory import STANDOFF
from bench.row import Row
from standoff.draw import Bar, BarRow, Timeline, timeline
from standoff.serve.compute import Job, compute
from standoff.serve.kept import Kept, fingerprint
from standoff.serve.questions import QUESTIONS
from standoff.store import EventFilter, View

MOST_KB, MOST_MS = 150.0, 300.0  # of the first view over the wire, and of CPU for one answer
MOST_PAINT_MS = 1000.0  # until 5,000 marks are seen: the shortest wait that breaks a train of thought (Nielsen 1993)
MARKS, ROWS = 5_000, 4
ROUNDS, WARM = 5, 2  # answers that are measured, and those before that fill caches
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE_S = 900.0  # for what is computed in the background
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one page: CPU of the server in milliseconds, and bytes as they come, with and without style sheets and scripts."""

    path: str
    cpu_ms: float
    page_bytes: int
    view_bytes: int


@dataclass(frozen=True, slots=True)
class Served:
    """A server in a process of its own."""

    port: int
    process: int

    def get(self, path: str) -> tuple[int, bytes, int]:
        """Status, text, and bytes over the wire of the body."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        link.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        zipped = answer.headers.get("Content-Encoding") == "gzip"
        return answer.status, gzip.decompress(body) if zipped else body, len(body)

    def cpu_seconds(self) -> float:
        """Of all its threads so far; what it computes in processes of its own is not in it."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def page_rows(events: int) -> list[Row]:
    """A row per page, one for the largest first view, and those of a figure with many marks."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.duckdb"
        fill(archive, events)
        with View.open(archive) as view:
            told, pages = f"{view.counts().events:,} events", [*_navigation(), *_of_one(view)]
        _compute(archive, Path(folder))
        with _served(archive, Path(folder)) as server:
            costs = [_cost(server, path) for path in pages]
    largest = max(costs, key=lambda cost: cost.view_bytes)
    detail = f"{largest.path}, of {len(costs)} pages; HTML {largest.page_bytes / 1000:.1f} kB, gzip; {told}"
    first = Row("first view of the largest page, kB", largest.view_bytes / 1000, MOST_KB, at_most=True, detail=detail)
    return [first, *(_row(cost) for cost in costs), *_marks()]


def _compute(archive: Path, folder: Path) -> None:
    """The answers that the server computes in the background, ahead of it: it takes them one at a time, after everything else on the machine."""
    kept, found = Kept(folder / "standoff" / "answers"), fingerprint(archive)
    asked = {one.name: one.asked().model_dump_json() for one in QUESTIONS.values() if one.with_files is None}
    jobs = [
        Job(str(archive), found, name, options, str(kept.folder), kept.key(found, name, options))
        for name, options in asked.items()
    ]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        if any(processes.map(compute, jobs)):
            raise SystemExit(f"{archive} changed while it was looked at")


def _row(cost: Cost) -> Row:
    name = f"page {cost.path.partition('?')[0]}"
    shown = name if len(name) < 30 else name[:29] + "…"
    detail = f"mean of {ROUNDS} warm answers; {cost.page_bytes / 1000:.1f} kB HTML, first view {cost.view_bytes / 1000:.1f} kB"
    return Row(f"{shown}, CPU ms", cost.cpu_ms, MOST_MS, at_most=True, detail=detail)


def _navigation() -> list[str]:
    from standoff.serve.routes import GROUPS

    return [page.path for group in GROUPS for page in group.pages]


def _of_one(view: View) -> Iterator[str]:
    """The page of the event that most sources tell of, of a report of it, and of the busiest actor; and events that pass a filter."""
    [event] = view.events(EventFilter(order="sources", limit=1))
    yield f"/events/{quote(event.event.id, safe='')}"
    yield f"/documents/{quote(event.event.mentions[0].document, safe='')}"
    [actor] = view.actors(EventFilter(limit=1))
    yield f"/actors/{quote(actor.id, safe='')}"
    yield f"/events?party={quote(actor.id, safe='')}"


def _cost(server: Served, path: str) -> Cost:
    text, size = _settled(server, path)
    for _ in range(WARM):
        server.get(path)
    before = server.cpu_seconds()
    for _ in range(ROUNDS):
        server.get(path)
    cpu_ms = 1000 * (server.cpu_seconds() - before) / ROUNDS
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    return Cost(path, cpu_ms, size, size + sum(server.get(file)[2] for file in files))


def _settled(server: Served, path: str) -> tuple[str, int]:
    """The page and its bytes once it no longer waits for what is computed in the background."""
    end = time.monotonic() + PATIENCE_S
    while True:
        status, text, size = server.get(path)
        if status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} is answered with {status}")
        if b'http-equiv="refresh"' not in text:
            return text.decode(), size
        if time.monotonic() > end:
            raise SystemExit(f"{path} is still being computed")
        time.sleep(0.5)


@contextmanager
def _served(archive: Path, folder: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*STANDOFF, "serve", "--archive", str(archive), "--port", str(port)]
    kept = os.environ | {"XDG_CACHE_HOME": str(folder)}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=kept) as process:  # noqa: S603 - our own command
        server = Served(port, process.pid)
        try:
            while process.poll() is None and not _answers(server):
                time.sleep(0.2)
            yield server
        finally:
            process.terminate()


def _answers(server: Served) -> bool:
    try:
        return server.get("/api")[0] == http.HTTPStatus.OK
    except OSError:
        return False


def figure_of(marks: int) -> str:
    """A timeline with so many bars, each a link, as the page of events draws it."""
    days = [date(2010, 1, 1) + timedelta(days=number) for number in range(marks // ROWS)]
    rows = tuple(
        BarRow(name, tuple(_bar(name, day, number * (kind + 3) % 17 + 1) for number, day in enumerate(days)))
        for kind, name in enumerate(
            ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
        )
    )
    return timeline(Timeline(rows, days[0], days[-1], "events a day", f"{marks:,} marks"))


def _bar(name: str, day: date, count: int) -> Bar:
    return Bar(day, day, count, f"/events?quad={quote(name)}&since={day}&until={day}")


def _marks() -> Iterator[Row]:
    drawn_ms = []
    for _ in range(ROUNDS):
        start = time.process_time()
        svg = figure_of(MARKS)
        drawn_ms.append(1000 * (time.process_time() - start))
    size = len(gzip.compress(svg.encode()))
    name = f"a figure of {MARKS:,} marks"
    told = f"{svg.count('<a '):,} links, {len(svg) / 1000:,.0f} kB as it is"
    yield Row(f"{name}, kB gzip", size / 1000, MOST_KB, at_most=True, detail=told)
    drawn = f"{ROUNDS} drawings, {min(drawn_ms):.0f} to {max(drawn_ms):.0f}"
    yield Row(f"{name}, CPU ms", statistics.median(drawn_ms), MOST_MS, at_most=True, detail=drawn)
    painted = _painted_ms(svg)
    if painted:
        spread = f"{len(painted)} loads in Chromium from disk, {min(painted):.0f} to {max(painted):.0f}"
        yield Row(f"{name}, ms to paint", statistics.median(painted), MOST_PAINT_MS, at_most=True, detail=spread)
    else:
        print("not measured: the time to paint needs chromium and Playwright (make dev)")


def _painted_ms(svg: str) -> list[float]:
    """Milliseconds until a page with the figure is seen; none where there is no browser."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return []
    if chromium is None:
        return []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "figure.html"
        file.write_text(f"<!doctype html><title>x</title><body>{svg}</body>", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        found = []
        for _ in range(ROUNDS):
            page.goto(file.as_uri())
            found.append(float(page.evaluate(PAINTED)))
        browser.close()
    return found
