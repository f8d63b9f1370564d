"""The pages without any script: filters, paging and the slider are forms and links."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed; run: make dev")

from tests.browser.looking import context

pytestmark = pytest.mark.slow


@pytest.fixture
def page(chromium):
    within = context(chromium, 1440, script=False)
    yield within.new_page()
    within.close()


@pytest.fixture(autouse=True)
def one_archive(name):
    if name != "hostile":
        pytest.skip("the same for every archive")


def test_the_filter_of_events_is_a_form(page, server):
    page.goto(f"{server.base}/events")
    page.fill("input[name=party]", "IRN")
    page.click("form.ask button:not([type=button])")
    assert "party=IRN" in page.url
    everything, chosen = (server.get(f"/api/events{query}").json()["events_in_all"] for query in ("", "?party=IRN"))
    assert 0 < chosen < everything
    assert f"{chosen:,}" in page.inner_text("main")


def test_pages_of_events_are_links(page, server):
    page.goto(f"{server.base}/events")
    assert "Events 1 to 50" in page.inner_text("main")
    page.click("a[rel=next] >> nth=0")
    assert "page=2" in page.url
    assert "Events 51 to 100" in page.inner_text("main")


def test_every_mark_is_a_link_and_a_tab_stop(page, server):
    page.goto(f"{server.base}/events")
    marks = page.query_selector_all("figure svg a[href]")
    assert len(marks) > 1
    assert [mark for mark in marks if mark.get_attribute("tabindex") == "-1"] == []
    marks[0].focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?*since=*")


def test_the_slider_of_the_network_has_a_button(page, server):
    server.settled("/network")
    page.goto(f"{server.base}/network")
    day = page.inner_text("#day")
    page.focus("#step")
    page.keyboard.press("ArrowLeft")
    page.click("#days button")
    page.wait_for_url("**/network?*at=*")
    assert page.inner_text("#day") < day
