"""A review from the first look to the log of decisions, by keys and by buttons, as a person in a browser does it."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed; run: make dev")

from standoff.pipeline import add
from tests.archives import write_lines
from tests.browser.looking import Watched, context
from tests.browser.serving import serving
from tests.line_coder import LineCoder
from tests.serve.test_review import REPORTS

pytestmark = pytest.mark.slow


@pytest.fixture
def own(tmp_path):
    """A server of an archive that the session may change."""
    archive = tmp_path / "a.duckdb"
    add([write_lines(tmp_path / "r.jsonl", REPORTS)], archive, LineCoder)
    with serving(archive, tmp_path / "served") as server:
        yield server


class Desk:
    """The page Review in a tab, and what a person sees on it."""

    def __init__(self, watched, server):
        self.watched, self.server, self.page = watched, server, watched.page

    def open(self):
        self.page.goto(f"{self.server.base}/review", wait_until="load")

    @property
    def event(self):
        return self.page.inner_text(".beside-sentences code.id")

    @property
    def notice(self):
        return self.page.inner_text(".notice")

    def press(self, key):
        """A key that makes the browser go elsewhere."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)

    def click(self, button):
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(button)


@pytest.fixture(params=[1440, 375])
def desk(request, chromium, own):
    within = context(chromium, request.param)
    desk = Desk(Watched(within), own)
    desk.open()
    desk.page.fill("input[name=by]", "Anna Łęska")
    desk.click("form.name button")
    yield desk
    within.close()


def events(server):
    return json.loads(server.get("/api/events").text)["events"]


def test_a_session_by_keys(desk, own):
    first = desk.event
    desk.press("a")
    assert "Accepted" in desk.notice
    assert "Anna Łęska" in desk.notice
    assert desk.event != first
    desk.press("u")
    assert "Taken back" in desk.notice
    assert desk.event == first
    desk.press("r")
    assert "Rejected" in desk.notice
    assert first not in [event["id"] for event in events(own)]
    desk.press("u")
    assert first in [event["id"] for event in events(own)]
    desk.page.keyboard.press("e")
    assert desk.page.evaluate("document.activeElement.name") == "type"
    desk.page.fill("input[name=deaths]", "12")
    desk.press("Enter")
    assert "Corrected" in desk.notice
    assert [event["deaths"] for event in events(own) if event["id"] == first] == [[12, 12]]
    assert desk.watched.noted == []


def test_letters_that_are_typed_decide_nothing(desk, own):
    before = own.get("/api/review/decisions").json()["decisions_in_all"]
    desk.page.click("input[name=note]")
    desk.page.keyboard.type("are run a u")
    assert desk.page.input_value("input[name=note]") == "are run a u"
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_timeout(500)  # for what must not happen there is nothing to wait for
    assert own.get("/api/review/decisions").json()["decisions_in_all"] == before == 0


def test_a_session_by_buttons(desk, own, pictures, request):
    first = desk.event
    desk.page.fill(".remark input[name=note]", "as the wire has it")
    desk.click("button.accept")
    second = desk.event
    assert second != first
    desk.click("button.reject")
    desk.click(".notice .undo button")
    assert desk.event == second
    desk.page.click("a[href='#correct']")
    desk.page.fill("input[name=deaths]", "many")
    desk.page.fill("#correct input[name=note]", "the ministry")
    desk.click("#correct form button")
    assert "Nothing was written" in desk.notice
    assert desk.page.input_value("#correct input[name=note]") == "the ministry"
    desk.page.fill("input[name=deaths]", "7-9")
    desk.page.screenshot(path=pictures / f"review-correct-{desk.page.viewport_size['width']}.png", full_page=True)
    desk.click("#correct form button")
    assert "Corrected" in desk.notice
    assert [event["deaths"] for event in events(own) if event["id"] == second] == [[7, 9]]
    desk.page.goto(f"{own.base}/review/decisions", wait_until="load")
    told = own.get("/api/review/decisions").json()["decisions"]
    assert [one["verdict"] for one in told] == ["correct", "undo", "reject", "accept"]
    assert {one["by"] for one in told} == {"Anna Łęska"}
    assert "as the wire has it" in desk.page.inner_text("main")
    assert all(one["at"] for one in told)
    assert [line for line in desk.watched.noted if "422" not in line] == []


def test_from_the_name_to_what_was_missed_by_keys_alone(chromium, own):
    within = context(chromium, 1440)
    desk = Desk(Watched(within), own)
    desk.open()
    type_, press = desk.page.keyboard.type, desk.page.keyboard.press
    tab_to(desk.page, "input[name=by]")
    type_("ben")
    desk.press("Enter")
    while len(desk.page.query_selector_all(".sentences > li")) < 2:
        desk.press("n")
    whole = len(events(own))
    press("s")
    desk.press("Enter")
    assert "Split off" in desk.notice
    assert len(events(own)) == whole + 1
    press("m")
    tab_to(desk.page, "input[name=other]")
    [other] = [e["id"] for e in events(own) if e["type"] == "CONSULT"]
    choices = desk.page.query_selector_all("input[type=radio]")
    if choices:
        press("Space")
    else:
        type_(other)
    desk.press("Enter")
    assert "Merged" in desk.notice
    desk.press("u")
    assert "Taken back" in desk.notice
    desk.press("w")
    tab_to(desk.page, "input[type=checkbox]")
    press("Space")
    tab_to(desk.page, "select[name=type]")
    type_("PROTEST")
    tab_to(desk.page, "input[name=note]")
    desk.press("Enter")
    assert "Added" in desk.notice
    assert "PROTEST" in {e["type"] for e in events(own)}
    assert desk.watched.noted == []
    within.close()


# The button within a field for a day has a ring of the browser's own, which scripts cannot see.
SEES_WHERE_IT_IS = (
    "() => document.activeElement.type === 'date' || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
)


def tab_to(page, wanted):
    """With the Tab key alone, and never without a visible focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(SEES_WHERE_IT_IS)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached")
