"""A server that others can reach asks for its token, and its forms are taken from its own pages alone."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi")

from fastapi.routing import APIRoute

from standoff.options import ServeOptions
from standoff.serve import forms, routes
from standoff.serve.app import app
from standoff.serve.entry import COOKIE, own_path
from tests.serve.live import HOST, served
from tests.serve.page_rules import live_faults, parsed

TOKEN = "a token of some length"


@pytest.fixture
def client(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("standoff.serve.routes.entry.WRONG_S", 0.0)
    with served(archive, tmp_path, token=TOKEN) as client:
        yield client


def fields(client, path="/entry?to=%2Fevents%3Fparty%3DIran"):
    page = client.get(path)
    assert live_faults(page.text) == []
    return {one.get("name"): one.get("value", "") for one in parsed(page.text).xpath("//main//input")}


def test_without_the_token_nothing_is_shown(client):
    answer = client.get("/events?party=Iran")
    assert (answer.status_code, answer.headers["location"]) == (303, "/entry?to=%2Fevents%3Fparty%3DIran")
    data = client.get("/api/events")
    assert data.status_code == 401
    assert "events" not in data.json()
    for path in ("/events.csv", "/documents/a", "/api/openapi.json", "/nothing"):
        assert client.get(path).status_code in {303, 401}


def test_the_right_token_leads_on_to_the_page_that_was_asked_for(client):
    answer = client.post("/entry", data=fields(client) | {"token": TOKEN}, headers={"origin": HOST})
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?party=Iran")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/events?party=Iran").status_code == 200
    assert client.get("/api/events").status_code == 200


def test_a_wrong_token_does_not(client):
    answer = client.post("/entry", data=fields(client) | {"token": "wrong"})
    assert answer.status_code == 403
    assert COOKIE not in answer.headers.get("set-cookie", "")
    client.cookies.set(COOKIE, "wrong")
    assert client.get("/events").status_code == 303


def test_programs_bring_it_as_a_header(client):
    assert client.get("/api/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    for wrong in ("Bearer wrong", f"Basic {TOKEN}", "Bearer ", TOKEN):
        assert client.get("/api/events", headers={"authorization": wrong}).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"form_token": ""},
        {"form_token": "0" * 64},
        {"no cookie": ""},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client, change):
    sent = fields(client) | {"token": TOKEN} | {key: value for key, value in change.items() if key == "form_token"}
    if "no cookie" in change:
        client.cookies.clear()
    headers = {key: value for key, value in change.items() if key in {"origin", "sec-fetch-site"}}
    answer = client.post("/entry", data=sent, headers=headers)
    assert answer.status_code == 403
    assert "The form was not taken" in answer.text


def test_a_form_of_a_page_from_before_the_last_start_is_refused(client, archive, tmp_path):
    sent = fields(client) | {"token": TOKEN}
    with served(archive, tmp_path / "other", token=TOKEN) as later:
        later.cookies = client.cookies
        assert later.post("/entry", data=sent).status_code == 403


def test_every_route_that_takes_something_checks_its_form(archive, tmp_path):
    taking = [
        route
        for router in routes.ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and route.methods - {"GET", "HEAD"}
    ]
    assert [route.path for route in taking]
    for route in taking:
        assert forms._checked in {dependency.call for dependency in route.dependant.dependencies}, route.path


def test_one_is_led_on_to_a_page_of_this_server_only():
    assert own_path("/events?party=Iran") == "/events?party=Iran"
    for elsewhere in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/a\r\nSet-Cookie: x",
    ):
        assert own_path(elsewhere) == "/"


def test_a_server_without_a_token_has_no_door_to_force(archive, tmp_path):
    with served(archive, tmp_path) as client:
        assert client.post("/entry", data=fields(client) | {"token": ""}).status_code == 403
    assert app(archive, ServeOptions(kept=tmp_path)).state.token == ""
