"""Encodings, plain text, JSON lines, feeds, web archives, dates and cleaning."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read import read
from standoff.read.clean import clean_block, is_boilerplate, keep_offsets
from standoff.read.dates import day_in_url, parse_day
from standoff.read.decode import decode

QUOTED = "“Violence,” he said — Iraq’s answer."


def run(path):
    problems = []
    return list(read([path], ReadOptions(), problems.append)), [str(problem) for problem in problems]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_quotes_survive_every_encoding(codec):
    assert decode(QUOTED.encode(codec), "x") == QUOTED


def test_declared_latin1_is_cp1252_and_a_false_declaration_is_survived():
    assert decode(QUOTED.encode("cp1252"), "x", "iso-8859-1") == QUOTED
    assert decode(QUOTED.encode("cp1252"), "x", "utf-8") == QUOTED
    assert decode(QUOTED.encode(), "x", "iso-8859-1") == QUOTED
    assert decode(QUOTED.encode(), "x", "no-such-charset") == QUOTED


def test_other_scripts_and_a_few_broken_bytes():
    russian = "Министерство обороны сообщило об ударе по городу в пятницу."
    assert decode(russian.encode("cp1251"), "x") == russian
    assert decode(russian.encode() + b"\xff", "x").startswith(russian)


def test_junk_is_refused():
    with pytest.raises(ReadError, match="binary junk"):
        decode(bytes([1, 2, 3, 200, 5, 6]) * 50, "x")


def test_plain_text_is_kept(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"One  line.\r\n\r\nRead more: two\x07.\n")
    documents, problems = run(tmp_path / "a.txt")
    assert documents[0].text == "One  line.\n\nRead more: two .\n"
    assert not problems


def test_json_lines_keep_clean_text_and_evaluation_offsets(shared):
    path = shared / "eval" / "dev_docs.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    documents, problems = run(path)
    assert [(d.id, d.text, d.title) for d in documents] == [(r["id"], r["text"], r["title"]) for r in records]
    assert [d.published and d.published.isoformat() for d in documents] == [r["date"] for r in records]
    assert not problems


def test_json_lines_fields_and_broken_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": 7, "headline": "H", "link": "http://x/2024/02/06/a", "source": {"name": "P"}, "body": "Text one."}\n'
        '{"text": \n\n{"id": 8}\n[1]\n{"content_html": "<p>A long one.</p>.Teaser<p>B too.</p>", "published_at": 1707200000}\n'
    )
    documents, problems = run(path)
    first, second = documents
    assert (first.id, first.title, first.publisher, first.source) == ("7", "H", "P", f"{path}#1")
    assert first.published == second.published == date(2024, 2, 6)
    assert second.text == "A long one.\n\nB too."
    assert [problem.partition(": ")[0] for problem in problems] == [f"{path}#2", f"{path}#4", f"{path}#5"]


@pytest.mark.parametrize("text", ['[{"text": "A b."}, {"text": "C d."}]', '{"items": [{"text": "A b."}, {"text": "C d."}]}',
                                  '{"text": "A b."}\n{"text": "C d."}'])  # fmt: skip
def test_json_file_of_a_list_a_wrapped_list_and_lines(tmp_path, text):
    for codec in ("utf-8", "utf-16"):
        (tmp_path / "a.json").write_bytes(text.encode(codec))
        assert [document.text for document in run(tmp_path / "a.json")[0]] == ["A b.", "C d."]


def test_lone_surrogate_and_nul_keep_their_places(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a\\ud800b\\u0000c", "id": "x\\ud800"}')
    document = run(tmp_path / "a.jsonl")[0][0]
    assert document.text == "a\ufffdb c"
    assert document.id == "x"


@given(st.text())
def test_kept_text_has_the_same_length_and_can_be_written(text):
    kept = keep_offsets(text)
    assert len(kept) == len(text)
    kept.encode("utf-8")


def test_rss_with_full_text_teaser_and_empty_item(tmp_path):
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>'
        "<item><title>T &amp; U</title><link>http://x/1</link><pubDate>Tue, 06 Feb 2024 10:00:00 GMT</pubDate>"
        "<description>short</description><content:encoded><![CDATA[<p>Full.</p>.Teaser<p>Text&nbsp;here.</p>]]></content:encoded></item>"
        "<item><title>Empty</title></item><item><description>Only&nbsp;this &rsquo;s.</description></item></channel></rss>"
    )
    documents, problems = run(tmp_path / "a.xml")
    assert [document.text for document in documents] == ["Full.\n\nText here.", "Only this ’s."]
    first = documents[0]
    assert (first.title, first.url, first.publisher, first.published) == (
        "T & U",
        "http://x/1",
        "Wire",
        date(2024, 2, 6),
    )
    assert len(problems) == 1
    assert "item without a text: 'Empty'" in problems[0]


def test_atom_and_rss1(tmp_path):
    (tmp_path / "a.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><link rel="self" href="s"/>'
        '<link href="http://x/a"/><updated>2024-02-07T00:00:00Z</updated><published>2024-02-06T23:00:00-05:00</published>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>'
    )
    document = run(tmp_path / "a.atom")[0][0]
    assert (document.text, document.url, document.published) == ("One.\n\nTwo.", "http://x/a", date(2024, 2, 6))
    (tmp_path / "b.rdf").write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>C</title>'
        "</channel><item><title>T</title><description>Some words.</description></item></rdf:RDF>"
    )
    assert run(tmp_path / "b.rdf")[0][0].text == "Some words."


def test_feed_expands_no_entity_and_reads_no_file(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE r [<!ENTITY a "BOOM"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file://{tmp_path}/secret">]>'
        "<rss><channel><item><description>Some words &b; &f; here.</description></item></channel></rss>"
    )
    text = run(tmp_path / "a.xml")[0][0].text
    assert "BOOM" not in text
    assert "SECRET" not in text


def test_broken_feed_is_told_and_read_as_far_as_it_goes(tmp_path):
    (tmp_path / "a.xml").write_text("<rss><channel><item><description>Some words.</description></item><item>")
    documents, problems = run(tmp_path / "a.xml")
    assert documents[0].text == "Some words."
    assert "broken feed" in problems[0]


def record(uri, kind, body, status="200 OK"):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2030-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uri}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_web_archive(tmp_path, packed):
    page = f"<html><body><p>{QUOTED} It went on for a while in the town.</p></body></html>".encode("cp1252")
    records = [
        record("http://x.example/2024/02/06/a", "text/html; charset=windows-1252", page),
        record("http://x.example/b", "text/plain", b"Plain words."),
        record("http://x.example/c", "image/png", b"\x89PNG"),
        record("http://x.example/d", "text/html", b"<html><body>Not found</body></html>", "404 Not Found"),
        record("http://x.example/e", "text/html", b"<html><body><img></body></html>"),
    ]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    documents, problems = run(path)
    assert [document.url for document in documents] == ["http://x.example/2024/02/06/a", "http://x.example/b"]
    assert documents[0].text.startswith(QUOTED)
    assert [document.published for document in documents] == [date(2024, 2, 6), None]
    assert documents[1].source == f"{path}#http://x.example/b"
    assert problems == [f"{path}#http://x.example/e: no text found"]


@pytest.mark.parametrize("packed", [False, True])
def test_web_archive_cut_short_keeps_what_came_before(tmp_path, packed):
    records = [record(f"http://x/{n}", "text/plain", os.urandom(300).hex().encode()) for n in range(2)]
    path = tmp_path / "a.warc"
    path.write_bytes(
        gzip.compress(records[0]) + gzip.compress(records[1])[:-60] if packed else b"".join(records)[:-200]
    )
    documents, problems = run(path)
    assert [document.url for document in documents] == ["http://x/0"]
    assert any("cut short" in problem or "broken gzip" in problem for problem in problems)


def test_lines_before_the_cut_of_a_packed_file_are_kept(tmp_path):
    lines = b"".join(b'{"text": "Words %s."}\n' % os.urandom(40).hex().encode() for _ in range(3000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    documents, problems = run(path)
    assert len(documents) > 1000
    assert "broken gzip" in problems[-1]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-02-06T23:30:00-05:00", date(2024, 2, 6)), ("20240206", date(2024, 2, 6)), (20240206, date(2024, 2, 6)),
        ("Tue, 06 Feb 2024 10:00:00 GMT", date(2024, 2, 6)), ("February 6, 2024", date(2024, 2, 6)),
        ("6 Feb. 2024", date(2024, 2, 6)), (1707200000, date(2024, 2, 6)), (1707200000000, date(2024, 2, 6)),
        ("25/03/2024", date(2024, 3, 25)), ("02/06/2024", None), ("2024-02-30", None), ("1850-01-01", None),
        ("2150-01-01", None), ("1970-01-01T00:00:00Z", None), ("2024-02", None), ("2024", None), (2024, None),
        (True, None), (None, None), (float("nan"), None), ("yesterday", None), ("x" * 5000, None),
    ],
)  # fmt: skip
def test_days(value, day):
    assert parse_day(value) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2024/02/06/title", date(2024, 2, 6)), ("https://x.example/world/2024/feb/06/t", date(2024, 2, 6)),
        ("https://x.example/a-2024-02-06.html", date(2024, 2, 6)), ("https://x.example/20240206/t", date(2024, 2, 6)),
        ("https://x.example/2015/10/248970.htm", None), ("https://x.example/news-38623671", None),
        ("https://x.example/?d=2024-02-06", None), ("https://x.example/2024/13/40/", None), ("http://[bad", None),
    ],
)  # fmt: skip
def test_days_in_addresses(url, day):
    assert day_in_url(url) == day


@pytest.mark.parametrize("line", ["Advertisement", "Read more: Rockets hit port", "(Photo: A. Name/Agency)", "Share this:",
                                  "Sign up to our newsletter", "Follow us on Telegram", "By Jane Q. Writer"])  # fmt: skip
def test_boilerplate(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ["By then it ended.", "Share prices fell after the strike.", "Follow the army, he told them.",
                                  "Read more about it, the envoy said.", "Photographers were arrested on Monday.",
                                  "Watch towers were shelled.", "Related attacks killed nine people."])  # fmt: skip
def test_prose_is_no_boilerplate(line):
    assert not is_boilerplate(line)


def test_cleaning():
    assert clean_block("cafe\u0301\xa0is\u200b  o\xadpen\r\n\n\n\nnow\x07 “yes”") == "caf\xe9 is open\n\nnow “yes”"
