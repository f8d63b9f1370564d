"""Answers on a page: statements with their sources, figures with their twins, tables; what cannot be answered is said."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.answers import Answer, Figure, Source, Statement, Table
from standoff.errors import MeasureError
from standoff.options import BalanceOptions, ReportOptions, StreamOptions
from standoff.serve import report as module
from standoff.serve.parts import grid
from standoff.serve.report import Question
from standoff.store import EventFilter
from tests.serve.made import MADE, fixed
from tests.serve.page_rules import faults, parsed, text_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" id="network" viewBox="0 0 9 9" role="img"><title>Ties</title><text>Iran</text></svg>'
TIES = Table("ties", ("tie", "sign", "strain", "events"), (("A – B", "positive", 0.25, 1200), ("A – C", None, 0.5, 7)))
CAMPS = Table("camps", ("side", "camp"), (("A", 1), ("B", 2)))
NOTHING = Table("nothing", ("side",), ())


@pytest.fixture
def event(view) -> str:
    """The id of the event that two reports tell of."""
    return view.event_ids(EventFilter(order="sources", limit=1))[0]


def test_statements_figures_and_tables_stand_in_order(view, ask):
    statements = (
        Statement("triangles", "The triangle A – B – C is strained."),
        Statement("triangles", "So is A – B – D."),
        Statement("index", "F is 0.67."),
    )
    answer = Answer("Is it holding?", statements, (TIES, CAMPS, NOTHING), (Figure("Who is with whom", SVG, "ties"),), 3)
    text = ask(view, fixed(answer))
    assert faults(text) == []
    section = parsed(text).get_element_by_id("answer-fixed")
    assert text_of(section, "h2|.//p[@class='lead']|h3|.//p[@class='told']") == [
        "Is it holding?", "The triangle A – B – C is strained.", "Triangles", "So is A – B – D.", "Index", "F is 0.67.",
    ]  # fmt: skip
    assert text_of(section, ".//figure//*[local-name()='text']|.//figcaption|.//details//caption|./div/table/caption") == [
        "Iran", "Who is with whom", "Ties", "Camps",
    ]  # fmt: skip
    assert "3 more are not shown" in section.text_content()


def test_two_figures_of_one_table_each_have_it(view, ask):
    figures = tuple(Figure(f"Picture {n}", SVG.replace("network", f"network-{n}"), "ties") for n in (1, 2))
    assert faults(ask(view, fixed(Answer("?", (), (TIES,), figures)))) == []


def test_a_figure_without_a_twin_is_a_fault_of_the_answer(view, ask):
    with pytest.raises(KeyError, match="ties"):
        ask(view, fixed(Answer("?", (), (CAMPS,), (Figure("Picture", SVG, "ties"),))))


def test_numbers_stand_flush_right_with_their_points_under_one_another():
    shown = grid(TIES)
    assert [(c.name, c.numbers) for c in shown.columns] == [
        ("Tie", False), ("Sign", False), ("Strain", True), ("Events", True),
    ]  # fmt: skip
    assert shown.rows == (("A – B", "positive", "0.25", "1,200"), ("A – C", "–", "0.50", "7"))
    tiny = grid(Table("t", ("x",), ((1e-9,), (2,), (float("inf"),))))
    assert [row[0] for row in tiny.rows] == ["0.0000", "2.0000", "inf"]


def test_sentences_are_quoted_with_who_where_when_and_the_event(view, ask, event):
    sources = (
        Source("the ministry", "A bombed B.", "A – B: negative", "", "b", "Daily", date(2024, 1, 17), 2, event),
        Source("Post", "A hosts C.", "A – C: positive", "", "c", "Post", date(2024, 2, 3)),
        Source("ucdp", "A → B: assault", "A – C: positive", event="ucdp:7"),
    )
    page = parsed(ask(view, fixed(Answer("?", (Statement("", "Strained.", sources=sources),)))))
    said = text_of(page, "//ul[@class='grounds']/li")
    assert said == [
        f"A – B: negative A bombed B. the ministry in Daily 2024-01-17 {event}",
        "A – C: positive A hosts C. Post 2024-02-03 A → B: assault ucdp ucdp:7",
    ]
    assert text_of(page, "//q") == ["A bombed B.", "A hosts C."]
    assert page.xpath("//ul[@class='grounds']//a/@href") == [f"#sentence-{event}-2", f"#event-{event}"]
    assert text_of(page, "//ul[@class='grounds']//code") == ["ucdp:7"], "an event that the page has not"


def test_values_stand_once_with_all_who_say_them_and_link_to_their_sentences(view, ask, event):
    sources = (
        Source("Wire", "4", "deaths", "", "a", "Wire", date(2024, 1, 16), 1),
        Source("Wire", "4", "deaths", "", "b", "Daily", date(2024, 1, 17), 2),
        Source("Daily", "16", "deaths", "9", "b", "Daily", date(2024, 1, 17), 99),
    )
    page = parsed(ask(view, fixed(Answer("?", (Statement("", "Differs.", event, sources),)))))
    assert text_of(page, "//ul[@class='grounds']/li") == [
        "deaths 4 Wire 2024-01-16; Wire in Daily 2024-01-17 16 before: 9 Daily 2024-01-17"
    ]
    links = page.xpath("//ul[@class='grounds']//a/@href")
    assert links == [f"#sentence-{event}-1", f"#sentence-{event}-2", f"#event-{event}"]
    assert page.xpath("//q") == []


def test_many_sources_are_bounded_and_counted(view, ask):
    same = tuple(Source(f"Outlet {n}", "4", "deaths", document=f"d{n}") for n in range(9))
    other = tuple(Source("Wire", str(n), "injured", document="d") for n in range(20))
    page = parsed(ask(view, fixed(Answer("?", (Statement("", "Differs.", "e1", (*same, *other)),)))))
    deaths, injured = text_of(page, "//ul[@class='grounds']/li")
    assert "Outlet 5; and 3 more" in deaths
    assert injured.endswith("and 12 more")


def test_what_cannot_be_answered_is_said_in_its_place(view, ask):
    def unable(_view, _options):
        raise MeasureError("no dated event between two sides in the archive; see standoff events")

    text = ask(
        view, Question("balance", "Is the balance holding?", unable), fixed(Answer("And?", (Statement("", "Yes."),)))
    )
    assert faults(text) == []
    page = parsed(text)
    section = page.get_element_by_id("answer-balance")
    assert text_of(section, "h2|p") == [
        "Is the balance holding?", "The archive cannot answer this.",
        "No dated event between two sides in the archive; see standoff events.",
    ]  # fmt: skip
    assert "Yes." in page.get_element_by_id("answer-fixed").text_content()


def _dynamics() -> Question:
    return next(q for q in module.QUESTIONS if q.name == "dynamics")


def test_a_record_too_small_for_dynamics_says_so_and_shows_no_figure(view, ask):
    text = ask(view, _dynamics())
    assert faults(text) == []
    section = parsed(text).get_element_by_id("answer-dynamics")
    assert text_of(section, "h2") == ["Does violence beget violence?"]
    [lead] = text_of(section, ".//p[@class='lead']")
    assert lead.startswith("Not identified: ")
    assert "ρ" not in section.text_content()
    assert text_of(section, ".//figure") == []


def test_without_an_event_of_conflict_the_reason_stands_in_the_place_of_dynamics(view, ask):
    options = ReportOptions("iraq", MADE, date(2024, 1, 12))
    section = parsed(ask(view, _dynamics(), options=options)).get_element_by_id("answer-dynamics")
    assert text_of(section, "h2|p")[:2] == ["Does violence beget violence?", "The archive cannot answer this."]
    assert "No event of verbal conflict or material conflict" in section.text_content()


def test_the_day_and_the_sides_reach_the_dynamics(view, ask, monkeypatch):
    asked: list[StreamOptions] = []

    def answer(_view, options: StreamOptions) -> Answer:
        asked.append(options)
        return Answer("?", (Statement("", "So."),))

    monkeypatch.setattr(module.dynamics, "answer", answer)
    ask(view, _dynamics(), options=ReportOptions("iraq", MADE, date(2024, 2, 1), ("Iran", "USA")))
    assert asked == [StreamOptions(until=date(2024, 2, 1), actors=("Iran", "USA"))]


def test_a_fault_of_the_software_is_no_answer(view, ask):
    def broken(_view, _options):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(view, Question("balance", "?", broken))


def test_measured_and_modelled_look_different(view, ask):
    answer = Answer("?", (Statement("", "So."),))
    kinds = [Question(kind, "?", lambda _v, _o: answer, kind) for kind in ("measured", "model")]
    page = parsed(ask(view, *kinds))
    assert [(p.get("class"), p.text_content()) for p in page.xpath("//p[contains(@class, 'basis')]")] == [
        ("basis measured", "measured from 3 events"), ("basis model", "model"),
    ]  # fmt: skip


def test_the_day_and_the_sides_reach_the_balance(view, ask, monkeypatch):
    class Fake:
        asked: BalanceOptions

        def answer(self, _view, options: BalanceOptions) -> Answer:
            self.asked = options
            return Answer("Is the balance holding?", (Statement("index", "F is 1."),))

    fake = Fake()
    monkeypatch.setattr(module, "balance", fake)
    balance = next(q for q in module.QUESTIONS if q.name == "balance")
    text = ask(view, balance, options=ReportOptions("iraq", MADE, date(2024, 2, 1), ("Iran", "USA")))
    assert fake.asked == BalanceOptions(date(2024, 2, 1), ("Iran", "USA"))
    assert "F is 1." in parsed(text).get_element_by_id("answer-balance").text_content()
