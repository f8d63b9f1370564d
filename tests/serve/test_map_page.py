"""The map page: every mark and every row leads to the events that it counts; countries to look at; the same as GeoJSON, CSV and SVG."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi")

from standoff.draw.borders.atlas import Degrees
from standoff.importing import import_file
from standoff.serve.asked import MapAsked
from standoff.serve.maps import map_of
from standoff.store import EventFilter, PlaceCount, View
from tests.serve.live import served
from tests.serve.page_rules import live_faults, parsed, text_of

UCDP = (
    Path(__file__).parent.parent / "formats" / "data" / "ucdp_ged_19_1.csv"
)  # Syria, with regions and the country as a whole
PLACES = (
    ("Erbil", "IRQ", 36.19, 44.01), ("Mosul", "IRQ", 36.34, 43.13), ("Baghdad", "IRQ", 33.34, 44.40), ("eastern Baghdad", "IRQ", 33.34, 44.40),
    ("Damascus", "SYR", 33.51, 36.29), ("Nowhere at all", "SYR", "", ""), ("Red Sea", "", 20.0, 38.5), ("", "", "", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    folder = tmp_path_factory.mktemp("around")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        write = csv.writer(stream).writerow
        write(["id", "date", "type", "actor", "place", "country", "lat", "lon", "deaths"])
        for n in range(160):
            kind = ("ASSAULT", "CONSULT", "ACCUSE", "AID", "ASSAULT")[n % 5]
            write([n, f"2024-0{1 + n % 4}-{1 + n % 28:02}", kind, "Army", *PLACES[(3 * n + n // 8) % 8], n % 3])
    (folder / "t.toml").write_text(
        "".join(
            f'{name} = "{name}"\n'
            for name in ("id", "date", "type", "actor", "place", "country", "lat", "lon", "deaths")
        )
    )
    import_file("table", folder / "t.csv", folder / "a.duckdb", map=folder / "t.toml")
    import_file("ucdp", UCDP, folder / "a.duckdb")
    return folder / "a.duckdb"


@pytest.fixture(scope="module")
def client(around, tmp_path_factory):
    with served(around, tmp_path_factory.mktemp("kept")) as client:
        yield client


def events_at(client, link):
    return client.get(f"/api{link}").json()["events_in_all"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?quad=material+conflict",
        "?region=IRQ",
        "?box=40,30,50,37",
        "?precision=town&since=2024-02-01",
        "?region=SYR&place=da",
    ],
)
def test_every_mark_leads_to_the_events_that_it_counts(client, query):
    answer = client.get(f"/map{query}")
    assert live_faults(answer.text) == []
    marks = parsed(answer.text).xpath("//figure//a")
    assert marks
    for mark in marks:
        number = int(re.search(r": ([\d,]+) event", mark.get("aria-label"))[1].replace(",", ""))
        assert events_at(client, mark.get("href")) == number, mark.get("href")


def test_every_row_leads_to_the_events_that_it_counts(client):
    rows = parsed(client.get("/map").text).xpath("//figure/following::table//tbody/tr[th/a]")
    assert len(rows) >= 6
    assert {"Nowhere at all", "eastern Baghdad"} <= {row.xpath("th")[0].text_content() for row in rows}
    for row in rows:
        assert events_at(client, row.xpath("th/a/@href")[0]) == int(row.xpath("td[3]")[0].text_content())


def test_the_page_says_how_many_events_are_on_no_map(client, around):
    with View.open(around) as view:
        places = view.places(EventFilter())
    unknown, nameless = (
        sum(one.events for one in places if one.lat is None and bool(one.place) is named) for named in (True, False)
    )
    assert unknown > 0 < nameless
    told = " ".join(text_of(parsed(client.get("/map").text), "//main/p"))
    assert (
        f"On no map: {nameless} events that name no place; {unknown} events at places that have no known position."
        in told
    )


def test_a_country_can_be_looked_at_and_keeps_the_filter(client):
    page = parsed(client.get("/map?quad=material+conflict").text)
    links = dict(
        zip(text_of(page, "//nav[@class='regions']//a"), page.xpath("//nav[@class='regions']//a/@href"), strict=True)
    )
    assert links["Syria"] == "/map?quad=material+conflict&region=SYR"
    shown = parsed(client.get(links["Syria"]).text)
    assert text_of(shown, "//nav[@class='regions']//a[@aria-current]") == ["Syria"]
    assert text_of(shown, "//figcaption") == ["Where it happened: Syria"]
    assert shown.xpath("//form//input[@name='region']/@value") == ["SYR"]
    assert text_of(shown, "//p[@id='count']") == text_of(page, "//p[@id='count']")


def test_the_map_holds_the_countries_that_it_names(client):
    page = parsed(client.get("/map").text)
    for one in page.xpath("//nav[@class='regions']//li[a]")[1:]:
        name, number = one.xpath("a")[0].text_content(), int(one.xpath("span")[0].text_content())
        assert events_at(client, f"/events?where={name}") == number


def test_geojson_and_csv_hold_the_same(client, around):
    with View.open(around) as view:
        counts = view.places(EventFilter(quads=("verbal conflict",)))
    told = client.get("/api/map?quad=verbal+conflict").json()
    assert told["type"] == "FeatureCollection"
    assert [(f["geometry"]["coordinates"], f["properties"]["events"]) for f in told["features"]] == [
        ([one.lon, one.lat], one.events) for one in counts if one.lat is not None
    ]
    assert told["events_on_map"] + sum(one["events"] for one in told["without_coordinates"]) == told["events_in_all"]
    rows = list(csv.DictReader(io.StringIO(client.get("/map.csv?quad=verbal+conflict").text)))
    assert [(row["place"], row["events"], row["verbal conflict"]) for row in rows] == [
        (one.place or "", str(one.events), str(one.events)) for one in counts
    ]


def test_the_figure_is_a_file_too(client):
    answer = client.get("/map.svg?region=IRQ")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg ")
    assert "Where it happened: Iraq" in answer.text


def test_events_and_map_lead_to_one_another(client):
    to_map = parsed(client.get("/events?place=Mosul&order=deaths&page=1").text).xpath("//a[.='On the map']/@href")
    assert to_map == ["/map?place=Mosul"]
    back = parsed(client.get("/map?place=Mosul&region=IRQ").text).xpath("//a[.='As a list of events']/@href")
    assert back == ["/events?place=Mosul"]


@pytest.mark.parametrize("query", ["?place=nowhere", "?party=nobody+at+all"])
def test_without_a_known_place_there_is_no_figure(client, query):
    answer = client.get(f"/map{query}")
    assert answer.status_code == 200
    assert live_faults(answer.text) == []
    assert not parsed(answer.text).xpath("//figure")
    assert client.get(f"/map.svg{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["?box=1,2,3", "?box=5,1,4,2", "?box=nan,1,4,2", "?precision=street", "?region=Atlantis", "?bax=1"]
)
def test_what_is_no_filter_is_refused(client, query):
    assert client.get(f"/map{query}").status_code == 400


def test_a_mark_stays_within_the_box_that_is_asked_for():
    counts = [
        PlaceCount("A", "SYR", "town", 35.0, 38.0, (0, 0, 0, 1), (0, 0)),
        PlaceCount("B", "SYR", "town", 35.01, 38.01, (0, 0, 0, 1), (0, 0)),
    ]
    drawn = map_of(MapAsked(box="37.9,34.9,38.005,35.1", precision=("town",)), counts, "/events")
    assert (
        drawn.link(Degrees(37.0, 34.0, 39.0, 36.0), ("site", "town"))
        == "/events?box=37.9,34.9,38.005,35.1&precision=town"
    )
