"""The page of events: filters in the address, counts that narrow, bars that lead to what they count, and the same as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from typer.testing import CliRunner

pytest.importorskip("fastapi")

from standoff.cli import app as command_line
from standoff.pipeline import add
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder
from tests.serve.live import served
from tests.serve.page_rules import live_faults, parsed, text_of

REPORTS = [
    {"id": f"r{n}", "source": ("Wire", "Daily", "Post")[n % 3], "date": f"2024-04-{1 + n % 28:02}",
     "text": f"{kind} 2024-0{1 + n % 3}-{1 + n % 28:02} {who} {whom} {n % 4 if kind == 'ASSAULT' else 0} {('Erbil', 'Mosul')[n % 2]}"}
    for n, (kind, who, whom) in enumerate(
        [("ASSAULT", "IRN", "USA"), ("CONSULT", "IRN", "IRQ"), ("ACCUSE", "USA", "IRN"), ("ASSAULT", "USA", "IRQ")] * 40
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("busy")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def client(busy, tmp_path_factory):
    with served(busy, tmp_path_factory.mktemp("kept")) as client:
        yield client


def ids(client, query=""):
    return [event["id"] for event in client.get(f"/api/events{query}").json()["events"]]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", EventFilter()),
        ("?type=ASSAULT&type=ACCUSE", EventFilter(types=("ASSAULT", "ACCUSE"))),
        ("?quad=verbal+cooperation", EventFilter(quads=("verbal cooperation",))),
        ("?party=IRQ", EventFilter(actor="IRQ")),
        ("?actor=USA&recipient=iran", EventFilter(source="USA", target="iran")),
        ("?actor=USA&recipient=irn", EventFilter(source="USA", target="irn")),
        ("?country=Iraq", EventFilter(country="IRQ")),
        ("?where=Iraq", EventFilter(place_country="IRQ")),
        ("?since=2024-01-05&until=2024-01-09", EventFilter(since=date(2024, 1, 5), until=date(2024, 1, 9))),
        ("?place=mos", EventFilter(place="mos")),
        ("?confidence=0.95", EventFilter(min_confidence=0.95)),
        ("?text=consult+2024-01", EventFilter(text="consult 2024-01")),
        ("?status=negated", EventFilter(statuses=("negated",))),
        ("?differing=true", EventFilter(differing=True)),
    ],
)
def test_a_filter_of_the_address_is_the_filter_of_the_archive(client, busy, query, chosen):
    with View.open(busy) as view:
        wanted = set(view.event_ids(chosen))
    told = client.get(f"/api/events{query}").json()
    found = [id for n in range(told["pages"]) for id in ids(client, f"{query}{'&' if query else '?'}page={n + 1}")]
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert told["events_in_all"] == len(wanted)
    page = client.get(f"/events{query}")
    assert live_faults(page.text) == []
    assert text_of(parsed(page.text), "//p[@id='count']")[0].startswith(f"{len(wanted)} event")


def test_acting_and_acted_upon_are_told_apart(client):
    acts, suffers = (
        {tuple(e["actors"][0]["id"] for e in client.get(f"/api/events?{side}=USA").json()["events"])}
        for side in ("actor", "recipient")
    )
    assert {id for one in acts for id in one} == {"USA"}
    assert "USA" not in {id for one in suffers for id in one}


def test_every_way_to_narrow_down_gives_as_many_events_as_it_says(client):
    page = parsed(client.get("/events").text)
    choices = page.xpath("//aside//li[a]")
    assert len(choices) > 8
    for choice in choices:
        link, number = choice.xpath("a/@href")[0], int(choice.xpath("span")[0].text_content())
        assert client.get(f"/api{link}").json()["events_in_all"] == number, link


def test_every_bar_leads_to_the_events_that_it_counts(client):
    page = parsed(client.get("/events").text)
    bars = page.xpath("//figure//a")
    assert len(bars) > 20
    for bar in bars[::7]:
        number = float(bar.get("aria-label").rpartition(": ")[2])
        assert client.get(f"/api{bar.get('href')}").json()["events_in_all"] == number


def test_every_row_of_the_table_leads_to_the_events_that_it_counts(client):
    page = parsed(client.get("/events").text)
    rows = page.xpath("//figure/following-sibling::details[1]//tbody/tr")
    assert len(rows) > 5
    for row in rows[::3]:
        number = sum(float(cell.text_content()) for cell in row.xpath("td"))
        assert client.get(f"/api{row.xpath('th/a/@href')[0]}").json()["events_in_all"] == number


def test_parts_of_a_filter_can_be_taken_away(client):
    page = parsed(client.get("/events?type=ASSAULT&party=Iran&since=2024-01-02").text)
    chips = dict(
        zip(text_of(page, "//ul[@class='chips']//a"), page.xpath("//ul[@class='chips']//a/@href"), strict=True)
    )
    assert chips == {
        "type ASSAULT ×: take this away": "/events?party=Iran&since=2024-01-02",
        "party Iran ×: take this away": "/events?type=ASSAULT&since=2024-01-02",
        "since 2024-01-02 ×: take this away": "/events?type=ASSAULT&party=Iran",
        "take all away": "/events",
    }


def test_a_form_with_empty_fields_leads_to_the_short_address(client):
    answer = client.get("/events?text=&party=Iran&since=&confidence=&country=&order=latest")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?party=Iran")
    assert client.get(answer.headers["location"]).status_code == 200


def test_pages_follow_one_another(client):
    first, second = client.get("/events"), client.get("/events?page=2")
    assert parsed(first.text).xpath("//a[@rel='next']/@href") == ["/events?page=2"]
    assert parsed(second.text).xpath("//a[@rel='prev']/@href") == ["/events"]
    assert not set(ids(client)) & set(ids(client, "?page=2"))
    assert ids(client, "?page=99") == []


def test_the_order_is_as_asked(client):
    days = [event["date"][0] for event in client.get("/api/events").json()["events"]]
    assert days == sorted(days, reverse=True)
    dead = [(event["deaths"] or [0])[0] for event in client.get("/api/events?order=deaths").json()["events"]]
    assert dead == sorted(dead, reverse=True)


def test_json_and_csv_hold_what_the_command_line_prints(client, busy):
    told = CliRunner().invoke(command_line, ["events", "-a", str(busy), "-f", "jsonl", "--type", "ACCUSE"]).stdout
    lines = {event["id"]: event for event in map(json.loads, told.splitlines())}
    assert {e["id"]: e for e in client.get("/api/events?type=ACCUSE").json()["events"]} == lines
    rows = CliRunner().invoke(command_line, ["events", "-a", str(busy), "-f", "csv", "--type", "ACCUSE"]).stdout
    wanted = list(csv.reader(io.StringIO(rows)))
    found = list(csv.reader(io.StringIO(client.get("/events.csv?type=ACCUSE&order=date").text)))
    assert found == wanted
    assert len(wanted) > 5


def test_the_figure_is_a_file_too(client):
    answer = client.get("/events.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.startswith("<svg ")


def test_an_event_shows_all_who_tell_of_it_side_by_side_and_why_they_are_one(archive, tmp_path):
    with View.open(archive) as view:
        [id] = view.event_ids(EventFilter(order="sources", limit=1))
    with served(archive, tmp_path) as client:
        answer = client.get(f"/events/{id}")
        assert live_faults(answer.text) == []
        page = parsed(answer.text)
        assert text_of(page, "//ol[@class='sentences']//mark") == ["ASSAULT", "ASSAULT"]
        assert page.xpath("//ol[@class='sentences']//cite/a/@href") == ["/documents/a", "/documents/b"]
        assert text_of(page, "//section[@id='accounts']//tbody/tr") == [
            "deaths 4 Wire 2024-01-16 1",
            "deaths 16 Daily 2024-01-17 2",
        ]
        assert page.xpath("//section[@id='accounts']//a/@href") == ["#sentence-1", "#sentence-2"]
        assert text_of(page, "//section[@id='why']//summary")[0].startswith("Sentences 1 and 2:")
        assert len(page.xpath("//section[@id='why']//tbody/tr")) > 2
        told = CliRunner().invoke(command_line, ["why", id, "-a", str(archive), "-f", "jsonl"]).stdout
        assert client.get(f"/api/events/{id}").json() == json.loads(told)
        shortened = client.get(f"/events/{id[:6]}")
        assert (shortened.status_code, shortened.headers["location"]) == (307, f"/events/{id}")


def test_an_event_of_a_data_set_shows_its_row(tmp_path):
    from standoff.importing import import_file
    from tests.serve.test_report import UCDP

    import_file("ucdp", UCDP, tmp_path / "a.duckdb")
    with served(tmp_path / "a.duckdb", tmp_path / "kept") as client:
        [id, *_] = ids(client)
        answer = client.get(f"/events/{id}")
        assert live_faults(answer.text) == []
        assert "side_a" in text_of(parsed(answer.text), "//dl[@class='row']//dt")
        assert len(ids(client, "?text=Government")) >= 1, "words of the row"
        assert client.get("/").status_code == 200
