"""The list of actors and the card of each: names, offices, dealings whose numbers lead to what they count, and ties with their sentences."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import quote

import pytest

pytest.importorskip("fastapi")

from standoff.pipeline import add
from standoff.serve.actor_known import known_actor, term
from standoff.serve.actors import sector_words
from standoff.store import EventFilter, View
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder
from tests.serve.live import served
from tests.serve.page_rules import live_faults, parsed, text_of
from tests.serve.test_hostile import UNFIT
from tests.serve.test_report import HOSTILE, hostile

__all__ = ["hostile"]  # a fixture
REPORTS = [
    {"id": f"r{n}", "source": f"Wire {n}", "date": f"2024-01-{n + 10}",
     "text": f"ASSAULT 2024-01-{n + 10} USA IRN 0 Erbil\nCONSULT 2024-01-{n + 10} IRQ IRN 0 Erbil\nTIE IRN backs IRQ\nTIE IRN backs SYR"}
    for n in range(12)
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("actors")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def client(path, tmp_path_factory):
    with served(path, tmp_path_factory.mktemp("kept")) as client:
        yield client


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert live_faults(answer.text) == []
    assert not UNFIT.search(answer.text)
    return parsed(answer.text)


def test_every_number_of_the_list_leads_to_as_many_events(client):
    page = shown(client, "/actors")
    assert page.get_element_by_id("count").text_content().strip() == "3 actors"
    links = page.xpath("//td[@class='number']/a")
    assert len(links) == 6
    for link in links:
        found = client.get(f"/api{link.get('href')}").json()
        assert found["events_in_all"] == int(link.text_content().replace(",", "")), link.get("href")


def test_the_list_is_that_of_the_archive(client, path):
    with View.open(path) as view:
        rows = view.actors(EventFilter())
    assert [a["id"] for a in client.get("/api/actors").json()["actors"]] == [row.id for row in rows]
    lines = list(csv.DictReader(io.StringIO(client.get("/actors.csv").text)))
    assert [(line["id"], int(line["acted"])) for line in lines] == [(row.id, row.acted) for row in rows]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?text=IR", {"IRN", "IRQ"}), ("?text=tehran", {"IRN"}), ("?country=Iraq", {"IRQ"}), ("?sector=REB", set()),
        ("?sector=GOV&country=IRN", {"IRN"}), ("?text=nobody", set()),
    ],
)  # fmt: skip
def test_a_filter_takes_names_told_names_known_countries_and_sectors(client, query, ids):
    assert {a["id"] for a in client.get(f"/api/actors{query}").json()["actors"]} == ids
    shown(client, f"/actors{query}")


def test_what_there_is_not_is_refused(client):
    assert client.get("/actors?sector=XYZ").status_code == 400
    assert client.get("/actors?country=Atlantis").status_code == 400
    assert client.get("/actors?colour=red").status_code == 400
    assert client.get("/actors/nobody-at-all").status_code == 404
    assert "To the first" in client.get("/actors?page=7").text
    assert client.get("/actors?text=&country=Iraq").headers["location"] == "/actors?country=IRQ"


def test_a_card_tells_signs_and_its_numbers_lead_to_the_events(client):
    page = shown(client, "/actors/IRN")
    rows = {
        row[0]: row[1:]
        for row in (
            [" ".join(c.text_content().split()) for c in tr] for tr in page.xpath("//section[@id='dealings']//tbody/tr")
        )
    }
    assert rows["USA United States"][0] == "0"
    assert rows["USA United States"][2].startswith("negative P(+) 0.0") or rows["USA United States"][2].startswith(
        "negative P(+) <"
    )
    assert rows["IRQ Iraq"][2].startswith("positive")
    for link in page.xpath("//section[@id='dealings']//td/a"):
        assert client.get(f"/api{link.get('href')}").json()["events_in_all"] == int(link.text_content())
    bars = page.xpath("//section[@id='time']//*[local-name()='svg']//*[local-name()='a']/@href")
    assert (
        sum(client.get(f"/api{bar}").json()["events_in_all"] for bar in bars)
        == client.get("/api/actors/IRN").json()["events"]
    )
    assert client.get("/events.svg?party=%3DIRN").status_code == 200


def test_an_asserted_tie_stands_with_its_sentence_and_the_report(client):
    page = shown(client, "/actors/SYR")  # which is in a tie and in no event
    [told] = page.xpath("//ul[@class='told-ties']/li")
    words = " ".join(told.text_content().split())
    assert words.startswith("Iran backs Syria 12 sources, 2024-01-10 – 01-21")
    assert "TIE IRN backs SYR" in words
    assert told.xpath(".//q/..//a/@href") == ["/documents/r0"]
    found = client.get("/api/actors/SYR").json()
    assert [(tie["type"], tie["from"], tie["sources"]) for tie in found["ties"]] == [("backs", "IRN", 12)]
    assert found["ties"][0]["sign"] == "positive"
    assert found["events"] == 0


def test_offices_and_backers_are_told_apart_by_the_days_of_the_events(client):
    page = shown(client, "/actors/IRQ")
    [now, other] = page.xpath("//section[@id='offices']//table")
    assert "Mohammed Shia al-Sudani" in now.text_content()
    assert "Nouri al-Maliki" in other.text_content()
    assert page.xpath("//section[@id='known-ties']//a[@href='/actors/USA']")
    group = shown(client, "/actors/kataib-hezbollah")  # known, and in no event here
    assert "none in this archive" in group.text_content()
    assert any("Iran backs" in text for text in text_of(group, "//section[@id='known-ties']//li"))
    person = shown(client, "/actors/mohammed-shia-al-sudani")
    assert text_of(person, "//section[@id='offices']//tbody/tr")[0].startswith(
        "Mohammed Shia al-Sudaniprime minister, Iraq2022-10-27 –"
    )


def test_terms():
    assert term(date(2014, 1, 1), None) == "2014 –"
    assert term(date(2014, 9, 8), date(2018, 12, 31)) == "2014-09-08 – 2018"
    assert term(None, date(2018, 10, 25)) == "– 2018-10-25"
    assert term(None, None) == "not dated"


def test_knowledge_has_no_actor_of_a_strange_id():
    assert known_actor("nobody-at-all", None) is None
    assert sector_words("GOV") == "executive government"
    assert sector_words("new") == "new"


def test_ids_with_slashes_and_names_in_every_script(tmp_path):
    rows = [
        ("2024-01-01", "ASSAULT", "الحشد الشعبي", "חיל האוויר", "", "", "", "", "REB", "MIL"),
        ("2024-01-02", "ASSAULT", "x" * 180, "police", "", "", "", "", "UNK", "COP"),
    ]
    with served(archive_of(tmp_path / "a", rows), tmp_path / "kept") as client:
        actors = client.get("/api/actors").json()["actors"]
        assert len(actors) == 4
        for one in actors:
            page = shown(client, f"/actors/{quote(one['id'], safe='')}")
            assert page.xpath("//h1/bdi")


def test_hostile_names_are_shown_and_do_nothing(hostile, tmp_path):
    with served(hostile, tmp_path) as client:
        listed = client.get("/api/actors").json()
        shown(client, "/actors")
        for one in listed["actors"][:25]:
            if "\n" not in one["id"]:  # no address of a path has a line break
                shown(client, f"/actors/{quote(one['id'], safe='')}")
        for bad in (text for text in HOSTILE if len(text) <= 200):
            shown(client, f"/actors?text={quote(bad)}")
            answer = client.get(f"/actors/{quote(bad, safe='')}")
            assert live_faults(answer.text) == []
