"""Whole pages and bare fragments: the article stays, what stands around it goes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from standoff.options import ReadOptions
from standoff.read import CopyIndex, drop_copies, read
from standoff.read.fragment import read_paragraphs, split_repeats
from standoff.read.html import fragment_text

DATA = Path(__file__).parent / "data"
OPTIONS = ReadOptions()
FIRST = "The first paragraph of an article that is long enough."


def only(path):
    problems = []
    documents = list(read([path], OPTIONS, problems.append))
    assert not problems
    assert len(documents) == 1
    return documents[0]


def test_founding_article_is_one_document_with_the_evaluated_text(shared):
    problems = []
    path = shared / "seed" / "iraq-balancing-act.html"
    documents = list(drop_copies(read([path], OPTIONS, problems.append), CopyIndex()))
    lines = (shared / "eval" / "dev_docs.jsonl").read_text("utf-8").splitlines()
    gold = next(record for record in map(json.loads, lines) if record["id"] == "seed")
    assert not problems
    assert [document.text for document in documents] == [gold["text"]]
    assert documents[0].copies == (f"{path}#2",)
    assert "Powerful group with wide regional reach" not in documents[0].text


@pytest.mark.parametrize(
    ("name", "first", "last", "count"),
    [
        ("page_broadsheet", "Officials blame", "Neighbouring governments", 8),
        ("page_divs", "The United Nations envoy", "The truce, agreed", 6),
        ("page_brief", "The Ministry of Foreign", "Five civilians", 2),
        ("page_gov", "The Secretary spoke", "The Foreign Minister agreed", 7),
        ("page_teasers", "Two police officers", "The election commission", 4),
    ],
)
def test_page_keeps_its_paragraphs_and_nothing_else(name, first, last, count):
    paragraphs = only(DATA / f"{name}.html").text.split("\n\n")
    assert len(paragraphs) == count
    assert paragraphs[0].startswith(first)
    assert paragraphs[-1].startswith(last)


def test_class_names_that_resemble_those_of_teasers_cost_no_paragraph():
    text = only(DATA / "page_accidents.html").text
    for start in ("The two sides", "Thousands gathered", "“It is a", "A second exchange", "Neither side"):
        assert start in text


def test_page_metadata():
    document = only(DATA / "page_broadsheet.html")
    assert document.title == "Drone strike wounds four at border post"
    assert document.publisher == "The Northern Courier"
    assert document.url == "https://courier.example/world/drone-strike-border-post"
    assert document.published == date(2023, 11, 14)
    assert only(DATA / "page_divs.html").published == date(2024, 1, 9)


def test_a_clock_or_copyright_in_a_footer_is_no_publication_date():
    assert only(DATA / "page_teasers.html").published is None
    assert only(DATA / "page_gov.html").published is None


def test_short_page_is_read(tmp_path):
    page = tmp_path / "short.html"
    page.write_text("<html><body><p>Two men died.</p></body></html>")
    assert only(page).text == "Two men died."


def test_loose_text_between_paragraphs_is_dropped():
    markup = "<p>Soldiers left the town.</p>.Rockets hit port.<p>Nobody was hurt there.</p><a href='x'>Coup foiled</a>"
    assert fragment_text(markup, "x", OPTIONS) == "Soldiers left the town.\n\nNobody was hurt there."


def test_loose_text_stays_where_it_is_the_article():
    assert fragment_text("Soldiers <b>left</b> the town.<br><br>All is calm.", "x", OPTIONS) == (
        "Soldiers left the town.\n\nAll is calm."
    )
    markup = "The whole article stands here in loose text, sentence after sentence.<p>Short.</p>"
    assert fragment_text(markup, "x", OPTIONS).startswith("The whole article")


def test_broken_markup_is_read():
    _, paragraphs = read_paragraphs("<p>One <b>two</p><p>Three</div></p></table><p>Four", "x", OPTIONS)
    assert paragraphs == ["One two", "Three", "Four"]


def test_scripts_and_captions_are_no_text():
    markup = "<p>One.</p><script>alert('x')</script><figure><figcaption>Cap</figcaption></figure><p>Two.<!-- no --></p>"
    assert fragment_text(markup, "x", OPTIONS) == "One.\n\nTwo."


def test_repeated_article_is_split_and_a_pull_quote_is_not():
    assert split_repeats([FIRST, "b", "c", FIRST, "b", "c"]) == [[FIRST, "b", "c"]] * 2
    assert split_repeats([FIRST, "b", "c", "d", FIRST, "b"]) == [[FIRST, "b", "c", "d"], [FIRST, "b"]]
    quoted = [FIRST, "b", "c", FIRST, "d"]
    assert split_repeats(quoted) == [quoted]
    assert split_repeats(["***", "***"]) == [["***", "***"]]
