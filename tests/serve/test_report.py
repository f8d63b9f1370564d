"""The report of an archive: one page that loads and runs nothing, with the sentences behind every event that it tells of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standoff.answers import Answer, Figure, Source, Statement, Table, changes
from standoff.importing import import_file
from standoff.options import ChangesOptions
from standoff.pipeline import add
from standoff.records import Participant
from standoff.serve import report as module
from standoff.serve.report import Question
from standoff.store import EventFilter, View, Writer
from tests.archives import write_lines
from tests.line_coder import LineCoder
from tests.serve.made import OPTIONS, fixed
from tests.serve.page_rules import faults, parsed, text_of

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_the_page_keeps_its_rules_and_their_order(view, ask):
    text = ask(view)
    assert text.startswith("<!DOCTYPE html>")
    assert faults(text) == []
    page = parsed(text)
    assert text_of(page, "//h1|//main//h2") == [
        "Report on iraq", "On which events do accounts differ most?", "What do most sources tell of?",
        "The events and their sentences", "The reports",
    ]  # fmt: skip
    assert text_of(page, "//nav//a") == text_of(page, "//main//h2")
    assert page.xpath("//a[@class='skip']/@href") == ["#content"]


def test_the_rules_find_what_breaks_them():
    good = "<html lang='en'><title>t</title><body><header><h1>h</h1></header><nav></nav><main>{}</main><footer></footer></html>"
    assert faults(good.format("")) == []
    for bad in (
        "<script>1</script>", "<p onclick='x'>", "<img src='http://a/b'>", "<a href='https://a/b'>x</a>", "<p style='x'>",
        "<style>@import 'a'</style>", "<p id='a'></p><p id='a'></p>", "<a href='#nowhere'>x</a>", "<a id='a' href='#a'></a>", "<figure></figure>",
        "<table><thead><tr><th>a</th></tr></thead></table>", "<h4>deep</h4>",
    ):  # fmt: skip
        assert faults(good.format(bad)) != [], bad


def test_the_browser_is_told_to_load_nothing(view, ask):
    [policy] = parsed(ask(view)).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")


def test_what_changed_fits_the_page_too(view, ask):
    """Every kind of source: sentences, values, what an event was, and a value that nobody is named for."""
    revised = Statement("revised", "A → B", view.event_ids(EventFilter())[0], (Source("", "9", "deaths", "8"),))
    text = ask(
        view,
        Question("changes", "?", lambda v, _: changes.answer(v, ChangesOptions(LONG_AGO))),
        fixed(Answer("!", (revised,))),
    )
    assert faults(text) == []
    page = parsed(text)
    assert (
        "Since 2020-01-01 00:00 UTC: 3 new events"
        in text_of(page, "//section[@id='answer-changes']//p[@class='lead']")[0]
    )
    assert len(page.xpath("//section[@id='answer-changes']//q")) == 4
    assert text_of(page, "//section[@id='answer-fixed']//ul[@class='grounds']") == ["deaths 9 before: 8"]


def test_the_head_tells_what_the_archive_holds(view, ask):
    facts = dict(
        zip(*(text_of(parsed(ask(view)), f"//dl[@class='facts']//{tag}") for tag in ("dt", "dd")), strict=True)
    )
    assert facts["Events"] == "3, dated 2024-01-10 – 02-02"
    assert facts["Reports"] == "3, published 2024-01-16 – 02-03"
    assert facts["Independent sources"].startswith("3 ")
    assert facts["Made"].startswith("2024-02-12 08:30 UTC with standoff ")


def test_it_is_the_same_but_for_the_time(view, ask):
    first = ask(view)
    assert ask(view) == first
    later = ask(view, options=replace(OPTIONS, made=OPTIONS.made + timedelta(days=1)))
    assert later != first
    assert later.replace("2024-02-13", "2024-02-12") == first


def test_a_contested_value_leads_to_the_sentence_that_says_it(view, ask):
    page = parsed(ask(view))
    section = page.get_element_by_id("answer-contested")
    assert "deaths 4 or 16" in section.text_content()
    values = text_of(section, ".//*[@class='value']")
    links = section.xpath(".//*[@class='voices']//a/@href")
    assert values == ["4", "16"]
    for value, link in zip(values, links, strict=True):
        sentence = page.get_element_by_id(link[1:])
        assert f" {value} Erbil" in sentence.xpath(".//blockquote")[0].text_content()
        assert sentence.xpath(".//mark/text()") == ["ASSAULT"]


def test_the_most_told_events_lead_to_their_sentences(view, ask):
    page = parsed(ask(view))
    rows = page.xpath("//section[@id='most-told']//tbody/tr")
    assert [text_of(row, "td")[0] for row in rows] == ["2024-01-10", "2024-01-15", "2024-02-02"]
    ids = view.event_ids(EventFilter())
    assert [row.xpath(".//a/@href") for row in rows] == [[f"#event-{id}"] for id in ids]
    told = page.get_element_by_id(f"event-{ids[1]}")
    assert text_of(told, ".//p[@class='from']") == ["Wire 2024-01-16", "Daily 2024-01-17"]
    assert text_of(told, ".//p[@class='about']") == [
        f"{ids[1]} · 2 independent sources · 2 sentences · confidence 0.91"
    ]
    assert text_of(told, ".//summary") == ["Accounts differ: deaths"]
    assert text_of(told, ".//tbody/tr") == ["deaths 4 Wire 2024-01-16 1", "deaths 16 Daily 2024-01-17 2"]


def test_reports_are_listed_by_day(view, ask):
    rows = text_of(parsed(ask(view)), "//section[@id='reports']//tbody/tr")
    assert rows == [
        "Missiles on Erbil Wire 2024-01-16 2", "reports.jsonl#2 Daily 2024-01-17 1", "reports.jsonl#3 Post 2024-02-03 1",
    ]  # fmt: skip


def test_a_long_report_says_what_it_leaves_out(view, ask, monkeypatch):
    monkeypatch.setattr(module, "MOST_DOCUMENTS", 1)
    monkeypatch.setattr(module, "MOST_EVENTS", 1)
    monkeypatch.setattr("standoff.serve.events.MOST_SENTENCES", 1)
    text = ask(view)
    assert faults(text) == []
    page = parsed(text)
    assert "The 1 of 3 reports that tell of most events" in page.get_element_by_id("reports").text_content()
    [event] = page.xpath("//article")
    assert "1 more sentence: standoff why" in " ".join(event.text_content().split())
    assert [a.text for a in event.xpath(".//table//a")] == ["1"], "the second sentence is not there to lead to"


UCDP = Path(__file__).parents[1] / "formats" / "data" / "ucdp_ged_23_1.csv"


def test_events_of_a_data_set_show_their_row(tmp_path, ask):
    import_file("ucdp", UCDP, tmp_path / "a.duckdb")
    with View.open(tmp_path / "a.duckdb") as view:
        text = ask(view)
    assert faults(text) == []
    page = parsed(text)
    article = page.xpath("//article")[0]
    assert "from the data set ucdp" in " ".join(article.text_content().split())
    assert text_of(article, ".//p[@class='from']") == ["ucdp_ged_23_1.csv, line 3"]
    assert "side_a" in text_of(article, ".//dl[@class='row']//dt")
    assert "The archive holds no report." in page.get_element_by_id("reports").text_content()


def test_an_archive_without_dated_events(tmp_path, ask):
    class Undated(LineCoder):
        def code(self, documents):
            for coded in super().code(documents):
                yield replace(coded, mentions=tuple(replace(m, date=None) for m in coded.mentions))

    reports = [{"id": "a", "source": "Wire", "text": "ASSAULT 2024-01-15 IRN IRQ 4 Erbil"}]
    add([write_lines(tmp_path / "r.jsonl", reports)], tmp_path / "a.duckdb", Undated)
    with View.open(tmp_path / "a.duckdb") as view:
        text = ask(view)
    assert faults(text) == []
    page = parsed(text)
    assert text_of(page, "//dl[@class='facts']//dd")[:2] == ["1", "1"]
    assert text_of(page, "//section[@id='most-told']//td[@class='day']") == ["no date"]


def test_an_empty_archive(tmp_path, ask):
    with Writer.open(tmp_path / "a.duckdb"):
        pass
    with View.open(tmp_path / "a.duckdb") as view:
        text = ask(view)
    assert faults(text) == []
    said = parsed(text).text_content()
    for sentence in (
        "No event has accounts that cannot all be true.",
        "The archive holds no event.",
        "The archive holds no report.",
    ):
        assert sentence in said


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'\"`", "</style><script>alert(1)</script>", "</title>",
    "{{ 7 * 7 }}{% raw %}", "javascript:alert(1)", "&lt;b&gt;&amp;", "\u202egnitrats\u202c \u2067x", "nul\x00bel\x07esc\x1b[2J",
    "<svg/onload=alert(1)>", "عربي", "N" * 10_000, "a b\tc\nd",
]  # fmt: skip


class HostileCoder(LineCoder):
    """Names and sentences as the attacker wants them."""

    def code(self, documents):
        for coded in super().code(documents):
            yield replace(coded, mentions=tuple(self._mention(coded.document, m) for m in coded.mentions))

    def _mention(self, document, m):
        name = HOSTILE[int(document.id[1:]) % len(HOSTILE)]
        party = Participant(name, name, None, "REB", name)
        return replace(
            m, actors=(party,), attributed_to=(name,), start=0, end=len(document.text), sentence=document.text,
            place=replace(m.place, name=name),
        )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    reports = [
        {"id": f"d{n}", "source": f"{text}{n}", "title": f"{text}{n}", "date": "2024-01-16",
         "text": f"{text} said:\nASSAULT 2024-01-{1 + n // 2:02} IRN IRQ {n} Erbil"}
        for n, text in enumerate([*HOSTILE, *HOSTILE])
    ]  # fmt: skip
    add([write_lines(folder / "r.jsonl", reports)], folder / "a.duckdb", HostileCoder)
    return folder / "a.duckdb"


def test_hostile_texts_are_shown_and_do_nothing(hostile, ask):
    with View.open(hostile) as view:
        text = ask(view, options=replace(OPTIONS, name=HOSTILE[0]))
    assert faults(text) == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]", text)
    page = parsed(text)
    shown = page.text_content()
    for name in (*HOSTILE[:3], HOSTILE[5], HOSTILE[6], HOSTILE[7], HOSTILE[10], "[U+202E]gnitrats"):
        assert name in shown
    assert 400 < max(map(len, re.findall("N+", shown))) < 1001


@pytest.mark.parametrize("bad", [*HOSTILE, "\ud800", "\uffff", ""])
def test_hostile_words_in_every_part_of_an_answer(view, ask, bad):
    event = bad.encode(errors="ignore").decode()  # an id comes out of the archive, which holds no half of a character
    source = Source(bad, bad, bad, bad, bad, bad, None, 1, event)
    table = Table(bad or "t", (bad, "b"), ((bad, bad),))
    statements = tuple(Statement(bad, bad, about, (source,)) for about in ("", event))
    figure = Figure(bad or "f", "<svg xmlns='http://www.w3.org/2000/svg'></svg>", bad or "t")
    text = ask(view, fixed(Answer(bad or "?", statements, (table,), (figure,))))
    assert faults(text) == []
    text.encode("utf-8")


def test_only_our_own_markup_is_left_as_it_is():
    templates = Path(module.__file__).parent / "templates"
    found = [
        m
        for page in sorted(templates.iterdir())
        for m in re.findall(r"\{\{([^}]*)\| *safe|(autoescape)", page.read_text())
    ]
    ours = (" picture.figure.svg ", " picture.figure.svg | unstyled ", " placed.svg | unstyled ", " style ")
    assert found == [(markup, "") for markup in ours]
