"""What stands in titles, texts, names, places and imported tables is shown on every page, and does nothing on any."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

import pytest

pytest.importorskip("fastapi")

from standoff.store import EventFilter, View
from tests.event_table import archive_of
from tests.serve.live import served
from tests.serve.page_rules import live_faults, parsed
from tests.serve.test_report import HOSTILE, hostile

__all__ = ["hostile"]  # a fixture
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


@pytest.fixture(scope="module")
def client(hostile, tmp_path_factory):
    with served(hostile, tmp_path_factory.mktemp("kept")) as client:
        yield client


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("imported")
    rows = [
        (f"2024-01-{n + 1:02}", "ASSAULT", text[:200], text[:200], text[:200], "1")
        for n, text in enumerate(HOSTILE)
        if "\x00" not in text
    ]
    with served(archive_of(folder / "a", rows), folder / "kept") as client:
        yield client


def harmless(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert live_faults(answer.text) == [], path
    assert not UNFIT.search(answer.text), path
    return parsed(answer.text)


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events?differing=true", "/documents", "/changes", "/courses", "/map"]
)
def test_lists_do_nothing(client, imported, path):
    shown = harmless(client, path).text_content()
    if path in {"/events", "/documents", "/map"}:
        assert "<script>alert(1)</script>" in shown
    harmless(imported, path)


def test_every_event_and_every_document_does_nothing(client, imported, hostile):
    with View.open(hostile) as view:
        events = view.event_ids(EventFilter())
    for id in events[:30]:
        harmless(client, f"/events/{quote(id, safe='')}")
    seen = "".join(harmless(client, f"/documents/d{n}").text_content() for n in range(len(HOSTILE)))
    for text in (*HOSTILE[:3], HOSTILE[5], HOSTILE[6], HOSTILE[10], "[U+202E]gnitrats"):
        assert text in seen
    for event in imported.get("/api/events").json()["events"]:
        harmless(imported, f"/events/{quote(event['id'], safe='')}")


@pytest.mark.parametrize("bad", [text for text in HOSTILE if len(text) <= 200])
def test_what_is_asked_for_does_nothing_either(client, bad):
    for field in ("text", "party", "actor", "place"):
        page = harmless(client, f"/events?{field}={quote(bad)}")
        assert page.xpath(f"//input[@name='{field}']/@value")
    harmless(client, f"/documents?text={quote(bad)}")
    for query in (f"type={quote(bad)}", f"country={quote(bad)}", f"{quote(bad)}=1"):
        answer = client.get(f"/events?{query}")
        assert answer.status_code == 400
        assert live_faults(answer.text) == []
    for path in (f"/{quote(bad, safe='')}", f"/events/{quote(bad, safe='')}", f"/documents/{quote(bad, safe='')}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert live_faults(answer.text) == []


def test_a_figure_holds_no_more_than_its_own_elements(client):
    svg = client.get(f"/events.svg?party={quote(HOSTILE[1])}")
    assert svg.status_code in {200, 404}
    whole = client.get("/events.svg").text
    assert set(re.findall(r"<([a-z]+)", whole)) <= {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "rect",
        "line",
        "path",
        "text",
        "a",
    }


def test_no_cell_of_a_download_is_a_formula(tmp_path):
    rows = [("2024-01-01", "ASSAULT", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "1")]
    with served(archive_of(tmp_path / "a", rows), tmp_path / "kept") as client:
        cells = [cell for row in csv.reader(io.StringIO(client.get("/events.csv").text)) for cell in row]
    assert any("Cmd|" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []
