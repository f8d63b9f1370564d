"""Reports on a page: every character once and at its place, whatever spans lie over one another, and in its own direction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("fastapi")

from standoff.records import Mention, Span
from standoff.serve import missed
from standoff.serve.routes import documents
from standoff.serve.spans import pieces
from standoff.store import Annotation
from tests.serve.live import served
from tests.serve.page_rules import live_faults, parsed, text_of


@pytest.fixture(scope="module")
def client(archive, tmp_path_factory):
    with served(archive, tmp_path_factory.mktemp("kept")) as client:
        yield client


def annotation(start: int, end: int, first: int, last: int) -> Annotation:
    return Annotation(Mention("d", start, end, "", Span(first, last), "rule", "coder", "ASSAULT"), "e", 0)


@st.composite
def annotated(draw):
    text = draw(st.text(min_size=1, max_size=60))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place, place, place).map(sorted), max_size=5))
    cut = sorted([draw(place), draw(place)])
    return text, [annotation(a, d, b, c) for a, b, c, d in spans], cut


@settings(max_examples=200, deadline=None)
@given(annotated())
def test_pieces_are_the_text_and_lie_in_exactly_the_spans_that_cover_them(case):
    text, annotations, (start, end) = case
    found = list(pieces(text, annotations, start, end))
    assert "".join(piece.text for piece in found) == text[start:end]
    at = start
    for piece in found:
        last = at + len(piece.text)
        for n, one in enumerate(annotations, 1):
            m = one.mention
            assert (n in piece.sentences) == (m.start <= at and last <= m.end)
            assert (n in piece.triggers) == (m.trigger.start <= at and last <= m.trigger.end)
            covered = {m.start <= c < m.end for c in range(at, last)}
            assert len(covered) == 1, "no border within a piece"
        at = last


def test_every_word_that_tells_has_its_number_once():
    text = "Iran struck and killed"
    told = [annotation(0, 22, 5, 11), annotation(0, 22, 5, 22), annotation(0, 22, 16, 22)]
    found = list(pieces(text, told, 0, len(text)))
    assert [n for piece in found for n in piece.ends] == [1, 2, 3]
    assert [(p.text, p.triggers) for p in found] == [
        ("Iran ", ()),
        ("struck", (1, 2)),
        (" and ", (2,)),
        ("killed", (2, 3)),
    ]


def test_a_report_shows_its_text_with_the_words_marked_and_its_events_linked(client):
    answer = client.get("/documents/a")
    assert live_faults(answer.text) == []
    page = parsed(answer.text)
    assert text_of(page, "//div[@class='text']//mark") == ["ASSAULT", "CONSULT"]
    links = page.xpath("//div[@class='text']//mark/a/@href")
    for link in links:
        path, _, sentence = link.partition("#")
        assert parsed(client.get(path).text).get_element_by_id(sentence).xpath(".//cite/a/@href") == ["/documents/a"]
    assert [text.split()[0] for text in text_of(page, "//ol[@class='events']/li")] == ["1", "2"]
    assert set(page.xpath("//ol[@class='events']/li/a[2]/@href")) == {link.partition("#")[0] for link in links}


def test_its_data_have_the_offsets_of_every_span(client):
    told = client.get("/api/documents/a").json()
    assert [told["text"][m["start"] : m["end"]] for m in told["mentions"]] == [m["sentence"] for m in told["mentions"]]
    assert [told["text"][slice(*m["trigger"])] for m in told["mentions"]] == ["ASSAULT", "CONSULT"]
    assert all(client.get(f"/api/events/{m['event']}").status_code == 200 for m in told["mentions"])


def test_reports_are_found_by_their_words(client):
    assert client.get("/api/documents").json()["documents_in_all"] == 3
    found = client.get("/api/documents?text=mosul").json()
    assert [one["id"] for one in found["documents"]] == ["c"]
    assert found["documents"][0]["events"] == 1
    assert [one["id"] for one in client.get("/api/documents?text=missiles").json()["documents"]] == ["a"]
    assert client.get("/documents/nobody").status_code == 404


def test_a_long_report_has_parts(client, monkeypatch):
    monkeypatch.setattr(documents, "PART", 40)
    first, second = (parsed(client.get(f"/documents/a?part={n}").text) for n in (1, 2))
    whole = client.get("/api/documents/a").json()["text"]
    shown = [page.xpath("//div[@class='text']")[0] for page in (first, second)]
    for one in shown:
        for number in one.xpath("sup"):
            number.drop_tree()
    assert "".join(one.text_content() for one in shown) == whole[:80]
    assert first.xpath("//a[@rel='next']/@href")[0] == "/documents/a?part=2"
    assert client.get("/documents/a?part=9").status_code == 404


def test_what_was_missed_in_a_part_is_looked_for_where_the_part_begins(client, monkeypatch):
    monkeypatch.setattr(documents, "PART", 40)
    monkeypatch.setattr(missed, "PART", 20)
    links = [
        parsed(client.get(f"/documents/a?part={n}").text).xpath("//a[contains(@href, '/review/missed')]/@href")
        for n in (1, 2)
    ]
    assert links == [["/review/missed?document=a"], ["/review/missed?document=a&part=3"]]


def test_only_an_address_of_the_web_is_a_link(client):
    row = documents.DocumentRow("d", "s", "javascript:alert(1)", "", "", None, None, ())
    shown = documents.ShownDocument(row, [], (), (), 0, 1)
    assert shown.address == ""
    for url in ("data:text/html,x", "//evil.example", "http://[", "vbscript:x"):
        assert replace(shown, document=replace(row, url=url)).address == ""
    assert replace(shown, document=replace(row, url="https://a.example/b")).address == "https://a.example/b"
