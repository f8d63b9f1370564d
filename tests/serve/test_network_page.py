"""The page of the network: a day of it with its figure and tables, the slider without a script, and the page behind each tie."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest

pytest.importorskip("fastapi")

from standoff.answers.network import OverTime, answer
from standoff.options import NetworkOptions
from standoff.pipeline import add
from standoff.serve.networks import MOST_TIES, shown_on, svg
from standoff.store import View
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder
from tests.serve.live import computed, served
from tests.serve.page_rules import live_faults, parsed, text_of
from tests.serve.test_hostile import UNFIT
from tests.serve.test_report import HOSTILE

DAY = date(2024, 2, 5)
TIES = (("USA", "IRQ", "CONSULT"), ("IRQ", "IRN", "CONSULT"), ("USA", "IRN", "ASSAULT"))
REPORTS = [
    {"id": f"r{n}", "source": "Wire", "date": str(DAY),
     "text": "\n".join(f"{kind} {DAY - timedelta(days=2 * n)} {a} {b} 0 Erbil" for a, b, kind in TIES) + "\nTIE IRN backs IRQ"}
    for n in range(30)
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    add([write_lines(folder / "r.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def client(path, tmp_path_factory):
    with served(path, tmp_path_factory.mktemp("kept")) as client:
        assert "This is being computed" in client.get("/network").text
        assert client.get("/network.svg").status_code == 503
        computed(client, "/api/network")
        yield client


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert live_faults(answer.text) == []
    return parsed(answer.text)


def circles(page):
    return {
        a.get("href"): [(c.get("cx"), c.get("cy"), c.get("r")) for c in a]
        for a in page.xpath("//*[@id='network']//*[local-name()='a'][*[local-name()='circle']]")
    }


def test_the_last_day_is_shown_and_every_tie_leads_to_what_it_rests_on(client):
    page = shown(client, "/network")
    assert page.get_element_by_id("day").text_content() == str(DAY)
    ties = page.xpath("//*[@id='network']//*[local-name()='a'][*[local-name()='path']]")
    assert len(ties) == 3
    assert {tie.get("aria-label").split(",")[0] for tie in ties} == {
        "Iraq – United States: positive", "Iran – Iraq: positive", "Iran – United States: negative",
    }  # fmt: skip
    for tie in ties:
        behind = shown(client, tie.get("href"))
        assert behind.xpath("//section[@id='behind']//li//a[starts-with(@href, '/events/')]")
    assert {a.get("href") for a in page.xpath("//section//table//a") if "/tie?" in a.get("href")} <= {
        t.get("href") for t in ties
    }
    assert "strained" in page.xpath("//section[contains(@class, 'told-balance')]")[0].text_content()


def test_the_slider_is_a_form_and_its_place_becomes_a_day(client):
    page = shown(client, "/network")
    [slider] = page.xpath("//form[@id='days']//input[@type='range']")
    labels = page.xpath("//datalist/option/@label")
    assert len(labels) == int(slider.get("max")) + 1
    for place in (0, 3, int(slider.get("max"))):
        assert client.get(f"/network?step={place}").headers["location"] == f"/network?at={labels[place]}"
    assert client.get("/network?step=39").headers["location"] == f"/network?at={DAY}"
    assert client.get("/network?step=40").status_code == 400
    assert client.get("/network?at=yesterday").status_code == 400


def test_nobody_moves_when_the_day_does(client):
    days = shown(client, "/network").xpath("//datalist/option/@label")
    places = [circles(shown(client, f"/network?at={day}")) for day in (days[0], days[len(days) // 2], days[-1])]
    assert places[0] == places[1] == places[2]
    assert len(places[0]) == 3


def test_a_day_between_two_is_the_one_before(client):
    days = shown(client, "/network").xpath("//datalist/option/@label")
    between = date.fromisoformat(days[5]) - timedelta(days=1)
    page = shown(client, f"/network?at={between}")
    assert page.get_element_by_id("day").text_content() == days[4]
    assert shown(client, "/network?at=1990-01-01").get_element_by_id("day").text_content() == days[0]
    assert shown(client, "/network?at=2090-01-01").get_element_by_id("day").text_content() == days[-1]
    assert text_of(page, "//nav[@aria-label='Days']/a") == [f"← {days[3]}", f"{days[5]} →"]


def test_downloads_hold_what_is_drawn(client):
    assert client.get(f"/network.svg?at={DAY}").text.startswith("<svg ")
    rows = list(csv.reader(io.StringIO(client.get("/network/table-4.csv").text)))
    assert rows[0][:4] == ["day", "a", "b", "sign"]
    assert len([row for row in rows if row[0] == str(DAY)]) == 3
    assert [table["title"] for table in client.get("/api/network").json()["tables"]][3:] == [
        "ties by day",
        "balance by day",
    ]


def test_sides_are_chosen_in_the_address(client):
    address = "/network?actors=IRN&actors=USA"
    client.get(address)
    computed(client, f"/api{address}")
    page = shown(client, address)
    assert len(circles(page)) == 2
    assert page.xpath("//form[@id='days']/input[@name='actors']/@value") == ["IRN,USA"]
    out = shown(client, "/network").xpath("//section[@id='sides']//a[contains(., 'leave out')]/@href")
    assert [len(re.findall("actors=", link)) for link in out] == [2, 2, 2]


def test_a_tie_stands_with_its_evidence_for_either_sign(client):
    page = shown(client, "/network/tie?a=USA&b=Iran")
    assert "the tie is negative" in " ".join(page.xpath("//p[@class='lead']")[0].text_content().split())
    found = client.get("/api/network/tie?a=USA&b=Iran").json()
    assert found["events_in_all"] == 30
    assert found["evidence"]["positive"] < 0.1
    assert found["friends"] == []
    assert len(found["foes"]) == 5
    assert found["directions"][0]["material conflict"] == 30
    assert len(list(csv.reader(io.StringIO(client.get("/network/tie.csv?a=USA&b=Iran").text)))) == 31


def test_a_sentence_that_asserts_a_tie_leads_to_its_report(client):
    page = shown(client, "/network/tie?a=IRN&b=IRQ")
    links = page.xpath("//section[@id='behind']//li[contains(., 'TIE IRN backs IRQ')]//a/@href")
    assert links
    assert all(link.startswith(("/documents/", "/events/")) for link in links)


def test_what_is_no_tie_is_refused(client):
    assert client.get("/network/tie?a=USA&b=usa").status_code == 422
    assert client.get("/network/tie?a=USA&b=Atlantis").status_code == 422
    assert client.get("/network/tie?a=USA").status_code == 400
    for long_ago in ("2000-01-01", "0001-01-01"):
        page = shown(client, f"/network/tie?a=USA&b=IRN&at={long_ago}")
        assert "no evidence left" in page.text_content()


def test_weak_ties_are_hidden_and_counted(tmp_path):
    """Eleven sides, all pairs of which deal: 55 ties."""
    names = ["Iran", "Iraq", "Syria", "Israel", "Jordan", "Turkey", "France", "Germany", "China", "Russia", "India"]
    pairs = [(a, b) for n, a in enumerate(names) for b in names[:n]]
    rows = [
        (f"2024-01-{1 + n % 9:02}", "CONSULT", a, b, f"p{k}")
        for n, (a, b) in enumerate(pairs)
        for k in range(1 + n % 4)
    ]
    with View.open(archive_of(tmp_path, rows)) as view:
        over_time = OverTime.read(answer(view, NetworkOptions()))
    day = shown_on(over_time, None, lambda _day: lambda a, b: f"/{a}/{b}")
    assert (len(day.ties), day.hidden, day.absent) == (55, 55 - MOST_TIES, 0)
    drawn = [one for one in day.ties if one.drawn]
    assert min(one.tie.strength for one in drawn) >= max(one.tie.strength for one in day.ties if not one.drawn)
    picture = svg(day)
    assert f"{55 - MOST_TIES} weaker ones are hidden" in picture
    assert picture.count('href="/') == MOST_TIES


def test_hostile_sides_are_escaped(tmp_path):
    rows = [
        (f"2024-01-{n + 1:02}", "ASSAULT", text[:200], "Iraq", "", "", "", "", "REB", "GOV")
        for n, text in enumerate(HOSTILE)
        if "\x00" not in text
    ]
    with served(archive_of(tmp_path / "a", rows), tmp_path / "kept") as client:
        sides = computed(client, "/api/network").json()["tables"][0]["rows"]
        assert len(sides) > 5
        page = shown(client, "/network")
        assert "<Script>Alert(1)</Script>" in page.text_content()
        assert not UNFIT.search(client.get("/network").text)
        for link in page.xpath("//*[@id='network']//*[local-name()='a']/@href"):
            if link.startswith("/"):
                shown(client, link)
        for bad in (text for text in HOSTILE if len(text) <= 200):
            for address in (f"/network/tie?a={quote(bad)}&b=IRQ", f"/network?at={quote(bad)}"):
                assert live_faults(client.get(address).text) == []


def test_an_archive_without_dealings_says_so(tmp_path):
    with served(archive_of(tmp_path / "a", [("2024-01-01", "ASSAULT", "Iran", "")]), tmp_path / "kept") as client:
        assert computed(client, "/api/network").status_code == 422
        assert "cannot answer this" in client.get("/network").text
