"""Who may ask under which name and how much, and what a browser is told about every answer."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi")

from standoff.loopback import is_loopback
from standoff.serve.safety import MOST_BODY, MOST_QUERY, Hosts
from tests.serve.live import served


@pytest.fixture(scope="module")
def client(archive, tmp_path_factory):
    with served(archive, tmp_path_factory.mktemp("kept")) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/api/events", "/nothing", "/events.csv", "/static/none.css"])
def test_every_answer_has_a_strict_policy(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_a_figure_by_itself_may_style_itself_and_nothing_else(client):
    policy = client.get("/events.svg").headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.7", "", "localhost@evil.example", "[::2]"],
)
def test_a_site_that_points_its_name_here_is_refused(client, host):
    answer = client.get("/events", headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_the_names_of_this_machine_are_right(client, host):
    assert client.get("/api", headers={"host": host}).status_code == 200


def test_an_open_server_goes_by_its_addresses_and_own_name_only():
    hosts = Hosts.of("0.0.0.0")
    assert hosts.allows("192.168.1.5:8000")
    assert hosts.allows("[fe80::1]:8000")
    assert not hosts.allows("evil.example")
    assert Hosts.of("desk.example").allows("DESK.example:80")


def test_what_is_loopback():
    assert [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "127.9.9.9")] == [True] * 4
    assert [is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.5", "desk.example", "")] == [False] * 5


def test_too_much_is_refused(client):
    assert client.get("/events?text=" + "x" * MOST_QUERY).status_code == 414
    assert client.post("/entry", content=b"x" * (MOST_BODY + 1)).status_code == 413
    assert client.post("/entry", content=(b"x" * 100_000 for _ in range(20))).status_code == 413, "told by no length"
    assert client.post("/entry", headers={"content-length": "-5"}, content=b"").status_code == 413


def test_nothing_is_written_by_a_get_and_nothing_else_can_be_sent(client):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/events").status_code == 405


def test_answers_are_compressed(client):
    assert client.get("/events").headers["content-encoding"] == "gzip"
