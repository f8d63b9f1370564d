"""The description of the calls under /api: each is described, and each answers what its description says and nothing else."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytest.importorskip("fastapi")

from standoff.serve import described, described_event
from tests.event_table import archive_of
from tests.serve.live import computed, served
from tests.serve.test_review import Session, archive

__all__ = ["archive"]  # a fixture: reports of events that persons can decide about
ROWS = [
    ("2024-01-01", "ASSAULT", "Iran", "Iraq", "Erbil", "1"),
    ("2024-01-09", "PROTEST", "Iraq", "Iran", "", ""),
]
REF = "#/components/schemas/"


@pytest.fixture
def client(archive, tmp_path):
    with served(archive, tmp_path / "kept", reviewer="anna") as client:
        Session(client).send("/correct", deaths="12", note="the ministry")
        Session(client).send("/accept")
        [id, *_] = Session(client, "/review?event=" + events(client)[0]["id"]).page.xpath("//code[@class='id']/text()")
        Session(client, f"/review?event={id}").send("/split", mention="2")
        yield client


@pytest.fixture
def imported(tmp_path):
    with served(archive_of(tmp_path / "imported", ROWS), tmp_path / "kept") as client:
        yield client


def events(client):
    return client.get("/api/events?order=sources").json()["events"]


def shape_of(call, status):
    """The type that an answer is described by."""
    told = call["responses"].get(str(status), call["responses"]["default"])
    name = told["content"]["application/json"]["schema"]["$ref"].removeprefix(REF)
    return (vars(described_event) | vars(described))[name]


def calls(client):
    return {path: methods["get"] for path, methods in client.get("/api/openapi.json").json()["paths"].items()}


def addresses(client, path):
    """Where a call is asked here; of an event, a report and an actor, each that the archive has."""
    if "{id}" not in path:
        return [path + ("?a=IRN&b=IRQ" if path.endswith("/tie") else "")]
    folder = path.removesuffix("/{id}")
    listed = client.get(folder).json()
    return [f"{folder}/{quote(one['id'], safe='')}" for one in listed[folder.rpartition("/")[2]]]


@pytest.mark.parametrize("of", ["client", "imported"])
def test_each_call_answers_what_its_description_says(request, of):
    client = request.getfixturevalue(of)
    for path, call in calls(client).items():
        if of == "imported" and call["tags"] != ["record"]:
            continue  # those are of one kind, and take long
        for address in addresses(client, path):
            answer = computed(client, address)
            assert answer.status_code in {200, 422}, address
            shape_of(call, answer.status_code).model_validate_json(answer.text, strict=True)
            assert str(answer.status_code) in call["responses"] or answer.json()["error"]


def test_what_is_being_computed_and_what_goes_wrong_is_described_too(client):
    told = calls(client)
    waiting = client.get("/api/forecast?step=day")
    assert waiting.status_code == 202
    described.Computing.model_validate_json(waiting.text, strict=True)
    for address, status in {
        "/api/events?colour=red": 400,
        "/api/events?quad=war": 400,
        "/api/events/nothing": 404,
        "/api/documents/nothing": 404,
        "/api/scenario": 422,
    }.items():
        answer = computed(client, address)
        assert answer.status_code == status
        assert described.Problem.model_validate_json(answer.text, strict=True).error
    assert all("422" not in call["responses"] for call in told.values()), "not what FastAPI answers by itself"


def test_every_call_and_every_parameter_says_what_it_is_for(client):
    told = calls(client)
    assert all(call["summary"] and call["tags"] for call in told.values())
    wordless = [
        (path, one["name"]) for path, call in told.items() for one in call.get("parameters", ()) if one["in"] == "query" and not one.get("description")
    ]  # fmt: skip
    assert wordless == []


def test_where_a_token_is_asked_for_the_description_says_how_it_is_sent(archive, tmp_path):
    token = "a token of many characters"
    with served(archive, tmp_path / "kept", token=token) as client:
        told = client.get("/api/openapi.json", headers={"authorization": f"Bearer {token}"}).json()
        assert [one["scheme"] for one in told["components"]["securitySchemes"].values()] == ["bearer"]
        refused = client.get("/api/events")
        assert refused.status_code == 401
        described.Problem.model_validate_json(refused.text, strict=True)
