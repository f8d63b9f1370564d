"""Every page of the server: it answers, keeps the rules of a page, leads nowhere that is not there, and says what went wrong."""

from __future__ import annotations

import logging
import re

import pytest

pytest.importorskip("fastapi")

from standoff.errors import BusyError
from standoff.serve.routes import events
from standoff.store import View, Writer
from tests.serve.live import computed, served
from tests.serve.page_rules import live_faults, parsed, text_of

PAGES = (
    "/",
    "/changes",
    "/events",
    "/actors",
    "/map",
    "/documents",
    "/network",
    "/review",
    "/balance",
    "/change",
    "/courses",
    "/dynamics",
    "/forecast",
    "/next",
    "/scenario",
    "/api",
)


@pytest.fixture(scope="module")
def client(archive, tmp_path_factory):
    with served(archive, tmp_path_factory.mktemp("kept")) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_keeps_the_rules(client, path):
    for _ in range(2):  # at first it may be computed, then it is kept
        answer = client.get(path)
        assert answer.status_code == 200
        assert live_faults(answer.text) == []
        if path.strip("/") in {"changes", "balance", "change", "courses", "dynamics", "forecast", "next"}:
            computed(client, f"/api{path}")


def test_no_link_of_the_navigation_is_dead(client):
    links = parsed(client.get("/").text).xpath("//nav//a/@href")
    assert set(links) == {path for path in PAGES if path != "/courses"}
    assert [client.get(link).status_code for link in links] == [200] * len(links)


def test_no_link_of_a_page_is_dead(client):
    seen: dict[str, int] = {}
    for path in PAGES:
        for link in {href.partition("#")[0] for href in parsed(client.get(path).text).xpath("//a/@href")} - {""}:
            seen[link] = seen.get(link) or client.get(link).status_code
    assert {link: status for link, status in seen.items() if status not in {200, 202, 422, 503}} == {}
    assert {link for link, status in seen.items() if status != 200} == {
        link
        for link in seen
        if re.match(r"/(api/)?(balance|change|courses|dynamics|forecast|next)\b", link) and seen[link] != 200
    }, "only what a small archive cannot answer"


def test_the_page_where_one_is_stands_out(client):
    page = parsed(client.get("/events").text)
    assert text_of(page, "//nav//a[@aria-current='page']") == ["Events"] * 2, (
        "in the folded list and in the one laid out"
    )
    assert text_of(page, "//nav//summary") == ["Pages: Events"]
    below = parsed(client.get("/documents/a").text)
    assert text_of(below, "//nav//a[@aria-current='true']") == ["Documents"] * 2
    assert text_of(below, "//nav//summary") == ["Pages: Documents"]


def test_everything_that_a_page_loads_comes_from_here_and_is_kept_for_good(client):
    page = parsed(client.get("/").text)
    files = page.xpath("//link[@rel='stylesheet']/@href|//script/@src")
    assert len(files) == 4
    for file in files:
        answer = client.get(file)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert re.search(r"\.[0-9a-f]{16}\.(css|js)$", file)
        assert re.findall(r"@import|url\(|https?://|import\(|fetch\(", answer.text) == []
    assert client.get("/static/page.css").status_code == 404, "only under the name that changes with the content"
    assert client.get("/static/..%2fpage.py").status_code == 404


def test_a_page_is_not_kept_by_the_browser(client):
    assert client.get("/events").headers["cache-control"] == "no-store"


def test_what_is_not_there_is_told_on_a_page_or_as_json(client):
    page = client.get("/nothing")
    assert page.status_code == 404
    assert live_faults(page.text) == []
    assert client.get("/events/e0000").status_code == 404
    data = client.get("/api/events/e0000")
    assert (data.status_code, data.json()) == (
        404,
        {"error": "no event 'e0000' in the archive; list them with: standoff events"},
    )


def test_a_misspelt_filter_is_an_error_and_not_ignored(client):
    for query in (
        "?tipe=ASSAULT",
        "?since=yesterday",
        "?quad=war",
        "?country=Narnia",
        "?confidence=2",
        "?page=0",
        "?party=" + "x" * 1001,
    ):
        answer = client.get(f"/events{query}")
        assert answer.status_code == 400
        assert live_faults(answer.text) == []
        assert client.get(f"/api/events{query}").json()["error"]


def test_fastapis_own_pages_are_off(client):
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]
    assert client.get("/api/openapi.json").json()["info"]["title"] == "standoff"


def test_every_page_has_a_twin_that_the_list_of_calls_has(client):
    paths = set(client.get("/api/openapi.json").json()["paths"])
    assert {f"/api{path}" for path in PAGES if path not in {"/", "/api"}} | {"/api/overview"} <= paths
    shown = text_of(parsed(client.get("/api").text), "//h2/code")
    assert {line.removeprefix("GET ") for line in shown} == paths


def test_an_archive_in_use_is_told_and_asked_for_again(client, monkeypatch):
    def busy(_path):
        raise BusyError("x: the archive is in use by process 7")

    monkeypatch.setattr(View, "reading", busy)
    answer = client.get("/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert parsed(answer.text).xpath("//meta[@http-equiv='refresh']/@content") == ["3"]
    assert "The archive is busy" in answer.text
    assert client.get("/api/events").status_code == 503


def test_between_two_requests_the_archive_can_be_written_to(client, archive):
    assert client.get("/events").status_code == 200
    with Writer.open(archive):
        pass
    assert client.get("/events").status_code == 200


def test_a_question_that_takes_too_long_is_given_up(archive, tmp_path, monkeypatch):
    slow = "select count(*) from range(100000000000) as a, range(1000) as b where a.range % 7 = b.range % 3"

    monkeypatch.setattr(events, "collect", lambda view, _asked: view._connection.execute(slow).fetchall())
    with served(archive, tmp_path, limit_s=2.0) as client:
        answer = client.get("/events")
        assert answer.status_code == 503
        assert "This took too long" in answer.text
        monkeypatch.undo()
        assert client.get("/events").status_code == 200, "it holds up nobody"


def test_a_fault_of_the_software_is_logged_and_not_shown(client, monkeypatch, caplog):
    def broken(_view, _asked):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(events, "collect", broken)
    with caplog.at_level(logging.ERROR, "standoff.serve"):
        answer = client.get("/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert "secret" in caplog.text


def test_the_head_of_the_overview_tells_what_the_archive_holds(client):
    facts = dict(
        zip(
            *(text_of(parsed(client.get("/").text), f"//dl[@class='facts']//{tag}") for tag in ("dt", "dd")),
            strict=True,
        )
    )
    assert facts["Events"] == "3, dated 2024-01-10 – 02-02"
    assert facts["Reports"] == "3, published 2024-01-16 – 02-03"
    assert client.get("/api/overview").json()["events"] == 3


def test_an_empty_archive_has_pages_too(tmp_path):
    with Writer.open(tmp_path / "a.duckdb"):
        pass
    with served(tmp_path / "a.duckdb", tmp_path / "kept") as client:
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code == 200
            assert live_faults(answer.text) == []
        for path in ("/network", "/balance", "/next", "/changes"):
            computed(client, f"/api{path}")
        for path in ("/", "/events", "/actors", "/map", "/documents", "/network", "/balance", "/next", "/changes"):
            told = text_of(parsed(client.get(path).text), "//main//code")
            assert "standoff add REPORTS --archive a.duckdb" in told, path
        told = text_of(parsed(client.get("/scenario").text), "//main//code")
        assert "standoff serve --scenario conflict.toml --archive a.duckdb" in told
        assert "No event of the archive passes this filter." in client.get("/events?party=Iran").text


def test_a_missing_archive_is_told(tmp_path):
    with served(tmp_path / "none.duckdb", tmp_path / "kept") as client:
        assert client.get("/events").status_code == 422
        assert client.get("/balance").status_code == 422
